import { unseal } from '../../../platform/crypto/seal.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { WorkFailure } from '../../../platform/jobs/failure.ts';
import type { Job, WorkContext } from '../../../platform/module.ts';
import { type PushSender, sendPush } from '../../../platform/push/send.ts';
import { type Batch, claimBatches, contentsOf, finish, giveBack, type LeavingEntry } from '../deliveries/claim.ts';
import { mayLeaveNow } from '../deliveries/held-back.ts';
import { childInitials } from '../mails/send.ts';
import { pushWords } from '../mails/words.ts';
import { type SealedKeys, sealedFor } from './devices.ts';
import { SEND_PUSHES_SOON } from './job-names.ts';
import { pushKeys } from './keys.ts';

const PEOPLE = 200;
const AT_ONCE = 8;

interface Browser {
  readonly id: string;
  readonly personId: string;
  readonly endpoint: string;
  readonly keys: string;
}

/** Failures one after the other after which a service is left alone for the round. */
const MOST_FAILURES = 5;

interface Round {
  readonly ctx: WorkContext;
  /** Failures of each service since it last took something. */
  readonly failures: Map<string, number>;
  readonly sender: PushSender;
  readonly now: Date;
  readonly initials: ReadonlyMap<string, string>;
}

/**
 * Pushes what is due to the browsers of those it is for. A browser that is gone is forgotten; a service that does not answer holds up its own
 * browsers only: what it did not take is tried again by the next round.
 * @returns pushes handed over
 * @throws the last failure, once everything else has left
 */
export async function sendDuePushes(ctx: WorkContext): Promise<number> {
  const { db, clock, keys, settings } = ctx;
  let sent = 0;
  let failure: unknown;
  const failures = new Map<string, number>();
  const failed: string[] = [];
  while (!ctx.signal.aborted) {
    const now = clock.now();
    const batches = await claimBatches(db, 'push', now, PEOPLE);
    if (batches.length === 0) break;
    const contents = await contentsOf(
      db,
      batches.map(({ id }) => id),
      now,
    );
    const browsers = await browsersOf(
      db,
      batches.map(({ personId }) => personId),
    );
    const sender = { ...(await pushKeys(db, keys.vault, now)), contact: contactOf(settings.publicUrl) };
    const round = { ctx, failures, sender, now, initials: await childInitials(db, [...contents.values()].flat()) };
    const waiting = await mayLeaveNow(ctx, batches, contents);
    const work = async (): Promise<void> => {
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        try {
          sent += await pushTo(round, batch, browsers, contents.get(batch.id) ?? []);
          await finish(db, [batch.id]);
        } catch (error) {
          failure = error;
          // Our own fault stays in hand for a while, like what a process left that died.
          if (error instanceof WorkFailure) failed.push(batch.id);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  // Given back at the end: until then this very round would take them again.
  if (failed.length > 0) await giveBack(db, failed, clock.now());
  if (failure) throw failure;
  return sent;
}

/** Push services want to know whom to write to; a mail address of nobody would be refused. */
const contactOf = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? publicUrl : 'mailto:push@preau.invalid';

const browsersOf = (db: Db, personIds: readonly string[]): Promise<Browser[]> =>
  rowsOf(
    db,
    sql<Browser>`
      select id, person_id as "personId", endpoint, keys from notifications.push_subscriptions
      where person_id = any(${[...personIds]}::uuid[]) order by created_at, id`,
  );

/** One message to each browser of one person; the batch names it, so that a second try replaces the first. */
async function pushTo(
  { ctx, failures, sender, now, initials }: Round,
  batch: Batch,
  browsers: readonly Browser[],
  entries: readonly LeavingEntry[],
): Promise<number> {
  if (entries.length === 0) return 0;
  let sent = 0;
  let failure: unknown;
  for (const browser of browsers.filter(({ personId }) => personId === batch.personId)) {
    const opened = unseal(ctx.keys.vault, sealedFor(browser.endpoint), browser.keys);
    if (!opened) {
      await forget(ctx.db, browser.id);
      continue;
    }
    const { p256dh, auth, locale } = JSON.parse(opened.toString()) as SealedKeys;
    const words = pushWords({ kinds: ctx.extensions.notificationKinds, initials, locale }, entries);
    const topic = batch.id.replaceAll('-', '').slice(0, 32);
    const { origin } = new URL(browser.endpoint);
    if ((failures.get(origin) ?? 0) >= MOST_FAILURES) {
      failure ??= new WorkFailure('push.left-alone');
      continue;
    }
    try {
      const outcome = await sendPush(sender, {
        endpoint: browser.endpoint,
        keys: { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') },
        message: Buffer.from(JSON.stringify({ ...words, tag: topic })),
        isUrgent: entries.some(({ urgent }) => urgent !== null),
        topic,
        now,
      });
      failures.delete(origin);
      if (outcome === 'gone') await forget(ctx.db, browser.id);
      else if (outcome === 'refused') ctx.log('warn', 'notifications.push-refused', { service: origin });
      else sent += 1;
    } catch (error) {
      if (error instanceof RangeError) await forget(ctx.db, browser.id);
      else {
        failure = error;
        failures.set(origin, (failures.get(origin) ?? 0) + 1);
      }
    }
  }
  if (failure && sent === 0) throw failure;
  return sent;
}

const forget = (db: Db, id: string): Promise<unknown> =>
  sql`delete from notifications.push_subscriptions where id = ${id}`.execute(db);

/** Every minute, with one attempt: the operator is shown a push service that takes nothing, until a round goes through. */
export const sendPushesJob: Job = {
  name: 'notifications.push',
  cron: '* * * * *',
  attempts: 1,
  run: async (ctx) => {
    const sent = await sendDuePushes(ctx);
    if (sent > 0) ctx.log('info', 'notifications.pushed', { sent });
  },
};

export const sendPushesSoonJob: Job = {
  name: SEND_PUSHES_SOON,
  run: async (ctx) => {
    try {
      await sendDuePushes(ctx);
    } catch (error) {
      if (!(error instanceof WorkFailure)) throw error;
      ctx.log('warn', 'notifications.pushes-wait', { failure: error.code });
    }
  },
};
