import { dayOf } from '../../../platform/clock/clock.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { type Db, sql, statement } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { loadActor } from '../../directory/index.ts';
import { concerns, type StopRole, type StopScope } from './rules.ts';

/** A stop that holds now. */
export interface StopInForce extends StopScope {
  readonly id: string;
  readonly stopsReading: boolean;
  readonly isDrill: boolean;
  readonly words: string | null;
  readonly startedAt: Date;
  readonly endsAt: Date;
}

interface StopRow extends Omit<StopInForce, 'roles'> {
  readonly roles: StopRole[] | null;
}

/** The stops in force: none, nearly always; the index holds only those that nobody lifted. */
const readInForce = statement<{ now: Date }, StopRow>(
  ['now'],
  ({ now }) => sql<StopRow>`
    select st.id, st.school_ids as "schoolIds", st.roles, st.group_ids as "groupIds", st.stops_reading as "stopsReading",
           st.is_drill as "isDrill", st.words, st.started_at as "startedAt", st.ends_at as "endsAt"
    from safety.stops st
    where st.ended_at is null and st.ends_at > ${now} and st.started_at <= ${now}
    order by st.ends_at desc, st.id limit 200`,
);

/** All stops in force at that instant. One small read, always of the table: a stop holds from its commit on, in every process. */
export const stopsInForce = (db: Db, now: Date): Promise<StopInForce[]> => readInForce(db, { now });

/** What the pages of this process last read of the stops, for their banners. */
const heard = new WeakMap<Db, readonly StopInForce[]>();

/** Keeps what was read for the banners, for what the same pages leave out. */
export const keepHeard = (db: Db, stops: readonly StopInForce[]): void => {
  heard.set(db, stops);
};

/** Whether the banner tells the actor that reading is stopped: as far as this process has heard, and then without a statement. */
export async function isReadingHeardStopped({
  db,
  actor,
  now,
}: Pick<SessionContext, 'db' | 'actor' | 'now'>): Promise<boolean> {
  const stops = heard.get(db) ?? (await stopsInForce(db, now));
  return stops.some((stop) => stop.stopsReading && stop.endsAt > now && concerns(stop, actor));
}

/** Of those persons, the ones whom a stop of reading concerns now. One statement unless there is one: then one for each of them. */
export async function stoppedReaders(
  { db, now }: { readonly db: Db; readonly now: Date },
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const stops = (await stopsInForce(db, now)).filter(({ stopsReading }) => stopsReading);
  const stopped = new Set<string>();
  if (stops.length === 0) return stopped;
  for (const id of personIds) {
    const actor = await loadActor(db, id, dayOf(now));
    if (actor && stops.some((stop) => concerns(stop, actor))) stopped.add(id);
  }
  return stopped;
}

/** What somebody is about to do. */
export interface Stoppable {
  /** The schools of those it is for, as far as they are known; the actor's own count in any case. */
  readonly schoolIds: readonly string[];
  /** write: a message, a comment, an answer. publish: news, a note to sign. read: messages that came. */
  readonly act: 'write' | 'publish' | 'read';
  /** An urgent notice of a head (`mayBeUrgent`), or a report: these pass. */
  readonly passes?: boolean;
}

/** The stop that holds for what the actor is about to do; undefined when they may. */
export async function stopFor(
  ctx: Pick<SessionContext, 'db' | 'actor' | 'now'>,
  { schoolIds, act, passes = false }: Stoppable,
): Promise<StopInForce | undefined> {
  if (passes) return undefined;
  const stops = await stopsInForce(ctx.db, ctx.now);
  return stops.find((stop) => (act !== 'read' || stop.stopsReading) && concerns(stop, ctx.actor, schoolIds));
}

/**
 * Refuses what an emergency stop holds back; nothing otherwise. Called by every command that writes for others, before its transaction.
 * Endpoints list `'safety.stopped': 423`.
 * @throws Refusal `safety.stopped` with `until` (ISO) and `isDrill`
 */
export async function refuseIfStopped(
  ctx: Pick<SessionContext, 'db' | 'actor' | 'now'>,
  asked: Stoppable,
): Promise<void> {
  const stop = await stopFor(ctx, asked);
  if (stop) refuse('safety.stopped', { until: stop.endsAt.toISOString(), isDrill: stop.isDrill });
}
