/** What the operator reads when the database goes away under work. */
export const texts = {
  connectionLost: (reason: string) =>
    `La connexion à la base de données a été perdue (${reason}) : rien n’est resté à moitié écrit. Vérifiez que PostgreSQL est lancé, puis recommencez.`,
};
