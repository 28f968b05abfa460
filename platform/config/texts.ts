/** What the operator reads about settings and keys. */
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
  s3KeyNeeded: 'une valeur, puisque S3_URL est donné',
  foreignTranslation:
    'une machine de votre réseau, ou le même nom dans TRANSLATION_HOST si les textes peuvent en sortir',
  senderNeeded: 'une adresse d’expédition, puisque SMTP_URL est donné',

  keyFileOpen: (file: string) =>
    `Le fichier de clés ${file} est lisible par d’autres comptes : lancez « chmod 600 ${file} », puis relancez.`,
  keyFileBroken: (file: string, line: number) =>
    `Le fichier de clés ${file} est abîmé à la ligne ${line} : remettez-le depuis votre copie, ne le recréez pas.`,
  keyFileEmpty: (file: string) =>
    `Le fichier de clés ${file} ne contient aucune clé : remettez-le depuis votre copie, ne le recréez pas.`,

  /** What each setting accepts; completes « il faut … ». */
  expected: {
    PORT: 'un nombre de 0 à 65535',
    HOST: 'une adresse IP ou un nom de cette machine',
    PUBLIC_URL: 'une adresse comme https://ent.metropole.example, sans chemin',
    FILES_URL: 'une adresse comme https://fichiers.metropole.example, sans chemin',
    S3_URL: 'une adresse avec son compartiment, comme https://s3.example.org/preau-fichiers',
    S3_REGION: 'des minuscules, des chiffres et des tirets',
    S3_KEY_ID: 'un nom sans espace',
    S3_SECRET: 'au moins 8 caractères, sans espace',
    CLAMD_URL: 'tcp://machine:3310 ou unix:/run/clamav/clamd.ctl',
    TRUSTED_PROXIES: 'une liste d’adresses IP ou de plages (10.0.0.0/8), séparées par des virgules',
    DATA_DIR: 'un dossier',
    KEYS_DIR: 'un dossier',
    DATABASE_URL: 'une adresse comme postgresql://compte:motdepasse@hote:5432/base',
    DATABASE_POOL: 'un nombre de 2 à 200',
    ROLES: '« web », « worker » ou « web,worker »',
    SMTP_URL: 'une adresse comme smtp://compte:motdepasse@hote:587',
    SMS_URL: 'une adresse comme https://sms.example.org/v1/messages',
    SMS_TOKEN: 'au moins 8 caractères, sans espace',
    SMS_FROM: '3 à 11 lettres et chiffres, ou un numéro',
    SMS_FIELDS: 'to=…,text=…,from=…,id=…, les quatre',
    TRANSLATION_URL: 'une adresse comme http://127.0.0.1:5000, sans chemin',
    TRANSLATION_HOST: 'le nom de la machine de TRANSLATION_URL, retapé',
    MAIL_FROM: 'une adresse comme ENT <ne-pas-repondre@metropole.example>',
    METRICS_TOKEN: 'un jeton d’au moins 24 caractères, sans espace',
    PUBLISHED_BY: 'une ligne de texte : nom, adresse et téléphone de qui publie le site',
    PUBLICATION_DIRECTOR: 'une ligne de texte : nom et fonction de qui répond de la publication',
    HOSTED_BY: 'une ligne de texte : nom, adresse et téléphone de l’hébergeur',
    LOG_LEVEL: 'l’un de : trace, debug, info, warn, error, fatal, silent',
    DEMO: '« yes » ou « no »',
  },
};
