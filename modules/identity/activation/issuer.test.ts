import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testWorker, until } from '../../../platform/testing/work.ts';
import {
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { tellActivation } from '../mails/tell-activation.ts';

const PASSWORD = 'trois girafes sans parapluie';

describe('a code that a class teacher hands to a parent', () => {
  let door: Door;
  let mother: BuiltPerson;
  let teacher: Visitor;
  let head: Visitor;
  let child: BuiltPerson;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    const school = await buildSchool(door.db);
    const group = await buildClass(door.db, { school });
    const pupil = await buildPupil(door.db, { class: group, birthDate: '2016-03-14' });
    child = pupil;
    mother = await buildGuardian(door.db, { of: pupil, familyName: 'DIALLO', email: 'mere@famille.invalid' });
    const roux = await buildTeacher(door.db, { classes: [group], givenName: 'Claire', familyName: 'ROUX' });
    teacher = await signInAs(door, roux.id);
    head = await signInAs(door, (await buildHead(door.db, { school, givenName: 'Karim', familyName: 'BENALI' })).id);
    await signInAs(door, pupil.id);
  });
  after(() => door.close());

  const issue = (visitor: Visitor, person: BuiltPerson): Promise<Reply> =>
    visitor.api('POST', `/api/people/${person.uid}/activation-code`);
  const upToPassword = async (code: string): Promise<Visitor> => {
    const visitor = new Visitor(door.app);
    await visitor.post('/activation', { code });
    await visitor.post('/activation/proof', { proof: '2016-03-14' });
    return visitor;
  };
  const choose = (visitor: Visitor): Promise<Reply> =>
    visitor.post('/activation/password', { password: PASSWORD, again: PASSWORD });

  it('says who handed it out: at the door, on the account’s page, in a mail where the school knows an address, in the audit', async () => {
    const reply = await issue(teacher, mother);
    assert.equal(reply.status, 200, reply.text);
    const visitor = await upToPassword(reply.json<{ code: string }>().code);
    const page = await visitor.get('/activation/password');
    assert.match(page.text, /par Claire ROUX, le/);
    assert.doesNotMatch(page.text, /déjà servi/);
    assert.equal((await choose(visitor)).status, 303);
    await visitor.post('/charter', { version: '1', accepted: 'yes' });
    assert.match((await visitor.get('/account')).text, /Code remis<\/dt><dd[^>]*>par Claire ROUX, le/);
    const act = await firstOf(
      door.db,
      sql<{ by: string | null }>`select details ->> 'issuedBy' as by from platform.audit_entries
                                 where act = 'identity.account-activated' order by occurred_at desc limit 1`,
    );
    assert.ok(act?.by);
    const sent: string[] = [];
    const mailer = {
      send: async (mail: object) => {
        sent.push(JSON.stringify(mail));
      },
      close: async () => undefined,
    };
    const worker = await testWorker(
      { url: door.url, db: door.db, drop: door.close },
      [{ subscriptions: [tellActivation] }],
      {
        mailer,
        clock: door.clock,
      },
    );
    await until('the mail', () => sent.length > 0);
    await worker.stop();
    assert.match(sent[0] ?? '', /mere@famille\.invalid/);
    assert.match(sent[0] ?? '', /La fiche a été remise par Claire ROUX/);
  });

  it('is not for a parent’s account that is open: the head alone gives another, and its holder sees that it had served', async () => {
    const refused = await issue(teacher, mother);
    assert.equal(refused.status, 422);
    assert.equal(refused.json<{ error: { code: string } }>().error.code, 'identity.account-open');
    const shown = await teacher.get(`/people/${mother.uid}`);
    assert.match(shown.text, /seule la direction ou la vie scolaire/);
    assert.doesNotMatch(shown.text, /activation-code/);
    const reply = await issue(head, mother);
    assert.equal(reply.status, 200);
    const page = await (await upToPassword(reply.json<{ code: string }>().code)).get('/activation/password');
    assert.match(page.text, /par Karim BENALI, le/);
    assert.match(page.text, /Ce compte a déjà servi/);
  });

  it('a pupil who forgot a password gets one from the teacher, account open or not', async () => {
    assert.equal((await issue(teacher, child)).status, 200);
  });
});
