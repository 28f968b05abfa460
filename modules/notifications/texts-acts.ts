import { defineTexts } from '../../platform/texts/texts.ts';

/** Notifications' acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'notifications.urgent-published': 'Publication urgente hors des heures habituelles',
    'notifications.school-hours-decided': 'Heures de publication d’un établissement changées',
    'notifications.platform-hours-decided': 'Heures de publication de la plateforme changées',
    'notifications.exception-added': 'Jours particuliers ajoutés aux heures de publication',
    'notifications.exception-removed': 'Jours particuliers retirés des heures de publication',
    'notifications.calendar-loaded': 'Calendrier scolaire chargé',
  },
  en: {
    'notifications.urgent-published': 'Urgent publication outside usual hours',
    'notifications.school-hours-decided': 'Publication hours of a school changed',
    'notifications.platform-hours-decided': 'Publication hours of the platform changed',
    'notifications.exception-added': 'Special days added to publication hours',
    'notifications.exception-removed': 'Special days removed from publication hours',
    'notifications.calendar-loaded': 'School calendar loaded',
  },
});
