import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import { WorkFailure } from '../../../platform/jobs/failure.ts';
import { MailRefused, MailUntaken } from '../../../platform/mail/mailer.ts';
import type { Job, MailTarget, WorkContext } from '../../../platform/module.ts';
import { personsById } from '../../directory/index.ts';
import { type Batch, claimBatches, contentsOf, finish, giveBack, type LeavingEntry } from '../deliveries/claim.ts';
import { mayLeaveNow } from '../deliveries/held-back.ts';
import { tellIfLate } from '../deliveries/late.ts';
import { noteBounce, workingTargets } from './bounces.ts';
import { SEND_MAILS_SOON } from './job-names.ts';
import { signStop } from './token.ts';
import { initialsOf, mailOf } from './words.ts';

/** People looked for at a time, and mails in the hands of the server at a time. */
const PEOPLE = 200;
const AT_ONCE = 4;

/** Mails refused one after the other that make it the server's fault. */
const MOST_UNTAKEN = 20;

/**
 * Sends what is due by mail, to the last. One that the server refuses for good is a bounce and holds nobody up; one that it does not take now
 * waits by itself, one whose text it never takes is dropped; a server that does not answer, or takes nothing at all, ends the round, and what
 * it did not take is the first to leave the next time. Killed between the server's yes and our note of it, the same
 * mail leaves again under the same Message-ID.
 * @throws WorkFailure as the mailer, when the server takes nothing
 */
export async function sendDueMails(ctx: WorkContext): Promise<number> {
  let sent = 0;
  while (!ctx.signal.aborted) {
    const now = ctx.clock.now();
    const batches = await claimBatches(ctx.db, 'mail', now, PEOPLE);
    if (batches.length === 0) return sent;
    sent += await sendBatches(ctx, batches, now);
  }
  return sent;
}

async function sendBatches(ctx: WorkContext, batches: readonly Batch[], now: Date): Promise<number> {
  const { db } = ctx;
  const contents = await contentsOf(
    db,
    batches.map(({ id }) => id),
    now,
  );
  const targets = await workingTargets(
    ctx,
    batches.map(({ personId }) => personId),
  );
  const initials = await childInitials(db, [...contents.values()].flat());
  const waiting = await mayLeaveNow(ctx, batches, contents);
  let sent = 0;
  let untaken = 0;
  let failure: unknown;
  const work = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch && !failure; batch = waiting.shift()) {
      const entries = contents.get(batch.id) ?? [];
      const target = targets.get(batch.personId);
      try {
        if (entries.length > 0 && target) {
          await ctx.mailer.send(mailFor(ctx, { batch, entries, target, initials }));
          sent += 1;
          untaken = 0;
        }
        await finish(db, [batch.id]);
      } catch (error) {
        if (target && isRefusal(error)) {
          await noteBounce(ctx, { ...target, isHard: true, status: error.code });
          await finish(db, [batch.id]);
          continue;
        }
        if (error instanceof MailUntaken) untaken += 1;
        if (error instanceof MailUntaken && untaken < MOST_UNTAKEN) {
          ctx.log('warn', 'notifications.mail-untaken', { failure: error.code });
          // Else it stays in hand, and is taken again like one left by a process that died.
          if (error.isFinal) await finish(db, [batch.id]);
          continue;
        }
        failure ??= error;
        // The post office's fault: it is the first to leave. Ours: it stays in hand for a while, and holds up none of the others.
        if (error instanceof WorkFailure) waiting.unshift(batch);
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (failure) {
    await giveBack(
      db,
      waiting.map(({ id }) => id),
      now,
    );
    throw failure;
  }
  return sent;
}

/** The address is at fault, not the post office. */
const isRefusal = (error: unknown): error is WorkFailure =>
  error instanceof MailRefused || (error instanceof WorkFailure && error.code === 'mail.address-faulty');

function mailFor(
  { keys, settings, extensions }: WorkContext,
  parts: {
    readonly batch: Batch;
    readonly entries: readonly LeavingEntry[];
    readonly target: MailTarget;
    readonly initials: ReadonlyMap<string, string>;
  },
) {
  const { personId } = parts.batch;
  return mailOf({
    ...parts,
    kinds: extensions.notificationKinds,
    publicUrl: settings.publicUrl,
    stopToken: (kind) => signStop(keys.session, { personId, kind }),
  });
}

/** The first letters of the children that these entries are about, by id. */
export async function childInitials(
  db: Db,
  entries: readonly Pick<LeavingEntry, 'childIds'>[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(entries.flatMap(({ childIds }) => childIds))];
  if (ids.length === 0) return new Map();
  const rows = await rowsOf(
    db,
    sql<{ id: string; name: string }>`
      select p.person_id as id, p.name from (${personsById}) as p where p.person_id = any(${ids}::uuid[]) and p.erased_on is null`,
  );
  return new Map(rows.map(({ id, name }) => [id, initialsOf(name)]));
}

/**
 * Every minute; the operator is shown a post office that takes nothing within that minute (a single attempt), and no longer once it takes
 * mails again, for the next run replaces the failed one.
 */
export const sendMailsJob: Job = {
  name: 'notifications.send-mails',
  cron: '* * * * *',
  attempts: 1,
  run: async (ctx) => {
    try {
      const sent = await sendDueMails(ctx);
      if (sent > 0) ctx.log('info', 'notifications.mails-sent', { sent });
    } finally {
      await tellIfLate(ctx);
    }
  },
};

/** Something has just become due. A post office that takes nothing is the other job's to tell. */
export const sendMailsSoonJob: Job = {
  name: SEND_MAILS_SOON,
  run: async (ctx) => {
    try {
      await sendDueMails(ctx);
    } catch (error) {
      if (!(error instanceof WorkFailure)) throw error;
      ctx.log('warn', 'notifications.mails-wait', { failure: error.code });
    }
  },
};
