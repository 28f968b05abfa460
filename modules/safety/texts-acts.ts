import { defineTexts } from '../../platform/texts/texts.ts';
import { texts as queue } from './queue/texts.ts';

type Details = Readonly<Record<string, unknown>>;

/** Safety's acts in the audit. */
export const actTexts = defineTexts({
  fr: {
    'safety.image-answered': 'Droit à l’image : réponse d’un responsable',
    'safety.occasion-asked': 'Droit à l’image : demande aux familles pour une occasion',
    'safety.occasion-closed': 'Droit à l’image : fin d’une demande',
    'safety.report-sent': 'Signalement envoyé',
    'safety.report-handled': ({ step }: Details) => `Signalement : ${queue.fr.steps[String(step)] ?? ''}`,
    'safety.held-decided': ({ verdict }: Details) =>
      verdict === 'through' ? 'Contenu relu, laissé passer' : 'Contenu relu, retenu',
  },
  en: {
    'safety.image-answered': 'Image rights: answer of a guardian',
    'safety.occasion-asked': 'Image rights: families asked about an occasion',
    'safety.occasion-closed': 'Image rights: end of a question',
    'safety.report-sent': 'Report sent',
    'safety.report-handled': ({ step }: Details) => `Report: ${queue.en.steps[String(step)] ?? ''}`,
    'safety.held-decided': ({ verdict }: Details) =>
      verdict === 'through' ? 'Content read and let through' : 'Content read and kept back',
  },
});
