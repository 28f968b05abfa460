import { defineTexts } from '../../../platform/texts/texts.ts';

/** What a password must be, said to adults and to pupils (`tu`), and why one is refused. */
export const texts = defineTexts({
  fr: {
    label: 'Mot de passe',
    newLabel: 'Nouveau mot de passe',
    again: 'Le même, une seconde fois',
    help: (least: number, tu: boolean) =>
      tu
        ? `${least} caractères au moins. Le plus simple : trois ou quatre mots que tu choisis au hasard, avec des espaces.`
        : `${least} caractères au moins. Le plus simple : quatre mots sans rapport, séparés par des espaces.`,
    drawn: (phrase: string) => `Trois mots tirés pour toi, si tu veux : ${phrase}.`,
    fault: {
      'identity.password-short': (least: number) =>
        `C’est trop court : il faut ${least} caractères au moins. Ajoutez un ou deux mots.`,
      'identity.password-long': 'C’est trop long : gardez moins de 200 caractères.',
      'identity.password-common':
        'Ce mot de passe est parmi les premiers que l’on essaie. Ajoutez d’autres mots, sans rapport entre eux.',
      'identity.password-repeats':
        'Ce sont des caractères qui se suivent ou se répètent. Choisissez plutôt quelques mots.',
      'identity.password-names-you':
        'On y devine votre nom, votre identifiant ou une date de naissance. Choisissez autre chose.',
      'identity.password-differs': 'Les deux ne sont pas pareils. Écrivez deux fois le même.',
      'identity.password-wrong': 'Ce n’est pas votre mot de passe actuel. Réessayez.',
    },
    page: {
      title: 'Changer de mot de passe',
      lead: 'Les autres sessions ouvertes seront fermées.',
      present: 'Mot de passe actuel',
      submit: 'Changer le mot de passe',
      changed: 'Votre mot de passe est changé. Les autres sessions sont fermées.',
      tooMany: (seconds: number) => `Plusieurs essais n’ont pas marché. Attendez ${seconds} s, puis réessayez.`,
    },
  },
  en: {
    label: 'Password',
    newLabel: 'New password',
    again: 'The same one again',
    help: (least: number, tu: boolean) =>
      tu
        ? `At least ${least} characters. Easiest: three or four words picked at random, with spaces.`
        : `At least ${least} characters. Easiest: four unrelated words, with spaces between them.`,
    drawn: (phrase: string) => `Three words drawn for you, if you like: ${phrase}.`,
    fault: {
      'identity.password-short': (least: number) => `Too short: at least ${least} characters. Add a word or two.`,
      'identity.password-long': 'Too long: keep it below 200 characters.',
      'identity.password-common': 'This is among the first passwords that anybody tries. Add other, unrelated words.',
      'identity.password-repeats': 'These characters follow or repeat one another. Choose a few words instead.',
      'identity.password-names-you':
        'Your name, your login or a birth date can be guessed from it. Choose something else.',
      'identity.password-differs': 'The two are not the same. Write the same one twice.',
      'identity.password-wrong': 'This is not your present password. Try again.',
    },
    page: {
      title: 'Change my password',
      lead: 'Your other open sessions will be closed.',
      present: 'Present password',
      submit: 'Change the password',
      changed: 'Your password is changed. The other sessions are closed.',
      tooMany: (seconds: number) => `Several tries did not work. Wait ${seconds} s, then try again.`,
    },
  },
});
