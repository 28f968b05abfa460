import { defineTexts } from '../../platform/texts/texts.ts';
import { texts as pupils } from './pupils/texts.ts';

type Details = Readonly<Record<string, unknown>>;

const modeIn = (modes: typeof pupils.fr.modes, mode: unknown): string => modes[mode as 'free']?.label ?? '';

/** Acts of messages in the audit. */
export const actTexts = defineTexts({
  fr: {
    'messaging.class-mode-chosen': ({ label, mode }: Details) =>
      `Messages de la classe ${String(label)} : les élèves ${modeIn(pupils.fr.modes, mode)}`,
  },
  en: {
    'messaging.class-mode-chosen': ({ label, mode }: Details) =>
      `Messages of class ${String(label)}: its pupils ${modeIn(pupils.en.modes, mode)}`,
  },
});
