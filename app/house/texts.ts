import { defineTexts } from '../../platform/texts/texts.ts';

interface Words {
  readonly role: string;
  readonly verb: string;
  readonly thing: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The sentences of the pages about the house itself: rights, work left to do, the API. */
export const texts = defineTexts({
  fr: {
    rights: {
      title: 'Qui peut faire quoi',
      intro:
        'Cette page est écrite par Préau lui-même, à partir des règles qu’il applique à chaque demande : elle ne peut rien dire d’autre que ce qui est fait.',
      sides: 'Présentation',
      byRole: 'Par rôle',
      byRight: 'Par droit',
      download: 'Télécharger le tableau (CSV)',
      fileName: 'droits.csv',
      nobody: 'Personne n’a ce droit.',
      others: (roles: string): string => `N’ont pas ce droit : ${roles}.`,
      none: (verbs: string): string => `Sans droit ici : ${verbs}.`,
      may: ({ role, verb, thing, scopes }: Words & { readonly scopes: readonly string[] }): string =>
        `${capital(thing)} : ${role} peut ${verb}. Étendue : ${scopes.join(' ; ')}.`,
      mayNot: ({ role, verb, thing }: Words): string => `${capital(thing)} : ${role} ne peut pas ${verb}.`,
      yes: 'oui',
      no: 'non',
      columns: ['rôle', 'objet', 'droit', 'accordé', 'étendue', 'phrase'] as string[],
    },
    jobs: {
      title: 'File d’envoi',
      intro: 'Ce que Préau fait à part, juste après une demande : courriers, suites d’un import, nettoyages.',
      waiting: 'En attente',
      retrying: 'À réessayer',
      failed: 'En échec',
      workers: 'Processus au travail',
      oldest: (seconds: number): string => `la plus ancienne attend depuis ${seconds} s`,
      noWorker: 'Aucun processus ne travaille : rien ne partira tant que le rôle « worker » n’est pas démarré.',
      list: 'Tâches en échec',
      job: 'Tâche',
      attempts: 'Essais',
      reason: 'Dernière erreur',
      since: 'Demandée le',
      actions: 'Que faire',
      retry: 'Réessayer',
      retryThat: (name: string): string => `Réessayer ${name}`,
      retryAll: 'Tout réessayer',
      giveUp: 'Abandonner',
      giveUpThat: (name: string): string => `Abandonner ${name}`,
      sure: {
        title: 'Abandonner cette tâche ?',
        text: 'Elle ne sera pas faite et disparaîtra de la liste.',
        yes: 'Abandonner',
        no: 'Garder',
      },
      nothing: 'Rien n’est en échec',
      nothingHint: 'Une tâche qui a épuisé ses essais apparaîtra ici, avec sa raison.',
      retried: (count: number): string =>
        count > 1
          ? `${count} tâches sont remises en file.`
          : count === 1
            ? 'La tâche est remise en file.'
            : 'Rien n’était à réessayer.',
      forgotten: 'La tâche est abandonnée.',
      gone: 'Cette tâche n’était déjà plus en échec.',
      card: (waiting: number, failed: number): string =>
        `${waiting} en attente, ${failed} en échec${failed > 0 ? ' : à regarder' : ''}`,
    },
    developers: {
      title: 'Interface de programmation',
      intro:
        'Tout ce que les pages montrent et font existe aussi en JSON, à la même adresse précédée de /api, avec les mêmes droits et les mêmes refus.',
      document: 'Document OpenAPI 3.1',
      tokenTitle: 'Obtenir un jeton',
      token: [
        'Un jeton agit au nom d’une personne : il a ses droits, jamais plus, et s’éteint avec eux.',
        'Connectez-vous, ouvrez le menu de votre compte, puis la page des jetons. Donnez un nom au jeton, dites s’il peut écrire et jusqu’à quand il vaut. Il s’affiche une seule fois.',
        'Joignez-le à chaque demande :',
      ] as string[],
      example: 'curl -H "Authorization: Bearer JETON" https://ADRESSE/api/account/sessions',
      tokenPage: 'Mes jetons',
      rulesTitle: 'Règles communes',
      rules: [
        'Les dates sont au format ISO 8601 ; un jour s’écrit AAAA-MM-JJ, un instant en UTC.',
        'Un refus répond { "error": { "code", "details", "fields", "requestId" } }. Le code est stable ; la phrase montrée aux personnes ne l’est pas.',
        'Ce que vous ne pouvez pas voir n’existe pas : la réponse est 404, comme pour un identifiant inventé.',
        'Trop de demandes en une minute : 429, avec l’en-tête Retry-After.',
      ] as string[],
      publicAccess: 'Sans connexion.',
      sessionAccess: 'Demande un jeton ou une session.',
      sent: 'Ce qu’on envoie',
      nothingSent: 'Rien à envoyer.',
      answered: 'Ce qui est répondu',
      nothingAnswered: 'Un objet vide.',
      refused: 'Refus',
      field: 'Champ',
      place: 'Où',
      places: { path: 'adresse', query: 'requête', body: 'corps' },
      type: 'Type',
      needed: 'Obligatoire',
      meaning: 'Sens',
      orNull: 'ou null',
      status: 'Statut',
      codes: 'Codes',
      yes: 'oui',
      no: 'non',
    },
    tiles: {
      rights: 'Qui peut faire quoi',
      rightsDetail: 'Chaque droit, en phrases',
      jobs: 'File d’envoi',
      jobsDetail: 'Courriers et tâches de fond',
      developers: 'Interface de programmation',
      developersDetail: 'Pour relier un autre outil',
    },
    grid: {
      house: 'la plateforme',
      'house.seeRights': 'lire qui peut faire quoi',
      'house.seeJobs': 'voir la file d’envoi et ses échecs',
      'house.mendJobs': 'réessayer ou abandonner une tâche en échec',
      'house.whole': 'toute la plateforme',
    },
  },
  en: {
    rights: {
      title: 'Who may do what',
      intro:
        'This page is written by Préau itself, from the rules that it applies to every request: it cannot say anything else than what is done.',
      sides: 'View',
      byRole: 'By role',
      byRight: 'By right',
      download: 'Download the table (CSV)',
      fileName: 'rights.csv',
      nobody: 'Nobody has this right.',
      others: (roles) => `Without this right: ${roles}.`,
      none: (verbs) => `No right here to: ${verbs}.`,
      may: ({ role, verb, thing, scopes }) => `${capital(thing)}: ${role} may ${verb}. Reach: ${scopes.join('; ')}.`,
      mayNot: ({ role, verb, thing }) => `${capital(thing)}: ${role} may not ${verb}.`,
      yes: 'yes',
      no: 'no',
      columns: ['role', 'thing', 'right', 'granted', 'reach', 'sentence'],
    },
    jobs: {
      title: 'Work queue',
      intro: 'What Préau does aside, just after a request: mail, what follows an import, cleaning up.',
      waiting: 'Waiting',
      retrying: 'To be tried again',
      failed: 'Failed',
      workers: 'Processes at work',
      oldest: (seconds) => `the oldest has waited ${seconds} s`,
      noWorker: 'No process is at work: nothing will leave until the “worker” role is started.',
      list: 'Failed jobs',
      job: 'Job',
      attempts: 'Attempts',
      reason: 'Last error',
      since: 'Asked for on',
      actions: 'What to do',
      retry: 'Try again',
      retryThat: (name) => `Try ${name} again`,
      retryAll: 'Try all again',
      giveUp: 'Give up',
      giveUpThat: (name) => `Give ${name} up`,
      sure: {
        title: 'Give this job up?',
        text: 'It will not be done and will leave the list.',
        yes: 'Give up',
        no: 'Keep',
      },
      nothing: 'Nothing has failed',
      nothingHint: 'A job that has used up its attempts will appear here, with its reason.',
      retried: (count) =>
        count > 1
          ? `${count} jobs are queued again.`
          : count === 1
            ? 'The job is queued again.'
            : 'There was nothing to try again.',
      forgotten: 'The job is given up.',
      gone: 'This job had not failed any more.',
      card: (waiting, failed) => `${waiting} waiting, ${failed} failed${failed > 0 ? ': have a look' : ''}`,
    },
    developers: {
      title: 'Programming interface',
      intro:
        'All that pages show and do also exists as JSON, at the same address after /api, with the same rights and the same refusals.',
      document: 'OpenAPI 3.1 document',
      tokenTitle: 'Getting a token',
      token: [
        'A token acts in the name of a person: it has their rights, never more, and ends with them.',
        'Sign in, open the menu of your account, then the page of tokens. Name the token, say whether it may write and until when it holds. It is shown once.',
        'Send it with every request:',
      ],
      example: 'curl -H "Authorization: Bearer TOKEN" https://ADDRESS/api/account/sessions',
      tokenPage: 'My tokens',
      rulesTitle: 'Common rules',
      rules: [
        'Dates are ISO 8601; a day is YYYY-MM-DD, an instant is in UTC.',
        'A refusal answers { "error": { "code", "details", "fields", "requestId" } }. The code is stable; the sentence shown to people is not.',
        'What you may not see does not exist: the answer is 404, as for an invented id.',
        'Too many requests in a minute: 429, with the Retry-After header.',
      ],
      publicAccess: 'Without signing in.',
      sessionAccess: 'Needs a token or a session.',
      sent: 'What is sent',
      nothingSent: 'Nothing to send.',
      answered: 'What is answered',
      nothingAnswered: 'An empty object.',
      refused: 'Refusals',
      field: 'Field',
      place: 'Where',
      places: { path: 'address', query: 'query', body: 'body' },
      type: 'Type',
      needed: 'Required',
      meaning: 'Meaning',
      orNull: 'or null',
      status: 'Status',
      codes: 'Codes',
      yes: 'yes',
      no: 'no',
    },
    tiles: {
      rights: 'Who may do what',
      rightsDetail: 'Every right, in sentences',
      jobs: 'Work queue',
      jobsDetail: 'Mail and background work',
      developers: 'Programming interface',
      developersDetail: 'To connect another tool',
    },
    grid: {
      house: 'the platform',
      'house.seeRights': 'read who may do what',
      'house.seeJobs': 'see the work queue and its failures',
      'house.mendJobs': 'retry a failed job or give it up',
      'house.whole': 'the whole platform',
    },
  },
});
