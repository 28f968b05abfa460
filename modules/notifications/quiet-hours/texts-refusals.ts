import { defineTexts } from '../../../platform/texts/texts.ts';

/** Why hours, exceptions or an urgent publication are refused. */
export const refusalTexts = defineTexts({
  fr: {
    'notifications.not-urgent':
      'Seule la direction de l’établissement peut publier à toute heure. Envoyez sans urgence : cela partira à la prochaine heure ouvrée.',
    'notifications.reason-missing': 'Écrivez en une phrase pourquoi : elle reste dans le journal.',
    'notifications.reason-long': 'Écrivez moins de 500 signes.',
    'notifications.hours-beyond': 'La plateforme ne permet pas cette heure. Choisissez-en une de la liste.',
    'notifications.day-missing': 'Indiquez un jour.',
    'notifications.days-crossed': 'Le dernier jour doit venir après le premier, et n’être pas passé.',
    'notifications.days-many': 'Quatorze jours au plus : au-delà, changez les heures habituelles.',
    'notifications.calendar-unreadable':
      'Ce fichier n’est pas un calendrier scolaire. Vérifiez ses colonnes et ses dates (année-mois-jour).',
    'notifications.calendar-too-large': 'Ce fichier est trop grand pour un calendrier : 200 ko au plus.',
  },
  en: {
    'notifications.not-urgent':
      'Only the head of the school may publish at any hour. Send it as not urgent: it goes out at the next opening.',
    'notifications.reason-missing': 'Say why in one sentence: it stays in the journal.',
    'notifications.reason-long': 'Write less than 500 characters.',
    'notifications.hours-beyond': 'The platform does not allow that hour. Choose one from the list.',
    'notifications.day-missing': 'Give a day.',
    'notifications.days-crossed': 'The last day must come after the first, and not be past.',
    'notifications.days-many': 'Fourteen days at most: beyond, change the usual hours.',
    'notifications.calendar-unreadable':
      'This file is no school calendar. Check its columns and its days (year-month-day).',
    'notifications.calendar-too-large': 'This file is too large for a calendar: 200 kB at most.',
  },
});
