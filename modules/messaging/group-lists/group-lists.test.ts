import { doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../../platform/db/db.ts';
import type { Reply, Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltPerson,
  buildClass,
  buildHead,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
} from '../../directory/builders.ts';
import { refreshCircles } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { safetyModule } from '../../safety/register.ts';
import { messagingModule } from '../register.ts';
import { releaseDue } from '../sending/release.ts';

describe('the mailing list of a group', () => {
  let door: Door;
  let id: string;
  let head: BuiltPerson;
  let owner: BuiltPerson;
  let colleague: BuiltPerson;
  let librarian: BuiltPerson;
  let pupil: BuiltPerson;
  let outsider: BuiltPerson;
  let stranger: BuiltPerson;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, notificationsModule, safetyModule, messagingModule] });
    const { db } = door;
    const school = await buildSchool(db);
    const cp = await buildClass(db, { school, label: 'CP' });
    head = await buildHead(db, { school });
    owner = await buildTeacher(db, { classes: [cp] });
    pupil = await buildPupil(db, { class: cp });
    colleague = await buildTeacher(db, { classes: [cp] });
    librarian = await buildStaff(db, { school, kind: 'librarian' });
    outsider = await buildTeacher(db, { classes: [cp] });
    const elsewhere = await buildSchool(db);
    stranger = await buildHead(db, { school: elsewhere });
    const visitor = await as(head);
    const made = await visitor.api('POST', `/api/schools/${school.uai}/groups`, { label: 'Projet chorale' });
    id = made.json<{ id: string }>().id;
    await visitor.post(`/groups/${id}/members`, { person: owner.uid, owner: 'yes' });
    for (const person of [colleague, librarian, pupil])
      equal((await visitor.post(`/groups/${id}/members`, { person: person.uid })).status, 303);
    await refreshCircles(db, [school.id, elsewhere.id], '2026-11-24');
  });
  after(() => door.close());

  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const write = async (person: BuiltPerson): Promise<Reply> =>
    (await as(person)).api('POST', '/api/messages/new', {
      to: [`group:${id}:members`],
      subject: 'Ordre du jour',
      text: 'Qui ajoute un point ?',
      requestKey: newId(),
    });
  const choose = async (person: BuiltPerson, mode: string): Promise<Reply> =>
    (await as(person)).api('POST', `/api/groups/${id}/list`, { mode });
  const inboxOf = async (person: BuiltPerson): Promise<string[]> =>
    (await (await as(person)).api('GET', '/api/messages'))
      .json<{ messages: { id: string }[] }>()
      .messages.map((line) => line.id);
  const release = (): Promise<number> =>
    releaseDue({ db: door.db, clock: door.clock, log: () => undefined, signal: new AbortController().signal });

  it('carries what a colleague of the group writes to all its adults, and to nobody else', async () => {
    ok((await (await as(colleague)).get('/messages/new')).text.includes(`group:${id}:members`));
    const sent = await write(colleague);
    equal(sent.status, 200, sent.text);
    const { id: message } = sent.json<{ id: string }>();
    for (const person of [librarian, owner, head]) ok((await inboxOf(person)).includes(message));
    for (const person of [pupil, outsider, stranger]) ok(!(await inboxOf(person)).includes(message));
    for (const person of [pupil, outsider, stranger]) equal((await write(person)).status, 422);
  });

  it('is set by who runs the group; nobody else does, and a stranger finds no such page', async () => {
    equal((await choose(colleague, 'closed')).status, 404);
    equal((await choose(stranger, 'closed')).status, 404);
    equal((await (await as(stranger)).get(`/groups/${id}/list`)).status, 404);
    const visitor = await as(owner);
    match((await visitor.get(`/groups/${id}`)).text, /Liste de diffusion/);
    doesNotMatch((await (await as(colleague)).get(`/groups/${id}`)).text, /Liste de diffusion/);
    match((await visitor.submit(`/groups/${id}/list`, {})).text, /Choisissez une des trois réponses/);
    match((await visitor.submit(`/groups/${id}/list`, { mode: 'closed' })).text, /C’est enregistré/);
    equal((await write(colleague)).status, 422);
    ok(!(await (await as(colleague)).get('/messages/new')).text.includes(`group:${id}:members`));
    equal((await write(owner)).status, 200, 'who runs it goes on writing');
  });

  it('waits, where it is moderated, for who runs the group; kept back, its author is told why', async () => {
    equal((await choose(head, 'moderated')).status, 200);
    const held = (await write(colleague)).json<{ id: string; state: string }>();
    equal(held.state, 'held');
    ok(!(await inboxOf(librarian)).includes(held.id));
    match((await (await as(owner)).get('/feed')).text, /Ordre du jour/);
    const decide = async (person: BuiltPerson, given: object): Promise<number> =>
      (await (await as(person)).api('POST', `/api/safety/held/messaging.lists/${held.id}`, given)).status;
    equal(await decide(librarian, { let: 'through' }), 404);
    equal(await decide(stranger, { let: 'through' }), 404);
    equal(await decide(owner, { let: 'through' }), 200);
    await release();
    ok((await inboxOf(librarian)).includes(held.id));
    const second = (await write(librarian)).json<{ id: string }>();
    const keepBack = { let: 'back', words: 'Ce point est déjà prévu.' };
    equal((await (await as(head)).api('POST', `/api/safety/held/messaging.lists/${second.id}`, keepBack)).status, 200);
    match((await (await as(librarian)).get('/feed')).text, /Ce point est déjà prévu/);
    equal((await write(owner)).json<{ state: string }>().state, 'sent', 'who runs the group is read by nobody first');
  });
});
