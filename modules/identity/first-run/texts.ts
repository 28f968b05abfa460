import { defineTexts } from '../../../platform/texts/texts.ts';

/** The three screens of a guardian's first entry. */
export const texts = defineTexts({
  fr: {
    progress: (step: number, of: number) => `Étape ${step}/${of}`,
    titles: {
      1: 'Vos réglages : la langue',
      2: 'Vos réglages : les heures',
      3: 'Vos réglages : le droit à l’image',
    },
    leads: {
      1: 'Trois questions, une minute. Tout se change ensuite dans « Mon compte ».',
      2: 'Dites quand Préau devra vous laisser tranquille : au moins de 20 h à 7 h et le week-end.',
      3: 'Pour chaque enfant et chaque usage, dites si l’école peut montrer ses photos. Refuser n’enlève rien à l’enfant.',
    },
    language: 'Dans quelle langue lisez-vous Préau ?',
    until: (day: string) => `Vos réponses valent jusqu’au ${day} et se changent à tout moment.`,
    keep: 'Continuer',
    finish: 'Terminer',
    skip: 'Passer cette question',
    later: 'Plus tard',
    done: 'Vos réglages sont faits. Vous les retrouvez dans « Mon compte ».',
  },
  en: {
    progress: (step: number, of: number) => `Step ${step}/${of}`,
    titles: {
      1: 'Your settings: the language',
      2: 'Your settings: the hours',
      3: 'Your settings: image rights',
    },
    leads: {
      1: 'Three questions, one minute. All of it can be changed later in “My account”.',
      2: 'Between 20:00 and 7:00 and at week-ends, nothing is sent to you. You may ask for more peace.',
      3: 'For each child and each use, say whether the school may show pictures. A “no” takes nothing from the child.',
    },
    language: 'In which language do you read Préau?',
    until: (day: string) => `Your answers hold until ${day} and can be changed at any time.`,
    keep: 'Go on',
    finish: 'Finish',
    skip: 'Skip this question',
    later: 'Later',
    done: 'Your settings are made. You find them again in “My account”.',
  },
});
