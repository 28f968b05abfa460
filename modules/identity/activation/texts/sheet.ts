import { defineTexts } from '../../../../platform/texts/texts.ts';

/** The code that a school hands out: its sheet, and the account on a person's page. */
export const texts = defineTexts({
  fr: {
    title: (name: string) => `Code de connexion de ${name}`,
    once: 'Ce code n’est montré qu’une fois. Imprimez cette page ou recopiez-le maintenant ; un code remis avant ne marche plus.',
    square: 'Carré à scanner avec un téléphone : il ouvre la page de première connexion.',
    login: 'Identifiant',
    until: 'Valable jusqu’au',
    site: 'Adresse',
    stepsTitle: 'Pour entrer',
    scan: (site: string) => `Scannez le carré, ou allez sur ${site} et recopiez le code.`,
    proof: {
      'child-birth-date': 'Donnez la date de naissance de l’enfant.',
      'own-birth-date': 'Donnez votre date de naissance.',
      mail: 'Donnez l’adresse électronique que l’établissement connaît.',
    },
    choose: 'Choisissez votre mot de passe : vous ne vous servirez plus du code.',
    print: 'Imprimer',
    back: 'Revenir à la fiche',
    refused: {
      'identity.no-account': 'Cette personne n’a pas d’accès en ce moment : aucun code ne peut lui être remis.',
      'identity.no-proof':
        'Ni date de naissance ni adresse électronique ne sont connues : complétez d’abord la fiche, pour que le code soit protégé.',
      'identity.account-open':
        'Ce compte est déjà ouvert. Pour un parent, seule la direction ou la vie scolaire remet un nouveau code ; « Mot de passe oublié » suffit s’il a confirmé une adresse.',
    },
    part: {
      title: 'Connexion',
      state: {
        none: 'Pas d’accès',
        waiting: 'Jamais connecté',
        open: (day: string) => `Compte ouvert depuis le ${day}`,
        closed: 'Compte fermé',
      },
      login: 'Identifiant',
      code: 'Code en cours',
      codeUntil: (day: string) => `valable jusqu’au ${day}`,
      noCode: 'aucun',
      issue: 'Nouveau code',
      confirmTitle: 'Remettre un nouveau code ?',
      confirmText: 'Le code remis avant ne marchera plus.',
      yes: 'Nouveau code',
      no: 'Annuler',
    },
  },
  en: {
    title: (name: string) => `Sign-in code of ${name}`,
    once: 'This code is shown only once. Print this page or copy it now; a code handed out before no longer works.',
    square: 'Square to scan with a phone: it opens the page of the first sign-in.',
    login: 'Login',
    until: 'Valid until',
    site: 'Address',
    stepsTitle: 'To get in',
    scan: (site: string) => `Scan the square, or go to ${site} and copy the code.`,
    proof: {
      'child-birth-date': 'Give the child’s date of birth.',
      'own-birth-date': 'Give your date of birth.',
      mail: 'Give the e-mail address that the school knows.',
    },
    choose: 'Choose your password: you will not need the code again.',
    print: 'Print',
    back: 'Back to the person',
    refused: {
      'identity.no-account': 'This person has no access at present: no code can be given.',
      'identity.no-proof':
        'Neither a date of birth nor an e-mail address is known: complete the record first, so that the code is protected.',
      'identity.account-open':
        'This account is open already. For a parent, only the head or school life hands out a new code; “Forgotten password” is enough if they confirmed an address.',
    },
    part: {
      title: 'Sign-in',
      state: {
        none: 'No access',
        waiting: 'Never signed in',
        open: (day: string) => `Account open since ${day}`,
        closed: 'Account closed',
      },
      login: 'Login',
      code: 'Present code',
      codeUntil: (day: string) => `valid until ${day}`,
      noCode: 'none',
      issue: 'New code',
      confirmTitle: 'Hand out a new code?',
      confirmText: 'The code handed out before will no longer work.',
      yes: 'New code',
      no: 'Cancel',
    },
  },
});
