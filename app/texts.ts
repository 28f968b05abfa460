interface ArchiveFigures {
  tables: number;
  rows: number;
  files: number;
}

const contents = ({ tables, rows, files }: ArchiveFigures): string =>
  `${tables} tables, ${rows.toLocaleString('fr-FR')} lignes, ${files} fichiers`;

const inSeconds = (seconds: number): string => `${seconds.toFixed(1).replace('.', ',')} s`;

/** What the operator reads from the running process and its commands. */
export const texts = {
  databaseUnreachable: (host: string, reason: string) =>
    `La base de données ${host} ne répond pas (${reason}) : vérifiez DATABASE_URL et que PostgreSQL est lancé.`,
  databaseTooOld: (found: string) =>
    `La base de données est un PostgreSQL ${found}, et il en faut un 15 ou plus récent : indiquez-en un autre dans DATABASE_URL.`,
  databaseNotUtf8: (found: string) =>
    `La base de données est encodée en ${found}, et il la faut en UTF8 : recréez-la avec « create database … encoding 'UTF8' ».`,
  databaseNewer: (migrations: readonly string[]) =>
    `La base de données vient d’une version plus récente de Préau (elle connaît ${migrations.join(', ')}) : lancez cette version-là, ou restaurez une sauvegarde.`,

  portTaken: (port: number) =>
    `Le port ${port} est déjà pris par un autre programme : arrêtez-le, ou choisissez un autre port avec --port.`,
  portForbidden: (port: number) =>
    `Ce compte n’a pas le droit d’écouter sur le port ${port} : choisissez-en un au-dessus de 1023 avec --port.`,
  hostUnknown: (host: string) => `Cette machine n’a pas l’adresse ${host} : corrigez le réglage HOST.`,

  ready: (url: string, seconds: number) => `Préau est prêt : ${url}  (en ${inSeconds(seconds)})`,
  workerReady: (url: string, seconds: number) =>
    `Préau travaille en tâche de fond ; son état : ${url}/health/ready  (en ${inSeconds(seconds)})`,
  howToStop: 'Pour arrêter : Ctrl-C.',
  stopping:
    'Arrêt en cours : les demandes commencées se terminent (10 s au plus). Ctrl-C de nouveau pour ne pas attendre.',
  stopped: 'Préau est arrêté.',

  usage: 'Usage : npm run preau -- <commande> [options]',
  helpForEach: 'Aide de chacune : npm run preau -- <commande> --help',
  unknownCommand: (words: string) => `Commande inconnue : ${words}.`,
  wrongOption: (option: string) => `L’option ${option} n’existe pas ou n’a pas sa valeur ; voyez --help.`,
  unreadableFile: (file: string) => `Le fichier ${file} ne peut pas être lu.`,

  oneArchive: 'Donnez le chemin d’une archive : preau restore ARCHIVE.',
  backedUp: (path: string, figures: ArchiveFigures) => `Sauvegarde faite et vérifiée : ${path} (${contents(figures)}).`,
  sound: (path: string, at: string, figures: ArchiveFigures) =>
    `L’archive ${path}, faite le ${at.slice(0, 10)} à ${at.slice(11, 16)} (UTC), est saine (${contents(figures)}).`,
  restored: (figures: ArchiveFigures) => `Restauration faite et vérifiée (${contents(figures)}). Relancez Préau.`,

  keysUsage: 'Dites quoi faire de quelles clés : preau keys rotate session, par exemple.',
  keyRing: (purpose: string, ids: readonly string[]) => `${purpose} : ${ids.join(', ')}`,
};
