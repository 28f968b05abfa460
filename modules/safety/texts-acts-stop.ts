import { defineTexts } from '../../platform/texts/texts.ts';

/** Acts of the emergency stop in the audit. */
export const stopActTexts = defineTexts({
  fr: {
    'safety.stop-started': 'Arrêt d’urgence commencé',
    'safety.stop-prolonged': 'Arrêt d’urgence prolongé',
    'safety.stop-lifted': 'Arrêt d’urgence levé',
  },
  en: {
    'safety.stop-started': 'Emergency stop begun',
    'safety.stop-prolonged': 'Emergency stop prolonged',
    'safety.stop-lifted': 'Emergency stop lifted',
  },
});
