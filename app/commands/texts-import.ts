/** What the commands `import …` say. */
export const texts = {
  aaf: {
    summary: 'importe les livraisons de l’annuaire académique (AAF 1D et 2D)',
    help: `Importe des livraisons de l’annuaire académique : complètes ou différentielles, premier et second degrés.
Chaque livraison est d’abord lue et comptée ; une livraison abîmée, incomplète ou qui ferait partir trop de monde ne change rien.
Interrompu, l’import se relance tel quel : il reprend où il s’est arrêté.

  preau import aaf CHEMIN… [options]

  CHEMIN          archive (.tgz, .tar.gz, .tar, .zip), dossier de fichiers, ou dossier de plusieurs livraisons
  --preview       compte seulement, établissement par établissement, sans rien changer
  --force-volume  applique une livraison arrêtée parce que trop de personnes partiraient (inscrit au journal d’audit)
  --share PART    part des départs au-delà de laquelle une livraison est arrêtée (par défaut : 0.1, soit une personne sur dix)
  --source CODE   académie (10) ou source (10-2D), quand les fichiers ne le disent pas
  --data DOSSIER  dossier des données (par défaut : DATA_DIR, ou var)

Code de sortie : 0 tout est appliqué, 1 une livraison est refusée, arrêtée ou incomplète.
`,
    oneWord: 'Dites quelle archive ou quel dossier importer : preau import aaf CHEMIN.',
    noSuchPath: (path: string) => `« ${path} » n’existe pas ou ne se lit pas.`,
    wrongShare: (share: string) => `La part doit être un nombre entre 0 et 1, pas « ${share} ».`,
    wrongSource: (source: string) => `La source s’écrit 10 ou 10-2D, pas « ${source} ».`,
    running: 'Un autre import est en cours sur cette base : attendez qu’il finisse.',
    nothing: 'Aucune livraison de l’annuaire académique ne s’y trouve.',
    unchanged: (name: string) => `${name} : déjà appliquée, rien de nouveau.`,
    took: (seconds: number) => `Durée : ${seconds.toFixed(1).replace('.', ',')} s.`,
  },
  report: {
    summary: 'relit le compte rendu d’une livraison',
    help: `Relit le compte rendu d’une livraison de l’annuaire académique, même ancienne.

  preau import report [LIVRAISON] [options]

  LIVRAISON       identifiant, nom d’archive ou source (10-2D) ; par défaut, la dernière arrivée
  --data DOSSIER  dossier des données (par défaut : DATA_DIR, ou var)
`,
    none: 'Aucune livraison de ce nom.',
  },
  expect: {
    summary: 'dit à quel rythme une source livre, pour être averti quand elle ne livre plus',
    help: `Dit à quel rythme l’académie livre une source. Une livraison en retard se voit ensuite sur l’accueil des administrateurs et sur
la page des livraisons, et s’inscrit une fois au journal du serveur, à 6 h 40.

  preau import expect SOURCE --every JOURS [options]
  preau import expect SOURCE --never

  SOURCE          académie et degré, comme sur la page des livraisons (10-2D)
  --every JOURS   nombre de jours entre deux livraisons, au plus
  --never         n’attend plus cette source
  --data DOSSIER  dossier des données (par défaut : DATA_DIR, ou var)
`,
    oneSource: 'Dites quelle source attendre : preau import expect 10-2D --every 7.',
    wrongDays: (given: string | undefined, most: number) =>
      `Le nombre de jours (--every) va de 1 à ${most}${given === undefined ? '' : `, pas « ${given} »`}.`,
    done: (source: string, days: number) =>
      `${source} est attendue ${days > 1 ? `tous les ${days} jours` : 'chaque jour'}.`,
    ended: (source: string) => `${source} n’est plus attendue.`,
    notExpected: (source: string) => `${source} n’était pas attendue.`,
  },
};
