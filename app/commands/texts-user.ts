import type { AccountStateName, HandRole } from './user-roles.ts';

const states: Readonly<Record<AccountStateName, string>> = {
  waiting: 'jamais connecté',
  open: 'ouvert',
  closed: 'fermé',
  none: 'sans accès',
};

/** What the commands `user …` say. */
export const texts = {
  create: {
    summary: 'crée une personne que l’académie ne connaît pas, et son premier code',
    help: (
      roles: readonly HandRole[],
    ) => `Crée une personne que les fichiers de l’académie ne connaissent pas, lui donne un rôle et imprime son premier code.

  preau user create --family NOM --role RÔLE [options]

  --family NOM        nom de famille
  --given PRÉNOM      prénom
  --title TITRE       M. ou Mme
  --birth AAAA-MM-JJ  date de naissance ; à défaut, donnez --email : l’un des deux protège le code
  --email ADRESSE     adresse électronique professionnelle
  --role RÔLE         ${roles.join(', ')}
  --commune INSEE     pour le rôle commune : code INSEE de la commune
  --school UAI        pour les rôles d’école, périscolaire compris : UAI de l’établissement
  --from AAAA-MM-JJ   premier jour du rôle (par défaut : aujourd’hui)
  --person UID        ajoute le rôle à une personne qui existe déjà, au lieu d’en créer une
  --data DOSSIER      dossier des données (par défaut : DATA_DIR, ou var)

  platform : administrateur de la plateforme ; dpo : délégué à la protection des données ; academy : académie ; commune : agent municipal ;
  after-school : responsable périscolaire d’une école.
`,
    created: (name: string, uid: string) => `${name} a l’identifiant interne ${uid}.`,
  },
  code: {
    summary: 'remet un nouveau code de connexion ; le précédent ne marche plus',
    help: `Remet un nouveau code de connexion à une personne ; le précédent ne marche plus. Le code n’est montré qu’une fois.

  preau user code UID|IDENTIFIANT [--data DOSSIER]
`,
  },
  find: {
    summary: 'cherche une personne par son nom, son uid ou son identifiant',
    help: `Cherche des personnes par leur nom, leur uid ou leur identifiant de connexion, et dit où en est leur compte.

  preau user find MOTS… [--data DOSSIER]
`,
    none: (words: string) => `Personne ne correspond à « ${words} ».`,
    line: (uid: string, name: string, login: string, state: AccountStateName, posts: string) =>
      `${uid}  ${name}  ${login}  ${states[state]}  ${posts || 'aucun rôle en cours'}`,
  },
  disable: {
    summary: 'ferme le compte d’une personne, sessions comprises',
    help: `Ferme le compte d’une personne : ses sessions s’arrêtent et plus rien ne l’ouvre, jusqu’à preau user enable.

  preau user disable UID|IDENTIFIANT [--data DOSSIER]
`,
    done: (login: string) => `Le compte ${login} est fermé, ses sessions aussi.`,
    already: (login: string) => `Le compte ${login} était déjà fermé.`,
  },
  enable: {
    summary: 'rouvre un compte fermé',
    help: `Rouvre un compte fermé ; son mot de passe n’a pas changé.

  preau user enable UID|IDENTIFIANT [--data DOSSIER]
`,
    done: (login: string) => `Le compte ${login} est rouvert.`,
    already: (login: string) => `Le compte ${login} n’était pas fermé.`,
  },
  resetFactor: {
    summary: 'retire la double vérification de qui a perdu téléphone et codes de secours',
    help: `Retire la double vérification d’une personne qui a perdu son téléphone et ses codes de secours.
Vérifiez d’abord qui elle est : son mot de passe suffira de nouveau pour entrer.

  preau user reset-factor UID|IDENTIFIANT [--data DOSSIER]
`,
    done: (login: string) => `Le compte ${login} n’a plus de double vérification.`,
    already: (login: string) => `Le compte ${login} n’avait pas de double vérification.`,
  },
  held: {
    summary: 'montre tout ce que Préau garde d’une personne',
    help: `Écrit, en JSON, tout ce que Préau garde d’une personne, module par module, comme la page « Mes données ».
Aucun mot de passe, aucun code ni aucune empreinte n’y figure.

  preau user data UID|IDENTIFIANT [--data DOSSIER]
`,
  },
  erase: {
    summary: 'efface une personne partie',
    help: `Efface une personne que l’annuaire ne laisse plus entrer, avec tout ce que Préau gardait d’elle, sans attendre l’échéance.
Restent un numéro et des dates, et dans l’archive ce que la loi demande de garder (docs/operate/retention.md).
Son identifiant ne sera jamais redonné. Rien ne permet de revenir en arrière.

  preau user erase UID|IDENTIFIANT --yes [--data DOSSIER]
`,
    stillHere: (login: string) =>
      `${login} a encore sa place dans l’annuaire et recevrait un autre compte : fermez-le plutôt avec « user disable ».`,
    sayYes: (login: string) => `${login} serait effacé pour toujours : ajoutez --yes.`,
    held: (login: string) => `Une procédure demande de garder les données de ${login} : rien n’est effacé.`,
    done: (login: string) => `${login} est effacé.`,
  },
  sheet: (given: { login: string; code: string; link: string; until: string; proof: string }) => `
  Identifiant     ${given.login}
  Code            ${given.code}
  Lien            ${given.link}
  Valable jusqu’au ${given.until}
  On demandera    ${given.proof}

Ce code n’est montré qu’une fois.`,
  proof: {
    'child-birth-date': 'la date de naissance d’un enfant',
    'own-birth-date': 'la date de naissance',
    mail: 'l’adresse électronique connue de l’établissement',
  },
  refused: {
    missing: (option: string) => `Il manque --${option} : voyez --help.`,
    role: (given: string, roles: readonly HandRole[]) =>
      `Rôle inconnu : ${given}. Choisissez parmi ${roles.join(', ')}.`,
    needs: (role: HandRole, option: string) => `Le rôle ${role} demande --${option} : voyez --help.`,
    day: (option: string, given: string) => `--${option} s’écrit AAAA-MM-JJ, pas « ${given} ».`,
    title: (given: string) => `--title est M. ou Mme, pas « ${given} ».`,
    noSchool: (uai: string) => `Aucun établissement n’a l’UAI ${uai}.`,
    noCommune: (insee: string) => `Aucune commune n’a le code INSEE ${insee}.`,
    noPerson: (who: string) => `Personne n’a l’uid ou l’identifiant « ${who} » : cherchez avec preau user find.`,
    noAccount: (who: string) => `${who} n’a pas de compte : aucun rôle en cours n’y donne droit.`,
    proofNeeded:
      'Donnez --birth ou --email : l’un des deux est demandé avec le code, pour qu’une feuille perdue n’ouvre rien.',
    oneWord: 'Donnez un uid ou un identifiant : voyez --help.',
  },
};
