import type { PartWords } from '../../platform/personal-data/part.ts';
import type { Locale } from '../../platform/texts/texts.ts';

/** The headings of notifications in "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = {
  fr: {
    title: 'Notifications',
    things: {
      hours: {
        title: 'Heures de calme',
        fields: { quiet_from: 'De', quiet_until: 'À', quiet_days: 'Jours entiers', chosen_at: 'Choisies le' },
        values: { quiet_days: { 1: 'lundi', 2: 'mardi', 3: 'mercredi', 4: 'jeudi', 5: 'vendredi' } },
      },
      told: {
        title: 'Ce qui vous a été annoncé',
        fields: { published_at: 'Le', title: 'Titre', words: 'Premiers mots', settled_at: 'Vu ou fait le' },
      },
      ways: {
        title: 'Comment être prévenu',
        fields: { kind: 'Sujet', mail: 'Courriel', is_pushed: 'Sur l’appareil', chosen_at: 'Choisi le' },
        values: {
          mail: { now: 'tout de suite', evening: 'le soir à 18 h', weekly: 'une fois par semaine', never: 'jamais' },
          kind: { '*': 'Tous les sujets' },
        },
      },
      browsers: {
        title: 'Appareils prévenus',
        fields: { device: 'Appareil', created_at: 'Ajouté le', used_at: 'Prévenu pour la dernière fois le' },
      },
      returned: {
        title: 'Courriels revenus',
        fields: { bounced_at: 'Le', address: 'Adresse', status: 'Réponse de la messagerie' },
      },
    },
    exceptions: [],
  },
  en: {
    title: 'Notifications',
    things: {
      hours: {
        title: 'Quiet hours',
        fields: { quiet_from: 'From', quiet_until: 'Until', quiet_days: 'Whole days', chosen_at: 'Chosen on' },
        values: { quiet_days: { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday' } },
      },
      told: {
        title: 'What you were told',
        fields: { published_at: 'On', title: 'Title', words: 'First words', settled_at: 'Seen or done on' },
      },
      ways: {
        title: 'How to be told',
        fields: { kind: 'Subject', mail: 'E-mail', is_pushed: 'On the device', chosen_at: 'Chosen on' },
        values: {
          mail: { now: 'at once', evening: 'at 18:00', weekly: 'once a week', never: 'never' },
          kind: { '*': 'All subjects' },
        },
      },
      browsers: {
        title: 'Devices that are told',
        fields: { device: 'Device', created_at: 'Added on', used_at: 'Last told on' },
      },
      returned: {
        title: 'E-mails that came back',
        fields: { bounced_at: 'On', address: 'Address', status: 'Answer of the mail server' },
      },
    },
    exceptions: [],
  },
};
