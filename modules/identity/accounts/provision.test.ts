import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixedClock } from '../../../platform/clock/clock.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { type TestDatabase, testDatabase } from '../../../platform/testing/database.ts';
import { testWorker, until } from '../../../platform/testing/work.ts';
import {
  buildGuardian,
  buildMandate,
  buildPerson,
  buildPupil,
  buildSchool,
  buildStaff,
  suspendAccess,
} from '../../directory/builders.ts';
import { eraseAccount } from '../personal-data.ts';
import { identityModule } from '../register.ts';
import { provisionAccounts } from './provision.ts';

const TODAY = '2026-11-24';
const NOW = new Date('2026-11-24T07:30:00Z');

describe('who gets an account', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());

  const provision = (): Promise<number> => provisionAccounts(database.db, TODAY, NOW);
  const loginOf = async (person: { id: string }): Promise<string | undefined> =>
    (
      await firstOf(
        database.db,
        sql<{ login: string }>`select login from identity.accounts where person_id = ${person.id}`,
      )
    )?.login;

  it('pupils, staff, legal guardians and holders of mandates do; contacts, the suspended and those who are nothing do not', async () => {
    const { db } = database;
    const school = await buildSchool(db);
    const [awa, noe] = [await buildPupil(db, { school }), await buildPupil(db, { school })];
    const mother = await buildGuardian(db, { of: [awa, noe] });
    const halfSuspended = await buildGuardian(db, { of: [awa, noe], relation: 'father' });
    await suspendAccess(db, { guardian: halfSuspended, child: awa });
    const suspended = await buildGuardian(db, { of: awa, relation: 'father' });
    await suspendAccess(db, { guardian: suspended, child: awa });
    const yes = [
      awa,
      noe,
      mother,
      halfSuspended,
      await buildStaff(db, { school }),
      await buildMandate(db, { kind: 'platform' }),
    ];
    const no = [
      suspended,
      await buildGuardian(db, { of: awa, relation: 'grandparent', authority: 3 }),
      await buildGuardian(db, { of: awa, relation: 'other', authority: 2 }),
      await buildMandate(db, { kind: 'commune', endsOn: '2026-11-01' }),
      await buildPerson(db),
    ];
    assert.equal(await provision(), yes.length);
    for (const person of yes) assert.ok(await loginOf(person));
    for (const person of no) assert.equal(await loginOf(person), undefined);
    assert.equal(await provision(), 0, 'run again, it writes nothing');
    const states = await rowsOf(
      database.db,
      sql`select 1 from identity.accounts where activated_at is not null or password is not null`,
    );
    assert.equal(states.length, 0, 'all are to activate');
  });

  it('a login is given and family name in plain letters, whatever the alphabet', async () => {
    const names: readonly (readonly [string, string, string])[] = [
      ['Zoé', 'LEFÈVRE', 'zoe.lefevre'],
      ['Jean-Baptiste', 'DE LA TOUR', 'jean-baptiste.de-la-tour'],
      ['Célestine', 'D’ARCANGELO', 'celestine.darcangelo'],
      ["N'Golo", "O'BRIEN", 'ngolo.obrien'],
      ['Œdipe', 'ÆGÎR', 'oedipe.aegir'],
      ['Łukasz', 'ĐẶNG', 'lukasz.dang'],
      ['Şükran', 'ÇELİK', 'sukran.celik'],
      ['محمد', 'علي', 'compte'],
      ['Anne  Marie', 'X', 'anne-marie.x'],
      ['Maximilienne-Alexandrine-Eugénie', 'BIDULE', 'maximilienne-alexandrine-eugen.bidule'],
    ];
    const school = await buildSchool(database.db);
    for (const [givenName, familyName, login] of names) {
      const person = await buildPupil(database.db, { school, givenName, familyName });
      await provision();
      assert.equal(await loginOf(person), login);
    }
  });

  it('namesakes are told apart by a number; the first keeps the plain one, and logins do not change with names', async () => {
    const school = await buildSchool(database.db);
    const noor = { school, givenName: 'Nour', familyName: 'SAÏDI' };
    const [first, second] = [await buildPupil(database.db, noor), await buildPupil(database.db, noor)];
    await provision();
    const third = await buildPupil(database.db, { ...noor, familyName: 'Saïdi' });
    await provision();
    assert.deepEqual(
      [await loginOf(first), await loginOf(second), await loginOf(third)],
      ['nour.saidi', 'nour.saidi2', 'nour.saidi3'],
    );
    await sql`update directory.persons set family_name = 'MARTIN' where id = ${first.id}`.execute(database.db);
    assert.equal(await provision(), 0);
    assert.equal(await loginOf(first), 'nour.saidi');
  });

  it('the login of somebody erased is never given again, and nothing else of them stays', async () => {
    const school = await buildSchool(database.db);
    const ines = { school, givenName: 'Inès', familyName: 'KOWALSKI' };
    const [, gone] = [await buildPupil(database.db, ines), await buildPupil(database.db, ines)];
    await provision();
    assert.equal(await loginOf(gone), 'ines.kowalski2');
    await eraseAccount(database.db, gone.id);
    assert.equal(await loginOf(gone), undefined);
    await sql`update directory.profiles set ends_on = '2026-11-01' where person_id = ${gone.id}`.execute(database.db);
    const next = await buildPupil(database.db, ines);
    await provision();
    assert.equal(await loginOf(next), 'ines.kowalski3');
    const left = await rowsOf(
      database.db,
      sql<{ line: string }>`select t::text as line from identity.retired_logins t`,
    );
    assert.ok(left.length > 0 && !JSON.stringify(left).includes('kowalski'));
  });

  it('a delivery that was applied gives newcomers their account by itself', async () => {
    const pupil = await buildPupil(database.db, { givenName: 'Gaël', familyName: 'NOUVEAU' });
    const worker = await testWorker(database, [identityModule], { clock: fixedClock(NOW) });
    try {
      await inTransaction(database.db, (tx) =>
        tx.emit({ name: 'directory.delivery-applied', payload: { deliveryId: newId() } }),
      );
      await until('the account', async () => (await loginOf(pupil)) === 'gael.nouveau');
    } finally {
      await worker.stop();
    }
  });

  it('two deliveries at once number the same names without a clash', async () => {
    const school = await buildSchool(database.db);
    for (let i = 0; i < 6; i += 1) await buildPupil(database.db, { school, givenName: 'Lina', familyName: 'ROUX' });
    const made = await Promise.all([provision(), provision(), provision()]);
    assert.deepEqual(made.toSorted(), [0, 0, 6]);
  });
});
