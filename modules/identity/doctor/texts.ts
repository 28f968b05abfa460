import { defineTexts } from '../../../platform/texts/texts.ts';

/** Help to sign in: the page of who cannot, and the doctor of those who help. */
export const texts = defineTexts({
  fr: {
    help: {
      link: 'Pourquoi ça ne marche pas ?',
      title: 'Pourquoi ça ne marche pas ?',
      lead: 'Les raisons les plus fréquentes, et ce qui marche.',
      number: 'Votre numéro d’aide',
      numberText:
        'Vous appelez l’assistance ou l’établissement ? Lisez ce numéro : il permet de voir pourquoi la connexion échoue, rien d’autre.',
      until: (time: string) => `Valable jusqu’à ${time}. Ensuite, essayez de nouveau de vous connecter.`,
      minutes: 'Valable quelques minutes ; rechargez la page pour un autre.',
      noNumber:
        'Essayez d’abord de vous connecter : si cela échoue, cette page montre un numéro à lire à qui vous aide.',
      reasons: [
        {
          title: 'Le mot de passe d’un autre service',
          text: 'EduConnect, GrandLyon Connect, PRONOTE et Préau ont chacun le leur. Ici, c’est celui choisi avec le code de l’école ou du collège.',
        },
        {
          title: 'Une lettre de trop',
          text: 'L’identifiant s’écrit comme sur la fiche : prenom.nom, parfois suivi d’un chiffre. Pour le mot de passe, les majuscules comptent.',
        },
        {
          title: 'Jamais venu',
          text: 'La première fois, il faut le code imprimé par l’école ou le collège. Sans code, demandez-le là-bas.',
        },
        {
          title: 'Plusieurs essais de suite',
          text: 'Après cinq mots de passe faux, il faut attendre une minute. Rien n’est bloqué.',
        },
        {
          title: 'Un départ, un changement d’école',
          text: 'Le compte s’ouvre tant qu’un établissement vous déclare. Demandez-lui de vérifier la fiche.',
        },
      ],
      forgotten: 'J’ai oublié mon mot de passe',
      code: 'J’ai un code',
      back: 'Revenir à la connexion',
      more: 'Toute l’aide',
    },
    find: {
      title: 'Aide à la connexion',
      detail: 'Comprendre pourquoi quelqu’un ne peut pas entrer',
      lead: 'Pour répondre à une personne qui n’arrive pas à se connecter.',
      who: 'Identifiant ou adresse confirmée',
      whoHelp:
        'Tel que la personne le tape. Pour un nom, cherchez dans l’annuaire, puis « Aide à la connexion » sur la fiche.',
      submit: 'Chercher',
      nobody: 'Personne à votre portée n’a cet identifiant ni cette adresse confirmée.',
      visits: 'En cours',
      until: (time: string) => `Jusqu’à ${time}`,
    },
    ask: {
      title: (name: string) => `Pourquoi ${name} ne peut pas entrer`,
      lead: 'Demandez son numéro d’aide : la personne le trouve sous « Pourquoi ça ne marche pas ? », sur la page de connexion ou dans « Mes connexions ».',
      number: 'Numéro lu par la personne',
      numberHelp: 'Six chiffres, valables quelques minutes.',
      or: 'Pas de numéro, ou un numéro lu sur un appareil d’où la personne n’est jamais entrée ?',
      reason: 'Numéro de la demande, ou raison',
      reasonHelp: 'La personne la lira. Par exemple : demande 4821, la mère appelle depuis le téléphone de l’école.',
      care: 'Le numéro dit que quelqu’un a essayé d’entrer avec ce compte, pas qui : assurez-vous de la personne avant de remettre un code.',
      submit: 'Regarder',
      seen: 'Chaque consultation est notée, et la personne la voit.',
      goOn: 'Reprendre la consultation en cours',
    },
    visit: {
      title: (name: string) => `Aide à la connexion : ${name}`,
      until: (time: string) => `Consultation ouverte jusqu’à ${time}.`,
      now: (time: string) => `Ici, il est ${time}.`,
      login: 'Identifiant',
      ground: 'Raison donnée',
      consent: 'Accord',
      number: 'numéro affiché dans un navigateur de la personne',
      next: 'À faire',
      tones: { stops: 'Bloque', hinders: 'Peut gêner', fine: 'Bon à savoir' },
      found: 'Ce qui a été trouvé',
      tries: 'Derniers essais refusés',
      noTries: 'Aucun essai refusé depuis trente jours.',
      known: 'navigateur habituel',
      waits: (time: string) => `attente jusqu’à ${time}`,
      record: 'Ouvrir la fiche pour remettre un code',
      sessions: (count: number) =>
        count > 1 ? `${count} sessions ouvertes` : count === 1 ? 'Une session ouverte' : 'Aucune session ouverte',
    },
    part: {
      title: 'Connexion impossible ?',
      text: 'Pourquoi cette personne n’arrive pas à entrer, en phrases, avec son numéro d’aide ou une raison.',
      action: 'Aide à la connexion',
    },
    refused: {
      'identity.doctor-number-wrong':
        'Ce n’est pas un numéro valable pour cette personne. Faites-le relire, ou donnez une raison.',
      'identity.doctor-reason-missing': 'Écrivez le numéro lu par la personne, ou une raison : elle la lira.',
      'identity.doctor-reason-too':
        'Ce numéro vient d’un appareil d’où la personne n’est jamais entrée. Ajoutez une raison : elle la lira.',
      'identity.doctor-reason-long': 'C’est trop long : 280 caractères suffisent.',
      'identity.too-many-visits': 'Beaucoup de consultations viennent d’être ouvertes. Attendez une heure.',
      tooMany: (wait: number) => `Plusieurs numéros faux. Attendez ${wait} s, puis réessayez.`,
    },
  },
  en: {
    help: {
      link: 'Why does it not work?',
      title: 'Why does it not work?',
      lead: 'The most frequent reasons, and what works.',
      number: 'Your help number',
      numberText:
        'Are you calling support or the school? Read this number out: it lets them see why signing in fails, and nothing else.',
      until: (time: string) => `Good until ${time}. After that, try to sign in again.`,
      minutes: 'Good for some minutes; reload the page for another.',
      noNumber: 'Try to sign in first: if it fails, this page shows a number to read to whoever helps you.',
      reasons: [
        {
          title: 'The password of another service',
          text: 'EduConnect, GrandLyon Connect, PRONOTE and Préau each have their own. Here it is the one chosen with the code from the school.',
        },
        {
          title: 'One letter too many',
          text: 'The login is written as on the sheet: given.family, sometimes with a figure after it. In the password, capitals count.',
        },
        {
          title: 'Never been here',
          text: 'The first time you need the code printed by the school. Without a code, ask for it there.',
        },
        {
          title: 'Several tries in a row',
          text: 'After five wrong passwords you wait a minute. Nothing is locked.',
        },
        {
          title: 'A departure, another school',
          text: 'The account opens as long as a school declares you. Ask it to check the record.',
        },
      ],
      forgotten: 'I forgot my password',
      code: 'I have a code',
      back: 'Back to signing in',
      more: 'All the help',
    },
    find: {
      title: 'Help to sign in',
      detail: 'Find out why somebody cannot come in',
      lead: 'To answer somebody who does not manage to sign in.',
      who: 'Login or confirmed address',
      whoHelp: 'As the person types it. For a name, search the directory, then “Help to sign in” on the record.',
      submit: 'Search',
      nobody: 'Nobody within your reach has that login or that confirmed address.',
      visits: 'Under way',
      until: (time: string) => `Until ${time}`,
    },
    ask: {
      title: (name: string) => `Why ${name} cannot come in`,
      lead: 'Ask for their help number: the person finds it under “Why does it not work?”, on the sign-in page or under “My sessions”.',
      number: 'Number read out by the person',
      numberHelp: 'Six figures, good for some minutes.',
      or: 'No number, or one read from a device from which the person never came in?',
      reason: 'Number of the request, or reason',
      reasonHelp: 'The person will read it. For example: request 4821, the mother calls from the school’s telephone.',
      care: 'The number says that somebody tried to come in with this account, not who: make sure of the person before you hand out a code.',
      submit: 'Look',
      seen: 'Each look is noted, and the person sees it.',
      goOn: 'Go on with the look under way',
    },
    visit: {
      title: (name: string) => `Help to sign in: ${name}`,
      until: (time: string) => `Open until ${time}.`,
      now: (time: string) => `Here it is ${time}.`,
      login: 'Login',
      ground: 'Reason given',
      consent: 'Consent',
      number: 'number shown in a browser of the person',
      next: 'To do',
      tones: { stops: 'Stops', hinders: 'May hinder', fine: 'Good to know' },
      found: 'What was found',
      tries: 'Last refused tries',
      noTries: 'No refused try within thirty days.',
      known: 'usual browser',
      waits: (time: string) => `asked to wait until ${time}`,
      record: 'Open the record to hand out a code',
      sessions: (count: number) =>
        count > 1 ? `${count} open sessions` : count === 1 ? 'One open session' : 'No open session',
    },
    part: {
      title: 'Cannot sign in?',
      text: 'Why this person does not manage to come in, in sentences, with their help number or a reason.',
      action: 'Help to sign in',
    },
    refused: {
      'identity.doctor-number-wrong': 'That is no good number for this person. Have it read again, or give a reason.',
      'identity.doctor-reason-missing': 'Write the number read out by the person, or a reason: they will read it.',
      'identity.doctor-reason-too':
        'That number comes from a device from which the person never came in. Add a reason: they will read it.',
      'identity.doctor-reason-long': 'That is too long: 280 characters are enough.',
      'identity.too-many-visits': 'Many looks were just opened. Wait an hour.',
      tooMany: (wait: number) => `Several wrong numbers. Wait ${wait} s, then try again.`,
    },
  },
});
