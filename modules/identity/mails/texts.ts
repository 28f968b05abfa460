import { defineTexts } from '../../../platform/texts/texts.ts';

/** The mails that identity sends. They never hold a password or a code. */
export const texts = defineTexts({
  fr: {
    newBrowser: {
      subject: 'Connexion depuis un nouvel appareil',
      text: (login: string, device: string, when: string) =>
        `Le compte ${login}, qui est celui d’un administrateur, a été ouvert ${when} depuis un appareil jamais utilisé jusque-là : ${device}.`,
      action: 'Voir où il est ouvert',
      otherwise:
        'Si ce n’était pas vous, fermez cette session, changez de mot de passe et prévenez l’équipe qui gère Préau.',
    },
    ignore: 'Si ce n’était pas vous, laissez ce message de côté : rien ne change.',
    verify: {
      subject: 'Confirmez votre adresse',
      heading: 'Confirmez votre adresse',
      text: 'Cette adresse a été donnée pour un compte Préau. Confirmez-la pour vous connecter avec elle et retrouver un mot de passe oublié.',
      action: 'Confirmer mon adresse',
      until: 'Le lien marche deux jours.',
    },
    reset: {
      subject: 'Votre nouveau mot de passe',
      heading: 'Choisissez un nouveau mot de passe',
      text: (login: string) =>
        `Vous avez oublié le mot de passe du compte ${login}. Le lien ci-dessous permet d’en choisir un autre.`,
      action: 'Choisir un mot de passe',
      until: 'Le lien marche une heure, une seule fois. Ne le transmettez à personne.',
    },
    shut: {
      subject: 'Votre accès à Préau a été fermé',
      heading: 'Choisissez un nouveau mot de passe',
      text: (login: string) =>
        `Quelqu’un d’autre s’est servi du compte ${login} pour écrire à votre place. Par sécurité, ses sessions sont fermées et son mot de passe ne marche plus. Rien n’est perdu : choisissez un autre mot de passe, que vous n’utilisez nulle part ailleurs.`,
      action: 'Choisir un mot de passe',
      until:
        'Le lien marche trois jours, une seule fois. Ensuite : « Mot de passe oublié », ou un code de l’école ou du collège.',
    },
    changed: {
      subject: 'Votre mot de passe a changé',
      heading: 'Votre mot de passe a changé',
      text: (login: string) =>
        `Le mot de passe du compte ${login} vient d’être changé, et les sessions ouvertes ailleurs sont fermées.`,
      otherwise: 'Si ce n’était pas vous, demandez aussitôt un nouveau code à l’école ou au collège.',
    },
  },
  en: {
    newBrowser: {
      subject: 'Your account was entered from a new device',
      text: (login: string, device: string, when: string) =>
        `The account ${login}, which is an administrator’s, was entered ${when} from a device never used before: ${device}.`,
      action: 'See where it is open',
      otherwise: 'If it was not you, close that session, change your password and tell the team that runs Préau.',
    },
    ignore: 'If it was not you, leave this message aside: nothing changes.',
    verify: {
      subject: 'Confirm your address',
      heading: 'Confirm your address',
      text: 'This address was given for a Préau account. Confirm it to sign in with it and to get a forgotten password back.',
      action: 'Confirm my address',
      until: 'The link works for two days.',
    },
    reset: {
      subject: 'Your new password',
      heading: 'Choose a new password',
      text: (login: string) =>
        `You forgot the password of the account ${login}. With the link below you can choose another.`,
      action: 'Choose a password',
      until: 'The link works for an hour, once. Give it to nobody.',
    },
    shut: {
      subject: 'Your access to Préau was closed',
      heading: 'Choose a new password',
      text: (login: string) =>
        `Somebody else used the account ${login} to write in your place. To be safe its sessions are closed and its password works no more. Nothing is lost: choose another password, one that you use nowhere else.`,
      action: 'Choose a password',
      until: 'The link works for three days, once. After that: “Forgotten password”, or a code from the school.',
    },
    changed: {
      subject: 'Your password has changed',
      heading: 'Your password has changed',
      text: (login: string) =>
        `The password of the account ${login} has just been changed, and the sessions open elsewhere are closed.`,
      otherwise: 'If it was not you, ask the school for a new code at once.',
    },
  },
});
