import { defineTexts } from '../../../platform/texts/texts.ts';

export const texts = defineTexts({
  fr: {
    /** Also for who does not read French: that is whom it is for. */
    other: 'Lire dans une autre langue · Other languages · لغة أخرى',
    label: 'Langue de lecture',
    help: 'Elle sert pour tous les mots qui ont une traduction. Le texte français reste à côté, et c’est lui qui compte.',
    read: 'Lire dans cette langue',
    missing: 'Ce texte n’a pas de traduction dans cette langue.',
  },
  en: {
    other: 'Read in another language · Autres langues · لغة أخرى',
    label: 'Reading language',
    help: 'It is used for all texts that have a translation. The French text stays beside it, and is the one that counts.',
    read: 'Read in this language',
    missing: 'This text has no translation in that language.',
  },
});
