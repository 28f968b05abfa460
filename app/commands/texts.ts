/** What the operator's commands say of themselves. */
export const texts = {
  backup: {
    summary: 'sauvegarde toutes les données dans une archive vérifiée',
    help: `Écrit toutes les données durables dans une seule archive, à un même instant, pendant que Préau continue de travailler.
L’archive est relue et vérifiée avant d’être annoncée.

  preau backup [options]

  --out FICHIER              où écrire (par défaut : DATA_DIR/backups/preau-<date>.tar)
  --passphrase-file FICHIER  chiffre l’archive avec la phrase secrète de ce fichier (12 caractères au moins)
  --with-keys                met aussi les clés secrètes dans l’archive, qui doit alors être chiffrée
  --data DOSSIER             dossier des données (par défaut : DATA_DIR, ou var)

Sans --with-keys, gardez à part une copie de KEYS_DIR : sans elle, plus personne ne peut se connecter après une restauration.
`,
  },
  restore: {
    summary: 'vérifie une archive et la remet en place',
    help: `Vérifie une archive, puis la remet en place. Une archive abîmée est nommée avec ses membres fautifs, et rien n’est touché.
Préau doit être arrêté.

  preau restore ARCHIVE [options]

  --check                    vérifie seulement
  --replace                  remplace les données d’une base déjà utilisée
  --passphrase-file FICHIER  phrase secrète d’une archive chiffrée
  --without-keys             continue même si les clés dont les données ont besoin manquent (mots de passe à refaire)
  --data DOSSIER             dossier des données (par défaut : DATA_DIR, ou var)
`,
  },
  keys: {
    summary: 'montre ou renouvelle les clés secrètes',
    help: `Montre, renouvelle ou oublie les clés secrètes de KEYS_DIR. Seuls leurs noms sont montrés.

  preau keys                    liste les clés ; la première sert, les autres vérifient
  preau keys rotate USAGE       met une nouvelle clé en tête
  preau keys prune USAGE        ne garde que la première

  USAGE : session, pepper ou vault
  --data DOSSIER                dossier des données (par défaut : DATA_DIR, ou var)

Relancez Préau après un changement. N’oubliez une clé « pepper » que lorsque plus aucun mot de passe n’en dépend.
`,
  },
};
