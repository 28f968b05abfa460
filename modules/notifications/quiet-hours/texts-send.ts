import { defineTexts } from '../../../platform/texts/texts.ts';

const plain = (time: string): string => time.replace(/^0/, '');

/** What a form says of when its content will be read. */
export const texts = defineTexts({
  fr: {
    time: (time: string) => plain(time).replace(':00', ' h').replace(':', ' h '),
    today: 'aujourd’hui',
    tomorrow: 'demain',
    on: (day: string, time: string) => `${day} à ${time}`,
    send: 'Envoyer',
    sendAt: (moment: string) => `Envoyer ${moment}`,
    publish: 'Publier',
    publishAt: (moment: string) => `Publier ${moment}`,
    why: {
      quiet: (from: string, until: string) =>
        `Rien n’arrive aux familles de ${from} à ${until} ni le week-end. Vous écrivez maintenant, tout part à l’heure dite.`,
      holiday:
        'Pendant les vacances et les jours fériés, rien n’arrive aux familles. Vous écrivez maintenant, tout part à l’heure dite.',
      exempt: 'Votre établissement laisse partir ce message à cette heure.',
    },
    whyPupil: {
      quiet: (from: string, until: string) =>
        `Rien ne part de ${from} à ${until} ni le week-end. Tu écris maintenant, cela partira à l’heure dite.`,
      holiday:
        'Pendant les vacances et les jours fériés, rien ne part. Tu écris maintenant, cela partira à l’heure dite.',
    },
    urgent: {
      summary: 'C’est urgent ?',
      label: 'Envoyer maintenant, parce qu’il s’agit de',
      none: 'Ce n’est pas urgent',
      help: 'Part tout de suite, même la nuit ou pendant les vacances. C’est noté dans le journal et affiché en haut des pages de l’établissement.',
    },
    categories: {
      closing: 'la fermeture de l’établissement',
      transport: 'transports',
      safety: 'la sécurité des personnes',
      health: 'santé',
    },
    banner: { closing: 'Fermeture', transport: 'Transports', safety: 'Sécurité', health: 'Santé' },
    bannerOf: (category: string, title: string) => `${category} : ${title}`,
    read: 'Lire',
  },
  en: {
    time: plain,
    today: 'today',
    tomorrow: 'tomorrow',
    on: (day: string, time: string) => `${day} at ${time}`,
    send: 'Send',
    sendAt: (moment: string) => `Send ${moment}`,
    publish: 'Publish',
    publishAt: (moment: string) => `Publish ${moment}`,
    why: {
      quiet: (from: string, until: string) =>
        `Nothing reaches families from ${from} to ${until} nor at week-ends. You write now, it goes out at that time.`,
      holiday: 'Nothing reaches families during holidays and public holidays. You write now, it goes out at that time.',
      exempt: 'Your school lets this message go out at this hour.',
    },
    whyPupil: {
      quiet: (from: string, until: string) =>
        `Nothing goes out from ${from} to ${until} nor at week-ends. You write now, it will go out at that time.`,
      holiday: 'Nothing goes out during holidays and public holidays. You write now, it will go out at that time.',
    },
    urgent: {
      summary: 'Is it urgent?',
      label: 'Send now, because it is about',
      none: 'It is not urgent',
      help: 'Goes out at once, even at night or in the holidays. It is noted in the journal and shown across the top of the school’s pages.',
    },
    categories: {
      closing: 'the closing of the school',
      transport: 'transport',
      safety: 'people’s safety',
      health: 'health',
    },
    banner: { closing: 'Closing', transport: 'Transport', safety: 'Safety', health: 'Health' },
    bannerOf: (category: string, title: string) => `${category}: ${title}`,
    read: 'Read',
  },
});
