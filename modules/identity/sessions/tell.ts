import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { Job, Subscription, WorkContext } from '../../../platform/module.ts';
import { formRoad } from '../cas/logout.ts';
import { soapRoad } from '../saml/tell.ts';
import { SESSION_ENDED } from './end.ts';
import type { Login, Road } from './road.ts';

/* When a session ends here, it ends in the services that were entered with it, whatever protocol they speak: each is told, side by side. */

/** After so many silent tries a service is given up: its own session will end by itself. */
const TRIES = 3;
/** Services told at once on each road, each on a connection of its own. */
const BATCH = 200;
/** Batches in one walk: an evening's sessions end together, and those of a school in trouble. */
const BATCHES = 50;

/**
 * One walk through the logins that are over. An origin that does not answer is not waited for a second time.
 * `counts`: the walk of every minute counts each silent try, and gives up after the third; what is told at once counts as the first, however
 * often it is begun anew, so that nobody is given up within seconds.
 */
interface Walk {
  readonly now: Date;
  readonly counts: 'each' | 'first';
  readonly silent: Set<string>;
  /** Services of which the log has a line. */
  readonly noted: Set<string>;
}

const newWalk = (ctx: WorkContext, counts: Walk['counts']): Walk => ({
  now: ctx.clock.now(),
  counts,
  silent: new Set(),
  noted: new Set(),
});

/** Tells the services of ended sessions on both roads: of those sessions, or of all. */
async function tellServices(ctx: WorkContext, walk: Walk, sessionIds: readonly string[] | null): Promise<void> {
  const { now } = walk;
  const isOver = sql`not exists (
    select 1 from identity.sessions s where s.id = l.session_id and s.idle_until > ${now} and s.ends_at > ${now})`;
  const which = sessionIds === null ? isOver : sql`l.session_id = any(${[...sessionIds]}::uuid[]) and ${isOver}`;
  await Promise.all([walkRoad(ctx, walk, formRoad, which), walkRoad(ctx, walk, soapRoad, which)]);
}

async function walkRoad<L extends Login>(
  ctx: WorkContext,
  walk: Walk,
  road: Road<L>,
  which: RawBuilder<unknown>,
): Promise<void> {
  let after: string | null = null;
  for (let batch = 0; batch < BATCHES && !ctx.signal.aborted; batch += 1) {
    const logins: readonly L[] = await road.find(ctx.db, which, after, BATCH);
    await tellAll(ctx, walk, road, logins);
    const last = logins.at(-1);
    if (!last || logins.length < BATCH) return;
    after = last.id;
  }
}

/**
 * Tells one service that a person's sessions there are over, while their session here goes on. One that only a browser can tell hears of it
 * when that session ends.
 */
export async function tellService(
  ctx: WorkContext,
  { personId, partyId }: { readonly personId: string; readonly partyId: string },
): Promise<void> {
  const which = sql`l.relying_party_id = ${partyId}
    and exists (select 1 from identity.sessions s where s.id = l.session_id and s.person_id = ${personId})`;
  const walk = newWalk(ctx, 'first');
  const tellOn = async <L extends Login>(road: Road<L>): Promise<void> => {
    const logins = await road.find(ctx.db, which, null, BATCH);
    await tellAll(
      ctx,
      walk,
      road,
      logins.filter(({ address }) => address !== ''),
    );
  };
  await Promise.all([tellOn(formRoad), tellOn(soapRoad)]);
}

async function tellAll<L extends Login>(
  ctx: WorkContext,
  walk: Walk,
  road: Road<L>,
  logins: readonly L[],
): Promise<void> {
  if (logins.length === 0) return;
  const dead = new Set(walk.silent);
  const told = await Promise.all(
    logins.map(async (login) => ({ login, answered: await isTold(ctx, walk, road, login, dead) })),
  );
  const silent = told.filter(({ answered }) => !answered).map(({ login }) => login);
  for (const login of silent) {
    walk.silent.add(originOf(login));
    if (walk.noted.has(login.partyId)) continue;
    walk.noted.add(login.partyId);
    ctx.log('warn', 'identity.service-not-told', { relyingPartyId: login.partyId });
  }
  const rows = (list: readonly L[]): RawBuilder<unknown> => road.of(list.map(({ id }) => id));
  const [tries, stays] =
    walk.counts === 'each'
      ? [sql`tries + 1`, sql`tries + 1 < ${TRIES}::int`]
      : [sql`greatest(tries, 1::smallint)`, sql`true`];
  await sql`
    with tried as (update ${road.table} set tries = ${tries} where ${rows(silent)} and ${stays})
    delete from ${road.table} where ${rows(logins)} and not (${rows(silent)} and ${stays})`.execute(ctx.db);
}

/** One that only a browser can tell was told there, or its own session will end by itself. */
async function isTold<L extends Login>(
  ctx: WorkContext,
  { now }: Walk,
  road: Road<L>,
  login: L,
  dead: ReadonlySet<string>,
): Promise<boolean> {
  if (login.address === '') return true;
  return !dead.has(originOf(login)) && road.tell(ctx, login, now);
}

const originOf = ({ address }: Login): string => URL.parse(address)?.origin ?? address;

/** At once, after sessions were ended. */
export const tellAfterSignOut: Subscription = {
  fact: SESSION_ENDED,
  reader: 'identity.tell-services',
  async read(ctx, payload) {
    await tellServices(ctx, newWalk(ctx, 'first'), (payload.sessionIds as string[] | undefined) ?? []);
  },
};

/** Every minute: sessions that ended by themselves, and services that did not answer. The next minute is its second attempt. */
export const tellEndedSessions: Job = {
  name: 'identity.tell-ended-sessions',
  cron: '* * * * *',
  attempts: 1,
  run: (ctx) => tellServices(ctx, newWalk(ctx, 'each'), null),
};
