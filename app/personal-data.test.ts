import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  suspendAccess,
} from '../modules/directory/builders.ts';
import { givePassword } from '../modules/identity/builders.ts';
import { newId, rowsOf, sql } from '../platform/db/db.ts';
import { extensionsOf } from '../platform/extensions.ts';
import { erasePersons } from '../platform/personal-data/erase.ts';
import { heldOf } from '../platform/personal-data/held.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { locales } from '../platform/texts/texts.ts';
import { modules } from './modules.ts';

const { personalData } = extensionsOf(modules);
const NOW = new Date('2026-11-24T07:30:00Z');

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

/** Names under which a column names a person, with or without foreign key. */
const NAMING = '(^|_)(by|person_id|pupil_id|adult_id|actor_id|subject_id|author_id|from_id|into_id|left_id|right_id)$';

test('every column of the product that names a person is looked after when their data is shown and erased', async () => {
  const declared = new Set(
    personalData.flatMap((part) => part.columns).map(({ table, column }) => `${table}.${column}`),
  );
  const rows = await rowsOf(
    database.db,
    sql<{ name: string }>`
      select n.nspname || '.' || c.relname || '.' || a.attname as name
      from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r' join pg_namespace n on n.oid = c.relnamespace
      where a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
        and n.nspname not in ('pg_catalog', 'information_schema', 'directory_import', 'graphile_worker')
        and (a.attname ~ ${NAMING}
          or exists (select 1 from pg_constraint f
                     where f.contype = 'f' and f.conrelid = c.oid and a.attnum = any(f.conkey)
                       and f.confrelid in ('directory.persons'::regclass, 'identity.accounts'::regclass)))
      order by 1`,
  );
  assert.ok(rows.length > 60, `${rows.length} columns`);
  const found = new Set(rows.map(({ name }) => name));
  assert.deepEqual(
    [...found].filter((name) => !declared.has(name)),
    [],
    'columns without a part',
  );
  assert.deepEqual(
    [...declared].filter((name) => !found.has(name)),
    [],
    'columns that do not exist',
  );
});

test('everything that is shown has its heading in every language, and nothing is a secret', async () => {
  const person = await buildGuardian(database.db);
  for (const locale of locales) {
    const held = await heldOf(database.db, personalData, person.id, locale);
    assert.equal(held.length, personalData.length);
  }
  for (const part of personalData)
    for (const { key, query } of part.things) {
      const { fields } = await sql`select r.* from (select 1) as one left join (${query(person.id)}) as r on true`
        .execute(database.db)
        .then(({ rows }) => ({ fields: Object.keys(rows[0] ?? {}) }));
      for (const locale of locales)
        assert.deepEqual(
          Object.keys(part.words[locale].things[key]?.fields ?? {}).sort(),
          fields.sort(),
          `${part.key} ${key} ${locale}`,
        );
      assert.ok(!fields.some((name) => /digest|password$|sealed|token$|secret/.test(name)), `${part.key} ${key}`);
    }
});

/** Tables in which the marker stands, and how often. */
async function placesOf(marker: string): Promise<Record<string, number>> {
  const tables = await rowsOf(
    database.db,
    sql<{ name: string }>`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'directory_import', 'graphile_worker', 'public')`,
  );
  const counts = await rowsOf(
    database.db,
    sql<{ name: string; n: number }>`${sql.join(
      tables.map(
        ({ name }) =>
          sql`select ${sql.lit(name)} as name, count(*) as n from ${sql.table(name)} t where lower(t::text) like ${`%${marker}%`}`,
      ),
      sql` union all `,
    )}`,
  );
  return Object.fromEntries(counts.filter(({ n }) => n > 0).map(({ name, n }) => [name, n]));
}

