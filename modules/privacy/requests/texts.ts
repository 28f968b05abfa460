import { defineTexts } from '../../../platform/texts/texts.ts';

/** Asking something of the data-protection officer. */
export const texts = defineTexts({
  fr: {
    title: 'Demander quelque chose',
    hint: 'Le délégué à la protection des données répond sur cette page, sous « Départ et demandes ».',
    kind: 'Nature de la demande',
    kinds: {
      rectify: 'Corriger une donnée',
      erase: 'Effacer une donnée',
      oppose: 'S’opposer à un usage',
      limit: 'Limiter un usage',
      other: 'Autre chose',
    },
    words: 'La demande',
    send: 'Envoyer la demande',
    sent: 'La demande est envoyée. La réponse se lira ici.',
    faults: {
      'privacy.words-missing': 'La demande est vide : il faut l’écrire.',
      'privacy.words-long': 'La demande est trop longue : 2 000 signes au plus.',
    } as Record<string, string>,
    refused: {
      'privacy.too-many-requests':
        'Cinq demandes attendent déjà une réponse : il faut l’attendre avant d’en envoyer une autre.',
    },
  },
  en: {
    title: 'Ask for something',
    hint: 'The data-protection officer answers on this page, under “Departure and requests”.',
    kind: 'What do you ask for?',
    kinds: {
      rectify: 'Correct something',
      erase: 'Erase something',
      oppose: 'Object to a use',
      limit: 'Limit a use',
      other: 'Something else',
    },
    words: 'Your request',
    send: 'Send the request',
    sent: 'The request is sent. The answer will be read here.',
    faults: {
      'privacy.words-missing': 'Write your request.',
      'privacy.words-long': 'The request is too long: 2,000 characters at most.',
    },
    refused: {
      'privacy.too-many-requests':
        'Five of your requests already wait for an answer. Wait for it before you send another.',
    },
  },
});
