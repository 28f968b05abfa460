import { defineTexts } from '../../platform/texts/texts.ts';

/** Notifications' lines of the rights grid. */
export const rightsTexts = defineTexts({
  fr: {
    'notifications.school-hours': 'les heures de publication d’un établissement',
    'notifications.school-hours.change': 'décider quand rien n’est publié',
    'notifications.school-hours.urge': 'publier à toute heure ce qui est urgent',
    'notifications.platform-hours': 'les heures de publication de la plateforme',
    'notifications.platform-hours.change': 'décider pour tous les établissements',
  },
  en: {
    'notifications.school-hours': 'when a school publishes',
    'notifications.school-hours.change': 'decide when nothing is published',
    'notifications.school-hours.urge': 'publish what is urgent at any hour',
    'notifications.platform-hours': 'when the platform publishes',
    'notifications.platform-hours.change': 'decide for all schools',
  },
});
