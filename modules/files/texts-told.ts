import { defineTexts } from '../../platform/texts/texts.ts';

/** What stands in feeds and mails about files, and on the home page once there is little room left. */
export const texts = defineTexts({
  fr: {
    blocked: {
      title: (name: string) => `Fichier bloqué : ${name}`,
      words: {
        quarantined:
          'L’antivirus y a trouvé un danger : personne ne peut l’ouvrir. L’appareil d’où il vient est à faire vérifier.',
        unexamined: 'Trop lourd pour l’antivirus : personne ne peut l’ouvrir. À renvoyer plus petit, ou en parties.',
      },
      kind: {
        label: 'Fichiers bloqués',
        hint: 'Quand l’antivirus arrête un fichier que vous avez envoyé',
        one: 'Fichier bloqué',
      },
    },
    danger: {
      title: 'Un fichier dangereux a été arrêté',
      words: 'Personne ne peut l’ouvrir, et la personne qui l’a envoyé le sait. Rien à faire si cela reste rare.',
      kind: {
        label: 'Fichiers dangereux',
        hint: 'Quand l’antivirus en arrête un dans l’établissement, une fois par jour au plus',
        one: 'Sécurité',
      },
    },
    home: {
      ownTitle: 'Votre espace de fichiers est presque plein',
      ownTitleTu: 'Ton espace de fichiers est presque plein',
      own: (used: string, all: string) =>
        `${used} sur ${all}. Quand il sera plein, vous ne pourrez plus rien joindre. Supprimez d’anciens messages avec leurs pièces jointes.`,
      ownTu: (used: string, all: string) =>
        `${used} sur ${all}. Quand il sera plein, tu ne pourras plus rien joindre. Supprime d’anciens messages avec leurs pièces jointes.`,
      ownLink: 'Voir mes fichiers',
      schoolTitle: (name: string) => `La place des fichiers est presque toute prise · ${name}`,
      school: (used: string, all: string) =>
        `${used} sur ${all}. Ensuite, plus personne n’y enverra de fichier. Demandez aux équipes de supprimer d’anciennes actualités et d’anciens messages, ou plus de place aux administrateurs de la plateforme.`,
      schoolLink: 'Voir ce qui prend la place',
      originTitle: 'Les fichiers envoyés partent de l’adresse du produit',
      origin:
        'Ils ne peuvent être que téléchargés, jamais ouverts dans la page. Plus sûr : donner un second nom d’hôte à ce serveur et le mettre dans FILES_URL, comme le dit la page « Fichiers » du guide d’exploitation.',
    },
  },
  en: {
    blocked: {
      title: (name: string) => `File blocked: ${name}`,
      words: {
        quarantined:
          'The virus scanner found a danger in it: nobody can open it. Have the device that it comes from checked.',
        unexamined: 'Too large for the virus scanner: nobody can open it. Send it smaller, or in parts.',
      },
      kind: {
        label: 'Blocked files',
        hint: 'When the virus scanner stops a file that you sent',
        one: 'Blocked file',
      },
    },
    danger: {
      title: 'A dangerous file was stopped',
      words: 'Nobody can open it, and who sent it knows. Nothing to do as long as it is rare.',
      kind: {
        label: 'Dangerous files',
        hint: 'When the virus scanner stops one at the school, once a day at most',
        one: 'Security',
      },
    },
    home: {
      ownTitle: 'Your room for files is almost full',
      ownTitleTu: 'Your room for files is almost full',
      own: (used: string, all: string) =>
        `${used} of ${all}. Once it is full, you cannot attach anything. Delete older messages with their attachments.`,
      ownTu: (used: string, all: string) =>
        `${used} of ${all}. Once it is full, you cannot attach anything. Delete older messages with their attachments.`,
      ownLink: 'See my files',
      schoolTitle: (name: string) => `The room for files is almost all taken · ${name}`,
      school: (used: string, all: string) =>
        `${used} of ${all}. After that, nobody sends a file there. Ask the teams to delete older posts and messages, or the platform’s administrators for more room.`,
      schoolLink: 'See what takes the room',
      originTitle: 'Files that people send leave from the product’s own address',
      origin:
        'They can only be downloaded, never opened in the page. Safer: give this server a second host name and put it into FILES_URL, as the page “Files” of the operator’s guide says.',
    },
  },
});
