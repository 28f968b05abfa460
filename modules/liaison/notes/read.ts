import { dayOf } from '../../../platform/clock/clock.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { emptyText } from '../../../platform/rich-text/model.ts';
import type { Reading } from '../../../platform/rich-text/reading.ts';
import { readText } from '../../directory/index.ts';
import { attachmentsOf, type FileShown } from '../../files/index.ts';
import { hasSeen, markSeen } from './answer.ts';
import type { listNotes, showNote } from './contract.ts';
import { findOthers, findOwed, findReadNote, type ReadNote, type ReceivedAfter, type ReceivedRow } from './queries.ts';
import { mayChange } from './rules.ts';
import { NOTE_KIND } from './tell.ts';

const PAGE = 20;
const untranslated: Reading = { language: 'fr', translation: null };

/** The place after which a list goes on, as an address carries it: instant and id. */
export const afterOf = (row: { readonly publishAt: Date; readonly id: string }): string =>
  `${String(row.publishAt.getTime()).padStart(13, '0')}_${row.id}`;

export function readAfter(after: string | undefined): ReceivedAfter | undefined {
  if (!after) return undefined;
  const [at = '', id = ''] = after.split('_');
  return { publishAt: new Date(Number(at)), id };
}

const lineOf = ({ pupilUid, pupilName, ...row }: ReceivedRow) => ({
  ...row,
  pupil: { id: pupilUid, displayName: pupilName },
});

/** The notes for the actor: those to sign, whole; then a page of the others. */
export async function readNotes(
  { actor, db, now }: SessionContext,
  { child, after }: { readonly child?: string | undefined; readonly after?: string | undefined },
): Promise<Answer<typeof listNotes>> {
  const [toSign, others] = await Promise.all([
    after ? [] : findOwed(db, actor, now, child),
    findOthers(db, actor, now, { child, after: readAfter(after), limit: PAGE + 1 }),
  ]);
  const page = others.slice(0, PAGE);
  const last = page.at(-1);
  return {
    toSign: toSign.map(lineOf),
    others: page.map(lineOf),
    after: others.length > PAGE && last ? afterOf(last) : null,
    isPupil: actor.children.length === 0 && actor.roles.includes('pupil'),
  };
}

/** A note as its reader finds it. Opening it is what makes it "seen", unless nobody looks: a refresh of the page, somebody in their place. */
export async function readNote(
  ctx: SessionContext,
  noteId: string,
): Promise<Answer<typeof showNote> & { readonly files: readonly FileShown[] }> {
  const { actor, db, now } = ctx;
  const note = await findReadNote(db, actor, now, noteId);
  if (!note) notFound();
  if (!ctx.viewing && !ctx.background && !note.withdrawnAt && !(await hasSeen(db, ctx, note)))
    await ctx.transaction(async (tx) => {
      await markSeen(tx.db, ctx, note);
    });
  // What was withdrawn, or hidden for what it says, is read by no family any more; who signed has its text in their proof.
  if (note.withdrawnAt)
    return { ...shownNote(ctx, { ...note, words: emptyText, questions: [] }, untranslated), files: [] };
  const files = (await attachmentsOf(db, NOTE_KIND, [note.id])).get(note.id) ?? [];
  const { title, words, publishAt } = note;
  const reading = await readText(ctx, { title, words, names: namesIn(note), near: dayOf(publishAt) });
  return { ...shownNote(ctx, note, reading), files };
}

/** Whom a note is likely to name. */
const namesIn = ({ author, place, pupils }: ReadNote): string[] => [
  author,
  place,
  ...pupils.map(({ displayName }) => displayName),
];

function shownNote({ actor }: SessionContext, note: ReadNote, reading: Reading): Answer<typeof showNote> {
  const followed = new Set(actor.children.map(({ personId }) => personId));
  const date = (instant: string | null): Date | null => (instant ? new Date(instant) : null);
  return {
    ...note,
    reading,
    isPupil: !note.pupils.some(({ personId }) => followed.has(personId)),
    questions: [...note.questions].map((question) => ({ ...question, options: [...question.options] })),
    pupils: note.pupils.map(({ uid, personId, given, ...pupil }) => ({
      ...pupil,
      id: uid,
      given: given ? [...given] : null,
      answeredAt: date(pupil.answeredAt),
      paperAt: date(pupil.paperAt),
      acknowledgedAt: date(pupil.acknowledgedAt),
      asksPupil: note.asksPupil && personId === actor.personId,
      mayAnswer:
        followed.has(personId) && !note.withdrawnAt && (pupil.own === null || mayChange(note.dueOn, actor.today)),
    })),
  };
}
