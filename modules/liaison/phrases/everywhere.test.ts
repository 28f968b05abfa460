import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltAdult,
  type BuiltGroup,
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildPupil,
  buildTeacher,
} from '../../directory/builders.ts';
import { refreshCircles } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { filesModule } from '../../files/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { messagingModule } from '../../messaging/register.ts';
import { newsModule } from '../../news/register.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { safetyModule } from '../../safety/register.ts';
import { liaisonModule } from '../register.ts';

const modules = [
  directoryModule,
  filesModule,
  safetyModule,
  notificationsModule,
  messagingModule,
  newsModule,
  liaisonModule,
];
const FRENCH = /Il y a une grève le jeudi 26 novembre\. Votre enfant n’aura pas classe\./;
const ARABIC = /lang="ar" dir="rtl"><(?:h2|p><strong)>إضراب: لا دراسة<[\s\S]*يوجد إضراب يوم الخميس/;

describe('Messages and news that families read in their language', () => {
  let door: Door;
  let group: BuiltGroup;
  let teacher: BuiltAdult;
  let mother: BuiltPerson;
  let hers: Visitor;
  let family: Visitor;
  before(async () => {
    door = await openDoor({ modules });
    // A Friday at ten: what is written leaves at once.
    door.clock.set('2026-11-20T09:00:00Z');
    group = await buildClass(door.db, { label: 'CE1' });
    teacher = await buildTeacher(door.db, { classes: [group], familyName: 'ROUX' });
    mother = await buildGuardian(door.db, { of: await buildPupil(door.db, { class: group }) });
    await refreshCircles(door.db, [group.schoolId], '2026-11-20');
    hers = await signInAs(door, teacher.id);
    family = await signInAs(door, mother.id);
    await family.post('/reading-language', { language: 'ar', back: '/' });
  });
  after(() => door.close());

  it('are begun from a phrase: of a message, whom it is for and what was typed are kept on the way', async () => {
    const draft = newId();
    const typed = { to: `person:${mother.uid}`, text: 'Bonjour,\n\n-- \nMme Roux', requestKey: newId(), draft };
    const bank = await hers.post('/messages/new', { ...typed, act: 'phrases' });
    assert.match(bank.location ?? '', /^\/notes\/phrases\?form=/);
    const phrase = await hers.get((bank.location ?? '').replace('/phrases', '/phrases/strike-closed'));
    assert.match(phrase.text, new RegExp(`action="/messages/new"[\\s\\S]*name="draft" value="${draft}"`));
    const form = await hers.get(`/messages/new?draft=${draft}&phrase=strike-closed&date=2026-11-26`);
    assert.match(form.text, /value="Grève : pas de classe"/);
    assert.match(form.text, new RegExp(`value="person:${mother.uid}"`));
    assert.match(form.text, /Bonjour,\s+Il y a une grève le jeudi 26 novembre\.[^<]*-- \s*Mme Roux/);
  });

  it('arrive as messages in Arabic, from right to left, not reviewed, with the French beside', async () => {
    const sent = await hers.api('POST', '/api/messages/new', {
      to: [`person:${mother.uid}`],
      subject: 'Grève : pas de classe',
      text: 'Il y a une grève le jeudi 26 novembre. Votre enfant n’aura pas classe.',
      requestKey: newId(),
    });
    const { id } = sent.json<{ id: string }>();
    const page = (await family.get(`/messages/${id}`)).text;
    assert.match(page, ARABIC);
    assert.match(page, FRENCH);
    assert.match(page, /non relue/);
    const { messages } = (await family.api('GET', `/api/messages/${id}`)).json<{
      messages: { translation: { isWhole: boolean; byMachine: boolean } | null }[];
    }>();
    assert.deepEqual(
      messages.map(({ translation }) => translation && [translation.isWhole, translation.byMachine]),
      [[true, false]],
    );
    // What one wrote oneself is read as one wrote it.
    await hers.post('/reading-language', { language: 'ar', back: '/' });
    assert.doesNotMatch((await hers.get(`/messages/${id}`)).text, /إضراب/);
    await hers.post('/reading-language', { language: 'fr', back: '/' });

    await family.post('/reading-language', { language: 'fr', back: `/messages/${id}` });
    assert.doesNotMatch((await family.get(`/messages/${id}`)).text, /إضراب/);
    await family.post('/reading-language', { language: 'ar', back: `/messages/${id}` });
  });

  it('say once when nothing of them is in any bank', async () => {
    const sent = await hers.api('POST', '/api/messages/new', {
      to: [`person:${mother.uid}`],
      subject: 'Merci',
      text: 'Le gâteau était très bon.',
      requestKey: newId(),
    });
    const page = (await family.get(`/messages/${sent.json<{ id: string }>().id}`)).text;
    assert.match(page, /Le gâteau était très bon/);
    assert.equal(page.split('n’a pas de traduction dans cette langue').length, 2);
  });

  it('arrive as news likewise, begun from a phrase as well', async () => {
    const to = `group:${group.id}:families`;
    const empty = await hers.get(`/news/new?to=${to}`);
    const bank = /href="(\/notes\/phrases[^"]*)"/.exec(empty.text)?.[1] ?? '';
    assert.match(decodeURIComponent(decodeURIComponent(bank)), new RegExp(`/news/new\\?to=${to}`));
    const form = await hers.get(`/news/new?to=${to}&phrase=strike-closed&date=2026-11-26`);
    assert.match(form.text, FRENCH);
    const written = await hers.post('/news/new', {
      key: newId(),
      to,
      title: 'Grève : pas de classe',
      text: 'Il y a une grève le jeudi 26 novembre. Votre enfant n’aura pas classe.',
    });
    door.clock.advance(11_000);
    const page = (await family.get(written.location ?? '')).text;
    assert.match(page, ARABIC);
    assert.match(page, FRENCH);
    assert.match(page, /non relue/);
    const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
    assert.equal((await stranger.get(written.location ?? '')).status, 404);
  });

  it('are not begun from phrases by families, whatever address they type', async () => {
    assert.doesNotMatch((await family.get('/messages/new')).text, /Phrases toutes prêtes/);
    assert.doesNotMatch((await family.get('/messages/new')).text, /value="phrases"/);
    const away = await hers.get('/notes/phrases/strike-closed?form=https://ailleurs.example/new');
    assert.match(away.text, /action="\/notes\/new"/);
    assert.match((await hers.get('/notes/phrases/lice?form=//ailleurs.example/new')).text, /action="\/notes\/new"/);
  });
});
