import type { PartWords } from '../../platform/personal-data/part.ts';
import type { Locale } from '../../platform/texts/texts.ts';

/** The portal's headings of "Mes données". */
export const words: Readonly<Record<Locale, PartWords>> = {
  fr: {
    title: 'Portail',
    things: { pins: { title: 'Raccourcis', fields: { key: 'Service', pinned_at: 'Épinglé le' } } },
    exceptions: [],
  },
  en: {
    title: 'Portal',
    things: { pins: { title: 'Shortcuts', fields: { key: 'Service', pinned_at: 'Pinned on' } } },
    exceptions: [],
  },
};
