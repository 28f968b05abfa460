import { recordAct } from '../../../platform/audit/audit.ts';
import type { Input } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { beforeWideSend } from '../../../platform/http/proof.ts';
import { announceEverything } from '../../../platform/outbox/announce.ts';
import { classesOfLevel, levelsOf } from '../../directory/index.ts';
import { STOP_TOPIC } from './banner.ts';
import type * as contract from './contract.ts';
import { type StopPlace, stopPolicy } from './policy.ts';
import { schoolsOfPlace } from './queries.ts';
import { MOST_DRILL_MINUTES } from './rules.ts';

const MINUTE = 60_000;

type Given = Input<typeof contract.startStop>['body'];

/** As what the actor may stop that place. */
function standingOf(ctx: SessionContext, schoolId: string | null): StopPlace['startedAs'] {
  const standing =
    (['platform', 'academy', 'head'] as const).find((role) => ctx.actor.roles.includes(role)) ?? notFound();
  // A place one does not answer for does not exist.
  if (!stopPolicy.can(ctx.actor, 'start', { schoolId, startedAs: standing })) notFound();
  return standing;
}

/**
 * Suspends writing: from the commit on in every process, with a banner on every page of whom it concerns.
 * @throws Refusal `safety.drill-long`, `safety.level-empty`; beyond a school as `beforeWideSend`
 */
export async function startStop(ctx: SessionContext, given: Given): Promise<string> {
  const { actor, now, requestId } = ctx;
  const [kind, placeId = null] = given.place.split(':');
  const place = {
    schoolId: kind === 'school' ? placeId : null,
    communeId: kind === 'commune' ? placeId : null,
  };
  const startedAs = standingOf(ctx, place.schoolId);
  if (given.drill && Number(given.minutes) > MOST_DRILL_MINUTES) refuse('safety.drill-long');
  if (!place.schoolId) beforeWideSend(ctx);
  const schoolIds = kind === 'platform' ? null : await schoolsOfPlace(ctx.db, place);
  if (schoolIds?.length === 0) notFound();
  const level = given.level
    ? (await levelsOf(ctx.db, schoolIds, actor.today)).find(({ code }) => code === given.level)
    : undefined;
  const groupIds = given.level ? await classesOfLevel(ctx.db, schoolIds, given.level, actor.today) : null;
  if (groupIds && (!level || groupIds.length === 0)) refuse('safety.level-empty');
  const id = newId();
  const endsAt = new Date(now.getTime() + Number(given.minutes) * MINUTE);
  await ctx.transaction(async (tx) => {
    await sql`
      insert into safety.stops (id, place, commune_id, school_id, school_ids, roles, level_code, level_label, group_ids, stops_reading, is_drill,
                                words, reason, started_as, started_by, started_at, ends_at)
      values (${id}, ${kind}, ${place.communeId}::uuid, ${place.schoolId}::uuid, ${schoolIds}::uuid[],
              nullif(${given.roles}::text[], '{}'), ${level?.code ?? null}, ${level?.label ?? null}, ${groupIds}::uuid[],
              ${given.reading === 'yes'}, ${given.drill === 'yes'}, ${given.words || null}, ${given.reason}, ${startedAs}, ${actor.personId},
              ${now}, ${endsAt})`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'safety.stop-started',
      at: now,
      actorId: actor.personId,
      schoolId: place.schoolId ?? undefined,
      details: {
        stopId: id,
        place: given.place,
        roles: given.roles,
        level: given.level,
        minutes: Number(given.minutes),
        reading: given.reading === 'yes',
        drill: given.drill === 'yes',
      },
      requestId,
    });
    await tx.emit({ name: 'safety.stop-started', payload: { stopId: id } });
    tx.changed(STOP_TOPIC);
  });
  // Rare and grave: every open page looks again, whatever it declared.
  await announceEverything(ctx.db);
  return id;
}

interface Running {
  readonly schoolId: string | null;
  readonly startedAt: Date;
  readonly endsAt: Date;
  readonly isDrill: boolean;
}

/** A stop that the actor may change, locked; one that is over is refused. */
async function runningStop(ctx: SessionContext, tx: Transaction, stopId: string): Promise<Running> {
  const row = await firstOf(
    tx.db,
    sql<Running & { readonly isOver: boolean; readonly mayLift: boolean }>`
      select st.school_id as "schoolId", st.started_at as "startedAt", st.ends_at as "endsAt", st.is_drill as "isDrill",
             (st.ended_at is not null or st.ends_at <= ${ctx.now}) as "isOver", ${stopPolicy.where(ctx.actor, 'lift')} as "mayLift"
      from safety.stops st where st.id = ${stopId} and ${stopPolicy.where(ctx.actor, 'see')} for update`,
  );
  if (!row) notFound();
  if (!row.mayLift) refuse('platform.forbidden', { verb: 'safety.stop.lift' });
  if (row.isOver) refuse('safety.stop-over');
  return row;
}

const note = (ctx: SessionContext, tx: Transaction, act: string, stop: Running, details: Record<string, unknown>) =>
  recordAct(tx.db, {
    act,
    at: ctx.now,
    actorId: ctx.actor.personId,
    schoolId: stop.schoolId ?? undefined,
    details,
    requestId: ctx.requestId,
  });

/** Lets a stop last longer, counted from the end it had. @returns its new end */
export async function prolongStop(ctx: SessionContext, stopId: string, minutes: number): Promise<Date> {
  const endsAt = await ctx.transaction(async (tx) => {
    const stop = await runningStop(ctx, tx, stopId);
    const until = new Date(stop.endsAt.getTime() + minutes * MINUTE);
    if (stop.isDrill && until.getTime() - stop.startedAt.getTime() > MOST_DRILL_MINUTES * MINUTE)
      refuse('safety.drill-long');
    await sql`update safety.stops set ends_at = ${until} where id = ${stopId}`.execute(tx.db);
    await note(ctx, tx, 'safety.stop-prolonged', stop, { stopId, minutes });
    tx.changed(STOP_TOPIC);
    return until;
  });
  await announceEverything(ctx.db);
  return endsAt;
}

/** Ends a stop now. */
export async function liftStop(ctx: SessionContext, stopId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const stop = await runningStop(ctx, tx, stopId);
    await sql`update safety.stops set ended_at = ${ctx.now}, ended_by = ${ctx.actor.personId} where id = ${stopId}`.execute(
      tx.db,
    );
    await note(ctx, tx, 'safety.stop-lifted', stop, { stopId });
    await tx.emit({ name: 'safety.stop-lifted', payload: { stopId } });
    tx.changed(STOP_TOPIC);
  });
  await announceEverything(ctx.db);
}
