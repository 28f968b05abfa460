import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, rowsOf, sql } from '../../platform/db/db.ts';
import type { Reply, Visitor } from '../../platform/testing/browser.ts';
import {
  type BuiltAdult,
  type BuiltGroup,
  type BuiltPerson,
  type BuiltPupil,
  type BuiltSchool,
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildTeacher,
  joinFamily,
  suspendAccess,
} from '../directory/builders.ts';
import { refreshCircles } from '../directory/index.ts';
import { directoryModule } from '../directory/register.ts';
import { filesModule } from '../files/register.ts';
import { type Door, giveFactor, openDoor, signInAs } from '../identity/builders.ts';
import { notificationsModule } from '../notifications/register.ts';
import { messagingModule } from './register.ts';
import { releaseDue } from './sending/release.ts';

interface Line {
  readonly id: string;
  readonly subject: string;
  readonly isRead: boolean;
}

interface Sent {
  readonly id: string;
  readonly state: string;
  readonly people: number;
  readonly publishAt: string;
}

const MORNING = '2026-11-24T07:30:00Z';

describe('messages between the people of a school', () => {
  let door: Door;
  let school: BuiltSchool;
  let group: BuiltGroup;
  let pupil: BuiltPupil;
  let mother: BuiltPerson;
  let father: BuiltPerson;
  let otherMother: BuiltPerson;
  let teacher: BuiltAdult;
  let head: BuiltAdult;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, filesModule, notificationsModule, messagingModule] });
    const { db } = door;
    school = await buildSchool(db, { kind: 'elementary' });
    group = await buildClass(db, { school, label: 'CE1 Roux' });
    pupil = await buildPupil(db, { class: group });
    mother = await buildGuardian(db, { of: pupil, familyName: 'DIALLO', givenName: 'Aminata' });
    father = await buildGuardian(db, { of: pupil, relation: 'father', familyName: 'KONATÉ', givenName: 'Moussa' });
    otherMother = await buildGuardian(db, { of: await buildPupil(db, { class: group }), familyName: 'NGUYEN' });
    teacher = await buildTeacher(db, { classes: [group], familyName: 'ROUX', givenName: 'Claire' });
    head = await buildHead(db, { school });
    await refreshCircles(db, [school.id], '2026-11-24');
  });
  after(() => door.close());

  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const person = ({ uid }: { readonly uid: string }): string => `person:${uid}`;
  const send = (visitor: Visitor, given: Record<string, unknown>): Promise<Reply> =>
    visitor.api('POST', '/api/messages/new', {
      subject: 'Piscine',
      text: 'Pensez au maillot.',
      requestKey: newId(),
      ...given,
    });
  const sent = async (visitor: Visitor, given: Record<string, unknown>): Promise<Sent> => {
    const reply = await send(visitor, given);
    equal(reply.status, 200, reply.text);
    return reply.json<Sent>();
  };
  const list = async (visitor: Visitor, query = ''): Promise<Line[]> =>
    (await visitor.api('GET', `/api/messages${query}`)).json<{ messages: Line[] }>().messages;
  const has = async (visitor: Visitor, id: string, query = ''): Promise<boolean> =>
    (await list(visitor, query)).some((line) => line.id === id);
  const release = (): Promise<number> =>
    releaseDue({ db: door.db, clock: door.clock, log: () => undefined, signal: new AbortController().signal });
  const codeOf = (reply: Reply): string => reply.json<{ error: { code: string } }>().error.code;

  it('go from a mother to the teacher and back, in one thread', async () => {
    const [hers, theirs] = [await as(mother), await as(teacher)];
    const { id } = await sent(hers, { to: [person(teacher)], subject: 'Absence jeudi' });
    ok(await has(theirs, id));
    match((await theirs.get(`/messages/${id}`)).text, /Pensez au maillot/);
    const answer = await sent(theirs, {
      kind: 'reply',
      of: id,
      to: [person(mother)],
      subject: 'Re : Absence jeudi',
      text: 'Bien noté.',
    });
    const page = await hers.get(`/messages/${answer.id}`);
    match(page.text, /Pensez au maillot[\s\S]*Bien noté/);
    equal((await list(theirs)).find((line) => line.id === id)?.isRead, true);
  });

  it('to a class’s families show no family another one, and each answers the teacher alone', async () => {
    const theirs = await as(teacher);
    const key = `group:${group.id}:families`;
    const { id, people } = await sent(theirs, { to: [key], subject: 'Sortie au musée' });
    equal(people, 3);
    const [hers, his] = [await as(mother), await as(father)];
    for (const visitor of [hers, his, await as(otherMother)]) {
      const { text } = await visitor.get(`/messages/${id}`);
      match(text, /Familles · CE1 Roux/);
      for (const name of ['DIALLO', 'KONAT', 'NGUYEN'])
        doesNotMatch(text.slice(text.indexOf('<article')), new RegExp(`${name}(?![^<]*</button>)`));
      doesNotMatch(text, /Répondre à tous/);
    }
    const answer = await sent(hers, {
      kind: 'reply-all',
      of: id,
      to: [person(teacher)],
      subject: 'Re : Sortie',
      text: 'Awa viendra.',
    });
    equal(answer.people, 1);
    equal(await has(his, answer.id), false);
    doesNotMatch((await his.get(`/messages/${id}`)).text, /Awa viendra/);
    equal((await his.get(`/messages/${answer.id}`)).status, 404);
    equal((await send(hers, { kind: 'reply-all', of: id, to: [person(teacher), person(father)] })).status, 422);
  });

  it('to two parents who both teach elsewhere show neither the other one, and answering all is not theirs', async () => {
    const other = await buildClass(door.db, { school, label: 'CE2' });
    const theirs = await as(await buildTeacher(door.db, { classes: [other] }));
    const child = await buildPupil(door.db, { class: other });
    const parents = [];
    for (const familyName of ['SÉPARÉE', 'SÉPARÉ']) {
      const parent = await buildTeacher(door.db, { familyName });
      await joinFamily(door.db, { guardian: parent, child });
      parents.push(parent);
    }
    await refreshCircles(door.db, [school.id], '2026-11-24');
    const { id } = await sent(theirs, { to: parents.map(person), subject: 'Rendez-vous' });
    const [hers, his] = parents;
    if (!hers || !his) throw new Error('two parents');
    const { text } = await (await as(hers)).get(`/messages/${id}`);
    doesNotMatch(text.slice(text.indexOf('<article')), /SÉPARÉ\b(?!E)/);
    doesNotMatch(text, /Répondre à tous/);
    equal((await send(await as(hers), { kind: 'reply-all', of: id, to: [person(his)] })).status, 422);
  });

  it('do not go on between a child and the parent from whom a decision keeps it, whoever wrote first', async () => {
    const other = await buildClass(door.db, { school, label: 'CM1' });
    const child = await buildPupil(door.db, { class: other });
    const parent = await buildGuardian(door.db, { of: [child, await buildPupil(door.db, { class: other })] });
    const [fromChild, fromParent] = [
      await sent(await as(child), { to: [person(parent)], subject: 'Coucou' }),
      await sent(await as(parent), { to: [person(child)], subject: 'Coucou aussi' }),
    ];
    equal((await send(await as(parent), { kind: 'reply', of: fromChild.id, to: [person(child)] })).status, 200);
    await suspendAccess(door.db, { guardian: parent, child });
    equal((await send(await as(parent), { kind: 'reply', of: fromChild.id, to: [person(child)] })).status, 422);
    equal((await send(await as(child), { kind: 'reply', of: fromParent.id, to: [person(parent)] })).status, 422);
  });

  it('are nothing for a stranger, to read, move, recall or answer', async () => {
    const { id } = await sent(await as(mother), { to: [person(teacher)] });
    const stranger = await as(await buildTeacher(door.db));
    equal((await stranger.get(`/messages/${id}`)).status, 404);
    equal((await stranger.api('POST', `/api/messages/${id}/recall`)).status, 404);
    equal((await stranger.api('POST', `/api/messages/${id}/block`)).status, 404);
    equal(
      (await stranger.api('POST', '/api/messages/act', { ids: [id], act: 'bin' })).json<{ moved: number }>().moved,
      0,
    );
    equal((await send(stranger, { kind: 'reply', of: id, to: [person(mother)] })).status, 404);
    ok(await has(await as(teacher), id));
  });

  it('are refused towards who is out of reach, whose name is not told, and what was typed stays', async () => {
    const hers = await as(mother);
    const far = await buildTeacher(door.db, { familyName: 'LOINTAIN', givenName: 'Ada' });
    const reply = await hers.post('/messages/new', {
      act: 'send',
      to: person(far),
      subject: 'Bonjour',
      text: 'Un mot que je garde.',
      requestKey: newId(),
      draft: newId(),
    });
    equal(reply.status, 422);
    match(reply.text, /Destinataire inconnu<small>Vous ne pouvez pas, ou plus, lui écrire/);
    match(reply.text, /Un mot que je garde/);
    for (const { uid } of [far, await buildPupil(door.db, { familyName: 'LOINTAIN' })]) {
      doesNotMatch((await hers.get(`/messages/new?to=person:${uid}`)).text, /LOINTAIN/);
      doesNotMatch((await send(hers, { to: [`person:${uid}`] })).text, /LOINTAIN/);
    }
    equal(codeOf(await send(hers, { to: ['person:A0AA0000'] })), 'messaging.recipients-refused', 'nobody has that id');
    equal(codeOf(await send(hers, { to: [`school:${school.id}:families`] })), 'messaging.recipients-refused');
    equal(codeOf(await send(hers, { to: [] })), 'platform.invalid-input');
  });

  it('sent a thousand times by one press are one message', async () => {
    const hers = await as(mother);
    const requestKey = newId();
    const replies = await Promise.all(
      Array.from({ length: 1_000 }, () => send(hers, { to: [person(teacher)], subject: 'Une fois', requestKey })),
    );
    equal(new Set(replies.map((reply) => reply.json<Sent>().id)).size, 1);
    const rows = await rowsOf(
      door.db,
      sql<{ messages: number; copies: number }>`
        select count(distinct m.id) as messages, count(c.person_id) as copies
        from messaging.messages m join messaging.recipients c on c.message_id = m.id where m.request_key = ${requestKey}`,
    );
    deepEqual(rows, [{ messages: 1, copies: 1 }]);
    equal((await send(await as(father), { to: [person(teacher)], requestKey })).status, 409);
  });

  it('written on Friday at 21:00 arrive on Monday at 7:00, in the order in which they were written', async () => {
    try {
      door.clock.set('2026-11-27T20:00:00Z');
      const hers = await as(mother);
      const form = await hers.get(`/messages/new?to=${person(teacher)}`);
      match(form.text, /Envoyer lundi à 7 h/);
      const first = await sent(hers, { to: [person(teacher)], subject: 'Premier du soir' });
      const second = await sent(hers, { to: [person(teacher)], subject: 'Second du soir' });
      equal(first.state, 'waiting');
      equal(first.publishAt, '2026-11-30T06:00:00.000Z');
      door.clock.set('2026-11-30T05:59:00Z');
      equal(await release(), 0);
      equal(await has(await as(teacher), first.id), false);
      door.clock.set('2026-11-30T06:00:00Z');
      equal(await release(), 2);
      const subjects = (await list(await as(teacher))).map(({ subject }) => subject);
      deepEqual(subjects.slice(0, 2), ['Second du soir', 'Premier du soir']);
      equal((await list(await as(teacher))).filter(({ id }) => id === second.id).length, 1);
    } finally {
      door.clock.set(MORNING);
    }
  });

  it('that wait may be cancelled, and are a draft again', async () => {
    const hers = await as(mother);
    const { id } = await sent(hers, {
      to: [person(teacher)],
      subject: 'Pour plus tard',
      on: '2026-11-25',
      at: '10:00',
    });
    match((await hers.get('/messages?box=waiting')).text, /Pour plus tard[\s\S]*demain à 10 h/);
    const { draft } = (await hers.api('POST', `/api/messages/${id}/cancel`)).json<{ draft: string }>();
    const form = (await hers.get(`/messages/new?draft=${draft}`)).text;
    match(form, /Pour plus tard/);
    match(form, /Pensez au maillot/);
    match(form, /Claire ROUX/);
    equal((await hers.api('POST', `/api/messages/${id}/cancel`)).status, 404);
    equal(await has(await as(teacher), id), false);
  });

  it('are taken back from who has not read them, and stay as evidence; a pupil takes nothing back', async () => {
    const [theirs, hers, his] = [await as(teacher), await as(mother), await as(father)];
    const { id } = await sent(theirs, { to: [`group:${group.id}:families`], subject: 'Erreur de date' });
    await hers.get(`/messages/${id}`);
    const taken = (await theirs.api('POST', `/api/messages/${id}/recall`)).json<{ people: number; read: number }>();
    deepEqual(taken, { people: 3, read: 1 });
    ok(await has(hers, id));
    equal(await has(his, id), false);
    equal((await his.get(`/messages/${id}`)).status, 404);
    const child = await as(pupil);
    const written = await sent(child, { to: [person(mother)], subject: 'Bonjour maman' });
    equal((await child.api('POST', `/api/messages/${written.id}/recall`)).status, 404);
  });

  it('are found by their words, whatever accents and endings, and by their author; only one’s own', async () => {
    const theirs = await as(teacher);
    const { id } = await sent(theirs, {
      to: [person(mother)],
      subject: 'Réunion de rentrée',
      text: 'Les élèves apporteront leurs cahiers.',
    });
    const hers = await as(mother);
    for (const words of ['reunion', 'réunions', 'cahier', 'apporter', 'claire roux', 'réu'])
      ok(await has(hers, id, `?q=${encodeURIComponent(words)}`), words);
    equal(await has(hers, id, '?q=piscine'), false);
    equal(await has(await as(father), id, '?q=reunion'), false);
    ok(await has(theirs, id, '?q=cahiers'), 'what one sent is found too');
  });

  it('lie in boxes and folders of one’s own, twenty a page', async () => {
    const hers = await as(mother);
    const theirs = await as(teacher);
    const ids: string[] = [];
    for (let n = 0; n < 22; n += 1) ids.push((await sent(theirs, { to: [person(mother)], subject: `Numéro ${n}` })).id);
    const first = (await hers.api('GET', '/api/messages')).json<{ messages: Line[]; next: string }>();
    equal(first.messages.length, 20);
    const second = await list(hers, `?after=${first.next}`);
    equal(new Set([...first.messages, ...second].map(({ id }) => id)).size, 20 + second.length);
    const { number } = (await hers.api('POST', '/api/messages/preferences/folders', { label: 'École' })).json<{
      number: number;
    }>();
    await hers.post('/messages/act', { ids: ids[0] ?? '', act: `folder-${number}` });
    ok(await has(hers, ids[0] ?? '', `?box=folder-${number}`));
    equal(await has(hers, ids[0] ?? ''), false);
    await hers.post('/messages/act', { ids: ids[1] ?? '', act: 'bin' });
    ok(await has(hers, ids[1] ?? '', '?box=bin'));
    await hers.post('/messages/act', { ids: ids[1] ?? '', act: 'inbox' });
    equal(await has(hers, ids[1] ?? '', '?box=bin'), false);
    await hers.api('POST', `/api/messages/preferences/folders/${number}/remove`);
    ok(await has(hers, ids[0] ?? '', '?box=archive'));
  });

  it('carry files, for their people alone, found by their names, and handed on with the message', async () => {
    const [theirs, hers] = [await as(teacher), await as(mother)];
    const reply = await theirs.sendFile(
      '/messages/new',
      { field: 'files', name: 'Règlement du séjour.txt', bytes: Buffer.from('Bottes et lampe.') },
      {},
      {
        act: 'send',
        to: person(mother),
        subject: 'Classe verte',
        text: 'Tout est dedans.',
        requestKey: newId(),
        draft: newId(),
      },
    );
    equal(reply.status, 303, reply.text);
    const [found] = await list(hers, '?q=reglement');
    ok(found);
    const page = (await hers.get(`/messages/${found.id}`)).text;
    const address = /href="(\/files\/[0-9a-f-]+)"/.exec(page)?.[1] ?? '';
    match(page, /Règlement du séjour\.txt/);
    equal((await hers.get(address)).status, 303);
    equal((await (await as(father)).get(address)).status, 404);
    const handed = await sent(theirs, {
      kind: 'forward',
      of: found.id,
      to: [person(father)],
      subject: 'Tr : Classe verte',
    });
    match((await (await as(father)).get(`/messages/${handed.id}`)).text, /Règlement du séjour\.txt/);
    equal((await (await as(father)).get(address)).status, 303);
  });

  it('of a blocked parent come no more to the teacher; those of the school cannot be blocked', async () => {
    const [theirs, his] = [await as(teacher), await as(father)];
    const { id } = await sent(his, { to: [person(teacher)], subject: 'Encore' });
    equal((await theirs.api('POST', `/api/messages/${id}/block`)).status, 200);
    const reply = await send(his, { to: [person(teacher)] });
    equal(codeOf(reply), 'messaging.recipients-refused');
    match((await theirs.get('/messages/preferences')).text, /Moussa KONATÉ/);
    await theirs.post(`/messages/preferences/blocked/${father.uid}/lift`);
    equal((await send(his, { to: [person(teacher)] })).status, 200);
    const notice = await sent(theirs, { to: [person(father)], subject: 'Avis de l’école' });
    equal((await his.api('POST', `/api/messages/${notice.id}/block`)).status, 404);
  });

  describe('to more than a hundred people', () => {
    let big: BuiltSchool;
    let principal: BuiltAdult;
    let families: BuiltPerson[];
    let lone: BuiltAdult;
    let his: Visitor;
    before(async () => {
      const { db } = door;
      big = await buildSchool(db, { kind: 'college' });
      const class6 = await buildClass(db, { school: big, label: '6e A' });
      families = [];
      for (let n = 0; n < 105; n += 1)
        families.push(await buildGuardian(db, { of: await buildPupil(db, { class: class6 }) }));
      principal = await buildHead(db, { school: big });
      his = await as(principal);
      lone = await buildTeacher(db, { school: big });
      await refreshCircles(db, [big.id], '2026-11-24');
    });

    const key = (): string => `school:${big.id}:families`;

    it('need the right, the number confirmed, a second factor; and may be cancelled for a minute', async () => {
      equal(codeOf(await send(his, { to: [key()] })), 'messaging.confirm-wide');
      equal(codeOf(await send(his, { to: [key()], confirmed: 105 })), 'platform.factor-needed');
      await giveFactor(door.db, principal.id, door.clock.now());
      const { id, state, people } = await sent(his, { to: [key()], confirmed: 105, subject: 'Fermeture' });
      deepEqual([state, people], ['waiting', 105]);
      match((await his.get(`/messages/${id}`)).text, /105 personnes[\s\S]*Annuler l’envoi/);
      const reader = await as(families[0] as BuiltPerson);
      equal(await has(reader, id), false);
      door.clock.advance(60_000);
      equal(await release(), 1);
      ok(await has(reader, id));
      equal((await his.api('POST', `/api/messages/${id}/cancel`)).status, 404);
    });

    it('are read, found, moved and counted like all others before and after they are filed', async () => {
      const { id } = await sent(his, {
        to: [key()],
        confirmed: 105,
        subject: 'Cantine fermée',
        text: 'Prévoir un panier.',
      });
      door.clock.advance(60_000);
      await release();
      const { fileWide } = await import('./sending/file-wide.ts');
      const [reader, mover] = [await as(families[1] as BuiltPerson), await as(families[2] as BuiltPerson)];
      const look = async (): Promise<void> => {
        equal((await list(reader)).filter((line) => line.id === id).length, 1);
        equal((await list(reader, '?q=panier')).filter((line) => line.id === id).length, 1);
        match((await reader.get('/messages')).text, /2 messages non lus/);
      };
      await look();
      await mover.post('/messages/act', { ids: id, act: 'archive' });
      ok(await has(mover, id, '?box=archive'));
      await fileWide({ db: door.db, signal: new AbortController().signal }, 0);
      await look();
      equal((await list(mover, '?box=archive')).filter((line) => line.id === id).length, 1);
      const left = await rowsOf(
        door.db,
        sql<{ n: number }>`select count(*) as n from messaging.wide where message_id = ${id}::uuid`,
      );
      equal(left[0]?.n, 0);
    });

    it('are not for a teacher who does not answer for them, nor for a pupil, however many keys they name', async () => {
      const visitor = await as(lone);
      const refused = await send(visitor, { to: [key()], confirmed: 105 });
      ok(['messaging.wide-refused', 'messaging.recipients-refused'].includes(codeOf(refused)), refused.text);
      const child = await as(await buildPupil(door.db, { school: big }));
      for (const to of [
        key(),
        `school:${big.id}:pupils`,
        'platform::families',
        'platform::pupils',
        `commune:${big.communeId}:families`,
      ])
        equal(codeOf(await send(child, { to: [to], confirmed: 100_000 })), 'messaging.recipients-refused', to);
    });
  });

  it('are not shown to who looks in somebody’s place', async () => {
    const { personal } = await import('./contract.ts').then((contract) => contract.listMessages);
    equal(personal, true);
    equal((await as(head).then((visitor) => visitor.get('/messages'))).status, 200);
  });
});
