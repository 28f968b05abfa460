import { type Act, recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { personsById } from '../../directory/index.ts';
import { deskPolicy } from '../policy.ts';
import type { answerRequest, openArchive, placeHold } from './contract.ts';

/** For whoever is not the data-protection officer, the desk's acts are not there. */
function at(ctx: SessionContext, verb: 'hold' | 'answer' | 'openArchive'): void {
  if (!deskPolicy.can(ctx.actor, verb, {})) notFound();
}

/** A line that the data-protection officer alone reads. */
const note = (db: Db, ctx: SessionContext, act: Pick<Act, 'act' | 'subjectIds' | 'details'>): Promise<void> =>
  recordAct(db, {
    ...act,
    at: ctx.now,
    actorId: ctx.actor.personId,
    requestId: ctx.requestId,
    visibility: 'protection',
  });

/** Keeps somebody from being erased. @throws Refusal `privacy.nobody`, `privacy.held-already` */
export function hold(ctx: SessionContext, given: Input<typeof placeHold>['body']): Promise<boolean> {
  at(ctx, 'hold');
  return ctx.transaction(async (tx) => {
    const person = await firstOf(
      tx.db,
      sql<{
        id: string;
      }>`select p.person_id as id from (${personsById}) as p where p.uid = ${given.person} and p.erased_on is null`,
    );
    if (!person) refuse('privacy.nobody');
    const { numAffectedRows } = await sql`
      insert into privacy.holds (id, person_id, reason, placed_by, placed_at)
      values (${newId()}, ${person.id}, ${given.reason}, ${ctx.actor.personId}, ${ctx.now})
      on conflict (person_id) where lifted_at is null do nothing`.execute(tx.db);
    if (!numAffectedRows) refuse('privacy.held-already');
    await note(tx.db, ctx, { act: 'privacy.hold-placed', subjectIds: [person.id] });
    return true;
  });
}

/** Lifts a hold; false when it was lifted already. */
export function lift(ctx: SessionContext, holdId: string): Promise<boolean> {
  at(ctx, 'hold');
  return ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ person_id: string }>`
        update privacy.holds set lifted_by = ${ctx.actor.personId}, lifted_at = ${ctx.now}
        where id = ${holdId} and lifted_at is null returning person_id`,
    );
    if (!row) return false;
    await note(tx.db, ctx, { act: 'privacy.hold-lifted', subjectIds: [row.person_id] });
    return true;
  });
}

/** Answers a request, once. */
export function answer(
  ctx: SessionContext,
  requestId: string,
  { answer: words }: Input<typeof answerRequest>['body'],
): Promise<boolean> {
  at(ctx, 'answer');
  return ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ person_id: string }>`
        update privacy.requests set answer = ${words}, answered_by = ${ctx.actor.personId}, answered_at = ${ctx.now}
        where id = ${requestId} and answered_at is null returning person_id`,
    );
    if (!row) notFound();
    await recordAct(tx.db, {
      act: 'privacy.request-answered',
      at: ctx.now,
      actorId: ctx.actor.personId,
      subjectId: row.person_id,
      requestId: ctx.requestId,
    });
    return true;
  });
}

/** Reads the archive under a uid or a name as it was; each reading is a line of the journal, found or not. */
export function readArchive(
  ctx: SessionContext,
  given: Input<typeof openArchive>['body'],
): Promise<Answer<typeof openArchive>> {
  at(ctx, 'openArchive');
  return ctx.transaction(async (tx) => {
    const rows = await rowsOf(
      tx.db,
      sql<Answer<typeof openArchive>['records'][number] & { readonly personId: string }>`
        select r.kind, r.uid, r.holder, r.happened_at as "happenedAt", r.content, r.kept_until as "keptUntil", r.person_id as "personId"
        from archive.records r
        where r.uid = upper(${given.sought}) or lower(r.holder) = lower(${given.sought})
        order by r.holder, r.uid, r.happened_at desc, r.id limit 200`,
    );
    await note(tx.db, ctx, {
      act: 'privacy.archive-opened',
      subjectIds: [...new Set(rows.map(({ personId }) => personId))],
      details: { reason: given.reason, records: rows.length },
    });
    return { sought: given.sought, records: rows.map(({ personId: _id, ...record }) => record) };
  });
}
