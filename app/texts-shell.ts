import { defineTexts } from '../platform/texts/texts.ts';

/** The sentences of the shell: what stands around every page, and what any request may be refused for. */
export const texts = defineTexts({
  fr: {
    siteName: 'Préau',
    searchLabel: 'Rechercher une personne',
    searchPlaceholder: 'Rechercher…',
    menuLabel: (name: string) => `Mon compte : ${name}`,
    viewing: {
      title: (name: string) => `Vous voyez Préau comme ${name} le voit`,
      text: (minutes: number) =>
        `En lecture seule, encore ${minutes > 1 ? `${minutes} minutes` : 'une minute'}. Chaque page vue est notée, et la personne peut le lire.`,
      end: 'Arrêter',
    },
    more: 'Plus',
    footer: {
      help: 'Aide',
      report: 'Besoin d’aide ? Signaler',
      legal: 'Mentions légales',
      privacy: 'Données personnelles',
      accessibility: 'Accessibilité : non conforme',
      siteMap: 'Plan du site',
    },
    otherLanguage: 'English',
    problem: {
      backHome: 'Revenir à l’accueil',
      reference: (id: string) => `Si vous demandez de l’aide, donnez ce numéro : ${id}`,
      'platform.not-found': {
        title: 'Cette page n’existe pas',
        text: 'L’adresse est peut-être incomplète, ou la page ne vous est pas destinée. Revenez à l’accueil pour retrouver votre chemin.',
      },
      'platform.forbidden': {
        title: 'Cette action ne vous est pas ouverte',
        text: 'Votre compte ne permet pas de faire cela. Si vous pensez que c’est une erreur, parlez-en à la direction de l’école.',
      },
      'platform.sign-in-needed': { title: 'Connectez-vous', text: 'Cette page demande d’être connecté.' },
      'platform.foreign-form': {
        title: 'Cet envoi a été refusé',
        text: 'Il ne venait pas d’une page de ce site. Rien n’a été changé. Ouvrez la page depuis l’accueil et recommencez.',
      },
      'platform.too-many-requests': {
        title: 'Trop de demandes d’affilée',
        text: 'Patientez une minute, puis recommencez. Rien n’est perdu.',
      },
      'platform.proof-needed': {
        title: 'Confirmez d’abord que c’est bien vous',
        text: 'Cette action demande un mot de passe ou un code donné il y a moins de dix minutes. Recommencez depuis la page.',
      },
      'platform.factor-needed': {
        title: 'Il faut la double vérification',
        text: 'Un message aussi large demande une clé d’accès ou une application d’authentification. Ajoutez-la dans Mon compte, puis recommencez.',
      },
      'platform.viewing-only': {
        title: 'Vous regardez, sans rien changer',
        text: 'Vous voyez Préau à la place de quelqu’un : rien ne peut être enregistré, envoyé ni supprimé. Rien n’a été changé.',
      },
      'platform.viewing-hidden': {
        title: 'Cette page reste à la personne',
        text: 'Mot de passe, connexions, données personnelles, messages et fichiers à emporter ne se montrent pas à qui regarde à la place de quelqu’un.',
      },
      'platform.too-large': { title: 'L’envoi est trop gros', text: 'Réduisez-le, puis recommencez.' },
      'platform.invalid-input': {
        title: 'Quelque chose manque ou ne convient pas',
        text: 'Revenez à la page précédente, vérifiez ce que vous avez saisi, puis recommencez.',
      },
      'platform.defect': {
        title: 'Quelque chose n’a pas marché de notre côté',
        text: 'Ce n’est pas de votre faute. Réessayez dans un instant.',
      },
    },
  },
  en: {
    siteName: 'Préau',
    searchLabel: 'Search for a person',
    searchPlaceholder: 'Search…',
    menuLabel: (name: string) => `My account: ${name}`,
    viewing: {
      title: (name: string) => `You see Préau as ${name} sees it`,
      text: (minutes: number) =>
        `Read only, ${minutes > 1 ? `${minutes} minutes` : 'one minute'} left. Each page seen is noted, and the person can read it.`,
      end: 'Stop',
    },
    more: 'More',
    footer: {
      help: 'Help',
      report: 'Need help? Report',
      legal: 'Legal notice',
      privacy: 'Personal data',
      accessibility: 'Accessibility: not compliant',
      siteMap: 'Site map',
    },
    otherLanguage: 'Français',
    problem: {
      backHome: 'Back to the home page',
      reference: (id: string) => `If you ask for help, give this number: ${id}`,
      'platform.not-found': {
        title: 'This page does not exist',
        text: 'The address may be incomplete, or the page is not meant for you. Go back to the home page to find your way.',
      },
      'platform.forbidden': {
        title: 'This is not open to you',
        text: 'Your account does not allow it. If you think this is a mistake, talk to the head of the school.',
      },
      'platform.sign-in-needed': { title: 'Sign in', text: 'You must be signed in to see this page.' },
      'platform.foreign-form': {
        title: 'This was refused',
        text: 'It did not come from a page of this site. Nothing was changed. Open the page from the home page and try again.',
      },
      'platform.too-many-requests': {
        title: 'Too many requests in a row',
        text: 'Wait a minute, then try again. Nothing is lost.',
      },
      'platform.proof-needed': {
        title: 'Confirm first that it is you',
        text: 'This needs a password or a code given less than ten minutes ago. Start again from the page.',
      },
      'platform.factor-needed': {
        title: 'This takes two-step verification',
        text: 'So wide a message takes a passkey or an authentication application. Add it in My account, then start again.',
      },
      'platform.viewing-only': {
        title: 'You look, without changing anything',
        text: 'You see Préau in somebody’s place: nothing can be saved, sent or deleted. Nothing was changed.',
      },
      'platform.viewing-hidden': {
        title: 'This page stays the person’s',
        text: 'Password, sessions, personal data, messages and files to take away are not shown to who looks in somebody’s place.',
      },
      'platform.too-large': { title: 'This is too big to send', text: 'Make it smaller, then try again.' },
      'platform.invalid-input': {
        title: 'Something is missing or does not fit',
        text: 'Go back to the previous page, check what you typed, then try again.',
      },
      'platform.defect': {
        title: 'Something went wrong on our side',
        text: 'It is not your fault. Try again in a moment.',
      },
    },
  },
});
