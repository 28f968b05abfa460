import { recordAct } from '../../../platform/audit/audit.ts';
import type { Input } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type Helped, helpedByUid } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { countTry, ownTries, refundTry } from '../sign-in/throttle.ts';
import { browsersOf } from '../tries/read.ts';
import type { openVisit as contract } from './contract.ts';
import { whoseNumber } from './number.ts';

/** How long one may look, in milliseconds: a telephone call. */
const VISIT_LIFE = 30 * 60_000;
/** Visits that somebody may open within an hour. */
const MOST_VISITS = 60;

/** The person with that uid whom the actor may help; whoever is out of reach does not exist, and nobody helps themselves here. */
export async function helpedFor(ctx: SessionContext, uid: string): Promise<Helped> {
  byThemselves(ctx);
  const helped = await helpedByUid(ctx.db, ctx.actor, uid);
  return helped && helped.personId !== ctx.actor.personId ? helped : notFound();
}

/**
 * Opens a visit: with the number that the person reads out from their own session or browser, or else for a reason that they will read.
 * A number from a browser that nobody knows shows no consent, only that somebody tried: it takes a reason too. A line of the audit says
 * which it was.
 * @returns its id
 * @throws Refusal with a fault of `number` or `reason`, `identity.too-many-tries` after wrong numbers, `identity.too-many-visits`
 */
export async function openVisit(
  ctx: SessionContext,
  uid: string,
  { number, reason }: Input<typeof contract>['body'],
): Promise<string> {
  const helped = await helpedFor(ctx, uid);
  if (number === '' && reason.length < 5) fault('reason', 'identity.doctor-reason-missing');
  if ((await openedSince(ctx.db, ctx.actor.personId, new Date(ctx.now.getTime() - 3600_000))) >= MOST_VISITS)
    refuse('identity.too-many-visits', { most: MOST_VISITS });
  const whose = number === '' ? undefined : await checkNumber(ctx, helped, number);
  if (whose === 'somebodys' && reason.length < 5) fault('reason', 'identity.doctor-reason-too');
  const ground = whose === 'theirs' ? 'number' : 'reason';
  const { actor, now, requestId } = ctx;
  const id = newId();
  await ctx.transaction(async (tx) => {
    await sql`
      insert into identity.doctor_visits (id, person_id, opened_by, school_id, ground, reason, opened_at, ends_at)
      values (${id}, ${helped.personId}, ${actor.personId}, ${helped.schoolId}::uuid, ${ground}, ${ground === 'reason' ? reason : null},
              ${now}, ${new Date(now.getTime() + VISIT_LIFE)})`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'identity.doctor-visited',
      at: now,
      actorId: actor.personId,
      subjectId: helped.personId,
      schoolId: helped.schoolId ?? undefined,
      details: { visit: id, ground },
      requestId,
    });
  });
  return id;
}

/** The number opens this once or not: wrong ones are counted against who types them, for that person. */
async function checkNumber(ctx: SessionContext, { personId }: Helped, typed: string): Promise<'theirs' | 'somebodys'> {
  const tries = ownTries(ctx, 'doctor', `${ctx.actor.personId}|${personId}`);
  await countTry(ctx.db, ctx.now, tries);
  const browsers = await browsersOf(ctx.db, personId, ctx.now);
  const whose =
    whoseNumber(ctx.keys, typed, { personId, browsers, now: ctx.now }) ??
    fault('number', 'identity.doctor-number-wrong');
  await refundTry(ctx.db, tries);
  return whose;
}

function fault(field: string, code: string): never {
  throw new Refusal('platform.invalid-input', {}, [{ field, code }]);
}

async function openedSince(db: Db, openedBy: string, since: Date): Promise<number> {
  const row = await firstOf(
    db,
    sql<{ opened: number }>`
      select count(*)::int as opened from identity.doctor_visits where opened_by = ${openedBy} and opened_at > ${since}`,
  );
  return row?.opened ?? 0;
}
