import { defineTexts } from '../../../platform/texts/texts.ts';

const seconds = (count: number): string => `${count} s`;

/** The sign-in page and what it may refuse. */
export const texts = defineTexts({
  fr: {
    title: 'Se connecter',
    opens: (service: string) => `Vous allez ouvrir ${service}.`,
    login: 'Identifiant',
    loginHelp: 'Par exemple prenom.nom, ou l’adresse électronique que vous avez confirmée.',
    password: 'Mot de passe',
    device: 'Cet appareil est…',
    deviceOwn: 'à moi',
    deviceOwnHint: 'Parents et collégiens restent connectés 90 jours.',
    deviceShared: 'partagé',
    deviceSharedHint: 'La session se ferme après 15 minutes sans activité.',
    submit: 'Se connecter',
    forgotten: 'Mot de passe oublié',
    activate: 'Première connexion ? J’ai un code',
    signedOut: 'Vous êtes déconnecté. À bientôt !',
    refused: {
      'identity.sign-in-refused':
        'Identifiant ou mot de passe incorrect. Vérifiez les deux, puis réessayez ; si vous n’êtes jamais venu, utilisez votre code.',
      'identity.login-missing': 'Écrivez votre identifiant.',
      'identity.password-missing': 'Écrivez votre mot de passe.',
      tooMany: (wait: number) =>
        `Plusieurs essais n’ont pas marché. Attendez ${seconds(wait)}, puis réessayez : rien n’est bloqué.`,
    },
  },
  en: {
    title: 'Sign in',
    opens: (service: string) => `You are about to open ${service}.`,
    login: 'Login',
    loginHelp: 'For example given.family, or the e-mail address that you confirmed.',
    password: 'Password',
    device: 'This device is…',
    deviceOwn: 'mine',
    deviceOwnHint: 'Parents and collège pupils stay signed in for 90 days.',
    deviceShared: 'shared',
    deviceSharedHint: 'The session closes after 15 minutes without activity.',
    submit: 'Sign in',
    forgotten: 'Forgotten password',
    activate: 'First time here? I have a code',
    signedOut: 'You are signed out. See you soon!',
    refused: {
      'identity.sign-in-refused':
        'Wrong login or password. Check both and try again; if you have never been here, use your code.',
      'identity.login-missing': 'Write your login.',
      'identity.password-missing': 'Write your password.',
      tooMany: (wait: number) =>
        `Several tries did not work. Wait ${seconds(wait)}, then try again: nothing is locked.`,
    },
  },
});
