/** What the operator reads when a backup cannot be made, read or put back. One sentence each. */
export const texts = {
  exists: (path: string) => `Le fichier ${path} existe déjà : choisissez un autre nom avec --out.`,
  nothingToSave: 'La base ne contient pas encore de Préau : il n’y a rien à sauvegarder.',
  cannotWrite: (path: string, reason: string) =>
    `La sauvegarde ${path} n’a pas pu être écrite (${reason}). Rien n’a été laissé en place.`,
  unreadable: (path: string, reason: string) => `L’archive ${path} ne peut pas être lue (${reason}).`,
  notAnArchive: (path: string) => `${path} n’est pas une sauvegarde de Préau.`,
  tooRecent: (path: string) =>
    `${path} a été faite par une version plus récente de Préau : restaurez-la avec celle-ci.`,
  damaged: (path: string, members: readonly string[]) =>
    `L’archive ${path} est abîmée, rien n’a été touché : ${members.join(' ; ')}. Prenez une autre sauvegarde.`,
  memberDamaged: (member: string, content: string | undefined) =>
    content ? `membre ${member} (${content})` : `membre ${member}`,
  headerDamaged: (previous: string) => `en-tête qui suit le membre ${previous}`,
  incomplete: (last: string) => `il manque la fin, après le membre ${last}`,
  missing: (member: string) => `membre ${member} absent`,
  table: (name: string) => `table ${name}`,
  file: (path: string) => `fichier ${path}`,
  manifest: 'sommaire',

  passphraseNeeded: (path: string) =>
    `L’archive ${path} est chiffrée : donnez sa phrase secrète avec --passphrase-file.`,
  passphraseWrong: (path: string) => `La phrase secrète n’ouvre pas l’archive ${path}.`,
  passphraseShort: (file: string) => `La phrase secrète de ${file} est trop courte : 12 caractères au moins.`,
  keysNeedPassphrase: 'Les clés ne se sauvegardent que chiffrées : ajoutez --passphrase-file.',

  targetUsed:
    'La base contient déjà un Préau : ajoutez --replace pour le remplacer par la sauvegarde (il sera perdu), ou restaurez dans une base vide.',
  targetForeign: 'La base contient autre chose que Préau : restaurez dans une base vide.',
  targetBusy: (connections: number) =>
    `La base est utilisée (${connections} connexion${connections > 1 ? 's' : ''}) : arrêtez Préau, puis relancez la restauration.`,
  cannotCreateDatabase:
    'Le compte de DATABASE_URL n’a pas le droit de créer une base, ce qu’il faut pour remplacer celle-ci : donnez une base vide dans DATABASE_URL.',
  migrationsUnknown: (names: readonly string[]) =>
    `La sauvegarde connaît des évolutions de la base que cette version de Préau ignore (${names.join(', ')}) : restaurez-la avec la version qui l’a faite.`,
  keysMissing: (ids: readonly string[]) =>
    `La sauvegarde a besoin des clés ${ids.join(', ')}, que KEYS_DIR n’a pas : sans elles, plus personne ne peut se connecter. Remettez-les, ou ajoutez --without-keys pour vous en passer.`,
  countsDiffer: (name: string, expected: number, found: number) =>
    `La table ${name} a ${found} lignes après la restauration, au lieu de ${expected} : la restauration est annulée.`,
};
