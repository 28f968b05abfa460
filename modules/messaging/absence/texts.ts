import { defineTexts } from '../../../platform/texts/texts.ts';

/** Who is away. */
export const texts = defineTexts({
  fr: {
    title: 'Absence',
    lead: 'Qui vous écrit par votre nom reçoit cette réponse, une seule fois. Les messages à toute une classe ou à tout un établissement n’en reçoivent pas.',
    from: 'Du',
    until: 'Au (compris)',
    words: 'Réponse',
    wordsHelp: 'Par exemple : « Je suis absente jusqu’au 3 décembre. En cas d’urgence, appelez l’école. »',
    keep: 'Annoncer mon absence',
    change: 'Changer',
    end: 'Je suis de retour',
    saved: 'Votre absence est annoncée.',
    ended: 'Plus rien n’est répondu à votre place.',
    subject: (subject: string) => `Absence : ${subject}`,
    refused: {
      'messaging.absence-day': 'Donnez un jour.',
      'messaging.absence-until': 'Le dernier jour vient après le premier, et n’est pas passé.',
      'messaging.absence-words': 'Écrivez la réponse, en mille lettres au plus.',
    },
  },
  en: {
    title: 'Absence',
    lead: 'Who writes to you by name gets this answer, once. Messages to a whole class or school get none.',
    from: 'From',
    until: 'Until (included)',
    words: 'Answer',
    wordsHelp: 'For example: “I am away until 3 December. If it is urgent, call the school.”',
    keep: 'Announce my absence',
    change: 'Change',
    end: 'I am back',
    saved: 'Your absence is announced.',
    ended: 'Nothing is answered for you any more.',
    subject: (subject: string) => `Absence: ${subject}`,
    refused: {
      'messaging.absence-day': 'Give a day.',
      'messaging.absence-until': 'The last day comes after the first, and is not over.',
      'messaging.absence-words': 'Write the answer, a thousand letters at most.',
    },
  },
});
