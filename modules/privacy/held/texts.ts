import { defineTexts } from '../../../platform/texts/texts.ts';

/** "Mes données": what is held of a person, to read and to take away. */
export const texts = defineTexts({
  fr: {
    title: 'Mes données',
    titleRow: 'Voir mes données',
    titleOf: (name: string) => `Données de ${name}`,
    lead: 'Tout ce que Préau garde à votre sujet, rubrique par rubrique.',
    leadOf: (name: string) => `Tout ce que Préau garde au sujet de ${name}, rubrique par rubrique.`,
    hint: 'Ce que Préau garde, à lire et à emporter',
    whose: 'Données de',
    me: 'Moi',
    take: 'Emporter ces données',
    takeHint:
      'Le fichier contient tout, sans rien replier. Votre mot de passe vous sera redemandé : gardez ce fichier pour vous.',
    asPage: 'Une page à lire',
    asJson: 'Un fichier JSON',
    counted: (title: string, rows: number) => (rows > 1 ? `${title} (${rows})` : title),
    fact: (label: string, value: string) => `${label} : ${value}`,
    others: (n: number) => (n > 1 ? `Et ${n} autres lignes, dans le fichier.` : 'Et une autre ligne, dans le fichier.'),
    longer: 'Ce qui reste plus longtemps, ou n’est pas montré ici',
    fileName: 'mes-donnees',
    madeOn: (when: string) => `Fichier préparé par Préau le ${when}.`,
    acts: { downloaded: 'Données emportées en fichier' },
    rights: {
      held: 'tout ce que Préau garde d’une personne',
      see: 'le lire',
      download: 'l’emporter en fichier',
    },
  },
  en: {
    title: 'My data',
    titleRow: 'See my data',
    titleOf: (name: string) => `Data of ${name}`,
    lead: 'All that Préau holds about you, heading by heading.',
    leadOf: (name: string) => `All that Préau holds about ${name}, heading by heading.`,
    hint: 'What Préau holds, to read and to take away',
    whose: 'Data of',
    me: 'Me',
    take: 'Take this data away',
    takeHint:
      'The file holds everything, nothing folded. You will be asked for your password again: keep this file to yourself.',
    asPage: 'A page to read',
    asJson: 'A JSON file',
    counted: (title: string, rows: number) => (rows > 1 ? `${title} (${rows})` : title),
    fact: (label: string, value: string) => `${label}: ${value}`,
    others: (n: number) => (n > 1 ? `And ${n} more lines, in the file.` : 'And one more line, in the file.'),
    longer: 'What stays longer, or is not shown here',
    fileName: 'my-data',
    madeOn: (when: string) => `File made by Préau on ${when}.`,
    acts: { downloaded: 'Data taken away as a file' },
    rights: {
      held: 'all that Préau holds of a person',
      see: 'read it',
      download: 'take it away as a file',
    },
  },
});
