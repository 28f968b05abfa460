import { equal } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from '../db/db.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { migrateJobs, QUEUE_SCHEMA, schemaOf } from './queue-schema.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

test('the number we know is that of the queue’s newest migration, from nothing as from an older one', async () => {
  equal(await schemaOf(database.url), QUEUE_SCHEMA);
  await sql`drop schema graphile_worker cascade`.execute(database.db);
  equal(await schemaOf(database.url), 0);
  await migrateJobs(database.url);
  equal(await schemaOf(database.url), QUEUE_SCHEMA);
});
