import { defineTexts } from '../../platform/texts/texts.ts';

/** Safety's acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'safety.image-answered': 'Droit à l’image : réponse d’un responsable',
    'safety.report-sent': 'Signalement envoyé',
  },
  en: {
    'safety.image-answered': 'Image rights: answer of a guardian',
    'safety.report-sent': 'Report sent',
  },
});
