import { defineTexts } from '../../platform/texts/texts.ts';

/** Lines of the rights grid about the emergency stop. */
export const stopRightsTexts = defineTexts({
  fr: {
    'safety.stop': 'l’arrêt d’urgence',
    'safety.stop.see': 'lire ce qui est suspendu, par qui et pourquoi',
    'safety.stop.start': 'suspendre messages et publications',
    'safety.stop.lift': 'prolonger ou lever un arrêt',
    'safety.campaign': 'une vague du même message',
    'safety.campaign.see': 'la retrouver et en lire les preuves',
    'safety.campaign.hide': 'en masquer ou rendre tous les exemplaires',
    'safety.campaign.close': 'fermer l’accès aux comptes qui l’envoient',
  },
  en: {
    'safety.stop': 'the emergency stop',
    'safety.stop.see': 'read what is suspended, by whom and why',
    'safety.stop.start': 'suspend messages and publications',
    'safety.stop.lift': 'prolong or lift a stop',
    'safety.campaign': 'a wave of the same message',
    'safety.campaign.see': 'find it and read its evidence',
    'safety.campaign.hide': 'hide or give back all its copies',
    'safety.campaign.close': 'shut out the accounts that send it',
  },
});
