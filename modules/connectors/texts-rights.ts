import { defineTexts } from '../../platform/texts/texts.ts';

/** The connectors' lines of the rights grid. */
export const rightsTexts = defineTexts({
  fr: {
    'connectors.service': 'un service du catalogue',
    'connectors.service.declare': 'le déclarer et dire ce qu’il reçoit',
    'connectors.service.preview': 'regarder ce qu’il recevrait d’une personne',
    'connectors.opening': 'un service dans un établissement',
    'connectors.opening.open': 'l’ouvrir et le fermer',
    'every-service': 'tous les services',
  },
  en: {
    'connectors.service': 'a service of the catalogue',
    'connectors.service.declare': 'declare it and say what it receives',
    'connectors.service.preview': 'look at what it would receive about a person',
    'connectors.opening': 'a service in a school',
    'connectors.opening.open': 'open and close it',
    'every-service': 'all services',
  },
});
