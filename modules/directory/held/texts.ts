import type { PartWords } from '../../../platform/personal-data/part.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { words as known } from '../texts.ts';

const fr: PartWords = {
  title: 'Annuaire',
  things: {
    identity: {
      title: 'Identité et coordonnées',
      fields: {
        uid: 'Numéro dans Préau',
        title: 'Civilité',
        family_name: 'Nom',
        given_name: 'Prénom',
        civil_given_name: 'Prénom de l’état civil',
        birth_name: 'Nom de naissance',
        other_given_names: 'Autres prénoms',
        birth_date: 'Date de naissance',
        ine: 'Identifiant national (INE)',
        email: 'Adresse électronique',
        phone: 'Téléphone',
        mobile: 'Téléphone mobile',
        work_phone: 'Téléphone professionnel',
        street: 'Rue',
        postal_code: 'Code postal',
        city: 'Ville',
        country: 'Pays',
        created_at: 'Fiche créée le',
        left_on: 'Départ',
      },
    },
    profiles: {
      title: 'Place dans les établissements',
      fields: {
        school: 'Établissement',
        kind: 'Profil',
        function_label: 'Fonction',
        starts_on: 'Depuis',
        ends_on: 'Jusqu’au (non compris)',
      },
      values: { kind: known.fr.roles },
    },
    enrolments: {
      title: 'Scolarité',
      fields: {
        school: 'Établissement',
        year: 'Année',
        level_label: 'Niveau',
        regime: 'Régime',
        canteen: 'Cantine',
        transport: 'Transport',
        morning_care: 'Accueil du matin',
        evening_care: 'Accueil du soir',
        study: 'Étude',
        starts_on: 'Depuis',
        ends_on: 'Jusqu’au (non compris)',
      },
    },
    memberships: {
      title: 'Classes et groupes',
      fields: {
        group: 'Groupe',
        school: 'Établissement',
        role: 'Rôle',
        starts_on: 'Depuis',
        ends_on: 'Jusqu’au (non compris)',
      },
      values: {
        role: {
          pupil: 'Élève',
          teacher: 'Enseignement',
          main_teacher: 'Référence de la classe',
          member: 'Membre',
          owner: 'Responsable du groupe',
        },
      },
    },
    nextYear: {
      title: 'Place préparée pour une année',
      fields: { school: 'Établissement', year: 'Année', class: 'Classe', leaves: 'Quitte l’établissement' },
    },
    adults: {
      title: 'Adultes de l’enfant',
      fields: {
        name: 'Nom',
        relation: 'Lien',
        authority: 'Autorité',
        is_payer: 'Paie les frais',
        starts_on: 'Depuis',
        ends_on: 'Jusqu’au (non compris)',
      },
      values: {
        relation: known.fr.relations,
        authority: { 0: 'Contact', 1: 'Responsabilité légale', 2: 'A l’enfant en charge', 3: 'Contact' },
      },
    },
    children: {
      title: 'Enfants',
      fields: {
        name: 'Nom',
        relation: 'Lien',
        authority: 'Autorité',
        starts_on: 'Depuis',
        ends_on: 'Jusqu’au (non compris)',
      },
      values: {
        relation: known.fr.relations,
        authority: { 0: 'Contact', 1: 'Responsabilité légale', 2: 'A l’enfant en charge', 3: 'Contact' },
      },
    },
    sources: {
      title: 'Ce que l’académie a envoyé',
      fields: {
        source: 'Annuaire académique',
        category: 'Catégorie',
        source_id: 'Numéro dans cet annuaire',
        attributes: 'Dernières valeurs reçues',
        gone_on: 'N’est plus envoyé depuis',
      },
      values: { category: { pupil: 'Élève', guardian: 'Parent ou responsable', staff: 'Personnel' } },
    },
    keys: {
      title: 'Numéros dans les logiciels de l’établissement',
      fields: { school: 'Établissement', kind: 'Logiciel', key: 'Numéro' },
    },
    changes: {
      title: 'Ce qu’un tableau de l’établissement a changé',
      fields: {
        school: 'Établissement',
        file_name: 'Fichier',
        applied_at: 'Appliqué le',
        thing: 'Chose',
        act: 'Acte',
        field: 'Champ',
        before: 'Avant',
        after: 'Après',
      },
      values: {
        thing: {
          person: 'Personne',
          field: 'Champ',
          profile: 'Profil',
          enrolment: 'Scolarité',
          group: 'Groupe',
          membership: 'Appartenance',
          kinship: 'Lien de famille',
          key: 'Numéro',
        },
        act: { open: 'Ajout', change: 'Changement', close: 'Fin', leave: 'Départ', return: 'Retour' },
      },
    },
    mandates: {
      title: 'Droits confiés',
      fields: {
        kind: 'Nature',
        place: 'Lieu',
        duties: 'Tâches',
        starts_on: 'Depuis',
        ends_on: 'Jusqu’au (non compris)',
      },
      values: {
        kind: known.fr.roles,
        duties: {
          people: 'Personnes',
          groups: 'Groupes',
          codes: 'Codes de connexion',
          kin: 'Autorité parentale',
          duplicates: 'Doublons',
          rights: 'Droits',
          year: 'Année prochaine',
        },
      },
    },
    contacts: {
      title: 'Qui voit comment joindre la personne',
      fields: { item: 'Coordonnée', audience: 'Vue par', chosen_at: 'Choisi le' },
      values: {
        item: { email: 'Adresse électronique', phone: 'Téléphone' },
        audience: {
          head: 'la direction seule',
          staff: 'les personnels autour de l’enfant',
          class: 'les familles de la classe aussi',
        },
      },
    },
    photo: { title: 'Photo', fields: { added_at: 'Ajoutée le' } },
    departures: {
      title: 'Départs notés par l’établissement',
      fields: { school: 'Établissement', left_on: 'Départ', created_at: 'Noté le', returned_at: 'Retour noté le' },
    },
    tellings: {
      title: 'Messages de Préau',
      fields: { code: 'Objet', created_at: 'Du', seen_at: 'Lu le' },
      values: {
        code: {
          'right-given': 'Un droit confié',
          'right-revoked': 'Un droit retiré',
          'records-merged': 'Deux fiches réunies',
          'records-parted': 'Deux fiches séparées',
          'account-leaving': 'Un compte qui sera effacé',
          'account-reminder': 'Un compte qui sera effacé (rappel)',
          'child-renamed': 'Le prénom d’usage d’un enfant',
          'erasure-asked': 'Un effacement demandé plus tôt',
          'settings-unfinished': 'Réglages à terminer',
          'view-asked': 'Une demande de voir Préau à votre place',
          'view-begun': 'Une vue à votre place, commencée',
        },
      },
    },
    merges: {
      title: 'Fiches réunies',
      fields: { proof: 'Preuve', created_at: 'Réunies le', undone_at: 'Séparées le' },
      values: { proof: { school: 'par l’établissement', 'both-sides': 'par la personne, des deux côtés' } },
    },
  },
  exceptions: [
    'Les comptes rendus d’import gardent les noms un an, puis des nombres seulement.',
    'Les droits confiés (délégation, administration) restent douze mois après leur fin, sans nom une fois la personne effacée.',
    'Les mesures de protection d’un enfant ne sont pas montrées ici : seuls la direction et le délégué à la protection des données les lisent.',
  ],
};

