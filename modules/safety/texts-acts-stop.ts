import { defineTexts } from '../../platform/texts/texts.ts';

/** Acts of the emergency stop in the audit. */
export const stopActTexts = defineTexts({
  fr: {
    'safety.stop-started': 'Arrêt d’urgence commencé',
    'safety.stop-prolonged': 'Arrêt d’urgence prolongé',
    'safety.stop-lifted': 'Arrêt d’urgence levé',
    'safety.campaign-searched': 'Recherche d’une vague de messages',
    'safety.campaign-hidden': 'Vague de messages masquée',
    'safety.campaign-restored': 'Vague de messages rendue',
    'safety.senders-closed': 'Accès fermé aux comptes d’une vague',
  },
  en: {
    'safety.stop-started': 'Emergency stop begun',
    'safety.stop-prolonged': 'Emergency stop prolonged',
    'safety.stop-lifted': 'Emergency stop lifted',
    'safety.campaign-searched': 'Search for a wave of messages',
    'safety.campaign-hidden': 'Wave of messages hidden',
    'safety.campaign-restored': 'Wave of messages given back',
    'safety.senders-closed': 'Accounts of a wave shut out',
  },
});
