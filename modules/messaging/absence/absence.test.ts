import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltAdult,
  type BuiltGroup,
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { refreshCircles } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { messagingModule } from '../register.ts';
import { answerForAbsent } from './answer.ts';

interface Line {
  readonly id: string;
  readonly subject: string;
}

describe('a teacher who is away', () => {
  let door: Door;
  let group: BuiltGroup;
  let mother: BuiltPerson;
  let teacher: BuiltAdult;
  let head: BuiltAdult;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, notificationsModule, messagingModule] });
    const { db } = door;
    const school = await buildSchool(db);
    group = await buildClass(db, { school });
    mother = await buildGuardian(db, { of: await buildPupil(db, { class: group }) });
    teacher = await buildTeacher(db, { classes: [group], familyName: 'ROUX', givenName: 'Claire' });
    head = await buildHead(db, { school });
    await refreshCircles(db, [school.id], '2026-11-24');
  });
  after(() => door.close());

  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const write = async (from: { readonly id: string }, to: string, subject: string): Promise<string> => {
    const reply = await (await as(from)).api('POST', '/api/messages/new', {
      to: [to],
      subject,
      text: 'Bonjour.',
      requestKey: newId(),
    });
    equal(reply.status, 200, reply.text);
    const { id } = reply.json<{ id: string }>();
    await answerForAbsent({ db: door.db, clock: door.clock }, [id]);
    return id;
  };
  const answersTo = async (person: { readonly id: string }): Promise<string[]> =>
    (await (await as(person)).api('GET', '/api/messages'))
      .json<{ messages: Line[] }>()
      .messages.filter(({ subject }) => subject.startsWith('Absence : '))
      .map(({ subject }) => subject);
  const announce = async (person: { readonly id: string }, given: Record<string, string> = {}) =>
    (await as(person)).post('/messages/preferences/absence', {
      from: '2026-11-23',
      until: '2026-12-03',
      words: 'Je suis absente jusqu’au 3 décembre.',
      ...given,
    });

  it('answers whoever writes by name, once, and nobody after the return', async () => {
    equal((await announce(teacher)).status, 303);
    await write(mother, `person:${teacher.uid}`, 'Piscine');
    await write(mother, `person:${teacher.uid}`, 'Cantine');
    deepEqual(await answersTo(mother), ['Absence : Piscine']);
    match((await (await as(teacher)).get('/messages/preferences')).text, /Je suis de retour/);
    equal((await (await as(teacher)).post('/messages/preferences/absence/end', {})).status, 303);
    await write(head, `person:${teacher.uid}`, 'Réunion');
    deepEqual(await answersTo(head), []);
  });

  it('never answers a list, nor another absence', async () => {
    await announce(teacher);
    await announce(head, { words: 'En formation.' });
    await write(head, `group:${group.id}:staff`, 'À toute l’équipe');
    deepEqual(await answersTo(head), []);
    const id = await write(head, `person:${teacher.uid}`, 'Toi et moi');
    const [answer] = (await (await as(head)).api('GET', '/api/messages')).json<{ messages: Line[] }>().messages;
    ok(answer && answer.id !== id);
    await answerForAbsent({ db: door.db, clock: door.clock }, [answer.id, id]);
    deepEqual(await answersTo(teacher), []);
    equal((await answersTo(head)).length, 1);
    await (await as(head)).post('/messages/preferences/absence/end', {});
  });

  it('is asked for two days in their order and a word; a pupil is not asked', async () => {
    for (const [given, sentence] of [
      [{ until: '2026-11-20' }, /vient après le premier/],
      [{ words: '' }, /Écrivez la réponse/],
      [{ from: 'demain' }, /Donnez un jour/],
    ] as const) {
      const refused = await announce(teacher, given);
      equal(refused.status, 422);
      match(refused.text, sentence);
    }
    const pupil = await buildPupil(door.db, { class: group });
    equal((await announce(pupil)).status, 404);
  });

  it('takes messages away: one as a mail, a box as a file, and never another’s', async () => {
    const id = await write(mother, `person:${teacher.uid}`, 'Sortie « forêt »');
    const mail = await (await as(teacher)).get(`/messages/${id}/message.eml`);
    equal(mail.status, 200);
    match(mail.text, /^From: .*@/m);
    match(mail.text, new RegExp(`^Message-ID: <${id}@`, 'm'));
    match(mail.text, /Bonjour\./);
    const box = await (await as(teacher)).get('/messages/messages.mbox?box=inbox');
    match(box.text, /^From \S+@\S+ \w{3} \w{3} \d{2} [\d:]{8} \d{4}$/m);
    ok(box.text.split(/^From /m).length > 3, 'every message of the box');
    const stranger = await buildTeacher(door.db);
    equal((await (await as(stranger)).get(`/messages/${id}/message.eml`)).status, 404);
    equal((await (await as(stranger)).get('/messages/messages.mbox')).text, '');
  });
});
