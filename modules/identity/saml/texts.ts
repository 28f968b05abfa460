import { defineTexts } from '../../../platform/texts/texts.ts';

/** Between the product and a service of SAML: why one does not get there, and the end of a session. */
export const texts = defineTexts({
  fr: {
    refused: 'Cette demande ne peut pas être suivie',
    refusedText:
      'La demande du service n’est pas en règle : abîmée, trop ancienne, ou pas de lui. Rien n’a été transmis. Repartez de la page du service ; si cela recommence, signalez-le à l’établissement.',
    replayed: 'Cette demande a déjà servi',
    replayedText: 'Elle ne vaut qu’une fois, ou pas plus d’une demi-heure. Repartez de la page du service.',
    notStarted: 'Ce service s’ouvre depuis sa propre page',
    notStartedText: 'Il n’accepte pas qu’on y entre d’ici. Rien n’a été transmis.',
    tellService: (service: string) => `Revenir à ${service}`,
    goodbye: 'Déconnexion',
    goodbyeText: 'La session est fermée ici. Ces services sont prévenus, ce qui prend trois secondes au plus.',
    goodbyePlain: 'La session est fermée, ici et dans les services ouverts avec elle.',
    goodbyeFrame: (rank: number) => `Fin de session d’un service, numéro ${rank}`,
    backTo: (service: string) => `Retour à ${service}`,
    signInAgain: 'Revenir à la connexion',
    answered: 'C’est noté',
    answeredText: 'Le service a répondu.',
  },
  en: {
    refused: 'This request cannot be followed',
    refusedText:
      'The request of the service is not in order: damaged, too old, or not its own. Nothing was sent. Start again from the page of the service; if it happens again, tell the school.',
    replayed: 'This request has served already',
    replayedText: 'It is good once, for half an hour at most. Start again from the page of the service.',
    notStarted: 'This service opens from its own page',
    notStartedText: 'It does not accept being entered from here. Nothing was sent.',
    tellService: (service: string) => `Back to ${service}`,
    goodbye: 'Signing out',
    goodbyeText: 'The session is over here. These services are being told, which takes three seconds at most.',
    goodbyePlain: 'The session is over, here and in the services opened with it.',
    goodbyeFrame: (rank: number) => `End of the session of a service, number ${rank}`,
    backTo: (service: string) => `Back to ${service}`,
    signInAgain: 'Back to the sign-in page',
    answered: 'Noted',
    answeredText: 'The service has answered.',
  },
});
