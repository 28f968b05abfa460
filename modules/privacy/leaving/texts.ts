import { defineTexts } from '../../../platform/texts/texts.ts';

/** The way out, for who left and for their legal guardians. */
export const texts = defineTexts({
  fr: {
    title: 'Départ',
    lead: 'Qui a quitté Préau dans la famille, et ce qui peut être choisi.',
    leadOwn:
      'Ce compte n’est plus rattaché à un établissement de Préau. Voici ce que deviennent les données, et ce qui peut être choisi.',
    own: 'Mon départ',
    none: 'Personne ne part',
    noneHint: 'Quand quelqu’un de la famille quittera Préau, les dates et les choix seront ici.',
    leftOn: 'Départ',
    closesOn: 'Fermeture du compte',
    closedOn: 'Le compte est fermé depuis ce jour',
    days: 'Dates du départ',
    erasedOn: 'Effacement de tout',
    held: 'Une procédure demande de garder ces données : elles ne sont pas effacées pour le moment. Le délégué à la protection des données peut répondre aux questions.',
    tonight: 'Tout sera effacé la nuit prochaine, à la demande de la famille ou de la personne.',
    earlyOn: (day: string) =>
      `Un responsable a demandé d’effacer plus tôt : tout sera effacé le ${day}, sauf si un responsable choisit de garder.`,
    take: 'Voir et emporter les données',
    choiceOf: (name: string) => `Choix pour ${name}`,
    choiceHint: 'Sans choix, tout est gardé jusqu’au dernier jour. Un retour dans un établissement annule tout.',
    changeHint: 'Il est encore temps de changer d’avis.',
    othersHint:
      'Un effacement demandé par un responsable attend une semaine : les autres responsables sont prévenus et peuvent garder.',
    keep: 'Garder jusqu’au dernier jour',
    keepAfterAll: 'Garder finalement jusqu’au dernier jour',
    erase: 'Effacer sans attendre',
    eraseSure: 'Oui, tout effacer',
    eraseText: 'Tout sera effacé la nuit prochaine. Personne ne pourra revenir en arrière ensuite.',
    eraseSharedText:
      'Tout sera effacé dans une semaine. D’ici là, chaque responsable peut encore choisir de garder. Ensuite, personne ne pourra revenir en arrière.',
    guardiansChoose:
      'Les choix se font ici dès demain. Pour un élève, ce sont ses responsables légaux qui choisissent.',
    signOut: 'Me déconnecter',
    kept: (name: string, day: string) => `Les données de ${name} sont gardées jusqu’au ${day}.`,
    erasing: (name: string) => `Les données de ${name} seront effacées la nuit prochaine.`,
    erasingOn: (name: string, day: string) =>
      `Les données de ${name} seront effacées le ${day}. Les autres responsables sont prévenus.`,
    refused: {
      'privacy.held':
        'Une procédure demande de garder ces données : elles ne peuvent pas être effacées maintenant. Le délégué à la protection des données peut répondre aux questions.',
    },
    acts: {
      erased: 'Personne effacée',
      erasureAsked: 'Effacement demandé sans attendre',
      keepingAsked: 'Données à garder jusqu’au dernier jour',
    },
  },
  en: {
    title: 'Leaving',
    lead: 'Those you answer for who have left Préau.',
    leadOwn: 'You are no longer in a school of Préau. This is what becomes of the data, and what you may choose.',
    own: 'My leaving',
    none: 'Nobody is leaving',
    noneHint: 'When you or one of your children leave Préau, the days and the choices will be here.',
    leftOn: 'Departure',
    closesOn: 'The account closes',
    closedOn: 'Account closed since that day',
    days: 'Days of the departure',
    erasedOn: 'All is erased',
    held: 'A procedure asks that this data be kept: it is not erased for the moment. The data-protection officer can answer you.',
    tonight: 'All will be erased this coming night, as the family or the person asked.',
    earlyOn: (day: string) =>
      `A guardian asked for an early erasure: all will be erased on ${day}, unless a guardian chooses to keep it.`,
    take: 'See and take the data away',
    choiceOf: (name: string) => `Choice for ${name}`,
    choiceHint: 'Without a choice all is kept until the last day. Coming back to a school cancels everything.',
    changeHint: 'You may still change your mind.',
    othersHint:
      'An erasure that one guardian asks for waits a week: the other guardians are told, and may keep the data.',
    keep: 'Keep until the last day',
    keepAfterAll: 'Keep until the last day after all',
    erase: 'Erase without waiting',
    eraseSure: 'Yes, erase all',
    eraseText: 'All will be erased this coming night. Nobody can take it back after that.',
    eraseSharedText:
      'All will be erased in a week. Until then each guardian may still choose to keep it. After that nobody can take it back.',
    guardiansChoose: 'Choices are made here from tomorrow. For a pupil it is the legal guardians who choose.',
    signOut: 'Sign out',
    kept: (name: string, day: string) => `The data of ${name} is kept until ${day}.`,
    erasing: (name: string) => `The data of ${name} will be erased this coming night.`,
    erasingOn: (name: string, day: string) =>
      `The data of ${name} will be erased on ${day}. The other guardians are told.`,
    refused: {
      'privacy.held': 'A procedure asks that this data be kept: it cannot be erased now.',
    },
    acts: {
      erased: 'Person erased',
      erasureAsked: 'Erasure asked for without waiting',
      keepingAsked: 'Data to be kept until the last day',
    },
  },
});
