import { defineTexts } from '../../platform/texts/texts.ts';

/** The connectors' acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'connectors.service-declared': 'Service déclaré au catalogue',
    'connectors.service-changed': 'Service du catalogue modifié',
    'connectors.service-opened': 'Service ouvert dans l’établissement',
    'connectors.service-closed': 'Service fermé dans l’établissement',
    'connectors.secret-drawn': 'Secret d’un service tiré',
    'connectors.release-previewed': 'Consultation de ce qu’un service recevrait d’une personne',
  },
  en: {
    'connectors.service-declared': 'Service declared in the catalogue',
    'connectors.service-changed': 'Service of the catalogue changed',
    'connectors.service-opened': 'Service opened in the school',
    'connectors.service-closed': 'Service closed in the school',
    'connectors.secret-drawn': 'Secret of a service drawn',
    'connectors.release-previewed': 'Looked at what a service would receive about a person',
  },
});
