import { defineTexts } from '../../../platform/texts/texts.ts';

/** The page of one's own open sessions. */
export const texts = defineTexts({
  fr: {
    title: 'Mes connexions',
    lead: 'Les appareils où ce compte est ouvert en ce moment. Un appareil inconnu ? Mieux vaut le fermer, puis changer de mot de passe.',
    here: 'Cet appareil',
    device: (browser: string | null, system: string | null) =>
      browser && system ? `${browser} sur ${system}` : (browser ?? system ?? 'Appareil inconnu'),
    lastSeen: (when: string) => `Utilisé ${when}`,
    startedAt: (when: string) => `Ouvert ${when}`,
    by: (provider: string) => `par ${provider}`,
    kept: 'Reste ouvert 90 jours',
    shared: 'Appareil partagé',
    end: 'Fermer',
    endLabel: (device: string) => `Fermer la session de ${device}`,
    endOthers: 'Fermer toutes les autres',
    onlyOne: 'Ce compte n’est ouvert nulle part ailleurs.',
    ended: 'La session est fermée.',
    othersEnded: (count: number) =>
      count > 1
        ? `${count} sessions sont fermées.`
        : count === 1
          ? 'Une session est fermée.'
          : 'Il n’y avait rien d’autre à fermer.',
    signOut: 'Me déconnecter',
    changePassword: 'Changer de mot de passe',
  },
  en: {
    title: 'My sessions',
    lead: 'The devices where your account is open right now. If you do not recognise one, close it, then change your password.',
    here: 'This device',
    device: (browser: string | null, system: string | null) =>
      browser && system ? `${browser} on ${system}` : (browser ?? system ?? 'Unknown device'),
    lastSeen: (when: string) => `Used ${when}`,
    startedAt: (when: string) => `Opened ${when}`,
    by: (provider: string) => `by ${provider}`,
    kept: 'Stays open for 90 days',
    shared: 'Shared device',
    end: 'Close',
    endLabel: (device: string) => `Close the session of ${device}`,
    endOthers: 'Close all the others',
    onlyOne: 'Your account is open nowhere else.',
    ended: 'The session is closed.',
    othersEnded: (count: number) =>
      count > 1
        ? `${count} sessions are closed.`
        : count === 1
          ? 'One session is closed.'
          : 'There was nothing else to close.',
    signOut: 'Sign out',
    changePassword: 'Change my password',
  },
});
