import { equal, match } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { buildHead, buildMandate, buildPerson } from '../builders.ts';
import { directoryModule } from '../register.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

async function administrator(): Promise<Visitor> {
  const person = await buildPerson(door.db);
  await buildMandate(door.db, { person, kind: 'platform' });
  return signInAs(door, person.id);
}

const profileOf = async (visitor: Visitor, code: string): Promise<string | undefined> => {
  const reply = await visitor.api('GET', '/api/functions');
  equal(reply.status, 200, reply.text);
  const { functions } = reply.json<{
    functions: { code: string; profile: string }[];
  }>();
  return functions.find((entry) => entry.code === code)?.profile;
};

test('the operator decides that an AESH belongs to the staff, and the table says so', async () => {
  const visitor = await administrator();
  equal(await profileOf(visitor, 'AES'), 'school_life');
  const page = await visitor.submit('/functions', { code: 'AES', profile: 'staff', label: '' });
  match(page.text, /C’est noté pour AES/);
  match(page.text, /Accompagnement d&#x27;élèves/);
  equal(await profileOf(visitor, 'AES'), 'staff');
});

test('a code that the table did not know is added', async () => {
  const visitor = await administrator();
  equal((await visitor.api('POST', '/api/functions', { code: 'NEW', profile: 'teacher' })).status, 200);
  equal(await profileOf(visitor, 'NEW'), 'teacher');
});

test('a profile that does not exist is refused and nothing changes', async () => {
  const visitor = await administrator();
  equal((await visitor.api('POST', '/api/functions', { code: 'DOC', profile: 'wizard' })).status, 422);
  equal(await profileOf(visitor, 'DOC'), 'librarian');
});

test('for a head the table does not exist, to read or to change', async () => {
  const visitor = await signInAs(door, (await buildHead(door.db)).id);
  equal((await visitor.get('/functions')).status, 404);
  equal((await visitor.api('POST', '/api/functions', { code: 'ENS', profile: 'head' })).status, 404);
});
