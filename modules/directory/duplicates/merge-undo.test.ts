import { deepEqual, equal, notDeepEqual, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { modules } from '../../../app/modules.ts';
import { type Db, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { extensionsOf } from '../../../platform/extensions.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { type TestDatabase, testDatabase } from '../../../platform/testing/database.ts';
import { provisionAccounts } from '../../identity/index.ts';
import { buildService } from '../../identity/relying-parties/builders.ts';
import { buildSchool } from '../builders.ts';
import { loadActor } from '../load-actor.ts';
import { buildRegion, SEED, TODAY } from '../random-region.ts';
import { findMerge, mergeRecords, partRecords } from './merge.ts';

/* Whatever two records hold, merging and parting them again leaves every row of every table as it was. */

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

/** Tables that tell of the merge itself, or that are derived. */
const APART = [
  'directory.merges',
  'directory.tellings',
  'directory.circle_members',
  'platform.audit_entries',
  'platform.audit_subjects',
  'platform.outbox',
];

/** Every row of the product's own tables, as text, by table. */
async function allRows(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await rowsOf(
    db,
    sql<{ name: string }>`
      select table_schema || '.' || table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema in ('directory', 'identity', 'console', 'portal', 'platform') order by 1`,
  );
  const found = new Map<string, readonly string[]>();
  for (const { name } of tables.filter((table) => !APART.includes(table.name))) {
    const rows = await rowsOf(
      db,
      sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} as t order by 1`,
    );
    found.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return found;
}

/** What people have besides: accounts, addresses, codes, proposals, departures, saved filters, in some order drawn from the seed. */
async function addBelongings(db: Db, ids: readonly string[]): Promise<void> {
  const now = new Date('2026-11-24T07:30:00Z');
  await provisionAccounts(db, TODAY, now);
  const accounts = await rowsOf(db, sql<{ person_id: string }>`select person_id from identity.accounts order by login`);
  for (const [rank, { person_id }] of accounts.entries()) {
    if (rank % 3 === 0)
      await sql`update identity.accounts set password = 'p', password_set_at = ${now}, activated_at = ${now} where person_id = ${person_id}`.execute(
        db,
      );
    if (rank % 2 === 0)
      await sql`insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
                values (${newId()}, ${person_id}, ${`famille${rank % 5}@exemple.invalid`}, ${now}, ${rank % 4 === 0 ? now : null})`.execute(
        db,
      );
    if (rank % 5 === 0)
      await sql`insert into identity.account_closures (id, person_id, closed_at) values (${newId()}, ${person_id}, ${now})`.execute(
        db,
      );
    await sql`insert into console.saved_views (id, person_id, table_key, name, query, created_at)
              values (${newId()}, ${person_id}, 'people', ${`vue ${rank % 3}`}, '', ${now})`.execute(db);
  }
  for (let rank = 1; rank < ids.length; rank += 3)
    await sql`insert into directory.duplicate_proposals (id, left_id, right_id, reason)
              values (${newId()}, least(${ids[rank - 1]}::uuid, ${ids[rank]}::uuid), greatest(${ids[rank - 1]}::uuid, ${ids[rank]}::uuid), 'same-contact')
              on conflict do nothing`.execute(db);
  const words = Buffer.from('mots');
  const commune = (await buildSchool(db)).communeId;
  const request = newId();
  const party = await buildService(db);
  await sql`insert into identity.shown_words (digest, words, first_shown_at) values (${words}, 'mots', ${now}) on conflict do nothing`.execute(
    db,
  );
  await sql`insert into identity.reuse_requests (id, commune_id, title, purpose, recipients, facts, months, declared_by, declared_at)
            values (${request}, ${commune}, 'a', 'b', 'c', '{phone}', 12, ${ids[0]}, ${now})`.execute(db);
  for (const [rank, id] of ids.entries()) {
    const author = rank % 3 === 0 ? id : (ids[(rank * 5 + 1) % ids.length] ?? id);
    const answer = newId();
    const at = new Date(now.getTime() + (rank % 7) * 1000);
    await sql`insert into identity.consents (id, person_id, author_id, relying_party_id, answer, terms, words, answered_at, ends_on)
              values (${newId()}, ${id}, ${author}, ${party}, ${rank % 2 === 0 ? 'given' : 'refused'}, ${words}, ${words}, ${at}, '2027-11-24')`.execute(
      db,
    );
    await sql`insert into identity.reuse_answers (id, request_id, person_id, answer, words, answered_at, ends_on)
              values (${answer}, ${request}, ${id}, 'agreed', ${words}, ${at}, '2027-11-24')`.execute(db);
    await sql`insert into identity.reuse_uses (id, answer_id, read_by, read_at, facts, by_program)
              values (${newId()}, ${answer}, ${id}, ${at}, '{name,phone}', false)`.execute(db);
  }
  await sql`update directory.persons set email = 'a@exemple.invalid', owners = '{"email": "school"}'
            where id = any(${ids.filter((_, rank) => rank % 4 === 0)}::uuid[])`.execute(db);
  await sql`insert into directory.person_sources (source, category, source_id, person_id, attributes, digest)
            select '10-1D', 'guardian', uid, id, '{}', '' from directory.persons where id = any(${ids.filter((_, rank) => rank % 2 === 0)}::uuid[])`.execute(
    db,
  );
}

test(`merging two records and parting them gives back the same rows, whatever they hold (seed ${SEED})`, async () => {
  const { db } = database;
  const region = await buildRegion(db);
  await buildRegion(db);
  const ids = [...region.people].sort();
  await addBelongings(db, ids);
  const master = await loadActor(db, ids[0] ?? '', TODAY);
  ok(master);
  const ctx = {
    actor: master,
    db,
    now: new Date('2026-11-24T08:00:00Z'),
    requestId: newId(),
    extensions: extensionsOf(modules),
  } as unknown as SessionContext;
  const before = await allRows(db);
  let tried = 0;
  let refused = 0;
  for (let turn = 0; turn < 40; turn += 1) {
    const left = ids[(turn * 7) % ids.length] ?? '';
    const right = ids[(turn * 13 + 5) % ids.length] ?? '';
    const into = await inTransaction(db, (tx) =>
      mergeRecords(ctx, tx, { left, right, proof: 'school', schoolId: null }),
    ).catch((error: Error) => {
      ok(/kin-not-merged|merged-already|other-ine/.test(error.message), error.message);
      return undefined;
    });
    if (!into) {
      refused += 1;
      continue;
    }
    tried += 1;
    const from = into === left ? right : left;
    notDeepEqual(await allRows(db), before, 'something was moved');
    const remains = await rowsOf(
      db,
      sql`select 1 from directory.profiles where person_id = ${from} union all select 1 from directory.memberships where person_id = ${from}
          union all select 1 from directory.kinships where ${from}::uuid in (pupil_id, adult_id)
          union all select 1 from directory.mandates where person_id = ${from} union all select 1 from directory.person_sources where person_id = ${from}`,
    );
    equal(remains.length, 0, 'nothing is left on the record that was set aside');
    const [row] = await rowsOf(
      db,
      sql<{ id: string }>`select id from directory.merges where from_id = ${from} and undone_at is null`,
    );
    await inTransaction(db, async (tx) => {
      const merge = await findMerge(tx.db, row?.id ?? '', ctx.now);
      ok(merge);
      await partRecords(ctx, tx, merge);
    });
    const after = await allRows(db);
    for (const [table, rows] of before) deepEqual(after.get(table), rows, `${table}, turn ${turn}`);
  }
  ok(tried > 25, `${tried} merges tried, ${refused} refused`);
});
