const steps: Readonly<Record<string, string>> = {
  prepare: 'La clé suivante est dans nos métadonnées. Attendez que chaque partenaire les ait relues.',
  pass: 'La nouvelle clé sert. L’ancienne reste dans les métadonnées.',
  retire: 'L’ancienne clé n’est plus publiée.',
};

const nothing: Readonly<Record<string, string>> = {
  prepare: 'Une clé est déjà prête : passez-y (pass).',
  pass: 'Aucune clé n’est prête : préparez-la d’abord (prepare).',
  retire: 'Il n’y a pas d’ancienne clé à retirer.',
};

/** Sentences of `preau saml-keys`. */
export const texts = {
  summary: 'fait tourner les clés des échanges SAML, pas à pas',
  help: `Fait tourner les clés dont les certificats sont chez les partenaires SAML (EduConnect, ARENA, services).

  preau saml-keys prepare USAGE   publie la clé suivante à côté de la présente
  preau saml-keys pass USAGE      s’en sert dès maintenant
  preau saml-keys retire USAGE    ne publie plus l’ancienne

  USAGE : assertions (ce que nous signons) ou decryption (ce qu’on chiffre pour nous)
  --data DOSSIER                  dossier des données (par défaut : DATA_DIR, ou var)

Laissez plusieurs jours entre deux pas : chaque partenaire doit avoir relu nos métadonnées.
`,
  usage: 'Il faut un pas (prepare, pass ou retire) puis un usage (assertions ou decryption).',
  nothingToDo: (step: string): string => nothing[step] ?? '',
  done: (step: string, published: number): string => `${steps[step] ?? ''} Certificats publiés : ${published}.`,
};
