/** What the operator reads about the charter. */
export const texts = {
  summary: 'met en vigueur une nouvelle version de la charte',
  help: `Met en vigueur une nouvelle version de la charte. Ceux qu’elle concerne doivent l’accepter à leur prochaine page ; leurs jetons
d’accès attendent qu’ils l’aient fait.

  preau charter publish adult|college|young [--file TEXTE.json] [--data DOSSIER]

  --file TEXTE.json   le texte : {"fr": [{"title": "…", "text": "…"}], "en": […]} ; sans lui, le texte livré avec Préau
`,
  done: (audience: string, version: number) => `La charte « ${audience} » est en vigueur dans sa version ${version}.`,
  wrongAudience: (known: readonly string[]) => `Dites pour qui : ${known.join(', ')}. Voyez --help.`,
  unreadable: (path: string) => `Le fichier ${path} ne se lit pas comme du JSON.`,
  wrongFile: (path: string) => `Le fichier ${path} n’a pas la forme attendue : voyez preau charter publish --help.`,
};
