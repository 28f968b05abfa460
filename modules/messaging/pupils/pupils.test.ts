import { doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { Reply, Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltAdult,
  type BuiltGroup,
  type BuiltPerson,
  type BuiltPupil,
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
} from '../../directory/builders.ts';
import { refreshCircles } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { filesModule } from '../../files/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { safetyModule } from '../../safety/register.ts';
import { messagingModule } from '../register.ts';
import { releaseDue } from '../sending/release.ts';

describe('what pupils of a collège write', () => {
  let door: Door;
  let group: BuiltGroup;
  let pupil: BuiltPupil;
  let classmate: BuiltPupil;
  let mother: BuiltPerson;
  let mainTeacher: BuiltAdult;
  let otherTeacher: BuiltAdult;
  let cpe: BuiltAdult;
  let head: BuiltAdult;
  let stranger: BuiltAdult;
  before(async () => {
    door = await openDoor({
      modules: [directoryModule, filesModule, notificationsModule, safetyModule, messagingModule],
    });
    const { db } = door;
    const school = await buildSchool(db, { kind: 'college' });
    group = await buildClass(db, { school, label: '5e B' });
    pupil = await buildPupil(db, { class: group });
    classmate = await buildPupil(db, { class: group });
    mother = await buildGuardian(db, { of: pupil });
    mainTeacher = await buildTeacher(db, { classes: [group], main: true });
    otherTeacher = await buildTeacher(db, { classes: [group] });
    cpe = await buildStaff(db, { school, kind: 'school_life' });
    head = await buildHead(db, { school });
    const elsewhere = await buildClass(db, { school: await buildSchool(db, { kind: 'college' }) });
    stranger = await buildTeacher(db, { classes: [elsewhere], main: true });
    await refreshCircles(db, [school.id, elsewhere.schoolId], '2026-11-24');
  });
  after(() => door.close());

  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const write = (visitor: Visitor, to: { readonly uid: string }, text: string): Promise<Reply> =>
    visitor.api('POST', '/api/messages/new', {
      to: [`person:${to.uid}`],
      subject: 'Exposé',
      text,
      requestKey: newId(),
    });
  const sent = async (visitor: Visitor, to: { readonly uid: string }, text: string) => {
    const reply = await write(visitor, to, text);
    equal(reply.status, 200, reply.text);
    return reply.json<{ id: string; state: string }>();
  };
  const address = (): string => `/groups/${group.id}/writing`;
  const choose = async (mode: string): Promise<void> => {
    equal((await (await as(mainTeacher)).post(address(), { mode })).status, 303);
  };
  const decide = async (person: BuiltAdult, id: string, given: Record<string, unknown>): Promise<number> =>
    (await (await as(person)).api('POST', `/api/safety/held/messaging.pupils/${id}`, given)).status;
  const release = (): Promise<number> =>
    releaseDue({ db: door.db, clock: door.clock, log: () => undefined, signal: new AbortController().signal });
  const arrived = async (person: BuiltPerson, id: string): Promise<boolean> =>
    (await (await as(person)).api('GET', '/api/messages'))
      .json<{ messages: { id: string }[] }>()
      .messages.some((line) => line.id === id);

  it('goes to classmates at once, and the adults of the class may read it; nobody else', async () => {
    const { id, state } = await sent(await as(pupil), classmate, 'On se partage les recherches sur les volcans ?');
    equal(state, 'sent');
    ok(await arrived(classmate, id));
    for (const adult of [mainTeacher, head, cpe])
      match((await (await as(adult)).get(address())).text, /recherches sur les volcans/);
    for (const other of [otherTeacher, stranger, mother, pupil])
      equal((await (await as(other)).get(address())).status, 404, other.displayName);
    match((await (await as(pupil)).get('/messages/new')).text, /Les adultes de ta classe peuvent lire/);
  });

  it('waits for an adult of the class where the main teacher chose so, then leaves', async () => {
    await choose('moderated');
    const { id, state } = await sent(await as(pupil), classmate, 'Rendez-vous au CDI à midi.');
    equal(state, 'held');
    ok(!(await arrived(classmate, id)));
    match((await (await as(mainTeacher)).get('/safety/held')).text, /Rendez-vous au CDI/);
    match((await (await as(mainTeacher)).get(address())).text, /À relire/);
    doesNotMatch((await (await as(stranger)).get('/safety/held')).text, /Rendez-vous au CDI/);
    equal(await decide(stranger, id, { let: 'through' }), 404);
    equal(await decide(otherTeacher, id, { let: 'through' }), 404);
    equal(await decide(mainTeacher, id, { let: 'through' }), 200);
    await release();
    ok(await arrived(classmate, id));
    equal(await decide(mainTeacher, id, { let: 'back' }), 404, 'it waits no more');
  });

  it('is read with what hangs on it by the adult who decides, and by nobody else before it leaves', async () => {
    await choose('moderated');
    const given = {
      act: 'send',
      to: `person:${classmate.uid}`,
      subject: 'Ma photo',
      text: 'Regarde.',
      requestKey: newId(),
    };
    const reply = await (await as(pupil)).sendFile(
      '/messages/new',
      { field: 'files', name: 'Secret de la 5e B.txt', bytes: Buffer.from('Lis ceci.') },
      {},
      { ...given, draft: newId() },
    );
    equal(reply.status, 303, reply.text);
    const page = (await (await as(mainTeacher)).get('/safety/held')).text;
    match(page, /Secret de la 5e B\.txt/);
    match((await (await as(mainTeacher)).get(address())).text, /Secret de la 5e B\.txt/);
    const file = /href="(\/files\/[0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
    for (const adult of [mainTeacher, head, cpe]) equal((await (await as(adult)).get(file)).status, 303);
    for (const other of [classmate, otherTeacher, stranger, mother])
      equal((await (await as(other)).get(file)).status, 404, other.displayName);
  });

  it('stays where it is when the adult keeps it back, and its author is told why', async () => {
    await choose('moderated');
    const { id } = await sent(await as(pupil), classmate, 'Tu es nul en sport.');
    equal(await decide(mainTeacher, id, { let: 'back', words: 'Viens m’en parler demain.' }), 200);
    await release();
    ok(!(await arrived(classmate, id)));
    match((await (await as(pupil)).get('/feed')).text, /n’est pas parti[\s\S]*Viens m’en parler demain/);
    const row = await firstOf(
      door.db,
      sql<{
        verdict: string;
        words: string;
      }>`select verdict, words from messaging.decisions where message_id = ${id}::uuid`,
    );
    equal(row?.verdict, 'back');
  });

  it('is between them and the CPE, the head or their family, whatever the class does', async () => {
    await choose('closed');
    for (const [confidant, text] of [
      [cpe, 'On me prend mon goûter tous les jours.'],
      [head, 'Je voudrais vous parler.'],
      [mother, 'Je rentre à 17 h.'],
    ] as const) {
      const { id, state } = await sent(await as(pupil), confidant, text);
      equal(state, 'sent');
      ok(await arrived(confidant, id));
      doesNotMatch((await (await as(mainTeacher)).get(address())).text, new RegExp(text.slice(0, 20)));
    }
  });

  it('is not written in a class where nobody writes, and the sentence says to whom one may', async () => {
    await choose('closed');
    const reply = await write(await as(pupil), classmate, 'Coucou');
    equal(reply.status, 403);
    match(reply.text, /messaging\.class-closed/);
    const page = await (await as(pupil)).post('/messages/new', {
      to: `person:${classmate.uid}`,
      subject: 'Coucou',
      text: 'Coucou',
      requestKey: newId(),
      act: 'send',
    });
    match(page.text, /on n’écrit pas de messages ici/);
  });

  it('is chosen by the adults of the class alone, and the journal says so', async () => {
    for (const other of [otherTeacher, stranger, pupil, mother])
      equal((await (await as(other)).post(address(), { mode: 'free' })).status, 404);
    equal((await (await as(head)).post(address(), { mode: 'free' })).status, 303);
    const row = await firstOf(
      door.db,
      sql<{
        act: string;
      }>`select act from platform.audit_entries where act = 'messaging.class-mode-chosen' limit 1`,
    );
    ok(row);
    const wrong = await (await as(head)).post(address(), { mode: 'whatever' });
    equal(wrong.status, 422);
    match(wrong.text, /Choisissez une des trois réponses/);
  });
});
