import { Refusal } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { Context } from '../../../platform/http/context.ts';
import { networkOf } from '../../../platform/http/network.ts';
import { keyedDigest } from '../sessions/token.ts';

/*
 * Guessing is slowed, nobody is locked out:
 * - a browser from which the person signed in before counts for itself alone, whatever happens elsewhere;
 * - from other browsers, wrong passwords count by account and address: who attacks from afar does not slow the person at home;
 * - an address, be it a whole collège, may be wrong a thousand times in ten minutes, and three more times for each success; past
 *   that, one try a second. Known browsers are not held to it.
 * A try is counted before the password is looked at and forgiven when it was right: a thousand tries at once gain nothing.
 */

interface Bucket {
  readonly key: Buffer;
  /** Wrong tries without any wait. */
  readonly free: number;
  /** Then the wait doubles from the first to the longest, in seconds. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** Seconds after which the count begins again. */
  readonly window: number;
}

/** What a try is counted on: the account's bucket, then the address's. */
export interface Tries {
  readonly own: Bucket;
  readonly address: Bucket | null;
}

const OWN = { free: 5, firstWait: 5, longestWait: 60, window: 1800 };
const KNOWN = { ...OWN, free: 10 };
const CODES = { free: 200, firstWait: 1, longestWait: 30, window: 600 };
const ADDRESS = { free: 1000, firstWait: 1, longestWait: 1, window: 600 };

/** What a try counts on. `account`: the person's id, or what was typed when nobody has it. */
export function triesOf(ctx: Context, account: string, knownDevice: Buffer | undefined): Tries {
  const digest = (...parts: string[]): Buffer => keyedDigest(ctx.keys.pepper, 'throttle', parts.join('|'));
  if (knownDevice)
    return { own: { ...KNOWN, key: digest('device', account, knownDevice.toString('hex')) }, address: null };
  const network = networkOf(ctx.address);
  return {
    own: { ...OWN, key: digest('account', account, network) },
    address: { ...ADDRESS, key: digest('address', network) },
  };
}

/** What a printed code that is typed counts on: its network alone, two hundred wrong ones in ten minutes (a school's first day). */
export function codeTries(ctx: Context): Tries {
  const key = keyedDigest(ctx.keys.pepper, 'throttle', `code|${networkOf(ctx.address)}`);
  return { own: { ...CODES, key }, address: null };
}

/** Links asked for a forgotten password: by network, so that nobody makes us send thousands of mails. */
export function resetTries(ctx: Context): Tries {
  const key = keyedDigest(ctx.keys.pepper, 'throttle', `reset|${networkOf(ctx.address)}`);
  return { own: { ...CODES, key }, address: null };
}

/**
 * What a person does inside a session and could be used for guessing (`present` password, `enrolment` of an application, second `factor`,
 * `doctor`: the number of somebody to be helped) or for flooding a mailbox (`address`).
 */
export function ownTries(
  ctx: Context,
  act: 'present' | 'address' | 'enrolment' | 'factor' | 'doctor',
  personId: string,
): Tries {
  return { own: { ...OWN, key: keyedDigest(ctx.keys.pepper, 'throttle', `${act}|${personId}`) }, address: null };
}

/** Takes back a try that was right; the others go on counting. */
export async function refundTry(db: Db, { own }: Tries): Promise<void> {
  await sql`update identity.throttles set failures = greatest(failures - 1, 0) where key = ${own.key}`.execute(db);
}

/**
 * Counts a try as wrong, for now.
 * @throws Refusal `identity.too-many-tries` with the seconds to wait, and then nothing is counted
 */
export async function countTry(db: Db, now: Date, { own, address }: Tries): Promise<void> {
  const counted = await firstOf(
    db,
    sql<{ own: number; address: number }>`
      with own as (${countIn(own, now, sql`true`)}),
      address as (${address ? countIn(address, now, sql`exists (select 1 from own)`) : sql`select 1`})
      select (select count(*) from own) as own, (select count(*) from address) as address`,
  );
  if (counted?.own && counted.address) return;
  const blocked = counted?.own && address ? address : own;
  const row = await firstOf(
    db,
    sql<{ open_at: Date }>`select open_at from identity.throttles where key = ${blocked.key}`,
  );
  const wait = row ? row.open_at.getTime() - now.getTime() : 1000;
  throw new Refusal('identity.too-many-tries', { seconds: Math.min(60, Math.max(1, Math.ceil(wait / 1000))) });
}

/** SQL: one more wrong try in a bucket, unless it has to wait. Its row is locked, so that tries at once are counted one by one. */
function countIn(
  { key, free, firstWait, longestWait, window }: Bucket,
  now: Date,
  when: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const over = sql`t.since <= ${now}::timestamptz - make_interval(secs => ${window})`;
  const failures = sql`(case when ${over} then 1 else t.failures + 1 end)`;
  const beyond = sql`(${failures} - ${free} - (case when ${over} then 0 else 3 * t.successes end))`;
  return sql`
    insert into identity.throttles as t (key, failures, successes, since, open_at)
    select ${key}, 1, 0, ${now}, ${now} where ${when}
    on conflict (key) do update set
      failures = ${failures},
      successes = case when ${over} then 0 else t.successes end,
      since = case when ${over} then excluded.since else t.since end,
      open_at = case when ${beyond} < 0 then excluded.open_at
                     else excluded.open_at + make_interval(secs => least(${longestWait}, ${firstWait} * 2 ^ least(${beyond}, 10))) end
    where t.open_at <= ${now}
    returning 1`;
}

/** SQL parts: the try was right; the account's count begins again and the address has one more success to its credit. */
export function forgiveTry({ own, address }: Tries): RawBuilder<unknown>[] {
  const forgiven = sql`forgiven as (delete from identity.throttles where key = ${own.key} returning 1)`;
  if (!address) return [forgiven];
  return [
    forgiven,
    sql`credited as (update identity.throttles set failures = greatest(failures - 1, 0), successes = successes + 1
                     where key = ${address.key} and (select count(*) from forgiven) >= 0)`,
  ];
}
