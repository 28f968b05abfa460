import { defineTexts } from '../../../platform/texts/texts.ts';

/** The mailing list of a group. */
export const texts = defineTexts({
  fr: {
    held: 'Messages aux listes des groupes',
    link: 'Liste de diffusion',
    title: (label: string) => `Liste de diffusion : ${label}`,
    lead: (people: number) =>
      people === 1
        ? 'Une seule personne adulte est dans ce groupe. Les élèves ne sont jamais dans la liste.'
        : `${people} adultes sont dans ce groupe. Les élèves ne sont jamais dans la liste.`,
    howTitle: 'Écrire à tout le groupe',
    how: 'Les adultes du groupe',
    modes: {
      closed: { label: 'ne lui écrivent pas', hint: 'Seules les personnes qui animent le groupe lui écrivent.' },
      moderated: {
        label: 'lui écrivent, vous relisez d’abord',
        hint: 'Le message part quand vous l’avez laissé passer.',
      },
      open: { label: 'lui écrivent librement', hint: 'Le message part aussitôt, aux heures de l’établissement.' },
    },
    chosenBy: (name: string) => `Choisi par ${name}.`,
    save: 'Enregistrer',
    saved: 'C’est enregistré.',
    keptBack: (subject: string) => `Votre message « ${subject} » n’est pas parti`,
    keptBackWords: 'La personne qui anime le groupe l’a relu et ne l’a pas laissé partir.',
    refused: { 'messaging.mode-missing': 'Choisissez une des trois réponses.' },
  },
  en: {
    held: 'Messages to lists of groups',
    link: 'Mailing list',
    title: (label: string) => `Mailing list: ${label}`,
    lead: (people: number) =>
      people === 1
        ? 'One adult is in this group. Pupils are never in the list.'
        : `${people} adults are in this group. Pupils are never in the list.`,
    howTitle: 'Writing to the whole group',
    how: 'The adults of the group',
    modes: {
      closed: { label: 'do not write to it', hint: 'Only those who run the group write to it.' },
      moderated: { label: 'write to it, you read first', hint: 'The message leaves when you let it through.' },
      open: { label: 'write to it freely', hint: 'The message leaves at once, within the hours of the school.' },
    },
    chosenBy: (name: string) => `Chosen by ${name}.`,
    save: 'Save',
    saved: 'Saved.',
    keptBack: (subject: string) => `Your message “${subject}” has not been sent`,
    keptBackWords: 'Whoever runs the group read it and did not let it leave.',
    refused: { 'messaging.mode-missing': 'Choose one of the three answers.' },
  },
});
