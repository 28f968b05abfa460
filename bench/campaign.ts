import { type Db, firstOf, newId, rowsOf, sql } from '../platform/db/db.ts';
import type { Bench } from './bench.ts';
import { type Answer, Connection } from './ground/http-client.ts';
import { openMetropole } from './ground/metropole.ts';
import { openSessions, playersAs, withDb } from './ground/people.ts';
import { startProduct } from './ground/product.ts';
import { giveFactors } from './message-700.ts';

const ACCOUNTS = 500;
const EACH = 20;
const PEOPLE = 70;
const WORDS = 'Votre compte sera fermé ce soir, suivez ce lien pour le garder';

export const campaign: Bench = {
  name: 'campaign',
  sentence:
    'the drill: 500 stolen accounts, 20 messages each to 70 people; seconds to hide every copy, beside finding them and shutting out the accounts',
  bar: { most: 60 },
  async run(_options, say) {
    const metropole = await openMetropole(say);
    try {
      return await withDb(metropole, async (db) => {
        const stolen = await playersAs(db, 'pupil', ACCOUNTS);
        const [operator] = await playersAs(db, 'platform', 1);
        if (!operator) throw new Error('METROPOLE-1 has no administrator');
        const tokens = await openSessions(db, [operator, ...stolen]);
        await giveFactors(db, [operator]);
        say(`${ACCOUNTS * EACH} messages to ${PEOPLE} people each`);
        await sendAll(
          db,
          stolen.map(({ personId }) => personId),
        );
        const product = await startProduct(metropole);
        try {
          return await drill(db, new Connection(product.port), tokens[0] as string, tokens[1] as string);
        } finally {
          await product.stop();
          await forget(db);
        }
      });
    } finally {
      await metropole.stop();
    }
  },
};

/** Writes what the stolen accounts sent, as messaging keeps it. */
async function sendAll(db: Db, authors: readonly string[]): Promise<void> {
  const ids = Array.from({ length: ACCOUNTS * EACH }, () => newId());
  await sql`
    insert into messaging.messages (id, thread_id, author_id, author_role, subject, body, words, lexemes, staff_only, people, state, written_at,
                                    publish_at, sent_at, told_at)
    select m.id, m.id, (${[...authors]}::uuid[])[1 + (m.rank % ${authors.length})::int], 'pupil', 'Urgent', '{"type":"doc","content":[]}'::jsonb,
           ${WORDS}, to_tsvector('simple', ${WORDS}), false, ${PEOPLE}, 'sent', now(), now(), now(), now()
    from unnest(${ids}::uuid[]) with ordinality as m (id, rank)`.execute(db);
  await sql`
    with people as materialized (
      select a.person_id, row_number() over (order by a.person_id) - 1 as place from identity.accounts a order by a.person_id limit 50000),
    counted as (select count(*) as all_of_them from people)
    insert into messaging.recipients (message_id, person_id, sent_at, role)
    select m.id, p.person_id, now(), 'family'
    from unnest(${ids}::uuid[]) with ordinality as m (id, rank)
    cross join generate_series(0, ${PEOPLE - 1}) as copy (number)
    cross join counted
    join people p on p.place = (m.rank * ${PEOPLE} + copy.number) % counted.all_of_them
    on conflict do nothing`.execute(db);
}

const seconds = (since: number): number => Math.round(performance.now() - since) / 1_000;

async function drill(db: Db, connection: Connection, operator: string, thief: string) {
  const as = (token: string) => ({ cookie: `preau-session=${token}` });
  const post = (path: string, body: unknown): Promise<Answer> =>
    connection.send(
      'POST',
      path,
      { ...as(operator), 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      JSON.stringify(body),
    );
  let begun = performance.now();
  const search = await post('/api/campaigns/searches', { words: WORDS.slice(0, 40) });
  const { id: searchId } = JSON.parse(search.text()) as { id?: string };
  if (!searchId) throw new Error(search.text());
  const found = await connection.send('GET', `/api/campaigns/searches/${searchId}`, as(operator));
  const find = seconds(begun);
  begun = performance.now();
  const hidden = await post(`/api/campaigns/searches/${searchId}/hide`, { reason: 'Exercice' });
  const hide = seconds(begun);
  const { id } = JSON.parse(hidden.text()) as { id?: string };
  if (!id) throw new Error(hidden.text());
  const left = await firstOf(
    db,
    sql<{ left: number }>`select count(*) as left from messaging.messages where words = ${WORDS} and hidden_at is null`,
  );
  if (left?.left !== 0) throw new Error(`${left?.left} copies stand`);
  begun = performance.now();
  const closed = await post(`/api/campaigns/${id}/close-doors`, {});
  const close = seconds(begun);
  const { sessions } = JSON.parse(closed.text()) as { sessions?: number };
  const out = await connection.send('GET', '/', as(thief));
  if (sessions !== ACCOUNTS || out.status !== 303) throw new Error(`${closed.text()} ${out.status}`);
  const { messages, recipients } = JSON.parse(found.text()) as { messages: number; recipients: number };
  connection.close();
  return { value: hide, unit: 's', find, closeDoors: close, sessions, messages, recipients };
}

/** The ground is as it was. */
async function forget(db: Db): Promise<void> {
  const rows = await rowsOf(db, sql<{ id: string }>`select id from messaging.messages where words = ${WORDS}`);
  const ids = rows.map(({ id }) => id);
  await sql`delete from messaging.recipients where message_id = any(${ids}::uuid[])`.execute(db);
  await sql`delete from messaging.messages where id = any(${ids}::uuid[])`.execute(db);
}
