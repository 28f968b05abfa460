import { defineTexts } from '../../platform/texts/texts.ts';

/** Lines of the rights grid about the emergency stop. */
export const stopRightsTexts = defineTexts({
  fr: {
    'safety.stop': 'l’arrêt d’urgence',
    'safety.stop.see': 'lire ce qui est suspendu, par qui et pourquoi',
    'safety.stop.start': 'suspendre messages et publications',
    'safety.stop.lift': 'prolonger ou lever un arrêt',
  },
  en: {
    'safety.stop': 'the emergency stop',
    'safety.stop.see': 'read what is suspended, by whom and why',
    'safety.stop.start': 'suspend messages and publications',
    'safety.stop.lift': 'prolong or lift a stop',
  },
});
