import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fixedClock } from '../../../platform/clock/clock.ts';
import { newId } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { libreTranslator } from '../../../platform/translation/libre.ts';
import {
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPerson,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { safetyModule } from '../../safety/register.ts';
import { liaisonModule } from '../register.ts';

describe('Notes that families read in their language', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, safetyModule, notificationsModule, liaisonModule] });
    // A Friday at ten: notes leave at once.
    door.clock.set('2026-11-20T09:00:00Z');
  });
  after(() => door.close());

  const as = (person: BuiltPerson): Promise<Visitor> => signInAs(door, person.id);

  async function aClass() {
    const school = await buildSchool(door.db);
    const group = await buildClass(door.db, { school, label: 'CE1' });
    const teacher = await buildTeacher(door.db, { classes: [group], familyName: 'ROUX' });
    const pupil = await buildPupil(door.db, { class: group, givenName: 'Lina' });
    const mother = await buildGuardian(door.db, { of: pupil, givenName: 'Nour' });
    return { school, group, teacher, pupil, mother };
  }

  async function operator(): Promise<Visitor> {
    const person = await buildPerson(door.db);
    await buildMandate(door.db, { person, kind: 'platform' });
    return as(person);
  }

  it('are begun from a phrase in two taps, arrive in Arabic with French beside, marked until somebody signs them off', async () => {
    const { group, teacher, mother } = await aClass();
    const hers = await as(teacher);
    const place = `group:${group.id}`;
    const asked = await hers.get(`/notes/new?place=${place}`);
    const bank = /href="(\/notes\/phrases[^"]*)"/.exec(asked.text)?.[1] ?? '';
    const list = await hers.get(bank);
    assert.match(list.text, /Grève : pas de classe/);
    const phrase = await hers.get(bank.replace('/phrases', '/phrases/strike-closed'));
    assert.match(phrase.text, /dir="rtl"/);
    assert.match(phrase.text, /non relue/);
    assert.match(phrase.text, new RegExp(`action="/notes/new"[\\s\\S]*name="place" value="${place}"`));
    const form = await hers.get(`/notes/new?place=${place}&phrase=strike-closed&date=2026-11-26`);
    assert.match(form.text, /Il y a une grève le jeudi 26 novembre\. Votre enfant n’aura pas classe\./);
    const sent = await hers.post('/notes', {
      requestKey: newId(),
      place,
      title: 'Grève : pas de classe',
      words: 'Il y a une grève le jeudi 26 novembre. Votre enfant n’aura pas classe.\n\nÀ vendredi, Claire Roux',
    });
    const id = /\/notes\/([0-9a-f-]{36})\/board/.exec(sent.location ?? '')?.[1] ?? '';
    assert.equal(sent.status, 303, sent.text.slice(0, 500));

    const family = await as(mother);
    assert.doesNotMatch((await family.get(`/notes/${id}`)).text, /إضراب/);
    const chosen = await family.post('/reading-language', { language: 'ar', back: `/notes/${id}` });
    assert.equal(chosen.location, `/notes/${id}`);
    const page = (await family.get(`/notes/${id}`)).text;
    assert.match(page, /lang="ar" dir="rtl"><h2>إضراب: لا دراسة/);
    assert.match(page, /يوجد إضراب يوم الخميس/);
    assert.match(page, /Il y a une grève le jeudi 26 novembre/);
    assert.match(page, /non relue/);
    assert.match(page, /Une partie de ce texte n’est pas traduite/);

    const hand = await operator();
    assert.match((await hand.get('/phrase-reviews?language=ar')).text, /العربية : 0 sur 60/);
    await hand.post('/phrase-reviews/ar/strike-closed', {});
    await hand.post('/phrase-reviews/ar/strike-closed', {});
    assert.match((await hand.get('/phrase-reviews?language=ar')).text, /العربية : 1 sur 60[\s\S]*Relue par/);
    assert.doesNotMatch((await family.get(`/notes/${id}`)).text, /non relue/);
    await hand.post('/phrase-reviews/ar/strike-closed', { undo: 'yes' });
    assert.match((await family.get(`/notes/${id}`)).text, /non relue/);

    await family.post('/reading-language', { language: 'fr', back: `/notes/${id}` });
    assert.doesNotMatch((await family.get(`/notes/${id}`)).text, /إضراب/);
  });

  it('lead back nowhere else than to a page of the product', async () => {
    const { mother } = await aClass();
    const family = await as(mother);
    for (const back of ['//ailleurs.example', 'https://ailleurs.example', '/\\ailleurs.example'])
      assert.equal((await family.post('/reading-language', { language: 'ar', back })).status, 422, back);
  });

  it('may be phrases of the school’s own, which its head writes and removes', async () => {
    const { school, group, teacher } = await aClass();
    const head = await as(await buildHead(door.db, { school }));
    const own = `/schools/${school.uai}/phrases`;
    assert.match((await head.get(`${own}?replaces=lice`)).text, /Il y a des poux dans la classe/);
    const refused = await head.post(own, { title: '', words: 'Des poux sont revenus.', replaces: 'lice' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Des poux sont revenus\./);
    await head.post(own, { title: 'Poux chez nous', words: 'Des poux sont revenus.', replaces: 'lice' });
    const hers = await as(teacher);
    const list = (await hers.get('/notes/phrases')).text;
    assert.match(list, /Poux chez nous/);
    assert.doesNotMatch(list, /\/notes\/phrases\/lice/);
    const id = /phrase=([0-9a-f-]{36})/.exec(list)?.[1] ?? '';
    assert.match((await hers.get(`/notes/new?place=group:${group.id}&phrase=${id}`)).text, /Des poux sont revenus\./);

    const stranger = await as((await aClass()).teacher);
    assert.doesNotMatch((await stranger.get('/notes/phrases')).text, /Poux chez nous/);
    const otherHead = await as(await buildHead(door.db));
    assert.equal((await otherHead.get(own)).status, 404);
    assert.equal((await otherHead.post(own, { title: 'x', words: 'y' })).status, 404);
    assert.equal((await hers.get(own)).status, 404);
    assert.equal((await otherHead.post(`${own}/${id}/remove`, {})).status, 404);
    assert.equal((await head.post(`${own}/${id}/remove`, {})).status, 303);
    assert.match((await hers.get('/notes/phrases')).text, /\/notes\/phrases\/lice/);
  });

  it('are not for families to write, nor translations for teachers to sign off', async () => {
    const { teacher, mother } = await aClass();
    const family = await as(mother);
    assert.equal((await family.get('/notes/phrases')).status, 404);
    assert.equal((await family.get('/notes/phrases/lice')).status, 404);
    const hers = await as(teacher);
    assert.equal((await hers.get('/notes/phrases/nothing-of-the-kind')).status, 404);
    assert.equal((await hers.get('/phrase-reviews')).status, 404);
    assert.equal((await hers.post('/phrase-reviews/ar/lice', {})).status, 404);
  });
});

