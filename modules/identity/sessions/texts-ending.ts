import { defineTexts } from '../../../platform/texts/texts.ts';

const many = (count: number, one: string, several: string): string => `${count} ${count > 1 ? several : one}`;

/** Ending the sessions of somebody else, or of a whole school. */
export const texts = defineTexts({
  fr: {
    action: 'Fermer les sessions',
    person: {
      title: (name: string) => `Fermer les sessions de ${name}`,
      lead: 'Après une perte, un vol ou un doute : tous les appareils sont déconnectés tout de suite, ici et dans les services ouverts avec ce compte.',
      none: 'Aucune session n’est ouverte en ce moment.',
      open: (sessions: number) => `${many(sessions, 'session ouverte', 'sessions ouvertes')}.`,
      after: 'Le mot de passe ne change pas. S’il est connu d’un autre, remettez aussi un code.',
      submit: 'Fermer toutes ses sessions',
    },
    school: {
      title: (name: string) => `Fermer les sessions : ${name}`,
      lead: 'En cas d’incident : élèves, personnels et responsables sont déconnectés tout de suite, ici et dans les services ouverts avec leur compte.',
      none: 'Personne d’autre n’est connecté en ce moment.',
      open: (sessions: number, persons: number) =>
        `${many(sessions, 'session ouverte', 'sessions ouvertes')}, ${many(persons, 'personne', 'personnes')}.`,
      after: 'Chacun se reconnecte avec son mot de passe. Votre session reste ouverte.',
      submit: 'Fermer toutes les sessions',
    },
    back: 'Revenir',
    done: (sessions: number) =>
      sessions === 0 ? 'Il n’y avait rien à fermer.' : `${many(sessions, 'session fermée', 'sessions fermées')}.`,
  },
  en: {
    action: 'End the sessions',
    person: {
      title: (name: string) => `End the sessions of ${name}`,
      lead: 'After a loss, a theft or a doubt: all devices are signed out at once, here and in the services opened with this account.',
      none: 'No session is open right now.',
      open: (sessions: number) => `${many(sessions, 'open session', 'open sessions')}.`,
      after: 'The password does not change. If somebody else knows it, hand out a code too.',
      submit: 'End all their sessions',
    },
    school: {
      title: (name: string) => `End the sessions: ${name}`,
      lead: 'In an incident: pupils, staff and guardians are signed out at once, here and in the services opened with their account.',
      none: 'Nobody else is signed in right now.',
      open: (sessions: number, persons: number) =>
        `${many(sessions, 'open session', 'open sessions')}, ${many(persons, 'person', 'persons')}.`,
      after: 'Everybody signs in again with their password. Your session stays open.',
      submit: 'End all sessions',
    },
    back: 'Back',
    done: (sessions: number) =>
      sessions === 0 ? 'There was nothing to end.' : `${many(sessions, 'session ended', 'sessions ended')}.`,
  },
});
