import { defineTexts } from '../../../platform/texts/texts.ts';

/** Between the product and a service: going there, and why not. */
export const texts = defineTexts({
  fr: {
    opening: (service: string) => `Ouverture de ${service}`,
    goOn: 'Continuer',
    home: 'Revenir à l’accueil',
    byItself: 'La page s’ouvre d’elle-même. Sinon, le bouton y mène.',
    byButton: 'Un appui sur le bouton, et c’est ouvert.',
    unknown: 'Service inconnu',
    unknownText:
      'L’adresse demandée n’est pas celle d’un service déclaré ici. Rien n’a été transmis. Si le lien vient de l’établissement, il faut le lui signaler.',
    closed: (service: string) => `${service} n’est pas ouvert`,
    closedText:
      'L’établissement n’a pas ouvert ce service, ou pas pour ce profil. Rien n’a été transmis. La direction de l’établissement peut l’ouvrir.',
    notice: (service: string) => `Avant d’ouvrir ${service}`,
    noticeText: 'Voici ce que ce service reçoit à chaque ouverture, et rien de plus.',
    noticeEmpty: 'rien à transmettre',
    noticeLater: 'La liste reste à lire dans « Qui reçoit quoi », depuis la page du compte.',
    signedOut: 'La session est fermée, ici et dans les services ouverts avec elle.',
  },
  en: {
    opening: (service: string) => `Opening ${service}`,
    goOn: 'Go on',
    home: 'Back to the home page',
    byItself: 'The page opens by itself. If it does not, the button leads there.',
    byButton: 'One press of the button, and it opens.',
    unknown: 'Unknown service',
    unknownText:
      'The address asked for is not that of a service declared here. Nothing was sent. If the link comes from the school, the school should be told.',
    closed: (service: string) => `${service} is not open`,
    closedText:
      'The school has not opened this service, or not for this profile. Nothing was sent. The head of the school can open it.',
    notice: (service: string) => `Before opening ${service}`,
    noticeText: 'This is what the service receives each time it is opened, and nothing else.',
    noticeEmpty: 'nothing to send',
    noticeLater: 'The list stays under “Who receives what”, from the account page.',
    signedOut: 'The session is over, here and in the services opened with it.',
  },
});
