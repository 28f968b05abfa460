import { defineTexts } from '../../../platform/texts/texts.ts';

/** Between the product and a service of OpenID Connect. */
export const texts = defineTexts({
  fr: {
    problem: 'Ce service n’a pas pu s’ouvrir',
    problemText:
      'Sa demande n’est pas de celles qui ont été déclarées ici. Rien n’a été transmis. La personne qui gère le service peut corriger son réglage avec le code ci-dessous.',
    code: 'Code pour la personne qui gère le service',
    late: 'La demande du service n’attend plus',
    lateText:
      'Elle a déjà eu sa réponse, ou est restée ouverte plus d’un quart d’heure. Rouvrez le service depuis sa page ou sa tuile.',
    confirm: 'Se déconnecter ?',
    confirmText: (service: string) =>
      `${service} demande de fermer la session, ici et dans les services ouverts avec elle.`,
    confirmPlain: 'Un service demande de fermer la session, ici et dans les services ouverts avec elle.',
    signOut: 'Me déconnecter',
    stay: 'Rester',
    signedOut: 'La session est fermée',
    telling: (rank: number) => `Déconnexion du service ${rank}`,
  },
  en: {
    problem: 'This service could not be opened',
    problemText:
      'Its request is not one of those declared here. Nothing was sent. Whoever runs the service can mend its settings with the code below.',
    code: 'Code for whoever runs the service',
    late: 'The service’s request waits no more',
    lateText:
      'It has had its answer, or stayed open for more than a quarter of an hour. Open the service again from its page or its tile.',
    confirm: 'Sign out?',
    confirmText: (service: string) => `${service} asks to end the session, here and in the services opened with it.`,
    confirmPlain: 'A service asks to end the session, here and in the services opened with it.',
    signOut: 'Sign out',
    stay: 'Stay',
    signedOut: 'The session is over',
    telling: (rank: number) => `Signing out of service ${rank}`,
  },
});
