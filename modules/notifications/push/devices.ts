import { isLoopback } from '../../../platform/config/settings.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { seal } from '../../../platform/crypto/seal.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { deviceOf } from '../../../platform/http/device.ts';

/** A browser of the person's that is told. */
export interface Device {
  readonly id: string;
  /** `Firefox, Android`. */
  readonly device: string;
  readonly createdAt: Date;
}

/** The push services of the browsers that we serve: nobody makes us call another address by subscribing it. */
const SERVICES = [
  /^fcm\.googleapis\.com$/,
  /^updates\.push\.services\.mozilla\.com$/,
  /^(?:[a-z0-9-]+\.)?push\.apple\.com$/,
  /^[a-z0-9-]+\.notify\.windows\.com$/,
];

const MOST_DEVICES = 10;

/** Where a push may be sent: to those services; a product that runs on this machine only, to this machine too. */
export function isPushService(endpoint: string, publicUrl: string): boolean {
  const url = new URL(endpoint);
  if (isLoopback(publicUrl) && isLoopback(url.origin)) return true;
  return url.protocol === 'https:' && url.port === '' && SERVICES.some((service) => service.test(url.hostname));
}

export interface Subscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** What is sealed of a subscription: enough to write to that browser, in its person's language. */
export interface SealedKeys {
  readonly p256dh: string;
  readonly auth: string;
  readonly locale: SessionContext['locale'];
}

export const sealedFor = (endpoint: string): string => `notifications.push ${endpoint}`;

export const devicesOf = ({ db, actor }: SessionContext): Promise<readonly Device[]> =>
  rowsOf(
    db,
    sql<Device>`
      select id, device, created_at as "createdAt" from notifications.push_subscriptions
      where person_id = ${actor.personId} order by created_at, id`,
  );

/**
 * Has this browser told. A browser is one person's: who subscribes it next takes it over.
 * @throws Refusal `notifications.device-elsewhere`, `notifications.too-many-devices`
 */
export async function addDevice(ctx: SessionContext, { endpoint, p256dh, auth }: Subscription): Promise<void> {
  const { actor, keys, locale, now, publicUrl, userAgent } = ctx;
  if (!isPushService(endpoint, publicUrl)) refuse('notifications.device-elsewhere');
  const { browser, system } = deviceOf(userAgent);
  const sealed = seal(keys.vault, sealedFor(endpoint), Buffer.from(JSON.stringify({ p256dh, auth, locale })));
  await ctx.transaction(async ({ db }) => {
    const others = await firstOf(
      db,
      sql<{ count: number }>`
        select count(*) as count from notifications.push_subscriptions where person_id = ${actor.personId} and endpoint <> ${endpoint}`,
    );
    if ((others?.count ?? 0) >= MOST_DEVICES) refuse('notifications.too-many-devices');
    await sql`
      insert into notifications.push_subscriptions (id, person_id, endpoint, keys, device, created_at)
      values (${newId()}, ${actor.personId}, ${endpoint}, ${sealed}, ${[browser, system].filter(Boolean).join(', ')}, ${now})
      on conflict (endpoint) do update set person_id = excluded.person_id, keys = excluded.keys, device = excluded.device,
        created_at = excluded.created_at`.execute(db);
  });
}

/** Tells a device of one's own nothing more; that of somebody else is left alone. */
export async function removeDevice(ctx: SessionContext, deviceId: string): Promise<void> {
  await ctx.transaction(({ db }) =>
    sql`delete from notifications.push_subscriptions where id = ${deviceId} and person_id = ${ctx.actor.personId}`.execute(
      db,
    ),
  );
}
