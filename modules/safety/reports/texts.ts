import { defineTexts } from '../../../platform/texts/texts.ts';

/** Reporting and following: `pupil` says "tu", `adult` says "vous". */
export const texts = defineTexts({
  fr: {
    title: 'Signaler',
    lead: {
      pupil: 'Raconte avec tes mots. Ce n’est pas grave s’il y a des fautes.',
      adult: 'Dites ce qui se passe, avec vos mots.',
    },
    readBy: {
      pupil: (names: string) =>
        `C’est lu par ${names}, et par personne d’autre : ni les autres élèves, ni les autres adultes.`,
      adult: (names: string) => `C’est lu par ${names}, et par personne d’autre.`,
    },
    readOutside: {
      pupil: 'C’est lu par l’académie et l’équipe de Préau, pas par ton école.',
      adult: 'C’est lu par l’académie et l’équipe de Préau. L’établissement ne le lit pas.',
    },
    readWhen: {
      pupil:
        'C’est lu les jours d’école. Si tu es en danger maintenant, appelle le 17. Le 3018 répond tous les jours de 9 h à 23 h, le 119 jour et nuit.',
      adult:
        'C’est lu les jours d’école. En cas de danger immédiat : le 17. Le 3018 répond tous les jours de 9 h à 23 h, le 119 jour et nuit.',
    },
    about: (label: string, title: string) => `À propos : ${label}, « ${title} »`,
    aboutBy: (author: string) => `Écrit par ${author}.`,
    aboutCopy: 'Une copie en est gardée telle qu’elle est maintenant, même si elle disparaît ensuite.',
    aboutPerson: (name: string) => `À propos de ${name}`,
    school: 'Où cela se passe',
    cause: { pupil: 'Qui fait cela ?', adult: 'Qui est en cause ?' },
    causes: {
      pupil: {
        pupil: 'Un ou plusieurs élèves',
        staff: 'Un adulte de l’école',
        elsewhere: 'Quelqu’un d’autre, ou sur internet',
        unknown: 'Je ne sais pas',
      },
      adult: {
        pupil: 'Un ou plusieurs élèves',
        staff: 'Un adulte qui travaille dans l’établissement',
        elsewhere: 'Quelqu’un d’extérieur, ou sur internet',
        unknown: 'Je ne sais pas',
      },
    },
    causeStaffHint: {
      pupil: 'Dans ce cas, c’est l’académie qui lit, pas l’école.',
      adult: 'Dans ce cas, l’académie lit le signalement, pas l’établissement.',
    },
    concerned: { pupil: 'Qui a besoin d’aide ?', adult: 'Qui est concerné ?' },
    concernedHelp: {
      pupil: 'Moi, un ami, sa classe… Tu peux laisser vide.',
      adult: 'Prénom, nom, classe, si vous les connaissez.',
    },
    words: { pupil: 'Que se passe-t-il ?', adult: 'Que se passe-t-il ?' },
    wordsHelp: { pupil: 'Où, quand, depuis longtemps ?', adult: 'Où, quand, depuis combien de temps, qui l’a vu.' },
    urgent: {
      pupil: 'C’est urgent : j’ai peur pour aujourd’hui ou demain',
      adult: 'C’est urgent : il y a un risque aujourd’hui ou demain',
    },
    outside: {
      pupil: 'Je préfère que mon école ne le lise pas',
      adult: 'Je préfère que l’établissement ne le lise pas',
    },
    send: 'Envoyer',
    sent: { pupil: 'C’est envoyé. Tu as bien fait d’en parler.', adult: 'C’est envoyé. Merci de l’avoir signalé.' },
    own: { pupil: 'Mes signalements', adult: 'Mes signalements' },
    ownLead: {
      pupil: 'Ce que tu as signalé, et ce qu’on t’a répondu.',
      adult: 'Ce que vous avez signalé, et les réponses.',
    },
    empty: {
      pupil:
        'Tu n’as rien signalé. Si un jour quelque chose ne va pas, tu retrouveras ici ce que tu as écrit et la réponse.',
      adult: 'Aucun signalement. Ceux que vous enverrez se liront ici, avec les réponses.',
    },
    more: 'Voir plus',
    one: (day: string) => `Signalement du ${day}`,
    written: { pupil: 'Ce que tu as écrit', adult: 'Ce que vous avez écrit' },
    next: 'Ce qui se passe ensuite',
    nextSteps: {
      pupil: [
        'Un adulte le lit. S’il est marqué urgent, il est prévenu tout de suite.',
        'Il regarde ce qui s’est passé et protège qui en a besoin. Il peut te parler, ou parler à tes parents.',
        'Il te répond ici.',
      ],
      adult: [
        'La personne chargée le lit. Marqué urgent, elle est prévenue tout de suite.',
        'Elle vérifie, protège qui en a besoin, et peut vous joindre ou joindre la famille.',
        'Elle vous répond ici.',
      ],
    },
    steps: {
      reported: 'Envoyé',
      added: 'Complété',
      taken: 'Quelqu’un s’en occupe',
      'handed-on': 'Transmis à l’académie',
      answered: 'Réponse',
      closed: 'Terminé',
      reopened: 'Repris',
    } as Record<string, string>,
    stepBy: (name: string, when: string) => `${name}, ${when}`,
    answers: 'Réponses',
    noAnswer: 'Pas encore de réponse.',
    addTitle: 'Ajouter quelque chose',
    addField: { pupil: 'Ce que tu veux ajouter', adult: 'Ce que vous voulez ajouter' },
    add: 'Ajouter',
    added: 'C’est ajouté.',
    urgentBadge: 'Urgent',
    closedBadge: 'Terminé',
    backToPanel: 'Besoin d’aide ?',
    faulty: 'Vérifiez ce champ.',
    faults: {
      'safety.cause-missing': 'Choisis une réponse, même « Je ne sais pas ».',
      'safety.words-missing': 'Il faut écrire quelques mots : ce qui se passe.',
      'safety.words-long': 'C’est trop long : il faut raccourcir un peu.',
      'safety.school-missing': 'Il faut dire de quel établissement il s’agit.',
    } as Record<string, string>,
    refused: {
      'safety.content-gone':
        'Ce contenu n’existe plus, ou ne vous est pas destiné. Vous pouvez décrire ce que vous avez vu.',
      'safety.report-full': 'Ce signalement contient déjà beaucoup d’échanges : il faut en ouvrir un autre.',
    },
  },
  en: {
    title: 'Report',
    lead: {
      pupil: 'Tell it in your words. Mistakes do not matter.',
      adult: 'Say what happens, in your words.',
    },
    readBy: {
      pupil: (names: string) => `It is read by ${names}, and by nobody else: neither other pupils nor other adults.`,
      adult: (names: string) => `It is read by ${names}, and by nobody else.`,
    },
    readOutside: {
      pupil: 'It is read by the academy and the team of Préau, not by your school.',
      adult: 'It is read by the academy and the team of Préau. The school does not read it.',
    },
    readWhen: {
      pupil:
        'It is read on school days. If you are in danger now, call 17. 3018 answers every day from 9 a.m. to 11 p.m., 119 day and night.',
      adult:
        'It is read on school days. In immediate danger: 17. 3018 answers every day from 9 a.m. to 11 p.m., 119 day and night.',
    },
    about: (label: string, title: string) => `About: ${label}, “${title}”`,
    aboutBy: (author: string) => `Written by ${author}.`,
    aboutCopy: 'A copy is kept as it is now, even if it disappears afterwards.',
    aboutPerson: (name: string) => `About ${name}`,
    school: 'Where it happens',
    cause: { pupil: 'Who does this?', adult: 'Who is behind it?' },
    causes: {
      pupil: {
        pupil: 'One or several pupils',
        staff: 'An adult of the school',
        elsewhere: 'Somebody else, or on the internet',
        unknown: 'I do not know',
      },
      adult: {
        pupil: 'One or several pupils',
        staff: 'An adult who works at the school',
        elsewhere: 'Somebody from outside, or on the internet',
        unknown: 'I do not know',
      },
    },
    causeStaffHint: {
      pupil: 'The academy then reads it, not the school.',
      adult: 'The academy then reads the report, not the school.',
    },
    concerned: { pupil: 'Who needs help?', adult: 'Who is concerned?' },
    concernedHelp: {
      pupil: 'Me, a friend, the class… You may leave it empty.',
      adult: 'Names and class, if you know them.',
    },
    words: { pupil: 'What happens?', adult: 'What happens?' },
    wordsHelp: { pupil: 'Where, when, for how long?', adult: 'Where, when, for how long, who saw it.' },
    urgent: {
      pupil: 'It is urgent: I am afraid for today or tomorrow',
      adult: 'It is urgent: there is a risk today or tomorrow',
    },
    outside: { pupil: 'I would rather my school did not read it', adult: 'I would rather the school did not read it' },
    send: 'Send',
    sent: { pupil: 'It is sent. You did well to speak.', adult: 'It is sent. Thank you for reporting it.' },
    own: { pupil: 'My reports', adult: 'My reports' },
    ownLead: { pupil: 'What you reported, and what was answered.', adult: 'What you reported, and the answers.' },
    empty: {
      pupil: 'You have reported nothing. If something goes wrong one day, what you wrote and the answer will be here.',
      adult: 'No report. Those that you send will be read here, with the answers.',
    },
    more: 'Show more',
    one: (day: string) => `Report of ${day}`,
    written: { pupil: 'What you wrote', adult: 'What you wrote' },
    next: 'What happens next',
    nextSteps: {
      pupil: [
        'An adult reads it. Marked urgent, they are told at once.',
        'They look at what happened and protect who needs it. They may talk to you, or to your parents.',
        'They answer you here.',
      ],
      adult: [
        'Who is in charge reads it. Marked urgent, they are told at once.',
        'They check, protect who needs it, and may reach you or the family.',
        'They answer you here.',
      ],
    },
    steps: {
      reported: 'Sent',
      added: 'Added to',
      taken: 'Somebody takes care of it',
      'handed-on': 'Handed on to the academy',
      answered: 'Answer',
      closed: 'Finished',
      reopened: 'Taken up again',
    },
    stepBy: (name: string, when: string) => `${name}, ${when}`,
    answers: 'Answers',
    noAnswer: 'No answer yet.',
    addTitle: 'Add something',
    addField: { pupil: 'What you want to add', adult: 'What you want to add' },
    add: 'Add',
    added: 'Added.',
    urgentBadge: 'Urgent',
    closedBadge: 'Finished',
    backToPanel: 'Need help?',
    faulty: 'Check this field.',
    faults: {
      'safety.cause-missing': 'Choose an answer, even “I do not know”.',
      'safety.words-missing': 'Write a few words: what happens.',
      'safety.words-long': 'It is too long: shorten it a little.',
      'safety.school-missing': 'Say which school it is about.',
    },
    refused: {
      'safety.content-gone': 'This content is gone, or is not meant for you. You may describe what you saw.',
      'safety.report-full': 'This report already holds many exchanges: open another one.',
    },
  },
});
