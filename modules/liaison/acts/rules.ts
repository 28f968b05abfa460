/**
 * What a note may be about. Of each the product knows whether one legal guardian is enough or all of them sign; a school may say otherwise.
 * Acts of everyday life need one (article 372-2 of the Civil Code: towards others each parent is deemed to act with the other's consent);
 * what goes further needs all.
 */
export const acts = [
  'information',
  'outing',
  'overnight',
  'meeting',
  'charter',
  'image',
  'health',
  'money',
  'material',
  'other',
] as const;
export type NoteAct = (typeof acts)[number];

export const signingRules = ['one', 'all'] as const;
/** one: the first legal guardian who signs signs for the child; all: each legal guardian with access signs. */
export type SigningRule = (typeof signingRules)[number];

const ALL: ReadonlySet<NoteAct> = new Set<NoteAct>(['overnight', 'image']);

/** What the product says where the school says nothing. */
export const usualRule = (act: NoteAct): SigningRule => (ALL.has(act) ? 'all' : 'one');
