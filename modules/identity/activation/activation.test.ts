import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import {
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildHead,
  buildPerson,
  buildPupil,
  buildSchool,
  buildTeacher,
  giveProfile,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { closeAccount } from '../accounts/close.ts';
import { provisionAccounts } from '../accounts/provision.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { issueActivationCode } from './issue.ts';

const PASSWORD = 'trois girafes sans parapluie';
const DAY = 24 * 3600_000;

describe('a first sign-in with the sheet of the school', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
  });
  after(() => door.close());

  const codeFor = async (person: { id: string }): Promise<string> => {
    const { db, clock } = door;
    await provisionAccounts(db, '2026-11-24', clock.now());
    const given = { personId: person.id, issuedBy: null, now: clock.now(), pepper: testKeys.pepper };
    return (await db.transaction().execute((trx) => issueActivationCode(trx, given))).code;
  };
  const family = async (): Promise<{ mother: BuiltPerson; code: string }> => {
    const child = await buildPupil(door.db, { birthDate: '2016-03-14' });
    const mother = await buildGuardian(door.db, { of: child, givenName: 'Awa', familyName: 'DIALLO' });
    return { mother, code: await codeFor(mother) };
  };
  const choose = (visitor: Visitor, password = PASSWORD, given: Record<string, string> = {}): Promise<Reply> =>
    visitor.post('/activation/password', { password, again: password, ...given });
  const upToPassword = async (code: string, proof = '2016-03-14'): Promise<Visitor> => {
    const visitor = new Visitor(door.app);
    assert.equal((await visitor.post('/activation', { code })).location, '/activation/proof');
    assert.equal((await visitor.post('/activation/proof', { proof })).location, '/activation/password');
    return visitor;
  };

  it('a mother types the code, gives the birth date of her child, chooses a password, and is in', async () => {
    const { mother, code } = await family();
    const visitor = new Visitor(door.app);
    assert.match((await visitor.get('/activation')).text, /Étape 1 sur 3/);
    const typed = `${code.slice(0, 4)} - ${code.slice(4).toLowerCase()}`;
    assert.equal((await visitor.post('/activation', { code: typed })).location, '/activation/proof');
    assert.match((await visitor.get('/activation/proof')).text, /Date de naissance de votre enfant/);
    assert.equal((await visitor.post('/activation/proof', { proof: '14/03/2016' })).location, '/activation/password');
    const page = await visitor.get('/activation/password');
    assert.match(page.text, /Bonjour Awa/);
    assert.match(page.text, /awa\.diallo/);
    assert.match(page.text, /12 caractères au moins/);
    const reply = await choose(visitor);
    assert.equal(reply.location, '/');
    assert.equal((await visitor.get('/account/sessions')).location, '/charter?next=%2Faccount%2Fsessions');
    const account = await firstOf(
      door.db,
      sql<{
        login: string;
        activated_at: Date;
      }>`select login, activated_at from identity.accounts where person_id = ${mother.id}`,
    );
    assert.deepEqual(account?.activated_at, door.clock.now());
    const later = await new Visitor(door.app).post('/sign-in', { login: account?.login ?? '', password: PASSWORD });
    assert.equal(later.status, 303);
  });

  it('the square of the sheet leads to the second step, and the code leaves the address', async () => {
    const { code } = await family();
    const visitor = new Visitor(door.app);
    const reply = await visitor.get(`/activation/code/${code}`);
    assert.equal(reply.status, 303);
    assert.equal(reply.location, '/activation/proof');
    const page = await visitor.get('/activation/proof');
    assert.ok(!page.text.includes(code));
    assert.equal(page.headers['referrer-policy'], 'same-origin');
    assert.equal(
      (await new Visitor(door.app).get('/activation/proof')).location,
      '/activation',
      'a stranger is not let on',
    );
  });

  it('a pupil is asked for their own birth date and addressed as « tu »; a collège pupil needs ten characters', async () => {
    const college = await buildSchool(door.db, { kind: 'college' });
    const pupil = await buildPupil(door.db, { school: college, givenName: 'Sami', birthDate: '2013-05-02' });
    const code = await codeFor(pupil);
    const visitor = new Visitor(door.app);
    await visitor.post('/activation', { code });
    assert.match((await visitor.get('/activation/proof')).text, /Ta date de naissance/);
    await visitor.post('/activation/proof', { proof: '2013-05-02' });
    assert.match((await visitor.get('/activation/password')).text, /10 caractères au moins/);
    assert.equal((await choose(visitor, 'vélo pont')).status, 422);
    assert.equal((await choose(visitor, 'vélo ponton')).status, 303);
  });

  it('somebody at work of whom no birth date is known gives the address that the school knows', async () => {
    const teacher = await buildTeacher(door.db, { email: 'a.roux@ac-preau.invalid' });
    const code = await codeFor(teacher);
    const visitor = new Visitor(door.app);
    await visitor.post('/activation', { code });
    assert.match((await visitor.get('/activation/proof')).text, /type="email"/);
    assert.equal((await visitor.post('/activation/proof', { proof: 'a.roux@elsewhere.invalid' })).status, 422);
    assert.equal((await visitor.post('/activation/proof', { proof: ' A.Roux@ac-preau.invalid ' })).status, 303);
  });

  it('a code works once', async () => {
    const { code } = await family();
    const [first, second] = [await upToPassword(code), await upToPassword(code)];
    assert.equal((await choose(first)).status, 303);
    const late = await choose(second, 'six chameaux en pantoufles');
    assert.equal(late.status, 422);
    assert.match(late.text, /a déjà servi/);
    assert.equal(second.cookie('preau-session'), undefined);
    const again = await new Visitor(door.app).post('/activation', { code });
    assert.equal(again.status, 422);
    assert.match(again.text, /Ce code a déjà servi/);
  });

  it('a code works 45 days', async () => {
    const { code } = await family();
    const begun = door.clock.now();
    door.clock.advance(45 * DAY - 1000);
    assert.equal((await new Visitor(door.app).post('/activation', { code })).status, 303);
    door.clock.advance(1000);
    assert.match((await new Visitor(door.app).post('/activation', { code })).text, /n’est plus valable/);
    // Time does not run backwards outside a test: what was counted in that future goes.
    await sql`truncate identity.throttles`.execute(door.db);
    door.clock.set(begun);
  });

  it('a new code cancels the former, the open session of the steps included', async () => {
    const { mother, code } = await family();
    const visitor = await upToPassword(code);
    const newer = await codeFor(mother);
    assert.equal((await choose(visitor)).status, 422);
    assert.match((await new Visitor(door.app).post('/activation', { code })).text, /code plus récent/);
    assert.equal((await new Visitor(door.app).post('/activation', { code: newer })).status, 303);
  });

  it('an unknown code is refused, whatever its form', async () => {
    for (const code of ['AAAA-AAAA', 'x', '', 'ZZZZZZZZZ', "'; drop table"]) {
      const reply = await new Visitor(door.app).post('/activation', { code });
      assert.equal(reply.status, 422, code);
      assert.match(reply.text, /Ce code n’existe pas/);
    }
  });

  it('who found the sheet gets six guesses at the birth date; then the code is void, even with the right one', async () => {
    const { code } = await family();
    const visitor = new Visitor(door.app);
    await visitor.post('/activation', { code });
    const seen: string[] = [];
    for (let day = 1; day <= 6; day += 1) {
      const reply = await visitor.post('/activation/proof', { proof: `2016-01-0${day}` });
      assert.equal(reply.status, 422);
      seen.push(/il reste (\d) essais|reste un essai|ne sert plus/.exec(reply.text)?.[0] ?? '');
    }
    assert.deepEqual(seen, [
      'il reste 5 essais',
      'il reste 4 essais',
      'il reste 3 essais',
      'il reste 2 essais',
      'reste un essai',
      'ne sert plus',
    ]);
    assert.equal((await visitor.post('/activation/proof', { proof: '2016-03-14' })).status, 422);
    assert.equal((await visitor.get('/activation/password')).location, '/activation');
    assert.match((await new Visitor(door.app).post('/activation', { code })).text, /ne sert plus/);
  });

  it('six guesses at once are six guesses', async () => {
    const { code } = await family();
    const visitors = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const visitor = new Visitor(door.app);
        await visitor.post('/activation', { code });
        return visitor;
      }),
    );
    await Promise.all(
      visitors.map((visitor, day) =>
        visitor.post('/activation/proof', { proof: `2016-02-${String(day + 1).padStart(2, '0')}` }),
      ),
    );
    assert.equal((await visitors[0]?.post('/activation/proof', { proof: '2016-03-14' }))?.status, 422);
  });

  it('the birth date of a child whom a court keeps away from them does not open the door of a parent', async () => {
    const [own, kept] = [
      await buildPupil(door.db, { birthDate: '2015-01-09' }),
      await buildPupil(door.db, { birthDate: '2017-08-30' }),
    ];
    const father = await buildGuardian(door.db, { of: [own, kept], relation: 'father' });
    await suspendAccess(door.db, { guardian: father, child: kept });
    const visitor = new Visitor(door.app);
    await visitor.post('/activation', { code: await codeFor(father) });
    assert.equal((await visitor.post('/activation/proof', { proof: '2017-08-30' })).status, 422);
    assert.equal((await visitor.post('/activation/proof', { proof: '2015-01-09' })).status, 303);
  });

  it('the steps are gone after half an hour, and the code is still good', async () => {
    const { code } = await family();
    const visitor = await upToPassword(code);
    door.clock.advance(30 * 60_000);
    const late = await choose(visitor);
    assert.equal(late.status, 422);
    assert.match(late.text, /reprenez avec votre code/);
    assert.equal((await choose(await upToPassword(code))).status, 303);
  });

  it('the third step cannot be reached without the second', async () => {
    const { code } = await family();
    const visitor = new Visitor(door.app);
    await visitor.post('/activation', { code });
    assert.equal((await visitor.get('/activation/password')).location, '/activation');
    assert.equal((await choose(visitor)).status, 422);
    assert.equal(visitor.cookie('preau-session'), undefined);
  });

  it('a weak password is refused with what to do, and nothing is lost', async () => {
    const { code } = await family();
    const visitor = await upToPassword(code);
    for (const [password, why] of [
      ['petit', /12 caractères au moins/],
      ['Soleil2024!!', /parmi les premiers/],
      ['azertyuiop123456', /se suivent ou se répètent/],
      ['awadiallo2016', /On y devine/],
    ] as const) {
      const reply = await choose(visitor, password, { email: 'awa@preau.invalid' });
      assert.equal(reply.status, 422, password);
      assert.match(reply.text, why);
      assert.match(reply.text, /value="awa@preau\.invalid"/);
      assert.ok(!reply.text.includes(password));
    }
    assert.match(
      (await visitor.post('/activation/password', { password: PASSWORD, again: 'trois girafes' })).text,
      /pas pareils/,
    );
    assert.match((await choose(visitor, PASSWORD, { email: 'awa@' })).text, /adresse n’est pas complète/);
    assert.equal((await choose(visitor, PASSWORD, { email: ' Awa@Preau.invalid ' })).status, 303);
    const given = await rowsOf(door.db, sql<{ address: string }>`select address from identity.mail_addresses`);
    assert.deepEqual(given, [{ address: 'awa@preau.invalid' }], 'kept, to be confirmed');
  });

  it('a new password by a new code ends the sessions that were open', async () => {
    const { mother, code } = await family();
    const first = await upToPassword(code);
    await choose(first);
    const second = await upToPassword(await codeFor(mother));
    await choose(second, 'six chameaux en pantoufles');
    assert.match((await first.get('/account/sessions')).location ?? '', /^\/sign-in/);
  });

  it('a code used for an account that had a password tells its owner and ends its tokens; a first one tells nobody', async () => {
    const { mother, code } = await family();
    const told = async (): Promise<number> =>
      (
        await rowsOf(
          door.db,
          sql`select id from platform.outbox where name = 'identity.password-changed' and payload ->> 'personId' = ${mother.id}`,
        )
      ).length;
    const visitor = await upToPassword(code);
    await choose(visitor);
    assert.equal(await told(), 0);
    await visitor.post('/charter', { version: '1', accepted: 'yes' });
    const page = await visitor.post('/account/tokens', { name: 'agenda', access: 'read', days: '365' });
    const token = /value="([\w-]{43})"/.exec(page.text)?.[1] ?? '';
    const byToken = (): Promise<Reply> =>
      new Visitor(door.app).api('GET', `/api/people/${mother.uid}`, undefined, { authorization: `Bearer ${token}` });
    assert.equal((await byToken()).status, 200);
    await choose(await upToPassword(await codeFor(mother)), 'six chameaux en pantoufles');
    assert.equal(await told(), 1);
    assert.equal((await byToken()).status, 401);
  });

  it('a closed account is not opened by a code, and gets no new one', async () => {
    const { mother, code } = await family();
    const visitor = await upToPassword(code);
    await closeAccount(door.db, { personId: mother.id, by: null, now: door.clock.now() });
    const reply = await choose(visitor);
    assert.equal(reply.status, 422);
    assert.equal(visitor.cookie('preau-session'), undefined);
    await assert.rejects(codeFor(mother), { code: 'identity.no-account' });
    const account = await firstOf(
      door.db,
      sql<{ password: string | null }>`select password from identity.accounts where person_id = ${mother.id}`,
    );
    assert.equal(account?.password, null);
  });

  it('neither code nor password is found in the database, the audit included', async () => {
    const { mother, code } = await family();
    await choose(await upToPassword(code));
    for (const table of [
      'identity.activation_codes',
      'identity.passes',
      'identity.accounts',
      'platform.audit_entries',
      'platform.outbox',
    ]) {
      const text = JSON.stringify(await rowsOf(door.db, sql`select t::text as line from ${sql.table(table)} t`));
      for (const secret of [code, PASSWORD]) {
        assert.ok(!text.includes(secret) && !text.includes(Buffer.from(secret).toString('hex')), table);
      }
    }
    const acts = await rowsOf(
      door.db,
      sql<{ act: string }>`select act from platform.audit_entries where subject_id = ${mother.id} order by id`,
    );
    assert.deepEqual(
      acts.map(({ act }) => act),
      ['identity.code-issued', 'identity.account-activated'],
    );
  });

  describe('handing a code out', () => {
    const issue = (visitor: Visitor, person: { uid: string }): Promise<Reply> =>
      visitor.post(`/people/${person.uid}/activation-code`);

    it('a head finds the button on the page of a guardian and gets a sheet that works', async () => {
      const school = await buildSchool(door.db);
      const child = await buildPupil(door.db, { school, birthDate: '2016-03-14' });
      const guardian = await buildGuardian(door.db, { of: child });
      const visitor = await signInAs(door, (await buildHead(door.db, { school })).id);
      const page = await visitor.get(`/people/${guardian.uid}`);
      assert.match(page.text, /Jamais connecté/);
      assert.match(page.text, new RegExp(`action="/people/${guardian.uid}/activation-code"`));
      const sheet = await issue(visitor, guardian);
      assert.equal(sheet.status, 200);
      assert.equal(sheet.headers['cache-control'], 'private, no-store');
      const code = /printed-code-letters">([0-9A-Z]{4}-[0-9A-Z]{4})</.exec(sheet.text)?.[1] ?? '';
      assert.match(sheet.text, /src="data:image\/svg\+xml,/);
      await upToPassword(code);
      assert.ok(!(await visitor.get(`/people/${guardian.uid}`)).text.includes(code), 'shown once');
      assert.equal((await visitor.get(`/people/${guardian.uid}/activation-code`)).location, `/people/${guardian.uid}`);
    });

    it('the teacher of the class too; a colleague, another school, a family and a pupil may not, and see no button', async () => {
      const school = await buildSchool(door.db);
      const group = await buildClass(door.db, { school });
      const child = await buildPupil(door.db, { class: group });
      const guardian = await buildGuardian(door.db, { of: child });
      const own = await signInAs(door, (await buildTeacher(door.db, { classes: [group] })).id);
      assert.equal((await issue(own, guardian)).status, 200);
      const others = {
        colleague: await buildTeacher(door.db, { school }),
        'head elsewhere': await buildHead(door.db, {}),
        'other guardian': await buildGuardian(door.db, { of: await buildPupil(door.db, { class: group }) }),
        themselves: guardian,
        child,
      };
      for (const [who, person] of Object.entries(others)) {
        const visitor = await signInAs(door, person.id);
        assert.equal((await issue(visitor, guardian)).status, 404, who);
        assert.doesNotMatch((await visitor.get(`/people/${guardian.uid}`)).text, /activation-code/, who);
      }
      assert.match((await issue(new Visitor(door.app), guardian)).location ?? '', /^\/sign-in/);
    });

    it('nobody gets into an account that may do more: a teacher no colleague’s, a head no head’s of another school', async () => {
      const school = await buildSchool(door.db);
      const group = await buildClass(door.db, { school });
      const child = await buildPupil(door.db, { class: group });
      const principal = await buildHead(door.db, {});
      await giveProfile(door.db, { person: principal, schoolId: school.id, kind: 'teacher' });
      const parentAndTeacher = await buildGuardian(door.db, { of: child });
      await giveProfile(door.db, { person: parentAndTeacher, schoolId: school.id, kind: 'teacher' });
      const teacher = await signInAs(door, (await buildTeacher(door.db, { classes: [group] })).id);
      assert.equal((await issue(teacher, parentAndTeacher)).status, 404);
      const head = await signInAs(door, (await buildHead(door.db, { school })).id);
      assert.equal((await issue(head, parentAndTeacher)).status, 200);
      assert.equal((await issue(head, principal)).status, 404);
    });

    it('without anything to ask besides, no code is given, and the page says what to complete', async () => {
      const school = await buildSchool(door.db);
      const teacher = await buildTeacher(door.db, { school });
      const head = await signInAs(door, (await buildHead(door.db, { school })).id);
      const reply = await issue(head, teacher);
      assert.equal(reply.status, 422);
      assert.match(reply.text, /complétez d’abord la fiche/);
    });

    it('a contact has no access, and no code can give it', async () => {
      const school = await buildSchool(door.db);
      const child = await buildPupil(door.db, { school });
      const grandmother = await buildGuardian(door.db, { of: child, relation: 'grandparent', authority: 3 });
      const head = await signInAs(door, (await buildHead(door.db, { school })).id);
      assert.equal((await issue(head, grandmother)).status, 422);
      assert.equal((await issue(head, await buildPerson(door.db))).status, 404);
    });
  });
});
