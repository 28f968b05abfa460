import { type Db, firstOf, sql } from '../db/db.ts';
import type { Listener } from '../db/listen.ts';
import { DEFAULT_ATTEMPTS } from '../jobs/queue.ts';
import type { Subscription, WorkContext } from '../module.ts';
import { OUTBOX_CHANNEL } from './announce.ts';

/** The queue's name for the delivery of facts to a reader. */
export const deliveryTo = (reader: string): string => `read:${reader}`;

const BATCH = 500;
const POLL_EVERY = 2_000;

/**
 * Takes one batch of facts out of the outbox and queues a job for each reader of each fact: one statement, so that a fact is
 * either still in the outbox or queued for all its readers, whatever dies meanwhile. Returns how many facts were taken.
 * A fact nobody reads goes too: a reader that comes later reads later facts.
 */
export async function relayFacts(db: Db, subscriptions: readonly Subscription[]): Promise<number> {
  const readers = subscriptions.map(({ fact, reader }) => ({ fact, reader, task: deliveryTo(reader) }));
  const row = await firstOf(
    db,
    sql<{ facts: number }>`
      with taken as (
        delete from platform.outbox
        where id = any(array(
          select id from platform.outbox order by id limit ${BATCH} for update skip locked))
        returning id, name, payload
      ), orders as (
        select array_agg(
          (readers.task,
           json_build_object('fact', taken.id, 'payload', taken.payload),
           null, null, ${DEFAULT_ATTEMPTS}, 'fact:' || taken.id || ':' || readers.reader, null, null
          )::graphile_worker.job_spec order by taken.id, readers.reader) as specs
        from taken
        join json_to_recordset(${JSON.stringify(readers)}::json) as readers (fact text, reader text, task text)
          on readers.fact = taken.name
      ), queued as (
        select count(*) as jobs from orders, lateral graphile_worker.add_jobs(orders.specs) where orders.specs is not null
      )
      select (select count(*) from taken) as facts, queued.jobs from queued`,
  );
  return row?.facts ?? 0;
}

/** Delivers facts as they come: woken after a commit, and by itself every two seconds in case nobody woke it. */
export interface Relay {
  stop(): Promise<void>;
}

export interface RelayOptions {
  readonly db: Db;
  readonly listener: Listener;
  readonly subscriptions: readonly Subscription[];
  readonly log: WorkContext['log'];
}

export async function startRelay({ db, listener, subscriptions, log }: RelayOptions): Promise<Relay> {
  let stopped = false;
  let woken = false;
  let running: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    try {
      woken = false;
      while (!stopped && (await relayFacts(db, subscriptions)) === BATCH);
    } catch (error) {
      // The facts stay in the outbox; the next look tries again.
      log('error', 'outbox.relay-failed', { error });
    }
  };
  const wake = (): void => {
    woken = true;
    if (stopped || running) return;
    running = drain().finally(() => {
      running = undefined;
      if (woken) wake();
    });
  };
  const silence = await listener.on(OUTBOX_CHANNEL, wake, wake);
  const poll = setInterval(wake, POLL_EVERY);
  wake();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(poll);
      silence();
      await running;
    },
  };
}
