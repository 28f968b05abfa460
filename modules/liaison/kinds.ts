import type { NotificationKind } from '../../platform/module.ts';
import { WORD_KIND } from './family-words/commands.ts';
import { receivesWords } from './family-words/routes.ts';
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

/** Words of families, for those who receive them: in the evening's mail for who chose nothing; the list is there at any hour. */
export const wordKind: NotificationKind = {
  key: WORD_KIND,
  order: 12,
  icon: 'send',
  defaults: { mail: 'evening', push: true },
  offeredTo: receivesWords,
  texts: { fr: kindTexts.fr.word, en: kindTexts.en.word },
};
