import { type Db, sql } from '../db/db.ts';

/** Wakes the relays of all processes: there are facts in the outbox. */
export const OUTBOX_CHANNEL = 'preau_outbox';
/** Carries the topics that changed, as a JSON array of strings; `*` alone stands for everything. */
export const LIVE_CHANNEL = 'preau_live';

const PAUSE = 20;
/**
 * Named one by one up to here: a message to a large school is told to its people alone (700 of them: five calls, some 30 kB). Beyond, everybody
 * is told to look, spread over a while.
 */
const MAX_TOPICS = 5_000;
/** PostgreSQL takes messages of less than 8,000 bytes. */
const MAX_MESSAGE = 7_500;

interface Announcer {
  facts: boolean;
  readonly topics: Set<string>;
  sending: boolean;
  lastAt: number;
  timer: NodeJS.Timeout | undefined;
}

/** One a pool, so one a process: however many commands commit, a NOTIFY leaves every 20 ms at most. */
const announcers = new WeakMap<Db, Announcer>();

/**
 * Tells the other processes what a committed transaction left: facts to deliver, topics that changed. Called after commit: a
 * NOTIFY inside a transaction makes all commits of the database queue up behind one lock. What gets lost here costs
 * time only: the relay also looks by itself, and pages say when they were read.
 */
export function announce(db: Db, facts: boolean, topics: Iterable<string>): void {
  let announcer = announcers.get(db);
  if (!announcer) {
    announcer = { facts: false, topics: new Set(), sending: false, lastAt: 0, timer: undefined };
    announcers.set(db, announcer);
  }
  announcer.facts ||= facts;
  for (const topic of topics) announcer.topics.add(topic);
  if (announcer.facts || announcer.topics.size > 0) plan(db, announcer);
}

/** Makes every open page look again, at once: after a change too wide to name its topics, like an import. Call it after commit. */
export async function announceEverything(db: Db): Promise<void> {
  await sql`select pg_notify(${LIVE_CHANNEL}, '*')`.execute(db);
}

function plan(db: Db, announcer: Announcer): void {
  if (announcer.sending || announcer.timer) return;
  const wait = Math.max(0, announcer.lastAt + PAUSE - performance.now());
  announcer.timer = setTimeout(() => void send(db, announcer), wait);
}

async function send(db: Db, announcer: Announcer): Promise<void> {
  announcer.timer = undefined;
  announcer.sending = true;
  announcer.lastAt = performance.now();
  const messages: [channel: string, message: string][] = liveMessages(announcer.topics).map((message) => [
    LIVE_CHANNEL,
    message,
  ]);
  if (announcer.facts) messages.push([OUTBOX_CHANNEL, '']);
  announcer.facts = false;
  announcer.topics.clear();
  try {
    await sql`
      select pg_notify(told.channel, told.message)
      from unnest(${messages.map(([channel]) => channel)}::text[], ${messages.map(([, message]) => message)}::text[])
        as told (channel, message)`.execute(db);
  } catch {
    // The database is gone or this process is ending: the facts are safe in their table.
  }
  announcer.sending = false;
  if (announcer.facts || announcer.topics.size > 0) plan(db, announcer);
}

/** The topics as messages that PostgreSQL accepts; past some thousands (an import), one message for all pages. */
export function liveMessages(topics: ReadonlySet<string>): string[] {
  if (topics.size > MAX_TOPICS) return ['*'];
  const messages: string[][] = [];
  let room = 0;
  for (const topic of topics) {
    const size = Buffer.byteLength(JSON.stringify(topic)) + 1;
    if (size > room) {
      messages.push([]);
      room = MAX_MESSAGE;
    }
    messages.at(-1)?.push(topic);
    room -= size;
  }
  return messages.map((message) => JSON.stringify(message));
}
