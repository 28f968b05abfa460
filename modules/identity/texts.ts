import { defineTexts } from '../../platform/texts/texts.ts';

/** Sentences that several parts of the module use; each part has its own besides. */
export const texts = defineTexts({
  fr: {
    when: {
      now: 'à l’instant',
      hourSign: ' h ',
      today: (time: string) => `aujourd’hui à ${time}`,
      day: (day: string) => `le ${day}`,
    },
    menu: {
      account: 'Mon compte',
      sessions: 'Mes connexions',
      signOut: 'Me déconnecter',
    },
  },
  en: {
    when: {
      now: 'just now',
      hourSign: ':',
      today: (time: string) => `today at ${time}`,
      day: (day: string) => `on ${day}`,
    },
    menu: {
      account: 'My account',
      sessions: 'My sessions',
      signOut: 'Sign out',
    },
  },
});
