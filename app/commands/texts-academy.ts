/** What `preau generate academy` says. */
export const texts = {
  summary: 'écrit les livraisons d’annuaire (AAF 1D et 2D) d’une académie inventée',
  help: (
    sizes: readonly string[],
    formats: readonly string[],
  ) => `Écrit les livraisons d’annuaire d’une académie inventée, premier et second degrés, au format AAF.
Les mêmes options donnent toujours les mêmes octets. Aucune personne n’est réelle.

  preau generate academy [options]

  --size TAILLE     ${sizes.join(', ')} (par défaut : demo)
  --seed N          graine des tirages, un entier (par défaut : 1)
  --date AAAA-MM-JJ jour de la livraison, qui décide de l’année scolaire (par défaut : aujourd’hui)
  --out DOSSIER     où écrire (par défaut : var/academy)
  --delta           écrit aussi les livraisons incrémentales du lendemain, environ 1 % de changements
  --next-complete   avec --delta : écrit aussi les livraisons complètes du lendemain, auxquelles le delta conduit
  --format FORMAT   ${formats.join(', ')} (par défaut : tgz)
`,
  unknownSize: (size: unknown, sizes: readonly string[]) =>
    `Taille inconnue : ${String(size)}. Choisissez parmi ${sizes.join(', ')}.`,
  unknownFormat: (format: unknown, formats: readonly string[]) =>
    `Format inconnu : ${String(format)}. Choisissez parmi ${formats.join(', ')}.`,
  wrongSeed: (seed: unknown) => `La graine doit être un entier positif, pas « ${String(seed)} ».`,
  wrongDate: (date: unknown) => `La date doit s’écrire AAAA-MM-JJ, pas « ${String(date)} ».`,
  needsDelta: '--next-complete demande aussi --delta.',
  done: (seconds: number) => `Terminé en ${seconds.toFixed(1)} s.`,
  seeHelp: 'Aide : preau generate academy --help',
};
