import { doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltPerson,
  type BuiltPupil,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { refreshCircles } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { filesModule } from '../../files/register.ts';
import { type Door, givePassword, openDoor, signInAs } from '../../identity/builders.ts';
import { liaisonModule } from '../../liaison/register.ts';
import { messagingModule } from '../../messaging/register.ts';
import { releaseDue } from '../../messaging/sending/release.ts';
import { newsModule } from '../../news/register.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { safetyModule } from '../register.ts';

const LURE = 'Votre cadeau de rentrée attend ici';

describe('a campaign over everything that people write', () => {
  let door: Door;
  let operator: Visitor;
  let operatorId: string;
  let group: Awaited<ReturnType<typeof buildClass>>;
  let teacher: BuiltPerson;
  let mother: BuiltPerson;
  let head: BuiltPerson;
  let lina: BuiltPupil;
  before(async () => {
    door = await openDoor({
      modules: [
        directoryModule,
        filesModule,
        notificationsModule,
        safetyModule,
        messagingModule,
        newsModule,
        liaisonModule,
      ],
    });
    const { db } = door;
    const school = await buildSchool(db, { kind: 'elementary' });
    group = await buildClass(db, { school });
    teacher = await buildTeacher(db, { classes: [group], familyName: 'VOLÉE', givenName: 'Zoé' });
    lina = await buildPupil(db, { class: group });
    mother = await buildGuardian(db, { of: lina, familyName: 'DUPIN', givenName: 'Nour' });
    head = await buildHead(db, { school });
    await refreshCircles(db, [school.id], '2026-11-24');
    operatorId = (await buildMandate(db, { kind: 'platform' })).id;
    operator = await signInAs(door, operatorId);
  });
  after(() => door.close());

  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const look = async (given: Readonly<Record<string, string>>): Promise<string> => {
    const reply = await operator.post('/campaigns/searches', given);
    equal(reply.status, 303, reply.text);
    return reply.location ?? '';
  };
  const hide = async (search: string): Promise<string> => {
    const reply = await operator.post(`${search}/hide`, { reason: 'Comptes volés' });
    equal(reply.status, 303, reply.text);
    return reply.location ?? '';
  };

  const sendMessage = async (from: BuiltPerson, to: BuiltPerson, text: string): Promise<string> => {
    const reply = await (await as(from)).api('POST', '/api/messages/new', {
      to: [`person:${to.uid}`],
      subject: 'Bonjour',
      text,
      requestKey: newId(),
    });
    equal(reply.status, 200, reply.text);
    return reply.json<{ id: string }>().id;
  };
  const publish = async (text: string): Promise<string> => {
    const reply = await (await as(teacher)).post('/news/new', {
      key: newId(),
      do: 'publish',
      to: `group:${group.id}:families`,
      comments: 'yes',
      text,
    });
    equal(reply.status, 303, reply.text);
    return /\/news\/([0-9a-f-]{36})/.exec(reply.location ?? '')?.[1] ?? '';
  };
  const comment = async (postId: string, words: string): Promise<void> => {
    const reply = await (await as(mother)).post(`/news/${postId}/comments`, { key: newId(), words });
    equal(reply.status, 303, reply.text);
  };
  const writeNote = async (words: string): Promise<string> => {
    const reply = await (await as(teacher)).post('/notes', {
      requestKey: newId(),
      place: `group:${group.id}`,
      title: 'Sortie',
      words,
      act: 'outing',
    });
    equal(reply.status, 303, reply.text);
    return /\/notes\/([0-9a-f-]{36})\/board/.exec(reply.location ?? '')?.[1] ?? '';
  };
  const sendWord = async (words: string): Promise<void> => {
    const given = { requestKey: newId(), child: lina.uid, kind: 'other', words, startsOn: '2026-11-26' };
    equal((await (await as(mother)).post('/family-words', given)).status, 303);
  };

  it('finds the same words in messages, news, comments, notes and words of families; hides all, gives all back', async () => {
    const message = await sendMessage(teacher, mother, LURE);
    const post = await publish(LURE);
    const other = await publish('La photo de classe est mardi.');
    // Some seconds later, as after any publication.
    door.clock.advance(11_000);
    await comment(other, `Moi aussi : ${LURE}`);
    const note = await writeNote(LURE);
    await sendWord(LURE);
    const family = await as(mother);
    const school = await as(teacher);
    const stands = async () => ({
      message: (await family.get(`/messages/${message}`)).status === 200,
      post: (await family.get(`/news/${post}`)).status === 200,
      comment: (await family.get(`/news/${other}`)).text.includes(LURE),
      note: (await family.get(`/notes/${note}`)).status === 200,
      board: (await school.get(`/notes/${note}/board`)).status === 200,
      word: (await school.get('/family-words/received')).text.includes(LURE),
      own: (await family.get('/family-words')).text.includes(LURE),
      told: (await family.get('/feed')).text.includes(LURE),
    });
    const all = {
      message: true,
      post: true,
      comment: true,
      note: true,
      board: true,
      word: true,
      own: true,
      told: true,
    };
    equal(JSON.stringify(await stands()), JSON.stringify(all));
    const search = await look({ words: LURE });
    const found = (await operator.get(search)).text;
    match(found, /5 envois/);
    for (const kind of ['un message', 'un commentaire', 'un mot d’une famille']) match(found, new RegExp(kind));
    const campaign = await hide(search);
    const none = Object.fromEntries(Object.keys(all).map((key) => [key, false]));
    equal(JSON.stringify(await stands()), JSON.stringify(none));
    match((await operator.get(campaign)).text, /Les preuves sont telles qu’elles ont été scellées/);
    equal((await family.get(`/news/${other}`)).status, 200, 'what is innocent stays');
    equal((await operator.post(`${campaign}/restore`)).status, 303);
    equal(JSON.stringify(await stands()), JSON.stringify(all));
  });

  it('leaves what its author had withdrawn before as it was, whatever is hidden and given back', async () => {
    const note = await writeNote('Ce mot part par erreur, oubliez-le');
    equal((await (await as(teacher)).post(`/notes/${note}/withdraw`)).status, 303);
    match((await operator.get(await look({ words: 'part par erreur' }))).text, /Rien ne correspond/);
  });

  it('finds all that given accounts wrote, by login or by name; who bears no such name is told', async () => {
    const login = await givePassword(door.db, teacher.id, 'quatre-mots-bien-longs', door.clock.now());
    await sendMessage(teacher, mother, 'Rien à voir avec le reste.');
    const byLogin = (await operator.get(await look({ senders: `${login}\nPersonne Detelnom` }))).text;
    match(byLogin, /Rien à voir avec le reste/);
    match(byLogin, /Personne Detelnom/);
    doesNotMatch(byLogin, /Moi aussi/);
    const byName = (await operator.get(await look({ senders: 'Volee Zoe' }))).text;
    match(byName, /Rien à voir avec le reste/);
    const both = (await operator.get(await look({ senders: `${login}; Nour DUPIN`, words: 'cadeau de rentrée' }))).text;
    match(both, /2 comptes/);
    doesNotMatch(both, /Rien à voir/);
  });

  it('finds all else that the senders of one text wrote', async () => {
    const text = 'Gagnez un téléphone aujourd’hui';
    await sendMessage(head, teacher, text);
    await sendMessage(head, teacher, 'Réunion jeudi à 17 h.');
    const whole = (await operator.get(await look({ words: text, whole: 'yes' }))).text;
    match(whole, /Gagnez un téléphone/);
    match(whole, /Réunion jeudi/);
    doesNotMatch(whole, /Rien à voir/);
  });

  it('hides what waits for its hour too: it never leaves', async () => {
    const before = door.clock.now();
    try {
      door.clock.set('2026-11-24T21:00:00Z');
      const id = await sendMessage(teacher, mother, 'Ce lien de nuit vous attend');
      operator = await signInAs(door, operatorId);
      await hide(await look({ words: 'ce lien de nuit' }));
      door.clock.set('2026-11-25T08:00:00Z');
      await releaseDue({ db: door.db, clock: door.clock, log: () => undefined, signal: new AbortController().signal });
      const [row] = await rowsOf(
        door.db,
        sql<{ state: string }>`select state from messaging.messages where id = ${id}`,
      );
      equal(row?.state, 'waiting');
      equal((await (await as(mother)).get(`/messages/${id}`)).status, 404);
    } finally {
      door.clock.set(before.toISOString());
    }
  });
});
