import { defineTexts } from '../../../platform/texts/texts.ts';

const count = (details: Readonly<Record<string, unknown>>): string =>
  typeof details.rows === 'number' ? ` (${details.rows})` : '';

/** The journal: what was done, by whom, with whose data. */
export const texts = defineTexts({
  fr: {
    own: 'Ce qui a été fait sur mes données',
    ownMenu: 'Journal de mes données',
    ownHint:
      'Ce qu’une personne qui administre, ou vous-même, a fait de votre compte et de vos données depuis douze mois. Vous ne reconnaissez pas quelque chose ? Parlez-en à la direction.',
    me: 'Moi',
    whose: 'Données de',
    ownNone: 'Rien n’a été fait',
    ownNoneHint: 'Quand un code est remis, une fiche corrigée ou une liste emportée, c’est écrit ici.',
    school: 'Journal de l’établissement',
    schoolDetail: 'Qui a fait quoi, et quand',
    all: 'Journal de la plateforme',
    protectionAlone: 'Mesures de protection',
    schoolHint:
      'Les actes d’administration des douze derniers mois. Chaque personne concernée lit ceux qui la concernent.',
    none: 'Rien dans le journal',
    noneHint: 'Les actes d’administration s’inscrivent ici à mesure. Élargissez les dates ou choisissez un autre acte.',
    filter: 'Choisir les actes et les dates',
    act: 'Acte',
    anyAct: 'Tous les actes',
    from: 'Du',
    to: 'Au',
    place: 'Établissement (UAI)',
    show: 'Afficher',
    when: 'Quand',
    what: 'Acte',
    who: 'Par',
    whom: 'Pour',
    where: 'Établissement',
    product: 'Préau',
    gone: 'une personne partie',
    others: (n: number) => `et ${n} ${n > 1 ? 'autres' : 'autre'}`,
    everyone: (n: number) => `${n} ${n > 1 ? 'personnes' : 'personne'}`,
    protection: 'Protection',
    pages: 'Pages du journal',
    places: 'Établissement du journal',
    acts: {
      'console.table-exported': (details: Readonly<Record<string, unknown>>) =>
        `Liste emportée en fichier${count(details)}`,
    },
    rights: {
      'console.journal': 'un journal des actes d’administration',
      'console.journal.seeOwn': 'lire ce qui a été fait sur les données d’une personne',
      'console.journal.seeSchool': 'lire le journal d’un établissement',
      'console.journal.seeProtection': 'y lire aussi les mesures de protection',
      'console.journal.seeAll': 'lire le journal de la plateforme, sans les mesures de protection',
      'console.journal.seeEveryProtection':
        'lire les mesures de protection de tous les établissements, et elles seules',
      'protection-everywhere': 'tous les établissements, mesures de protection seulement',
    },
  },
  en: {
    own: 'What was done with my data',
    ownMenu: 'Journal of my data',
    ownHint:
      'What an administrator, or you yourself, did with your account and your data in the last twelve months. Something you do not recognise? Talk to the head.',
    me: 'Me',
    whose: 'Data of',
    ownNone: 'Nothing was done',
    ownNoneHint: 'When a code is handed out, a record corrected or a list taken away, it is written here.',
    school: 'Journal of the school',
    schoolDetail: 'Who did what, and when',
    all: 'Journal of the platform',
    protectionAlone: 'Protection measures',
    schoolHint:
      'The administrators’ acts of the last twelve months. Each person concerned reads those that concern them.',
    none: 'Nothing in the journal',
    noneHint: 'Administrators’ acts are noted here as they come. Widen the dates or choose another act.',
    filter: 'Choose acts and dates',
    act: 'Act',
    anyAct: 'All acts',
    from: 'From',
    to: 'To',
    place: 'School (UAI)',
    show: 'Show',
    when: 'When',
    what: 'Act',
    who: 'By',
    whom: 'For',
    where: 'School',
    product: 'Préau',
    gone: 'somebody who left',
    others: (n: number) => `and ${n} ${n === 1 ? 'other' : 'others'}`,
    everyone: (n: number) => `${n} ${n === 1 ? 'person' : 'people'}`,
    protection: 'Protection',
    pages: 'Pages of the journal',
    places: 'School of the journal',
    acts: {
      'console.table-exported': (details: Readonly<Record<string, unknown>>) =>
        `List taken away as a file${count(details)}`,
    },
    rights: {
      'console.journal': 'a journal of administrators’ acts',
      'console.journal.seeOwn': 'read what was done with a person’s data',
      'console.journal.seeSchool': 'read the journal of a school',
      'console.journal.seeProtection': 'read the protection measures in it too',
      'console.journal.seeAll': 'read the journal of the platform, without protection measures',
      'console.journal.seeEveryProtection': 'read the protection measures of all schools, and these alone',
      'protection-everywhere': 'all schools, protection measures only',
    },
  },
});
