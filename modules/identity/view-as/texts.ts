import { defineTexts } from '../../../platform/texts/texts.ts';

/** Seeing the product in somebody's place, with their consent. */
export const texts = defineTexts({
  fr: {
    part: {
      title: 'Voir à sa place',
      text: 'Pour aider quelqu’un qui ne trouve pas quelque chose : Préau comme cette personne le voit, un quart d’heure, avec son accord.',
      action: 'Demander à voir à sa place',
    },
    ask: {
      title: (name: string) => `Voir Préau comme ${name} le voit`,
      lead: (name: string) =>
        `${name} lira votre raison et acceptera ou refusera. Vous ne pourrez rien changer, et chaque page vue sera notée.`,
      leadPupil: (name: string) =>
        `Les responsables légaux de ${name} liront votre raison et accepteront ou refuseront. Vous ne pourrez rien changer, et chaque page vue sera notée.`,
      hidden: 'Restent cachés : mot de passe, connexions, données personnelles, messages et signalements.',
      reason: 'Pourquoi ?',
      reasonHelp:
        'Une phrase, que la personne lira. Par exemple : vous ne trouvez pas le carnet de Noé, je regarde avec vous.',
      submit: 'Demander',
      asked: 'La demande est partie.',
    },
    view: {
      title: (viewed: string) => `Voir à la place de ${viewed}`,
      titleOwn: 'Voir Préau à votre place',
      states: {
        asked: 'En attente de réponse',
        granted: 'Acceptée',
        refused: 'Refusée ou reprise',
        running: 'En cours',
        over: 'Terminée',
      },
      reason: 'Raison donnée',
      by: 'Demandé par',
      when: 'Demandé le',
      began: 'Commencé le',
      ends: 'Jusqu’à',
      waiting:
        'La personne trouve la demande sur son accueil. Au téléphone, elle peut aussi vous lire les six chiffres qu’elle y voit.',
      code: 'Code lu au téléphone',
      codeHelp: 'Six chiffres',
      giveCode: 'Valider le code',
      start: 'Commencer à regarder',
      startHint: 'Un quart d’heure, en lecture seule.',
      youMay: (viewer: string, viewed: string) =>
        `${viewer} demande à voir Préau comme ${viewed} le voit, pour un quart d’heure.`,
      youMayOwn: (viewer: string) => `${viewer} demande à voir Préau comme vous le voyez, pour un quart d’heure.`,
      limits:
        'Cette personne pourra lire, et rien d’autre : ni écrire, ni changer, ni télécharger. Elle ne verra ni mots de passe, ni messages, ni signalements. Vous pourrez arrêter à tout moment.',
      accept: 'J’accepte',
      refuse: 'Je refuse',
      phone: 'Au téléphone ? Lisez ce code à la personne, si vous êtes d’accord : le donner, c’est accepter.',
      stop: 'Reprendre mon accord',
      stopNow: 'Arrêter maintenant',
      pages: 'Pages vues',
      home: 'Accueil',
      noPages: 'Aucune page n’a été vue.',
      answeredYes: 'Vous avez accepté.',
      answeredNo: 'Vous avez refusé.',
      stopped: 'C’est arrêté.',
      codeRight: 'Le code est bon : vous pouvez commencer.',
    },
    over: {
      title: 'La vue est terminée',
      text: 'Le quart d’heure est passé, ou la personne a repris son accord. Vous retrouvez vos propres pages.',
      back: 'Revenir à mes pages',
      ended: 'Vous avez cessé de regarder.',
    },
    refused: {
      'identity.view-reason-missing': 'Dites pourquoi en une phrase : la personne la lira.',
      'identity.view-reason-long': 'C’est trop long : 280 caractères suffisent.',
      'identity.view-nobody-consents':
        'Personne ne peut donner son accord : ni cette personne ni, pour un élève, un responsable légal n’a de compte.',
      'identity.view-over': 'Cette demande n’est plus ouverte. Faites-en une nouvelle.',
      'identity.view-code-wrong':
        'Ce n’est pas le bon code. Redemandez les six chiffres ; après cinq essais, la demande se ferme.',
      'identity.too-many-views': 'Beaucoup de demandes viennent d’être faites. Attendez une heure.',
    },
  },
  en: {
    part: {
      title: 'See in their place',
      text: 'To help somebody who does not find something: Préau as this person sees it, for a quarter of an hour, with their consent.',
      action: 'Ask to see in their place',
    },
    ask: {
      title: (name: string) => `See Préau as ${name} sees it`,
      lead: (name: string) =>
        `${name} will read your reason and accept or refuse. You will not be able to change anything, and each page seen will be noted.`,
      leadPupil: (name: string) =>
        `The legal guardians of ${name} will read your reason and accept or refuse. You will not be able to change anything, and each page seen will be noted.`,
      hidden: 'These stay hidden: password, sessions, personal data, messages and reports.',
      reason: 'Why?',
      reasonHelp:
        'One sentence, which the person will read. For example: you do not find Noé’s notebook, I look with you.',
      submit: 'Ask',
      asked: 'The question is on its way.',
    },
    view: {
      title: (viewed: string) => `See in the place of ${viewed}`,
      titleOwn: 'See Préau in your place',
      states: {
        asked: 'Waiting for an answer',
        granted: 'Accepted',
        refused: 'Refused or taken back',
        running: 'Under way',
        over: 'Over',
      },
      reason: 'Reason given',
      by: 'Asked by',
      when: 'Asked on',
      began: 'Begun on',
      ends: 'Until',
      waiting:
        'The person finds the question on their home page. On the telephone they may also read you the six figures they see there.',
      code: 'Code read on the telephone',
      codeHelp: 'Six figures',
      giveCode: 'Check the code',
      start: 'Begin to look',
      startHint: 'A quarter of an hour, read only.',
      youMay: (viewer: string, viewed: string) =>
        `${viewer} asks to see Préau as ${viewed} sees it, for a quarter of an hour.`,
      youMayOwn: (viewer: string) => `${viewer} asks to see Préau as you see it, for a quarter of an hour.`,
      limits:
        'This person will be able to read, and nothing else: not to write, change or download. They will see no passwords, messages or reports. You may stop at any time.',
      accept: 'I accept',
      refuse: 'I refuse',
      phone: 'On the telephone? Read this code to the person, if you agree: giving it is consenting.',
      stop: 'Take my consent back',
      stopNow: 'Stop now',
      pages: 'Pages seen',
      home: 'Home page',
      noPages: 'No page was seen.',
      answeredYes: 'You accepted.',
      answeredNo: 'You refused.',
      stopped: 'Stopped.',
      codeRight: 'The code is right: you may begin.',
    },
    over: {
      title: 'The view is over',
      text: 'The quarter of an hour is over, or the person took their consent back. You find your own pages again.',
      back: 'Back to my pages',
      ended: 'You have stopped looking.',
    },
    refused: {
      'identity.view-reason-missing': 'Say why in one sentence: the person will read it.',
      'identity.view-reason-long': 'Too long: 280 characters are enough.',
      'identity.view-nobody-consents':
        'Nobody can consent: neither this person nor, for a pupil, a legal guardian has an account.',
      'identity.view-over': 'This question is no longer open. Ask a new one.',
      'identity.view-code-wrong':
        'This is not the right code. Ask for the six figures again; after five tries the question closes.',
      'identity.too-many-views': 'Many questions were just asked. Wait an hour.',
    },
  },
});
