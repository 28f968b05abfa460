import type { PartWords } from '../../platform/personal-data/part.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import { texts as tryTexts } from './tries/texts.ts';

const fr: PartWords = {
  title: 'Connexion',
  things: {
    account: {
      title: 'Compte',
      fields: {
        login: 'Identifiant',
        created_at: 'Créé le',
        activated_at: 'Activé le',
        password_set_at: 'Mot de passe choisi le',
        locale: 'Langue',
        reading: 'Aides à la lecture',
      },
      values: { locale: { fr: 'Français', en: 'Anglais' } },
    },
    addresses: {
      title: 'Adresses électroniques données',
      fields: { address: 'Adresse', added_at: 'Ajoutée le', verified_at: 'Confirmée le' },
    },
    sessions: {
      title: 'Connexions ouvertes',
      fields: { kind: 'Sorte', device: 'Appareil', started_at: 'Ouverte le', last_seen_at: 'Dernière activité' },
      values: {
        kind: {
          administrator: 'Administration',
          staff: 'Personnel',
          family: 'Famille',
          college: 'Collège',
          young: 'École',
          own: 'Appareil personnel',
          shared: 'Appareil partagé',
          tablet: 'Tablette de la classe',
          solo: 'Tablette de l’élève',
          card: 'Carte à la maison',
        },
      },
    },
    connections: {
      title: 'Journal des connexions',
      fields: {
        happened_at: 'Le',
        means: 'Par',
        provider: 'Service',
        address: 'Adresse IP',
        device: 'Appareil',
        factor_due: 'Code jamais donné',
      },
      values: {
        means: {
          password: 'mot de passe ou code',
          pictures: 'images',
          provider: 'un autre service',
          passkey: 'clé d’accès',
        },
      },
    },
    refusals: {
      title: 'Essais de connexion refusés',
      fields: { happened_at: 'Le', way: 'Par', reason: 'Pourquoi', open_at: 'Attente jusqu’à', device: 'Appareil' },
      values: { way: tryTexts.fr.ways, reason: tryTexts.fr.reasons },
    },
    visits: {
      title: 'Aide à la connexion',
      fields: { opened_at: 'Le', ground: 'Sur', reason: 'Raison' },
      values: {
        ground: { number: 'un numéro affiché dans un navigateur de la personne', reason: 'une raison donnée' },
      },
    },
    openings: {
      title: 'Services ouverts avec ce compte',
      fields: { opened_at: 'Le', service: 'Service', way: 'Par', released: 'Ce qu’il a reçu' },
      values: {
        way: { cas: 'la personne', 'cas-proxy': 'un autre service', oidc: 'la personne', saml: 'la personne' },
      },
    },
    ownNames: {
      title: 'Identifiants réservés à un service',
      fields: { service: 'Service', value: 'Identifiant' },
    },
    notices: {
      title: 'Listes de données lues avant d’ouvrir un service',
      fields: { service: 'Service', read_at: 'Lue le' },
    },
    devices: {
      title: 'Navigateurs reconnus',
      fields: { first_used_at: 'Première connexion', last_used_at: 'Dernière connexion' },
    },
    charters: {
      title: 'Charte acceptée',
      fields: { audience: 'Pour', version: 'Version', accepted_at: 'Acceptée le' },
      values: { audience: { adult: 'les adultes', college: 'les élèves du collège', young: 'les élèves de l’école' } },
    },
    codes: {
      title: 'Codes de connexion remis',
      fields: {
        issued_at: 'Remis le',
        expires_at: 'Valable jusqu’au',
        printed_at: 'Imprimé le',
        used_at: 'Utilisé le',
        cancelled_at: 'Annulé le',
      },
    },
    tokens: {
      title: 'Jetons d’accès',
      fields: {
        name: 'Usage',
        may_write: 'Peut écrire',
        created_at: 'Créé le',
        expires_at: 'Valable jusqu’au',
        last_used_at: 'Dernier usage',
        revoked_at: 'Révoqué le',
      },
    },
    secondFactor: {
      title: 'Double vérification',
      fields: { confirmed_at: 'Ajoutée le', last_used_at: 'Dernier usage' },
    },
    passkeys: {
      title: 'Clés d’accès',
      fields: {
        name: 'Nom',
        added_at: 'Ajoutée le',
        last_used_at: 'Dernier usage',
        opens_alone: 'Ouvre sans mot de passe',
        backed_up: 'Copiée par un gestionnaire de clés',
      },
    },
    ways: {
      title: 'Identités reliées au compte',
      fields: {
        provider: 'Service',
        label: 'Nom donné',
        organisation: 'Employeur (SIRET)',
        linked_at: 'Reliée le',
        last_used_at: 'Dernier usage',
        certified_at: 'Identité certifiée le',
      },
    },
    consents: {
      title: 'Accords donnés ou refusés à des services',
      fields: {
        service: 'Service',
        about_oneself: 'Pour soi',
        by_oneself: 'Répondu par la personne',
        answer: 'Réponse',
        answered_at: 'Répondu le',
        ends_on: 'Jusqu’au (non compris)',
        replaced_at: 'Remplacée le',
        words: 'Mots affichés',
        fingerprint: 'Empreinte',
      },
      values: { answer: { given: 'accord', refused: 'refus', withdrawn: 'retiré' } },
    },
    reuseAnswers: {
      title: '« Dites-le-nous une fois » : réponses',
      fields: {
        commune: 'Commune',
        title: 'Demande',
        answer: 'Réponse',
        answered_at: 'Répondu le',
        ends_on: 'Jusqu’au (non compris)',
        replaced_at: 'Remplacée le',
        words: 'Mots affichés',
        fingerprint: 'Empreinte',
      },
      values: { answer: { agreed: 'accord', refused: 'refus', withdrawn: 'retiré' } },
    },
    reuseUses: {
      title: '« Dites-le-nous une fois » : lectures',
      fields: {
        commune: 'Commune',
        title: 'Demande',
        read_at: 'Lu le',
        facts: 'Ce qui a été lu',
        by_program: 'Par un programme',
      },
    },
    closures: {
      title: 'Fermetures du compte',
      fields: { closed_at: 'Fermé le', reopened_at: 'Rouvert le' },
    },
    animals: {
      title: 'Animal de la classe',
      fields: { animal: 'Animal', tint: 'Teinte' },
    },
    pictures: {
      title: 'Images secrètes',
      fields: { chosen_at: 'Choisies le' },
    },
    viewings: {
      title: 'Voir à sa place',
      fields: {
        of_oneself: 'À la place de la personne',
        reason: 'Raison',
        asked_at: 'Demandé le',
        granted: 'Accordé',
        answered_at: 'Répondu le',
        started_at: 'Commencé le',
        ended_at: 'Terminé le',
      },
    },
    firstRun: { title: 'Première entrée', fields: { started_at: 'Commencée le', finished_at: 'Terminée le' } },
    cards: {
      title: 'Cartes pour la maison',
      fields: { issued_at: 'Remise le', expires_at: 'Valable jusqu’au', revoked_at: 'Annulée le' },
    },
  },
  exceptions: [
    'Le journal des connexions reste douze mois ; une fois la personne effacée, dans une archive que seul le délégué à la protection des données ouvre.',
    'La preuve que la charte a été acceptée, et celle des accords donnés, refusés ou retirés, restent cinq ans dans la même archive.',
    'Mots de passe, codes et images secrètes ne sont gardés que sous une forme que personne ne peut lire : ils ne figurent pas ici.',
  ],
};

