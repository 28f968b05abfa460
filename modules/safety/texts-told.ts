import { defineTexts } from '../../platform/texts/texts.ts';

/** What stands in feeds and mails: never a word of a report. */
export const texts = defineTexts({
  fr: {
    report: {
      title: 'Un signalement est arrivé',
      urgentTitle: 'Signalement urgent',
      words: 'Il attend d’être lu. Son contenu ne se lit que dans Préau.',
    },
    answer: { title: 'Réponse à votre signalement', words: 'La réponse se lit dans Préau.' },
    warning: {
      title: 'À propos de ce que vous avez publié',
      words: 'Un message de l’établissement se lit dans Préau.',
    },
    kinds: {
      report: {
        label: 'Signalements',
        hint: 'Ce que l’on signale dans l’établissement, à qui le lit',
        one: 'Signalement',
        act: 'Lire',
      },
      answer: {
        label: 'Réponses à mes signalements',
        hint: 'Quand quelqu’un s’en occupe ou répond',
        one: 'Réponse',
        act: 'Lire',
      },
      warning: {
        label: 'Rappels de l’établissement',
        hint: 'À propos d’un contenu que vous avez publié',
        one: 'Rappel',
        act: 'Lire',
      },
    },
  },
  en: {
    report: {
      title: 'A report has come',
      urgentTitle: 'Urgent report',
      words: 'It waits to be read. What it says is read in Préau only.',
    },
    answer: { title: 'Answer to your report', words: 'The answer is read in Préau.' },
    warning: { title: 'About what you published', words: 'A message of the school is read in Préau.' },
    kinds: {
      report: {
        label: 'Reports',
        hint: 'What is reported at the school, for who reads it',
        one: 'Report',
        act: 'Read',
      },
      answer: {
        label: 'Answers to my reports',
        hint: 'When somebody takes care of it or answers',
        one: 'Answer',
        act: 'Read',
      },
      warning: {
        label: 'Reminders of the school',
        hint: 'About something that you published',
        one: 'Reminder',
        act: 'Read',
      },
    },
  },
});
