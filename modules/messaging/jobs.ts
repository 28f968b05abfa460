import { z } from 'zod';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Job, Subscription } from '../../platform/module.ts';
import { answerForAbsent } from './absence/answer.ts';
import { forgetAbsences } from './absence/own.ts';
import { forgetMessages, keptSince } from './reading/forget.ts';
import { emptyBins } from './reading/move.ts';
import { fileWide } from './sending/file-wide.ts';
import { releaseDue } from './sending/release.ts';
import { SENT, tellSent } from './sending/tell.ts';
import { SENT_LATELY } from './sending/tell-soon.ts';
import { WAITING } from './sending/write.ts';
import { forgetDrafts } from './writing/drafts.ts';

const waits = z.object({ publishAt: z.iso.datetime() });

/** A message waits: whoever sends it then is woken at its hour, once for all that leave at the same instant. */
const wakeAtItsHour: Subscription = {
  fact: WAITING,
  reader: 'messaging.wake-at-its-hour',
  async read({ enqueue }, payload) {
    const { publishAt } = waits.parse(payload);
    await enqueue(release.name, {}, { key: `${release.name}:${publishAt}`, runAt: new Date(publishAt) });
  },
};

const release: Job = {
  name: 'messaging.release',
  // Each minute besides: what was due while nobody was there to wake.
  cron: '* * * * *',
  async run(ctx) {
    const released = await releaseDue(ctx);
    if (released > 0) await tellSent(ctx);
    if (released > 0) ctx.log('info', 'messaging.released', { released });
    // Filed a little later: what just went out is read first.
    if (released > 0) await ctx.enqueue(file.name, {}, { key: file.name, runAt: new Date(Date.now() + 120_000) });
  },
};

const file: Job = {
  name: 'messaging.file-wide',
  // Whatever is left, each hour.
  cron: '17 * * * *',
  run: (ctx) => fileWide(ctx),
};

const tidy: Job = {
  name: 'messaging.tidy',
  // At night, when nobody writes.
  cron: '40 3 * * *',
  async run({ db, clock, signal, log }) {
    const now = clock.now();
    while (!signal.aborted && (await emptyBins(db, now)) > 0);
    await forgetDrafts(db, now);
    await forgetAbsences(db, dayOf(now));
    const forgotten = await forgetMessages(db, keptSince(dayOf(now)), signal);
    if (forgotten > 0) log('info', 'messaging.forgotten', { forgotten });
  },
};

const tell: Job = {
  name: 'messaging.tell',
  // Each minute: what a process that ended had no time to say.
  cron: '* * * * *',
  async run(ctx) {
    await tellSent(ctx);
  },
};

const sentMessages = z.object({ messages: z.array(z.object({ id: z.uuid() })) });

const answerForWhoIsAway: Subscription = {
  fact: SENT,
  reader: 'messaging.answer-for-who-is-away',
  async read(ctx, payload) {
    const { messages } = sentMessages.parse(payload);
    await answerForAbsent(
      ctx,
      messages.map(({ id }) => id),
    );
  },
};

const tellSentLately: Subscription = {
  fact: SENT_LATELY,
  reader: 'messaging.tell-sent-lately',
  async read(ctx) {
    await tellSent(ctx);
  },
};

export const jobs: readonly Job[] = [release, file, tell, tidy];
export const subscriptions: readonly Subscription[] = [answerForWhoIsAway, wakeAtItsHour, tellSentLately];