const en: PartWords = {
  title: 'Directory',
  things: {
    identity: {
      title: 'Identity and contact details',
      fields: {
        uid: 'Number in Préau',
        title: 'Title',
        family_name: 'Family name',
        given_name: 'Given name',
        civil_given_name: 'Given name of civil status',
        birth_name: 'Name at birth',
        other_given_names: 'Other given names',
        birth_date: 'Date of birth',
        ine: 'National pupil number (INE)',
        email: 'E-mail address',
        phone: 'Telephone',
        mobile: 'Mobile telephone',
        work_phone: 'Work telephone',
        street: 'Street',
        postal_code: 'Postal code',
        city: 'City',
        country: 'Country',
        created_at: 'Record created on',
        left_on: 'Left',
      },
    },
    profiles: {
      title: 'Place in schools',
      fields: {
        school: 'School',
        kind: 'Profile',
        function_label: 'Function',
        starts_on: 'Since',
        ends_on: 'Until (excluded)',
      },
      values: { kind: known.en.roles },
    },
    enrolments: {
      title: 'Schooling',
      fields: {
        school: 'School',
        year: 'Year',
        level_label: 'Level',
        regime: 'Boarding',
        canteen: 'Canteen',
        transport: 'Transport',
        morning_care: 'Morning care',
        evening_care: 'Evening care',
        study: 'Study',
        starts_on: 'Since',
        ends_on: 'Until (excluded)',
      },
    },
    memberships: {
      title: 'Classes and groups',
      fields: { group: 'Group', school: 'School', role: 'Role', starts_on: 'Since', ends_on: 'Until (excluded)' },
      values: {
        role: {
          pupil: 'Pupil',
          teacher: 'Teaching',
          main_teacher: 'Main teacher',
          member: 'Member',
          owner: 'In charge of the group',
        },
      },
    },
    nextYear: {
      title: 'Place prepared for a year',
      fields: { school: 'School', year: 'Year', class: 'Class', leaves: 'Leaves the school' },
    },
    adults: {
      title: 'Adults of the child',
      fields: {
        name: 'Name',
        relation: 'Relation',
        authority: 'Authority',
        is_payer: 'Pays the fees',
        starts_on: 'Since',
        ends_on: 'Until (excluded)',
      },
      values: {
        relation: known.en.relations,
        authority: { 0: 'Contact', 1: 'Legal guardian', 2: 'In charge of the child', 3: 'Contact' },
      },
    },
    children: {
      title: 'Children',
      fields: {
        name: 'Name',
        relation: 'Relation',
        authority: 'Authority',
        starts_on: 'Since',
        ends_on: 'Until (excluded)',
      },
      values: {
        relation: known.en.relations,
        authority: { 0: 'Contact', 1: 'Legal guardian', 2: 'In charge of the child', 3: 'Contact' },
      },
    },
    sources: {
      title: 'What the academy sent',
      fields: {
        source: 'Academic directory',
        category: 'Category',
        source_id: 'Number in that directory',
        attributes: 'Last values received',
        gone_on: 'No longer sent since',
      },
      values: { category: { pupil: 'Pupil', guardian: 'Parent or guardian', staff: 'Staff' } },
    },
    keys: { title: 'Numbers in the school’s programs', fields: { school: 'School', kind: 'Program', key: 'Number' } },
    changes: {
      title: 'What a table of the school changed',
      fields: {
        school: 'School',
        file_name: 'File',
        applied_at: 'Applied on',
        thing: 'Thing',
        act: 'Act',
        field: 'Field',
        before: 'Before',
        after: 'After',
      },
      values: {
        thing: {
          person: 'Person',
          field: 'Field',
          profile: 'Profile',
          enrolment: 'Schooling',
          group: 'Group',
          membership: 'Membership',
          kinship: 'Kinship',
          key: 'Number',
        },
        act: { open: 'Added', change: 'Changed', close: 'Ended', leave: 'Departure', return: 'Return' },
      },
    },
    mandates: {
      title: 'Rights entrusted',
      fields: { kind: 'Kind', place: 'Place', duties: 'Tasks', starts_on: 'Since', ends_on: 'Until (excluded)' },
      values: {
        kind: known.en.roles,
        duties: {
          people: 'People',
          groups: 'Groups',
          codes: 'Sign-in codes',
          kin: 'Parental authority',
          duplicates: 'Duplicates',
          rights: 'Rights',
          year: 'Next year',
        },
      },
    },
    contacts: {
      title: 'Who sees how to reach the person',
      fields: { item: 'Contact detail', audience: 'Seen by', chosen_at: 'Chosen on' },
      values: {
        item: { email: 'E-mail address', phone: 'Telephone' },
        audience: { head: 'the head alone', staff: 'staff around the child', class: 'the families of the class too' },
      },
    },
    photo: { title: 'Photo', fields: { added_at: 'Added on' } },
    departures: {
      title: 'Departures noted by the school',
      fields: { school: 'School', left_on: 'Departure', created_at: 'Noted on', returned_at: 'Return noted on' },
    },
    tellings: {
      title: 'Messages from Préau',
      fields: { code: 'About', created_at: 'Of', seen_at: 'Read on' },
      values: {
        code: {
          'right-given': 'A right entrusted',
          'right-revoked': 'A right taken back',
          'records-merged': 'Two records joined',
          'records-parted': 'Two records parted',
          'account-leaving': 'An account that will be erased',
          'account-reminder': 'An account that will be erased (reminder)',
          'child-renamed': 'The name used by a child',
          'erasure-asked': 'An erasure asked for sooner',
          'settings-unfinished': 'Settings to finish',
          'view-asked': 'A question to see Préau in your place',
          'view-begun': 'A view in your place, begun',
        },
      },
    },
    merges: {
      title: 'Records joined',
      fields: { proof: 'Proof', created_at: 'Joined on', undone_at: 'Parted on' },
      values: { proof: { school: 'by the school', 'both-sides': 'by the person, from both sides' } },
    },
  },
  exceptions: [
    'Import reports keep names for one year, then only counts.',
    'Rights that were entrusted (delegation, administration) stay twelve months after their end, without a name once the person is erased.',
    'Measures that protect a child are not shown here: only the head and the data-protection officer read them.',
  ],
};

/** The directory's headings of "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = { fr, en };
