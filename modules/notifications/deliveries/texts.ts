import { defineTexts } from '../../../platform/texts/texts.ts';

/** How the telling does, for who runs the platform. */
export const texts = defineTexts({
  fr: {
    title: 'Courriels et notifications',
    mails: 'Courriels à envoyer',
    pushes: 'Notifications à envoyer',
    late: (minutes: number) => `le plus ancien attend depuis ${minutes} min`,
    latePush: (minutes: number) => `la plus ancienne attend depuis ${minutes} min`,
    addressees: 'Personnes à prévenir',
    browsers: 'Appareils prévenus',
    bounces: 'Courriels revenus en un jour',
    broken: 'Adresses qui ne reçoivent plus',
    stuck:
      'Des envois attendent depuis plus de dix minutes : une boîte pleine, ou un serveur qui ne répond pas (il est alors dans les tâches en échec). Rien n’est perdu.',
    lateTitle: 'Les courriels ne partent plus',
    lateWords:
      'Le plus ancien attend depuis une heure. Rien n’est perdu : tout partira quand le serveur de courrier répondra.',
  },
  en: {
    title: 'E-mails and notifications',
    mails: 'E-mails to send',
    pushes: 'Notifications to send',
    late: (minutes) => `the oldest has waited ${minutes} min`,
    latePush: (minutes) => `the oldest has waited ${minutes} min`,
    addressees: 'People to tell',
    browsers: 'Devices that are told',
    bounces: 'E-mails that came back within a day',
    broken: 'Addresses that take no more',
    stuck:
      'Some have waited for more than ten minutes: a full mailbox, or a server that does not answer (it is then among the failed jobs). Nothing is lost.',
    lateTitle: 'E-mails do not leave any more',
    lateWords: 'The oldest has waited for an hour. Nothing is lost: all of it leaves once the mail server answers.',
  },
});
