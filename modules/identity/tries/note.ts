import { newId, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { deviceOf } from '../../../platform/http/device.ts';
import { digestOf, newToken } from '../sessions/token.ts';
import type { TryReason, TryWay } from './reasons.ts';

const COOKIE = 'preau-try';

/** Minutes for which a browser remembers that it was refused, and its number is good. */
export const TRY_MINUTES = 15;

/** Tries kept of a person: as many from browsers they are known by as from others, so that nobody else pushes theirs out. */
const MOST = 20;

export interface RefusedTry {
  /** Whose account it was; none when nobody has that login, code or identity. */
  readonly personIds: readonly string[];
  readonly way: TryWay;
  readonly reason: TryReason;
  /** Until when a wait was asked. */
  readonly openAt?: Date | undefined;
  /** The person came in with this browser before. */
  readonly isKnown?: boolean | undefined;
}

/**
 * Notes that somebody was not let in, and why: for the person and for those who help them. Nothing that was typed is kept, and of a login
 * that nobody has nothing at all; statement and cookie are the same in both cases, so that the door tells nobody which it was.
 */
export async function noteRefusal(ctx: Context, given: RefusedTry): Promise<void> {
  const { token, digest } = newToken();
  const persons = [...given.personIds];
  const isKnown = given.isKnown ?? false;
  await sql`
    with kept as (
      insert into identity.refused_tries (id, person_id, happened_at, way, reason, open_at, browser, is_known, device)
      select x.id, x.person_id, ${ctx.now}, ${given.way}, ${given.reason}, ${given.openAt ?? null}::timestamptz, ${digest}, ${isKnown},
             ${JSON.stringify(deviceOf(ctx.userAgent))}::jsonb
      from unnest(${persons.map(() => newId())}::uuid[], ${persons}::uuid[]) as x (id, person_id))
    delete from identity.refused_tries t
    using (select r.id, row_number() over (partition by r.person_id order by r.happened_at desc, r.id desc) as rank
           from identity.refused_tries r where r.person_id = any(${persons}::uuid[]) and r.is_known = ${isKnown}) as old
    where old.id = t.id and old.rank >= ${MOST}`.execute(ctx.db);
  ctx.cookies.set(COOKIE, `${token}.${ctx.now.getTime()}`, { maxAge: TRY_MINUTES * 60 });
}

/** What this browser remembers of its last refused try: the digest under which it is noted, and until when it may be told. */
export function lastRefusal(ctx: Context): { readonly browser: Buffer; readonly until: Date } | undefined {
  const [token = '', at = ''] = ctx.cookies.get(COOKIE)?.split('.') ?? [];
  const until = Number(at) + TRY_MINUTES * 60_000;
  const isFresh = /^\d{1,15}$/.test(at) && until > ctx.now.getTime() && Number(at) <= ctx.now.getTime();
  return token && isFresh ? { browser: digestOf(token), until: new Date(until) } : undefined;
}
