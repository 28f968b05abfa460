import type { NotificationKind } from '../../platform/module.ts';
import { NOTE_KIND } from './notes/tell.ts';
import { kindTexts } from './texts-kinds.ts';

/** Notes to sign: told at once by mail to who chose nothing, for they wait for an answer. */
export const noteKind: NotificationKind = {
  key: NOTE_KIND,
  order: 10,
  icon: 'notebook-pen',
  defaults: { mail: 'now', push: true },
  texts: { fr: kindTexts.fr.note, en: kindTexts.en.note },
};
