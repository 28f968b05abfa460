/** What the operator reads when the embedded database cannot start. One sentence each, saying what to do. */
export const texts = {
  noBinaries: (platform: string) =>
    `Aucun PostgreSQL embarqué n’est disponible pour ce système (${platform}) : indiquez le vôtre dans DATABASE_URL.`,
  binariesBroken: (reason: string) =>
    `Le PostgreSQL embarqué ne démarre pas sur ce système (${reason}) : lancez « npm ci », ou indiquez le vôtre dans DATABASE_URL.`,
  rootOnly:
    'PostgreSQL refuse d’être lancé par root, et ce système ne permet ni espace de noms utilisateur ni changement de compte : lancez Préau sous un compte ordinaire, ou indiquez DATABASE_URL.',
  cannotCreate: (folder: string, reason: string) =>
    `Le dossier de données ${folder} ne peut pas être créé (${reason}) : choisissez-en un autre avec --data.`,
  notWritable: (folder: string) =>
    `Le dossier de données ${folder} n’est pas accessible en écriture : corrigez ses droits, ou choisissez-en un autre avec --data.`,
  notAFolder: (folder: string) => `${folder} n’est pas un dossier : choisissez-en un autre avec --data.`,
  otherOwner: (folder: string, owner: number, current: number) =>
    `Les données de ${folder} appartiennent à un autre compte (uid ${owner}, alors que Préau est lancé avec l’uid ${current}) : lancez Préau sous ce compte, ou choisissez un autre dossier avec --data.`,
  otherVersion: (folder: string, found: string, expected: string) =>
    `La base de ${folder} est de la version ${found} de PostgreSQL, et ce Préau embarque la version ${expected} : sauvegardez-la avec la version précédente de Préau, puis restaurez-la dans un dossier neuf (docs/operate/upgrade.md).`,
  notACluster: (folder: string) =>
    `${folder} contient autre chose qu’une base PostgreSQL : videz-le, ou choisissez un autre dossier avec --data.`,
  diskFull: (folder: string, free: number, needed: number) =>
    `Il ne reste que ${free} Mo libres pour ${folder}, et il en faut au moins ${needed} : libérez de la place, puis relancez.`,
  secondCopy: (folder: string) =>
    `Un autre Préau (ou une de ses commandes) utilise déjà les données de ${folder} : arrêtez-le, ou choisissez un autre dossier avec --data.`,
  socketTooLong: (path: string, bytes: number) =>
    `Le chemin de la prise locale de PostgreSQL est trop long (${bytes} octets, 107 au plus) : ${path} ; choisissez un dossier plus court avec --data ou TMPDIR.`,
  socketUnsafe: (folder: string) =>
    `Le dossier ${folder} existe déjà et n’est pas privé : supprimez-le, puis relancez.`,
  initFailed: (folder: string, reason: string) =>
    `La base n’a pas pu être créée dans ${folder} : ${reason}. Rien n’a été laissé en place.`,
  startFailed: (folder: string, reason: string, log: string) =>
    `La base de ${folder} n’a pas démarré : ${reason} (journal : ${log}).`,
  startTooLong: (folder: string, seconds: number, log: string) =>
    `La base de ${folder} n’est pas prête après ${seconds} secondes (journal : ${log}).`,
  recovering: 'La base se remet d’un arrêt brutal, cela peut prendre un moment…',
  creating: 'Création de la base de données…',
  crashed: (log: string) => `La base de données s’est arrêtée toute seule (journal : ${log}) ; relancez Préau.`,
};
