import { recordAct } from '../../../platform/audit/audit.ts';
import type { SentBlob } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { plainOf } from '../../../platform/rich-text/plain.ts';
import { isOfClosedYear } from '../../directory/rules.ts';
import { attach, receive } from '../../files/index.ts';
import { refuseIfStopped } from '../../safety/index.ts';
import { ruleOf } from '../acts/queries.ts';
import type { NoteAct, SigningRule } from '../acts/rules.ts';
import { deliverCopies, keepText, type WrittenText } from './copies.ts';
import { textDigest } from './digest.ts';
import { placeToWrite, pupilsToChoose } from './places.ts';
import type { Question, QuestionKind } from './rules.ts';
import { NOTE_KIND, noteChanged, tellNote } from './tell.ts';
import { publicationAt } from './timing.ts';

/** The text of a note as a form gives it. */
export interface SentText {
  readonly title: string;
  readonly words: RichText;
  readonly questions: readonly { readonly kind: '' | QuestionKind; readonly label: string; readonly options: string }[];
  readonly dueOn: string;
}

export interface SentNote extends SentText {
  readonly requestKey: string;
  readonly place: string;
  readonly act: NoteAct;
  /** Empty: as the school has it for that act. */
  readonly rule: '' | SigningRule;
  readonly audience: 'all' | 'chosen';
  /** Public ids, when they are chosen. */
  readonly pupils: readonly string[];
  readonly asksPupil: boolean;
  /** Files sent with the form, and ids of those that are here already. */
  readonly files: readonly SentBlob[];
  readonly filesIds: readonly string[];
}

/**
 * Writes a note: it is there for the school at once and for families when the hours let it. The same request key twice is one note.
 * @throws Refusal as the contract lists
 */
export async function writeNote(ctx: SessionContext, sent: SentNote): Promise<{ id: string; publishAt: Date }> {
  const { actor, now, requestId, db } = ctx;
  const place = await placeToWrite(db, actor, sent.place);
  if (!place) notFound();
  if (place.groupId && place.year !== null && isOfClosedYear({ year: place.year, endsOn: place.endsOn }, actor.today))
    refuse('directory.year-closed');
  await refuseIfStopped(ctx, { schoolIds: [place.schoolId], act: 'publish' });
  const text = readText(sent, actor.today);
  const wanted = new Set(sent.pupils);
  const pupils = (await pupilsToChoose(db, place, actor.today)).filter(
    ({ uid }) => sent.audience === 'all' || wanted.has(uid),
  );
  if (pupils.length === 0)
    throw new Refusal('liaison.pupils-missing', {}, [{ field: 'pupils', code: 'liaison.pupils-missing' }]);
  const rule = sent.rule === '' ? await ruleOf(db, place.schoolId, sent.act) : sent.rule;
  const publishAt = await publicationAt(db, place.schoolId, now);
  const fileIds = [...sent.filesIds, ...(await receive(ctx, sent.files, place.schoolId))];
  const audience = sent.audience === 'chosen' ? 'chosen' : place.afterSchoolOnly ? 'after-school' : 'all';
  return ctx.transaction(async (tx) => {
    const id = newId();
    const made = await firstOf(
      tx.db,
      sql<{ id: string }>`
        insert into liaison.notes (school_id, id, author_id, request_key, act, rule, audience, group_id, due_on, pupils_acknowledge,
                                   created_at, publish_at)
        values (${place.schoolId}, ${id}, ${actor.personId}, ${sent.requestKey}, ${sent.act}, ${rule}, ${audience}, ${place.groupId}::uuid,
                ${sent.dueOn || null}::date, ${sent.asksPupil}, ${now}, ${publishAt})
        on conflict (request_key) do nothing returning id`,
    );
    if (!made) return sameNote(tx.db, sent.requestKey, actor.personId);
    await keepText(tx.db, { schoolId: place.schoolId, id, version: 1 }, text, { personId: actor.personId, now });
    await sql`
      insert into liaison.note_pupils (school_id, note_id, pupil_id, added_at)
      select ${place.schoolId}::uuid, ${id}::uuid, unnest(${pupils.map(({ personId }) => personId)}::uuid[]), ${now}`.execute(
      tx.db,
    );
    await deliverCopies(tx.db, sql`n.id = ${id}::uuid`, now, actor.today);
    await attach(tx, {
      fileIds,
      holder: actor.personId,
      place: NOTE_KIND,
      subject: id,
      schoolId: place.schoolId,
      at: now,
    });
    await recordAct(tx.db, {
      act: 'liaison.note-written',
      at: now,
      actorId: actor.personId,
      schoolId: place.schoolId,
      details: { noteId: id, about: sent.act, rule, pupils: pupils.length, publishAt: publishAt.toISOString() },
      requestId,
    });
    await tellNote(
      tx,
      { id, schoolId: place.schoolId, authorId: actor.personId, dueOn: sent.dueOn || null, ...text },
      publishAt,
      actor.today,
    );
    noteChanged(tx, { groupId: place.groupId, authorUid: actor.uid });
    return { id, publishAt };
  });
}

/** The note that this form made already; somebody else's key names nothing. */
async function sameNote(db: SessionContext['db'], requestKey: string, authorId: string) {
  const row = await firstOf(
    db,
    sql<{ id: string; publishAt: Date }>`
      select id, publish_at as "publishAt" from liaison.notes
      where request_key = ${requestKey}::uuid and author_id = ${authorId}::uuid`,
  );
  return row ?? notFound();
}

/**
 * A text as it is kept, its questions read: one that is filled by half, a choice without two options, a due day that is over are refused.
 * @throws Refusal with its field
 */
export function readText(sent: SentText, today: string): WrittenText {
  const { words } = sent;
  const plain = plainOf(words);
  if (sent.dueOn !== '' && sent.dueOn < today) fault('dueOn', 'liaison.due-past');
  const questions: Question[] = [];
  for (const [rank, { kind, label, options }] of sent.questions.entries()) {
    if (kind === '') {
      if (label !== '') fault(`kind${rank + 1}`, 'liaison.question-missing');
      continue;
    }
    if (label === '') fault(`label${rank + 1}`, 'liaison.question-missing');
    const choices = kind === 'choice' ? linesOf(options) : [];
    if (kind === 'choice' && choices.length < 2) fault(`options${rank + 1}`, 'liaison.choice-short');
    questions.push({ kind, label, options: choices });
  }
  return { title: sent.title, words, plain, questions, digest: textDigest({ title: sent.title, plain, questions }) };
}

const linesOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split('\n')
      .map((line) => line.trim().slice(0, 100))
      .filter(Boolean),
  ),
];

function fault(field: string, code: string): never {
  throw new Refusal(code, {}, [{ field, code }]);
}
