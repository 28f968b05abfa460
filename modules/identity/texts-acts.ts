import { defineTexts } from '../../platform/texts/texts.ts';

/** Identity's acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'identity.code-issued': 'Code de connexion remis',
    'identity.code-revoked': 'Code de connexion annulé',
    'identity.account-activated': 'Compte ouvert avec un code',
    'identity.account-closed': 'Compte fermé',
    'identity.account-reopened': 'Compte rouvert',
    'identity.password-changed': 'Mot de passe changé',
    'identity.password-reset': 'Mot de passe refait après un oubli',
    'identity.token-created': 'Jeton d’accès pour un programme créé',
    'identity.token-revoked': 'Jeton d’accès pour un programme retiré',
    'identity.address-confirmed': 'Adresse électronique confirmée',
    'identity.address-removed': 'Adresse électronique retirée',
    'identity.second-factor-added': 'Seconde preuve ajoutée',
    'identity.second-factor-removed': 'Seconde preuve retirée',
    'identity.second-factor-reset': 'Seconde preuve effacée depuis la ligne de commande',
    'identity.recovery-codes-renewed': 'Codes de secours refaits',
  },
  en: {
    'identity.code-issued': 'Sign-in code handed out',
    'identity.code-revoked': 'Sign-in code cancelled',
    'identity.account-activated': 'Account opened with a code',
    'identity.account-closed': 'Account closed',
    'identity.account-reopened': 'Account opened again',
    'identity.password-changed': 'Password changed',
    'identity.password-reset': 'Password made anew after it was forgotten',
    'identity.token-created': 'Access token for a program created',
    'identity.token-revoked': 'Access token for a program revoked',
    'identity.address-confirmed': 'E-mail address confirmed',
    'identity.address-removed': 'E-mail address removed',
    'identity.second-factor-added': 'Second proof added',
    'identity.second-factor-removed': 'Second proof removed',
    'identity.second-factor-reset': 'Second proof erased from the command line',
    'identity.recovery-codes-renewed': 'Recovery codes renewed',
  },
});
