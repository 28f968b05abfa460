import { defineTexts } from '../../../platform/texts/texts.ts';

/** The second factor: at the door, on the account's page, before a grave act. */
export const texts = defineTexts({
  fr: {
    door: {
      title: 'Votre code à six chiffres',
      lead: 'Ouvrez l’application d’authentification de votre téléphone et recopiez le code de Préau.',
      label: 'Code',
      help: 'Il change toutes les 30 secondes.',
      submit: 'Continuer',
      lost: 'Je n’ai plus mon téléphone',
      lostHelp:
        'Recopiez à la place l’un de vos dix codes de secours. Si vous ne les avez plus non plus, la direction de votre établissement, ou l’équipe qui gère Préau, peut retirer la double vérification après avoir vérifié qui vous êtes.',
      recovery: 'Code de secours',
      recoveryHelp: 'L’un des dix codes reçus avec votre première clé d’accès ou votre application ; il sert une fois.',
      leave: 'Se déconnecter',
    },
    page: {
      title: 'Double vérification',
      lead: 'En plus du mot de passe, votre téléphone ou votre ordinateur répond : un mot de passe volé ne suffit plus.',
      mandatory: 'Elle est obligatoire pour les administrateurs.',
      since: 'En place depuis',
      lastUsed: 'Dernier code donné',
      left: 'Codes de secours restants',
      begin: 'Ajouter une application',
      replace: 'Changer de téléphone',
      renew: 'Faire dix nouveaux codes de secours',
      remove: 'Retirer la double vérification',
      removeApplication: 'Retirer l’application',
      application: 'Application d’authentification',
      applicationLead: 'Pour un appareil sans clé d’accès : une application du téléphone donne un code à six chiffres.',
      applicationRemoved: 'L’application est retirée ; vos clés d’accès restent.',
      recovery: 'Codes de secours',
      allLost:
        'Tout est perdu, codes compris ? La direction de votre établissement, ou l’équipe qui gère Préau, peut retirer la double vérification après avoir vérifié qui vous êtes.',
      removed: 'La double vérification est retirée : le mot de passe suffit de nouveau.',
      few: 'Il vous reste peu de codes de secours : faites-en de nouveaux.',
      back: 'Revenir à mon compte',
    },
    enrol: {
      title: 'Ajouter votre application',
      scan: 'Dans une application d’authentification (FreeOTP, Aegis, celle de votre téléphone…), ajoutez un compte et visez ce carré.',
      square: 'Carré à viser avec l’application d’authentification',
      typed: 'Ou recopiez cette clé',
      label: 'Code affiché par l’application',
      help: 'Six chiffres : ils prouvent que tout marche.',
      submit: 'Mettre en place',
    },
    codes: {
      title: 'Vos codes de secours',
      once: 'Ils ne sont montrés qu’une fois. Imprimez-les ou notez-les, loin du téléphone : chacun ouvre une fois la porte si vous le perdez.',
      list: 'Codes de secours',
    },
    proof: {
      title: 'C’est bien vous ?',
      lead: 'Cette action compte : confirmez que c’est vous. Ce que vous avez rempli est gardé.',
      byCode: 'Code de votre application, ou code de secours',
      byRecovery: 'Code de secours',
      byPasskey: 'Confirmer avec ma clé d’accès',
      byPassword: 'Votre mot de passe',
      submit: 'Confirmer',
      fileTitle: 'Votre fichier est prêt',
      fileLead: 'C’est bien vous. Prenez le fichier, puis revenez là où vous étiez.',
      file: 'Télécharger le fichier',
      back: 'Revenir',
    },
    reset: {
      row: 'Double vérification',
      inForce: 'En place',
      submit: 'Retirer la double vérification',
      confirm: {
        title: 'Retirer la double vérification ?',
        text: 'Pour qui a perdu téléphone, clés d’accès et codes de secours. Vérifiez de vive voix qui demande : le mot de passe suffira de nouveau. La personne en est avertie.',
        yes: 'Retirer',
        no: 'Garder',
      },
      done: 'La double vérification est retirée ; la personne en est avertie.',
    },
    card: {
      title: 'Protégez votre accès',
      text: (days: number) =>
        days > 1
          ? `Vous voyez toute la plateforme : ajoutez la double vérification dans les ${days} jours.`
          : 'Vous voyez toute la plateforme : ajoutez la double vérification aujourd’hui.',
      action: 'Ajouter maintenant',
    },
    account: {
      row: 'Double vérification',
      rowHint: 'Clé d’accès ou code de votre téléphone, en plus du mot de passe',
    },
    mail: {
      added: {
        subject: 'La double vérification est en place',
        text: (login: string) => `Le compte ${login} demande désormais aussi un code de votre téléphone.`,
      },
      removed: {
        subject: 'L’application d’authentification est retirée',
        text: (login: string) => `Le compte ${login} ne demande plus de code d’une application.`,
      },
      reset: {
        subject: 'La double vérification a été retirée',
        text: (login: string) =>
          `La direction de votre établissement, ou l’équipe qui gère Préau, a retiré la double vérification du compte ${login}, après une demande. Ajoutez-en une nouvelle à la prochaine connexion.`,
      },
      renewed: {
        subject: 'Vos codes de secours ont changé',
        text: (login: string) => `Dix nouveaux codes de secours ont été faits pour le compte ${login}.`,
      },
      otherwise: 'Si ce n’était pas vous, changez aussitôt de mot de passe et prévenez l’équipe qui gère Préau.',
    },
    refused: {
      'identity.factor-missing': 'Recopiez le code.',
      'identity.factor-wrong':
        'Ce code ne convient pas. Attendez le suivant et recopiez-le ; vérifiez aussi que votre téléphone est à l’heure.',
      'identity.enrolment-over': 'Cet ajout n’est plus en cours : recommencez depuis le début.',
      'identity.no-second-factor':
        'Aucune double vérification n’est en place : ajoutez d’abord une clé d’accès ou une application.',
      'identity.second-factor-mandatory':
        'Un administrateur peut changer de téléphone ou de clé d’accès, mais pas s’en passer : ajoutez d’abord l’autre.',
      'identity.own-factor-first': 'Ajoutez d’abord votre propre double vérification.',
      tooMany: (wait: number) => `Plusieurs essais n’ont pas marché. Attendez ${wait} s, puis réessayez.`,
    },
  },
  en: {
    door: {
      title: 'Your six-figure code',
      lead: 'Open the authentication application of your telephone and copy Préau’s code.',
      label: 'Code',
      help: 'It changes every 30 seconds.',
      submit: 'Continue',
      lost: 'I no longer have my telephone',
      lostHelp:
        'Copy one of your ten recovery codes instead. If they are gone too, the head of your school, or the team that runs Préau, can take two-step verification away after checking who you are.',
      recovery: 'Recovery code',
      recoveryHelp: 'One of the ten codes that came with your first passkey or your application; it serves once.',
      leave: 'Sign out',
    },
    page: {
      title: 'Two-step verification',
      lead: 'Besides the password, your telephone or computer answers: a stolen password is no longer enough.',
      mandatory: 'Administrators must have it.',
      since: 'In force since',
      lastUsed: 'Last code given',
      left: 'Recovery codes left',
      begin: 'Add an application',
      replace: 'Change telephones',
      renew: 'Make ten new recovery codes',
      remove: 'Remove two-step verification',
      removeApplication: 'Remove the application',
      application: 'Authentication application',
      applicationLead: 'For a device without passkey: an application of the telephone gives a six-figure code.',
      applicationRemoved: 'The application is removed; your passkeys stay.',
      recovery: 'Recovery codes',
      allLost:
        'All is lost, codes included? The head of your school, or the team that runs Préau, can take two-step verification away after checking who you are.',
      removed: 'Two-step verification is removed: the password is enough again.',
      few: 'You have few recovery codes left: make new ones.',
      back: 'Back to my account',
    },
    enrol: {
      title: 'Add your application',
      scan: 'In an authentication application (FreeOTP, Aegis, your telephone’s own…), add an account and scan this square.',
      square: 'Square to scan with the authentication application',
      typed: 'Or copy this key',
      label: 'Code shown by the application',
      help: 'Six figures: they prove that all works.',
      submit: 'Put in force',
    },
    codes: {
      title: 'Your recovery codes',
      once: 'They are shown only once. Print or write them down, away from the telephone: each opens the door once if you lose it.',
      list: 'Recovery codes',
    },
    proof: {
      title: 'Is it really you?',
      lead: 'This matters: confirm that it is you. What you filled in is kept.',
      byCode: 'Code of your application, or recovery code',
      byRecovery: 'Recovery code',
      byPasskey: 'Confirm with my passkey',
      byPassword: 'Your password',
      submit: 'Confirm',
      fileTitle: 'Your file is ready',
      fileLead: 'It is you. Take the file, then go back to where you were.',
      file: 'Download the file',
      back: 'Go back',
    },
    reset: {
      row: 'Two-step verification',
      inForce: 'In force',
      submit: 'Remove two-step verification',
      confirm: {
        title: 'Remove two-step verification?',
        text: 'For somebody who lost telephone, passkeys and recovery codes. Check by word of mouth who asks: the password will be enough again. The person is told.',
        yes: 'Remove',
        no: 'Keep',
      },
      done: 'Two-step verification is removed; the person is told.',
    },
    card: {
      title: 'Protect your access',
      text: (days: number) =>
        days > 1
          ? `You see the whole platform: add two-step verification within ${days} days.`
          : 'You see the whole platform: add two-step verification today.',
      action: 'Add it now',
    },
    account: {
      row: 'Two-step verification',
      rowHint: 'Passkey or code of your telephone, besides the password',
    },
    mail: {
      added: {
        subject: 'Two-step verification is in force',
        text: (login: string) => `The account ${login} now also asks for a code of your telephone.`,
      },
      removed: {
        subject: 'The authentication application is removed',
        text: (login: string) => `The account ${login} no longer asks for an application’s code.`,
      },
      reset: {
        subject: 'Two-step verification was removed',
        text: (login: string) =>
          `The head of your school, or the team that runs Préau, removed two-step verification of the account ${login}, having been asked to. Add a new one at the next sign-in.`,
      },
      renewed: {
        subject: 'Your recovery codes have changed',
        text: (login: string) => `Ten new recovery codes were made for the account ${login}.`,
      },
      otherwise: 'If it was not you, change your password at once and tell the team that runs Préau.',
    },
    refused: {
      'identity.factor-missing': 'Copy the code.',
      'identity.factor-wrong':
        'This code does not fit. Wait for the next one and copy it; check also that your telephone is on time.',
      'identity.enrolment-over': 'This is no longer under way: start again from the beginning.',
      'identity.no-second-factor': 'No second factor is in force: add a passkey or an application first.',
      'identity.second-factor-mandatory':
        'An administrator may change telephones or passkeys, not go without: add the other one first.',
      'identity.own-factor-first': 'Add your own second factor first.',
      tooMany: (wait: number) => `Several tries did not work. Wait ${wait} s, then try again.`,
    },
  },
});
