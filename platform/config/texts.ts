/** What the operator reads about settings, and what the page of settings says of each. */
export const texts = {
  wrong: (name: string, given: string, expected: string) => `Réglage ${name} : ${given}, alors qu’il faut ${expected}.`,
  given: (value: string) => `« ${value} » a été donné`,
  givenSecret: 'la valeur donnée (non affichée) ne convient pas',
  missing: 'rien n’a été donné',
  unreadableFile: (path: string) => `le fichier « ${path} » ne peut pas être lu`,
  twice: (name: string) =>
    `Réglage ${name} : donné à la fois directement et par ${name}_FILE ; gardez un seul des deux.`,
  unknownOption: (option: string) => `Option inconnue : ${option}. Voir « npm start -- --help ».`,
  optionNeedsValue: (option: string) => `L’option ${option} attend une valeur.`,
  httpsNeeded: 'une adresse en https (http n’est accepté que pour cette machine : localhost, 127.0.0.1, [::1])',
  otherHost: 'un autre nom d’hôte que PUBLIC_URL (les fichiers déposés par les personnes y sont servis à part)',
  demoIsLocal: 'no : la démonstration a des mots de passe connus de tous, elle ne se charge que sur cette machine',
  senderNeeded: 'une adresse d’expédition, puisque SMTP_URL est donné',

  keyFileOpen: (file: string) =>
    `Le fichier de clés ${file} est lisible par d’autres comptes : lancez « chmod 600 ${file} », puis relancez.`,
  keyFileBroken: (file: string, line: number) =>
    `Le fichier de clés ${file} est abîmé à la ligne ${line} : remettez-le depuis votre copie, ne le recréez pas.`,
  keyFileEmpty: (file: string) =>
    `Le fichier de clés ${file} ne contient aucune clé : remettez-le depuis votre copie, ne le recréez pas.`,

  table: {
    heading: ['Réglage', 'Option', 'Par défaut', 'Valeurs', 'Sens'],
    secret: 'secret ; peut être lu dans un fichier avec',
    none: '–',
  },
};