test('of an erased person nothing is left but a tombstone, and in the archive what the law asks for', async () => {
  const { db } = database;
  const school = await buildSchool(db);
  const head = await buildHead(db, { school });
  const child = await buildPupil(db, { school, familyName: 'ZWETSCHGE', givenName: 'Lou' });
  const gone = await buildGuardian(db, {
    of: child,
    familyName: 'MIRABELLIER',
    givenName: 'Odile',
    email: 'odile.mirabellier@famille.invalid',
    street: '3 rue des Mirabellier',
  });
  await givePassword(db, gone.id, 'cartable-soleil-marelle', NOW);
  await buildMandate(db, { kind: 'delegate', person: gone, school, duties: ['people'] });
  await suspendAccess(db, { guardian: gone, child });
  const uuid = (): string => newId();
  await sql`insert into directory.person_sources (source, category, source_id, person_id, attributes, digest)
            values ('10-1D', 'guardian', 'x1', ${gone.id}, '{"familyName": "MIRABELLIER"}', '')`.execute(db);
  await sql`insert into directory.tellings (id, person_id, code, details, created_at)
            values (${uuid()}, ${gone.id}, 'right-given', '{"school": "x", "duties": [], "class": null, "until": null}', ${NOW})`.execute(
    db,
  );
  await sql`insert into console.saved_views (id, person_id, table_key, name, query, created_at)
            values (${uuid()}, ${gone.id}, 'people', 'Les Mirabellier', '?q=mirabellier', ${NOW})`.execute(db);
  await sql`insert into portal.pins (person_id, key, pinned_at) values (${gone.id}, 'people', ${NOW})`.execute(db);
  await sql`insert into identity.mail_addresses (id, person_id, address, added_at)
            values (${uuid()}, ${gone.id}, 'odile.mirabellier@famille.invalid', ${NOW})`.execute(db);
  await sql`insert into identity.connections (id, person_id, happened_at, means, kind, address, device)
            values (${uuid()}, ${gone.id}, ${new Date('2026-10-01')}, 'password', 'family', '198.51.100.7', '{}'),
                   (${uuid()}, ${gone.id}, ${new Date('2025-10-01')}, 'password', 'family', '198.51.100.7', '{}')`.execute(
    db,
  );
  const table = uuid();
  await sql`insert into directory.table_imports (id, school_id, year, format, file_name, reading, columns, status, started_at, started_by)
            values (${table}, ${school.id}, 2026, 'onde', 'onde.csv', '{}', '{}', 'applied', ${NOW}, ${head.id})`.execute(
    db,
  );
  await sql`insert into directory.table_changes (school_id, id, table_id, person_id, thing, act, field, before, after)
            values (${school.id}, ${uuid()}, ${table}, ${gone.id}, 'field', 'change', 'family_name', '"MIRABELLE"', '"MIRABELLIER"')`.execute(
    db,
  );
  assert.ok(Object.keys(await placesOf('mirabell')).length > 6);
  const shown = JSON.stringify(await heldOf(db, personalData, gone.id, 'fr'));
  for (const word of ['MIRABELLIER', 'odile.mirabellier', 'Les Mirabellier', '198.51.100.7'])
    assert.ok(shown.includes(word), word);
  assert.ok(!shown.includes('ZWETSCHGE'), 'a closed access is not a word of it');

  const erased = await db
    .transaction()
    .execute((trx) => erasePersons(trx, personalData, { persons: [gone.id], reason: 'left', at: NOW }));
  assert.deepEqual(erased, [gone.id]);
  assert.deepEqual(await placesOf('mirabell'), { 'archive.records': 4 });
  const [tombstone] = await rowsOf(
    db,
    sql<Record<string, unknown>>`select * from directory.persons where id = ${gone.id}`,
  );
  assert.equal(tombstone?.uid, gone.uid);
  assert.equal(tombstone?.erased_on, '2026-11-24');
  assert.equal(tombstone?.erasure_reason, 'left');
  const records = await rowsOf(
    db,
    sql<{ kind: string; kept_until: string }>`select distinct kind, kept_until from archive.records order by kind`,
  );
  assert.deepEqual(records, [
    { kind: 'connection', kept_until: '2027-10-01' },
    { kind: 'consent', kept_until: '2031-11-24' },
  ]);
  assert.equal((await placesOf('zwetschge'))['directory.persons'], 1, 'the child stays');
});

test('who is withheld stays as they are; the others of the same batch go', async () => {
  const { db } = database;
  const [held, gone] = [await buildPupil(db, { familyName: 'GARDÉ' }), await buildPupil(db)];
  await sql`insert into privacy.holds (id, person_id, reason, placed_by, placed_at)
            values (${newId()}, ${held.id}, 'Procédure en cours', ${gone.id}, ${NOW})`.execute(db);
  const erased = await db
    .transaction()
    .execute((trx) => erasePersons(trx, personalData, { persons: [held.id, gone.id], reason: 'left', at: NOW }));
  assert.deepEqual(erased, [gone.id]);
  const names = await rowsOf(
    db,
    sql<{ family_name: string }>`select family_name from directory.persons where id = ${held.id}`,
  );
  assert.equal(names[0]?.family_name, 'GARDÉ');
});
