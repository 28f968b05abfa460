import { defineTexts } from '../../../platform/texts/texts.ts';

/** What a person decides about their own record: the name used, how they are reached, who sees it. */
export const texts = defineTexts({
  fr: {
    contact: {
      title: 'Mes coordonnées',
      lead: 'Ce que vous écrivez ici remplace ce que l’académie a transmis, même quand elle envoie de nouveau ses fichiers. Une case vide reprend ce que l’académie a transmis.',
      email: 'Adresse électronique',
      mobile: 'Téléphone portable',
      phone: 'Autre téléphone',
      emailSeenBy: 'Qui voit mon adresse électronique ?',
      phoneSeenBy: 'Qui voit mes numéros de téléphone ?',
      audiences: {
        '': {
          label: 'Comme le prévoit Préau',
          hint: 'La direction, la vie scolaire et, pour un parent, les enseignants de ses enfants',
        },
        staff: { label: 'L’équipe de l’établissement', hint: 'Aussi les collègues, pour qui y travaille' },
        class: {
          label: 'L’équipe et les familles de la classe',
          hint: 'Là où l’établissement laisse les familles d’une classe se voir',
        },
        head: {
          label: 'La direction seulement',
          hint: 'L’accueil du matin et du soir garde les numéros des parents, pour les urgences',
        },
      },
      signIn: 'Cette adresse sert à vous joindre. Celle qui sert à vous connecter se règle dans « Mon compte ».',
      save: 'Enregistrer',
      saved: 'Vos coordonnées sont enregistrées.',
      nothing: 'Rien n’a changé.',
    },
    name: {
      title: (name: string) => `Prénom d’usage de ${name}`,
      titleOwn: 'Mon prénom d’usage',
      lead: 'Il se montre partout à la place du prénom de l’état civil, que l’académie et l’établissement gardent.',
      used: 'Prénom d’usage',
      usedHelp: (civil: string) => `Laissez vide pour revenir à « ${civil} ».`,
      save: 'Enregistrer',
      saved: (name: string) => `C’est enregistré : ${name}.`,
      part: 'Prénom d’usage',
    },
    faults: {
      'directory.email-odd': 'Cette adresse ne convient pas : vérifiez qu’elle a la forme nom@domaine.fr.',
      'directory.phone-odd': 'Ce numéro ne convient pas : dix chiffres, ou + et l’indicatif du pays.',
      'directory.field-long': 'C’est trop long : raccourcissez.',
      'directory.name-odd': 'Écrivez un prénom, avec au moins une lettre.',
    },
    faulty: 'Vérifiez ce que vous avez saisi.',
  },
  en: {
    contact: {
      title: 'How to reach me',
      lead: 'What you write here replaces what the academy sent, and holds from one delivery to the next. An emptied field goes back to the academy’s value.',
      email: 'E-mail address',
      mobile: 'Mobile phone',
      phone: 'Other phone',
      emailSeenBy: 'Who sees my e-mail address?',
      phoneSeenBy: 'Who sees my phone numbers?',
      audiences: {
        '': { label: 'As Préau has it', hint: 'The head, school life and, for a parent, the children’s teachers' },
        staff: { label: 'The school’s team', hint: 'Colleagues too, for those who work there' },
        class: {
          label: 'The team and the families of the class',
          hint: 'Where the school lets families of a class see each other',
        },
        head: { label: 'The head only', hint: 'Morning and evening care keep parents’ numbers, for emergencies' },
      },
      signIn: 'This address serves to reach you. The one that lets you sign in is set in “My account”.',
      save: 'Save',
      saved: 'Saved.',
      nothing: 'Nothing has changed.',
    },
    name: {
      title: (name: string) => `Name used by ${name}`,
      titleOwn: 'The name I use',
      lead: 'It is shown everywhere instead of the given name of civil status, which the academy and the school keep.',
      used: 'Name used',
      usedHelp: (civil: string) => `Leave it empty to go back to “${civil}”.`,
      save: 'Save',
      saved: (name: string) => `Saved: ${name}.`,
      part: 'Name used',
    },
    faults: {
      'directory.email-odd': 'This address does not fit: check that it looks like name@domain.fr.',
      'directory.phone-odd': 'This number does not fit: ten figures, or + and the country code.',
      'directory.field-long': 'This is too long.',
      'directory.name-odd': 'A given name has at least one letter.',
    },
    faulty: 'Check what you typed.',
  },
});
