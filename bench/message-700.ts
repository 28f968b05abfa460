import { randomUUID } from 'node:crypto';
import { releaseDue } from '../modules/messaging/sending/release.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { createDb, type Db, sql } from '../platform/db/db.ts';
import type { Bench } from './bench.ts';
import { guardiansAt, type Head, heads } from './ground/correspondents.ts';
import { measureDovecot } from './ground/dovecot.ts';
import { Connection } from './ground/http-client.ts';
import { openMessages } from './ground/messages.ts';
import type { Metropole } from './ground/metropole.ts';
import { openSessions, type Player } from './ground/people.ts';
import { startProduct } from './ground/product.ts';

const SCHOOLS = 40;
const ROUNDS = 4;

export const message700: Bench = {
  name: 'message-700',
  sentence:
    'p95 from the release of a message to the families of a whole school (some 700) to its commit, every copy readable; 2 M messages loaded',
  bar: { most: 30 },
  async run(_options, say) {
    const metropole = await openMessages(say);
    try {
      return { ...(await measure(metropole)), dovecot: (await measureDovecot(700)) ?? 'not installed' };
    } finally {
      await metropole.stop();
    }
  },
};

async function measure(metropole: Metropole) {
  // The worker's pool: what releases is measured where it runs.
  const db = createDb(metropole.databaseUrl, { poolSize: 2, statementTimeout: 0 });
  const product = await startProduct(metropole);
  const connection = new Connection(product.port);
  try {
    const schools = await heads(db, 700, SCHOOLS);
    const readers = await Promise.all(schools.map(({ schoolId }) => guardiansAt(db, schoolId, 1)));
    const tokens = await openSessions(db, [...schools, ...readers.flat()]);
    await giveFactors(db, schools);
    const [posted, released]: [number[], number[]] = [[], []];
    let people = 0;
    for (let round = 0; round < ROUNDS * SCHOOLS; round += 1) {
      const at = round % SCHOOLS;
      const head = schools[at] as Head;
      const start = performance.now();
      const id = await post(connection, tokens[at] as string, head);
      posted.push(performance.now() - start);
      await due(db, id);
      const begun = performance.now();
      const out = await releaseDue({ db, clock: systemClock, log: fail, signal: new AbortController().signal });
      released.push(performance.now() - begun);
      if (out !== 1) throw new Error(`${out} messages went out instead of one`);
      people += head.families;
      await seen(connection, tokens[SCHOOLS + at] as string, id);
    }
    const figures = { value: at95(released), unit: 'ms' };
    return {
      ...figures,
      p50: median(released),
      posted: { p50: median(posted), p95: at95(posted) },
      people: Math.round(people / released.length),
      messages: released.length,
    };
  } finally {
    connection.close();
    await product.stop();
    await db.destroy();
  }
}

const fail = (level: string, event: string, details?: unknown): void => {
  if (level === 'error') throw new Error(`${event} ${JSON.stringify(details)}`);
};

/** Sends a message to all families of the head's school, its number confirmed; it waits the minute in which it could be cancelled. */
export async function post(connection: Connection, token: string, head: Head): Promise<string> {
  return postTo(connection, token, `school:${head.schoolId}:families`);
}

/** The same to any audience. */
export async function postTo(connection: Connection, token: string, to: string): Promise<string> {
  const body = {
    to: [to],
    subject: 'Fermeture de la cantine',
    text: 'La cantine est fermée jeudi. Prévoyez un panier.',
    requestKey: randomUUID(),
  };
  const headers = {
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
    cookie: `preau-session=${token}`,
  };
  const send = async (confirmed: number | ''): Promise<{ id?: string; error?: { details: { people: number } } }> =>
    JSON.parse(
      (await connection.send('POST', '/api/messages/new', headers, JSON.stringify({ ...body, confirmed }))).text(),
    );
  const asked = await send(counted.get(to) ?? '');
  if (asked.id) return asked.id;
  const people = asked.error?.details.people;
  if (people === undefined) throw new Error(`${to}: ${JSON.stringify(asked)}`);
  counted.set(to, people);
  const { id } = await send(people);
  if (!id) throw new Error(`${to} was not accepted`);
  return id;
}

/** How many an audience had when it was last asked: its author has seen the number before. */
const counted = new Map<string, number>();

/** The minute is over. */
export const due = (db: Db, id: string): Promise<unknown> =>
  sql`update messaging.messages set publish_at = now() - interval '1 second' where id = ${id}::uuid`.execute(db);

async function seen(connection: Connection, token: string, id: string): Promise<void> {
  const answer = await connection.send('GET', '/messages', { cookie: `preau-session=${token}` });
  if (!answer.text().includes(`/messages/${id}`))
    throw new Error('the message is not in the inbox of one of its people');
}

/** They added a second factor some time ago. */
export async function giveFactors(db: Db, players: readonly Player[]): Promise<void> {
  const ids = players.map(({ personId }) => personId);
  await sql`
    insert into identity.authenticators (id, person_id, sealed, created_at, confirmed_at)
    select gen_random_uuid(), p.id, 'none', now(), now() from unnest(${ids}::uuid[]) as p (id)
    where not exists (select from identity.authenticators a where a.person_id = p.id)`.execute(db);
}

const sorted = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
export const median = (list: readonly number[]): number => sorted(list)[Math.floor(list.length / 2)] ?? 0;
export const at95 = (list: readonly number[]): number => sorted(list)[Math.floor(list.length * 0.95)] ?? 0;