const en: PartWords = {
  title: 'Sign-in',
  things: {
    account: {
      title: 'Account',
      fields: {
        login: 'Login',
        created_at: 'Created on',
        activated_at: 'Activated on',
        password_set_at: 'Password chosen on',
        locale: 'Language',
        reading: 'Reading aids',
      },
      values: { locale: { fr: 'French', en: 'English' } },
    },
    addresses: {
      title: 'E-mail addresses given',
      fields: { address: 'Address', added_at: 'Added on', verified_at: 'Confirmed on' },
    },
    sessions: {
      title: 'Open sessions',
      fields: { kind: 'Kind', device: 'Device', started_at: 'Opened on', last_seen_at: 'Last seen' },
      values: {
        kind: {
          administrator: 'Administration',
          staff: 'Staff',
          family: 'Family',
          college: 'Collège',
          young: 'École',
          own: 'Own device',
          shared: 'Shared device',
          tablet: 'Tablet of the class',
          solo: 'Tablet of the pupil',
          card: 'Card at home',
        },
      },
    },
    connections: {
      title: 'Connection journal',
      fields: {
        happened_at: 'On',
        means: 'By',
        provider: 'Service',
        address: 'IP address',
        device: 'Device',
        factor_due: 'Code never given',
      },
      values: {
        means: { password: 'password or code', pictures: 'pictures', provider: 'another service', passkey: 'passkey' },
      },
    },
    refusals: {
      title: 'Refused tries to sign in',
      fields: { happened_at: 'On', way: 'By', reason: 'Why', open_at: 'Asked to wait until', device: 'Device' },
      values: { way: tryTexts.en.ways, reason: tryTexts.en.reasons },
    },
    visits: {
      title: 'Help to sign in',
      fields: { opened_at: 'On', ground: 'On', reason: 'Reason' },
      values: { ground: { number: 'a number shown in a browser of the person', reason: 'a reason given' } },
    },
    openings: {
      title: 'Services opened with this account',
      fields: { opened_at: 'On', service: 'Service', way: 'By', released: 'What it received' },
      values: { way: { cas: 'the person', 'cas-proxy': 'another service', oidc: 'the person', saml: 'the person' } },
    },
    ownNames: {
      title: 'Identifiers for one service alone',
      fields: { service: 'Service', value: 'Identifier' },
    },
    notices: {
      title: 'Lists of data read before opening a service',
      fields: { service: 'Service', read_at: 'Read on' },
    },
    devices: {
      title: 'Known browsers',
      fields: { first_used_at: 'First sign-in', last_used_at: 'Last sign-in' },
    },
    charters: {
      title: 'Charter accepted',
      fields: { audience: 'For', version: 'Version', accepted_at: 'Accepted on' },
      values: { audience: { adult: 'adults', college: 'pupils of a collège', young: 'pupils of an école' } },
    },
    codes: {
      title: 'Sign-in codes handed out',
      fields: {
        issued_at: 'Issued on',
        expires_at: 'Valid until',
        printed_at: 'Printed on',
        used_at: 'Used on',
        cancelled_at: 'Cancelled on',
      },
    },
    tokens: {
      title: 'Access tokens',
      fields: {
        name: 'Use',
        may_write: 'May write',
        created_at: 'Created on',
        expires_at: 'Valid until',
        last_used_at: 'Last used',
        revoked_at: 'Revoked on',
      },
    },
    secondFactor: { title: 'Second factor', fields: { confirmed_at: 'Added on', last_used_at: 'Last used' } },
    passkeys: {
      title: 'Passkeys',
      fields: {
        name: 'Name',
        added_at: 'Added on',
        last_used_at: 'Last used',
        opens_alone: 'Opens without password',
        backed_up: 'Copied by a password manager',
      },
    },
    ways: {
      title: 'Identities linked to the account',
      fields: {
        provider: 'Service',
        label: 'Name given',
        organisation: 'Employer (SIRET)',
        linked_at: 'Linked on',
        last_used_at: 'Last used',
        certified_at: 'Identity certified on',
      },
    },
    consents: {
      title: 'Consents given or refused to services',
      fields: {
        service: 'Service',
        about_oneself: 'For oneself',
        by_oneself: 'Answered by the person',
        answer: 'Answer',
        answered_at: 'Answered on',
        ends_on: 'Until (excluded)',
        replaced_at: 'Replaced on',
        words: 'Words shown',
        fingerprint: 'Fingerprint',
      },
      values: { answer: { given: 'consent', refused: 'refusal', withdrawn: 'taken back' } },
    },
    reuseAnswers: {
      title: '“Tell us once”: answers',
      fields: {
        commune: 'Commune',
        title: 'Request',
        answer: 'Answer',
        answered_at: 'Answered on',
        ends_on: 'Until (excluded)',
        replaced_at: 'Replaced on',
        words: 'Words shown',
        fingerprint: 'Fingerprint',
      },
      values: { answer: { agreed: 'agreed', refused: 'refusal', withdrawn: 'taken back' } },
    },
    reuseUses: {
      title: '“Tell us once”: readings',
      fields: {
        commune: 'Commune',
        title: 'Request',
        read_at: 'Read on',
        facts: 'What was read',
        by_program: 'By a program',
      },
    },
    closures: { title: 'Closures of the account', fields: { closed_at: 'Closed on', reopened_at: 'Opened again on' } },
    animals: { title: 'Animal of the class', fields: { animal: 'Animal', tint: 'Tint' } },
    pictures: { title: 'Secret pictures', fields: { chosen_at: 'Chosen on' } },
    viewings: {
      title: '“See as”',
      fields: {
        of_oneself: 'In the person’s place',
        reason: 'Reason',
        asked_at: 'Asked on',
        granted: 'Granted',
        answered_at: 'Answered on',
        started_at: 'Began on',
        ended_at: 'Ended on',
      },
    },
    firstRun: { title: 'First entry', fields: { started_at: 'Began on', finished_at: 'Finished on' } },
    cards: {
      title: 'Cards for home',
      fields: { issued_at: 'Issued on', expires_at: 'Valid until', revoked_at: 'Revoked on' },
    },
  },
  exceptions: [
    'The connection journal stays twelve months, in an archive apart that only the data-protection officer opens.',
    'The proofs that the charter was accepted, and of consents given, refused or taken back, stay five years in the same archive.',
    'Passwords, codes and secret pictures are kept only in a form that nobody can read: they are not in here.',
  ],
};

/** Identity's headings of "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = { fr, en };
