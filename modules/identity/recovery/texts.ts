import { defineTexts } from '../../../platform/texts/texts.ts';

/** A forgotten password: the pages. */
export const texts = defineTexts({
  fr: {
    title: 'Mot de passe oublié',
    lead: 'Cela arrive. Dites-nous qui vous êtes, nous vous envoyons un lien.',
    login: 'Identifiant ou adresse électronique',
    loginHelp: 'Par exemple prenom.nom.',
    submit: 'Recevoir un lien',
    back: 'Revenir à la connexion',
    sentTitle: 'Regardez vos messages',
    sent: 'Si une adresse confirmée est liée à ce compte, un lien vient d’y partir. Il marche une heure.',
    otherwise:
      'Rien au bout de quelques minutes, ou pas d’adresse ? Demandez un nouveau code à l’école ou au collège : on vous le remet aussitôt.',
    haveCode: 'J’ai un code',
    resetTitle: 'Nouveau mot de passe',
    resetLead: 'Vos sessions ouvertes ailleurs seront fermées.',
    resetSubmit: 'Choisir ce mot de passe',
    refused: {
      'identity.login-missing': 'Écrivez votre identifiant ou votre adresse.',
      'identity.link-over': 'Ce lien a déjà servi ou date de plus d’une heure. Demandez-en un autre.',
      tooMany: (seconds: number) => `Beaucoup de liens ont été demandés d’ici. Attendez ${seconds} s, puis réessayez.`,
    },
  },
  en: {
    title: 'Forgotten password',
    lead: 'It happens. Tell us who you are and we will send you a link.',
    login: 'Login or e-mail address',
    loginHelp: 'For example given.family.',
    submit: 'Get a link',
    back: 'Back to sign-in',
    sentTitle: 'Look at your messages',
    sent: 'If a confirmed address belongs to this account, a link is on its way there. It works for an hour.',
    otherwise:
      'Nothing after a few minutes, or no address? Ask the school for a new code: it can be given to you right away.',
    haveCode: 'I have a code',
    resetTitle: 'New password',
    resetLead: 'Your sessions open elsewhere will be closed.',
    resetSubmit: 'Choose this password',
    refused: {
      'identity.login-missing': 'Write your login or your address.',
      'identity.link-over': 'This link has been used or is more than an hour old. Ask for another.',
      tooMany: (seconds: number) => `Many links were asked for from here. Wait ${seconds} s, then try again.`,
    },
  },
});
