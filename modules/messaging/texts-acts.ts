import { defineTexts } from '../../platform/texts/texts.ts';
import { texts as lists } from './group-lists/texts.ts';
import { texts as pupils } from './pupils/texts.ts';

type Details = Readonly<Record<string, unknown>>;

const modeIn = (modes: Readonly<Record<string, { readonly label: string }>>, mode: unknown): string =>
  modes[String(mode)]?.label ?? '';

/** Acts of messages in the audit. */
export const actTexts = defineTexts({
  fr: {
    'messaging.class-mode-chosen': ({ label, mode }: Details) =>
      `Messages de la classe ${String(label)} : les élèves ${modeIn(pupils.fr.modes, mode)}`,
    'messaging.list-chosen': ({ label, mode }: Details) =>
      `Liste de diffusion du groupe ${String(label)} : ses adultes ${modeIn(lists.fr.modes, mode)}`,
  },
  en: {
    'messaging.class-mode-chosen': ({ label, mode }: Details) =>
      `Messages of class ${String(label)}: its pupils ${modeIn(pupils.en.modes, mode)}`,
    'messaging.list-chosen': ({ label, mode }: Details) =>
      `Mailing list of group ${String(label)}: its adults ${modeIn(lists.en.modes, mode)}`,
  },
});
