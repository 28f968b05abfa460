import { defineTexts } from '../../../platform/texts/texts.ts';

/*
 * Numbers and hours as the ministry in charge of solidarity publishes them (solidarites.gouv.fr, page on violence against children, of
 * 7 November 2025): 3018 every day from 9 to 23 h, free, anonymous; 119 day and night, free, not on the bill. 17 and 114 (by text message):
 * interieur.gouv.fr and info.urgence114.fr, day and night.
 */

/** The panel: who reads, when, whom to call. Spoken to as pupil ("tu") or adult ("vous"). */
export const texts = defineTexts({
  fr: {
    title: 'Besoin d’aide ?',
    menu: 'Besoin d’aide ? Signaler',
    tileDetail: 'Prévenir l’école, le 3018, le 119',
    report: 'Signaler quelque chose',
    ownReports: 'Suivre mes signalements',
    link: 'Signaler',
    person: 'Signaler quelque chose à son sujet',
    listen: 'Écouter cette page',
    signIn: 'Se connecter pour signaler',
    lead: {
      pupil: 'Tu n’es pas seul. Quelque chose te fait peur, te fait mal, ou fait du mal à un autre ? Dis-le.',
      guardian: 'Un enfant a peur, souffre, est harcelé, ou un contenu n’a rien à faire ici ? Dites-le.',
      staff: 'Un enfant ou un adulte est en difficulté, un contenu n’a rien à faire ici ? Dites-le.',
      visitor: 'Tu n’es pas seul. Quelque chose te fait peur, te fait mal, ou fait du mal à un autre ? Dis-le.',
    },
    school: {
      pupil: 'Le dire à ton école',
      guardian: 'Le dire à l’école',
      staff: 'Le dire à l’établissement',
      visitor: 'Le dire à ton école',
    },
    who: {
      pupil: (names: string, school: string) =>
        `Ce que tu écris est lu par ${names} (${school}), et par personne d’autre : ni les autres élèves, ni les autres adultes.`,
      guardian: (names: string, school: string) =>
        `Ce que vous écrivez est lu par ${names} (${school}), et par personne d’autre.`,
      staff: (names: string, school: string) =>
        `Ce que vous écrivez est lu par ${names} (${school}), et par personne d’autre.`,
    },
    nobody: {
      pupil: (school: string) => `Pour ${school}, ce que tu écris est lu par l’académie.`,
      guardian: (school: string) => `Pour ${school}, ce que vous écrivez est lu par l’académie.`,
      staff: (school: string) => `Pour ${school}, ce que vous écrivez est lu par l’académie.`,
    },
    outside: {
      pupil: 'Si cela concerne un adulte de ton école, ton message part à l’académie : l’école ne le lit pas.',
      guardian: 'Si cela concerne un adulte de l’école, le signalement part à l’académie : l’école ne le lit pas.',
      staff:
        'Si cela concerne un adulte de l’établissement, le signalement part à l’académie : l’établissement ne le lit pas.',
      visitor:
        'Une fois connecté, tu peux écrire à la direction. Si cela concerne un adulte de l’école, c’est l’académie qui lit.',
    },
    when: {
      pupil: 'C’est lu les jours d’école, dans la journée. Le soir, la nuit, le week-end et en vacances : appelle.',
      guardian:
        'C’est lu les jours d’école, dans la journée. Le soir, la nuit, le week-end et en vacances : téléphonez.',
      staff: 'C’est lu les jours d’école, dans la journée. Le soir, la nuit, le week-end et en vacances : téléphonez.',
      visitor: 'C’est lu les jours d’école, dans la journée. Le soir, la nuit, le week-end et en vacances : appelle.',
    },
    adult: {
      pupil:
        'Tu peux aussi parler à un adulte en qui tu as confiance : maître, maîtresse, professeur, infirmière, parent.',
      guardian: 'Vous pouvez aussi téléphoner à l’école : ses coordonnées sont sur sa page.',
      staff: 'Un enfant en danger : prévenez la direction de vive voix sans attendre, puis le 119.',
      visitor:
        'Parles-en aussi à un adulte en qui tu as confiance. Parents : la direction de l’école ou du collège vous répond.',
    },
    callTitle: 'Appeler quelqu’un tout de suite',
    callNumber: (number: string) => `Appeler le ${number}`,
    textNumber: (number: string) => `Écrire au ${number}`,
    numbers: {
      '3018': {
        title: '3018 : harcèlement, violences sur internet',
        hours: 'Tous les jours, de 9 h à 23 h.',
        text: 'Gratuit, anonyme. On peut aussi écrire sur 3018.fr. Ils savent faire retirer une photo ou un message.',
      },
      '119': {
        title: '119 : un enfant en danger',
        hours: 'Jour et nuit, tous les jours.',
        text: 'Gratuit. L’appel n’apparaît pas sur la facture de téléphone. On peut aussi écrire sur allo119.gouv.fr.',
      },
      '17': {
        title: '17 : la police, danger immédiat',
        hours: 'Jour et nuit, tous les jours.',
        text: 'Si quelqu’un est en danger maintenant.',
      },
      '114': {
        title: '114 : le même secours, par SMS',
        hours: 'Jour et nuit, tous les jours.',
        text: 'Si l’on ne peut pas parler, ou pas entendre.',
      },
    },
    home: { title: 'Besoin d’aide ?', call: '3018' },
    little: {
      title: 'Tu as besoin d’aide ?',
      listen: 'Écouter',
      text: 'Quelqu’un te fait mal ? Tu as peur ? Va le dire à un adulte que tu aimes bien. Tu peux aussi appeler le 119.',
      say: 'Quelqu’un te fait mal ? Tu as peur ? Va le dire à un adulte que tu aimes bien. Tu peux aussi appeler le 1, 1, 9.',
      adult: 'Je vais le dire à un adulte',
      call: 'J’appelle le 119',
      back: 'Retour',
    },
  },
  en: {
    title: 'Need help?',
    menu: 'Need help? Report',
    tileDetail: 'Tell the school, 3018, 119',
    report: 'Report something',
    ownReports: 'Follow my reports',
    link: 'Report',
    person: 'Report something about them',
    listen: 'Listen to this page',
    signIn: 'Sign in to report',
    lead: {
      pupil: 'You are not alone. Does something frighten you, hurt you, or hurt somebody else? Say it.',
      guardian: 'Is a child afraid, hurt or bullied, or does something not belong here? Tell us.',
      staff: 'Is a child or an adult in trouble, or does something not belong here? Tell us.',
      visitor: 'You are not alone. Does something frighten you, hurt you, or hurt somebody else? Say it.',
    },
    school: {
      pupil: 'Tell your school',
      guardian: 'Tell the school',
      staff: 'Tell the establishment',
      visitor: 'Tell your school',
    },
    who: {
      pupil: (names: string, school: string) =>
        `What you write is read by ${names} (${school}), and by nobody else: neither other pupils nor other adults.`,
      guardian: (names: string, school: string) =>
        `What you write is read by ${names} (${school}), and by nobody else.`,
      staff: (names: string, school: string) => `What you write is read by ${names} (${school}), and by nobody else.`,
    },
    nobody: {
      pupil: (school: string) => `For ${school}, the academy reads what you write.`,
      guardian: (school: string) => `For ${school}, the academy reads what you write.`,
      staff: (school: string) => `For ${school}, the academy reads what you write.`,
    },
    outside: {
      pupil: 'If it is about an adult of your school, your words go to the academy: the school does not read them.',
      guardian: 'If it is about an adult of the school, the report goes to the academy: the school does not read it.',
      staff: 'If it is about an adult of the school, the report goes to the academy: the school does not read it.',
      visitor:
        'Once signed in, you may write to the head. If it is about an adult of the school, the academy reads it.',
    },
    when: {
      pupil: 'It is read on school days, in the daytime. In the evening, at night, at week-ends and on holiday: call.',
      guardian:
        'It is read on school days, in the daytime. In the evening, at night, at week-ends and on holiday: call.',
      staff: 'It is read on school days, in the daytime. In the evening, at night, at week-ends and on holiday: call.',
      visitor:
        'It is read on school days, in the daytime. In the evening, at night, at week-ends and on holiday: call.',
    },
    adult: {
      pupil: 'You may also talk to an adult whom you trust: a teacher, the nurse, a parent.',
      guardian: 'You may also call the school: its page says how.',
      staff: 'A child in danger: tell the head in person at once, then call 119.',
      visitor: 'Talk to an adult whom you trust, too. Parents: the head of the school answers you.',
    },
    callTitle: 'Call somebody now',
    callNumber: (number: string) => `Call ${number}`,
    textNumber: (number: string) => `Text ${number}`,
    numbers: {
      '3018': {
        title: '3018: bullying, violence on the internet',
        hours: 'Every day from 9 a.m. to 11 p.m.',
        text: 'Free and anonymous. One may also write on 3018.fr. They know how to have a picture or a message removed.',
      },
      '119': {
        title: '119: a child in danger',
        hours: 'Day and night, every day.',
        text: 'Free. The call does not show on the telephone bill. One may also write on allo119.gouv.fr.',
      },
      '17': {
        title: '17: the police, danger now',
        hours: 'Day and night, every day.',
        text: 'If somebody is in danger at this moment.',
      },
      '114': {
        title: '114: the same help, by text message',
        hours: 'Day and night, every day.',
        text: 'For who cannot speak, or cannot hear.',
      },
    },
    home: { title: 'Need help?', call: '3018' },
    little: {
      title: 'Do you need help?',
      listen: 'Listen',
      text: 'Does somebody hurt you? Are you afraid? Go and tell an adult whom you like. You may also call 119.',
      say: 'Does somebody hurt you? Are you afraid? Go and tell an adult whom you like. You may also call 1, 1, 9.',
      adult: 'I tell an adult',
      call: 'I call 119',
      back: 'Back',
    },
  },
});
