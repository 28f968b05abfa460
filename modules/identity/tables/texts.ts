import { defineTexts } from '../../../platform/texts/texts.ts';

/** What identity says in the tables of people. */
export const texts = defineTexts({
  fr: {
    lastSignIn: 'Dernière connexion',
    activated: 'Compte ouvert le',
    login: 'Identifiant',
    access: 'Accès',
    states: {
      open: 'Compte ouvert',
      code: 'Code remis, pas encore utilisé',
      waiting: 'Sans code en cours',
      closed: 'Compte fermé',
      none: 'Pas d’accès',
    },
    neverConnected: 'Jamais connecté',
    unreachable: 'Injoignable',
  },
  en: {
    lastSignIn: 'Last sign-in',
    activated: 'Account open since',
    login: 'Login',
    access: 'Access',
    states: {
      open: 'Account open',
      code: 'Code handed out, not used yet',
      waiting: 'No code at present',
      closed: 'Account closed',
      none: 'No access',
    },
    neverConnected: 'Never signed in',
    unreachable: 'Unreachable',
  },
});
