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
    },
    exceptions: [],
  },
};
