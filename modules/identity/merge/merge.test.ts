import { equal, match } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import type { BuiltPerson } from '../../directory/builders.ts';
import { buildGuardian, buildPupil, buildSchool, joinFamily } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { issueActivationCode } from '../activation/issue.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';

const PASSWORD = 'cartable-soleil-marelle';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

/** A guardian of three, whom école and collège know each by an account of its own. */
async function buildGuardianOfThree() {
  const { db } = door;
  const ecole = await buildSchool(db);
  const college = await buildSchool(db, { kind: 'college' });
  const noe = await buildPupil(db, { school: ecole, birthDate: '2019-02-03' });
  const awa = await buildPupil(db, { school: ecole, birthDate: '2016-03-08' });
  const ibrahim = await buildPupil(db, { school: college, birthDate: '2014-01-12' });
  const first = await buildGuardian(db, { of: [noe, awa], familyName: 'DIALLO', givenName: 'Aminata' });
  const second = await buildGuardian(db, { of: ibrahim, familyName: 'DIALLO', givenName: 'Aminata' });
  const now = door.clock.now();
  await givePassword(db, first.id, PASSWORD, now);
  return { noe, awa, ibrahim, first, second, now };
}

const loginOf = (person: BuiltPerson): Promise<string> => givePassword(door.db, person.id, PASSWORD, door.clock.now());

test('a guardian of three joins her two accounts with the password of the other, and may part them again', async () => {
  const { noe, awa, ibrahim, first, second } = await buildGuardianOfThree();
  const login = await loginOf(second);
  const mother = await signInAs(door, first.id);
  equal((await mother.get(`/people/${ibrahim.uid}`)).status, 404);
  match((await mother.get('/account')).text, /Deux comptes \?/);
  match((await mother.get('/account/merge')).text, /Vous garderez l’identifiant aminata\.diallo/);
  const elsewhere = await signInAs(door, second.id);
  equal((await mother.post('/account/merge', { login, password: PASSWORD })).status, 303);
  for (const child of [noe, awa, ibrahim]) equal((await mother.get(`/people/${child.uid}`)).status, 200);
  equal((await elsewhere.get('/account')).status, 303, 'the other account is signed out');
  const page = await mother.get('/account/merge');
  const undo = /action="(\/account\/merge\/[^"]+\/undo)"/.exec(page.text)?.[1] ?? '';
  match((await mother.submit(undo)).text, /de nouveau séparés/);
  equal((await mother.get(`/people/${ibrahim.uid}`)).status, 404);
  equal((await (await signInAs(door, second.id)).get(`/people/${ibrahim.uid}`)).status, 200);
});

test('or with the printed code of the other account and a child’s birth date', async () => {
  const { ibrahim, first, second, now } = await buildGuardianOfThree();
  const { code } = await inTransaction(door.db, (tx) =>
    issueActivationCode(tx.db, { personId: second.id, issuedBy: null, now, pepper: testKeys.pepper }),
  );
  const mother = await signInAs(door, first.id);
  const wrong = await mother.post('/account/merge', { code, answer: '01/01/2001' });
  equal(wrong.status, 422);
  match(wrong.text, /n’ouvrent aucun autre compte/);
  match(wrong.text, new RegExp(`value="${code}"`));
  const joined = await mother.post('/account/merge', { code, answer: '12/01/2014' });
  equal(joined.status, 303);
  equal((await mother.get(`/people/${ibrahim.uid}`)).status, 200);
  equal((await mother.post('/account/merge', { code, answer: '12/01/2014' })).status, 422, 'once');
});

test('without proof nothing is joined: wrong password, own account, a pupil’s, one with a second factor', async () => {
  const { ibrahim, first, second } = await buildGuardianOfThree();
  const login = await loginOf(second);
  const mother = await signInAs(door, first.id);
  const join = (body: Record<string, string>) => mother.post('/account/merge', body);
  match((await join({ login, password: 'faux' })).text, /n’ouvrent aucun autre compte/);
  match((await join({ login: 'personne', password: 'faux' })).text, /n’ouvrent aucun autre compte/);
  match((await join({ login: await loginOf(first), password: PASSWORD })).text, /le compte dans lequel vous êtes/);
  match((await join({ login: await loginOf(ibrahim), password: PASSWORD })).text, /ne se réunissent pas ici/);
  await sql`insert into identity.authenticators (id, person_id, sealed, created_at, confirmed_at)
            values (directory.new_id(), ${second.id}, 'x', now(), now())`.execute(door.db);
  match((await join({ login, password: PASSWORD })).text, /ne se réunissent pas ici/);
  equal((await mother.get(`/people/${ibrahim.uid}`)).status, 404);
});

test('a pupil has no such page, and nobody parts the accounts of others', async () => {
  const { first, second } = await buildGuardianOfThree();
  const pupil = await signInAs(door, (await buildPupil(door.db)).id);
  equal((await pupil.get('/account/merge')).status, 404);
  const mother = await signInAs(door, first.id);
  await mother.post('/account/merge', { login: await loginOf(second), password: PASSWORD });
  const undo = /action="(\/account\/merge\/[^"]+\/undo)"/.exec((await mother.get('/account/merge')).text)?.[1] ?? '';
  const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
  equal((await stranger.post(undo)).status, 404);
});

test('an adult who is parent on one side and joined on the other keeps a single line per child', async () => {
  const { noe, first, second } = await buildGuardianOfThree();
  await joinFamily(door.db, { guardian: second, child: noe });
  const mother = await signInAs(door, first.id);
  equal((await mother.post('/account/merge', { login: await loginOf(second), password: PASSWORD })).status, 303);
  const own = (await mother.api('GET', `/api/people/${first.uid}`)).json<{ children: unknown[] }>();
  equal(own.children.length, 3);
});