describe('Notes that a machine of the house translates', () => {
  let door: Door;
  let machine: Server;
  let asked: string[];
  before(async () => {
    asked = [];
    machine = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const { q } = JSON.parse(body) as { q: string[] };
      asked.push(...q);
      const translatedText = q.map((words) => words.replace('apporte un gâteau', 'brings a <b>cake</b>'));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ translatedText }));
    });
    await new Promise<void>((done) => machine.listen(0, '127.0.0.1', done));
    const address = `http://127.0.0.1:${(machine.address() as AddressInfo).port}`;
    door = await openDoor({
      modules: [directoryModule, safetyModule, notificationsModule, liaisonModule],
      translator: libreTranslator(address, fixedClock('2026-11-20T09:00:00Z')),
    });
  });
  after(async () => {
    machine.close();
    await door.close();
  });

  it('say so, leave names alone, stand above the French, and are left out when it fails', async () => {
    const group = await buildClass(door.db, { label: 'CE1' });
    const teacher = await buildTeacher(door.db, { classes: [group], familyName: 'ROUX' });
    const pupil = await buildPupil(door.db, { class: group, givenName: 'Lina' });
    const family = await signInAs(door, (await buildGuardian(door.db, { of: pupil, givenName: 'Nour' })).id);
    await family.post('/reading-language', { language: 'en', back: '/' });
    const hers = await signInAs(door, teacher.id);
    const write = async (words: string): Promise<string> => {
      const sent = await hers.post('/notes', {
        requestKey: newId(),
        place: `group:${group.id}`,
        title: 'Goûter',
        words,
      });
      return /\/notes\/[0-9a-f-]{36}/.exec(sent.location ?? '')?.[0] ?? sent.text.slice(0, 500);
    };
    const page = (await family.get(await write('Lina apporte un gâteau.\n\nMerci à elle'))).text;
    assert.match(page, /Lina brings a &lt;b&gt;cake&lt;\/b&gt;\./);
    assert.match(page, /Lina apporte un gâteau\./);
    assert.match(page, /Traduction automatique/);
    assert.ok(asked.length > 0 && asked.every((words) => !words.includes('Lina')), asked.join());

    machine.close();
    machine.closeAllConnections();
    const without = (await family.get(await write('Lina apporte deux gâteaux.'))).text;
    assert.match(without, /Lina apporte deux gâteaux\./);
    assert.match(without, /n’a pas de traduction dans cette langue/);
  });
});
