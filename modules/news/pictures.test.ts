import { doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, newId, rowsOf, sql } from '../../platform/db/db.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';
import { jpegOf } from '../../platform/pictures/testing.ts';
import { type Reply, Visitor } from '../../platform/testing/browser.ts';
import { buildClass, buildGuardian, buildHead, buildPupil, buildSchool, buildTeacher } from '../directory/builders.ts';
import { directoryModule } from '../directory/register.ts';
import { filesModule } from '../files/register.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import { notificationsModule } from '../notifications/register.ts';
import { safetyModule } from '../safety/register.ts';
import { postOf, send } from './builders.ts';
import { answerReader, closePictures } from './image-rights.ts';
import { sweepJob } from './jobs.ts';
import { reportables } from './moderation.ts';
import { newsModule } from './register.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule, filesModule, safetyModule, notificationsModule, newsModule] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
const soon = (): void => door.clock.advance(11_000);

/** A class with two children: Awa, whose mother allowed pictures in the class, and Noé, whose mother said nothing. */
async function place() {
  const { db } = door;
  const school = await buildSchool(db, { kind: 'elementary' });
  const group = await buildClass(db, { school, label: 'CE1 Roux' });
  const awa = await buildPupil(db, { class: group, givenName: 'Awa', familyName: 'DIALLO' });
  const noe = await buildPupil(db, { class: group, givenName: 'Noé', familyName: 'MARTIN' });
  const mother = await buildGuardian(db, { of: awa });
  const silent = await buildGuardian(db, { of: noe });
  const teacher = await buildTeacher(db, { classes: [group] });
  const head = await buildHead(db, { school });
  await answer(mother, awa, { class: 'yes' });
  return { school, group, awa, noe, mother, silent, teacher, head, to: `group:${group.id}:families` };
}

async function answer(
  guardian: { readonly id: string },
  child: { readonly uid: string },
  given: Record<string, string>,
): Promise<void> {
  equal((await (await as(guardian)).post(`/image-rights/${child.uid}`, given)).status, 303);
}

/** Sends the form with a photo, as a browser without scripts does. */
const sendPhoto = async (visitor: Visitor, fields: Record<string, string>): Promise<Reply> =>
  visitor.sendFile(
    '/news/new',
    { field: 'files', name: 'semis.jpg', bytes: await jpegOf() },
    {},
    { key: newId(), do: 'publish', text: 'Nos semis.', ...fields },
  );

const pictureIn = (page: string): string => /\/files\/[0-9a-f-]{36}\/thumbnail\?size=\d+/.exec(page)?.[0] ?? '';

describe('a picture of a post', () => {
  it('asks who is in it, names whom it may not show, and keeps the photo meanwhile', async () => {
    const { teacher, noe, awa, to } = await place();
    const author = await as(teacher);
    const unsaid = await sendPhoto(author, { to });
    equal(unsaid.status, 422);
    match(unsaid.text, /Dites qui l’on reconnaît/);
    match(unsaid.text, /name="filesIds"/);
    const held = /name="filesIds" value="([0-9a-f-]{36})"/.exec(unsaid.text)?.[1] ?? '';
    ok(held);
    const barred = await send(author, { to, filesIds: held, children: noe.uid });
    equal(barred.status, 422);
    match(barred.text, /l’autorisation manque pour Noé MARTIN/);
    equal(
      (await send(author, { to, filesIds: held, children: noe.uid, pictured: 'nobody' })).status,
      422,
      'a child is not nobody',
    );
    equal((await send(author, { to, filesIds: held, children: awa.uid })).status, 303);
    const rows = await rowsOf(door.db, sql`select 1 from news.pictured where person_id = ${noe.id}`);
    equal(rows.length, 0);
  });

  it('is seen by the readers of the post, and by nobody else', async () => {
    const { teacher, mother, awa, to } = await place();
    const id = postOf(await sendPhoto(await as(teacher), { to, children: awa.uid, picturesAlt: 'Des pots de terre' }));
    const reader = await as(mother);
    soon();
    const page = (await reader.get(`/news/${id}`)).text;
    const src = pictureIn(page);
    ok(src, page);
    match(page, /Photo 1 : Des pots de terre/);
    const picture = await reader.get(src);
    equal(picture.status, 200);
    equal(picture.headers['content-type'], 'image/webp');
    ok(pictureIn((await reader.get('/news')).text), 'in the list too');
    equal((await (await as(await buildGuardian(door.db))).get(src)).status, 404);
    equal((await new Visitor(door.app).get(src)).status, 404);
  });

  it('goes out of sight when the family takes its word back, and the author is told', async () => {
    const { teacher, mother, awa, to } = await place();
    const author = await as(teacher);
    const id = postOf(await sendPhoto(author, { to, children: awa.uid }));
    soon();
    const reader = await as(mother);
    const src = pictureIn((await reader.get(`/news/${id}`)).text);
    await answer(mother, awa, { class: 'no' });
    const fact = await firstOf(
      door.db,
      sql<{
        payload: Record<string, unknown>;
      }>`select payload from platform.outbox where name = ${answerReader.fact} order by id desc limit 1`,
    );
    await answerReader.read(
      { db: door.db, clock: door.clock, signal: new AbortController().signal } as never,
      fact?.payload ?? {},
    );
    const page = (await reader.get(`/news/${id}`)).text;
    equal(pictureIn(page), '');
    match(page, /une autorisation a changé/);
    equal((await reader.get(src)).status, 404);
    match((await author.get('/feed')).text, /Photos retirées/);
    // The same photo again is refused by name as long as she says no.
    const held =
      /name="filesIds" value="([0-9a-f-]{36})"/.exec((await author.get(`/news/${id}/change`)).text)?.[1] ?? '';
    const again = await send(author, { to, filesIds: held, children: awa.uid }, `/news/${id}/change`);
    match(again.text, /l’autorisation manque pour Awa DIALLO/);
    equal((await send(author, { to, filesIds: held, pictured: 'nobody' }, `/news/${id}/change`)).status, 303);
    ok(pictureIn((await reader.get(`/news/${id}`)).text), 'the author answers for what they say');
  });

  it('goes out of sight when the authorisation ends with the school year', async () => {
    const { teacher, mother, awa, to } = await place();
    const id = postOf(await sendPhoto(await as(teacher), { to, children: awa.uid }));
    soon();
    const work = { db: door.db, clock: door.clock, signal: new AbortController().signal };
    equal(await closePictures(work, null), 0);
    door.clock.set('2027-08-01T08:00:00Z');
    ok((await closePictures(work, null)) > 0);
    door.clock.set('2026-11-24T07:30:00Z');
    soon();
    equal(pictureIn((await (await as(mother)).get(`/news/${id}`)).text), '');
  });

  it('that is for everybody asks for the widest authorisation', async () => {
    const { head, awa, school } = await place();
    const boss = await as(head);
    const refused = await sendPhoto(boss, { to: `school:${school.id}:families`, isPublic: 'yes', children: awa.uid });
    equal(refused.status, 422);
    match(refused.text, /sur une page publique : l’autorisation manque pour Awa DIALLO/);
    const id = postOf(
      await sendPhoto(boss, { to: `school:${school.id}:families`, isPublic: 'yes', pictured: 'nobody' }),
    );
    soon();
    const visitor = new Visitor(door.app);
    const src = pictureIn((await visitor.get(`/s/${school.uai}/news/${id}`)).text);
    equal((await visitor.get(src)).status, 200);
  });

  it('is one of ten at most, and what lies about itself is a document', async () => {
    const { teacher, mother, to } = await place();
    const author = await as(teacher);
    const many: string[] = [];
    for (let rank = 0; rank < 11; rank += 1) {
      const page = (await sendPhoto(author, { to })).text;
      many.push(/name="filesIds" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '');
    }
    const body = new URLSearchParams({ key: newId(), do: 'publish', to, text: 'Trop', pictured: 'nobody' });
    for (const id of many) body.append('filesIds', id);
    const tooMany = await author.api('POST', '/api/news/new', {
      key: newId(),
      to: [to],
      title: 'Trop',
      pictured: 'nobody',
      filesIds: many,
    });
    equal(tooMany.status, 422);
    match(tooMany.text, /news.pictures-many/);
    const liar = await author.sendFile(
      '/news/new',
      { field: 'files', name: 'photo.jpg', bytes: Buffer.from('<svg onload="alert(1)"/>') },
      {},
      { key: newId(), do: 'publish', to, title: 'Menteur' },
    );
    equal(liar.status, 303, 'no picture, so nobody to name');
    soon();
    const page = (await (await as(mother)).get(`/news/${postOf(liar)}`)).text;
    equal(pictureIn(page), '');
    match(page, /photo\.jpg/);
  });

  it('that moves is asked about too: a film goes with what its families withdraw', async () => {
    const { teacher, mother, awa, noe, to } = await place();
    const author = await as(teacher);
    const bytes = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(200)]);
    const film = { field: 'files', name: 'danse.mp4', bytes };
    const form = (fields: Record<string, string>) => ({
      key: newId(),
      do: 'publish',
      to,
      text: 'La danse.',
      ...fields,
    });
    match((await author.sendFile('/news/new', film, {}, form({}))).text, /Dites qui l’on reconnaît/);
    match((await author.sendFile('/news/new', film, {}, form({ children: noe.uid }))).text, /Noé MARTIN/);
    const id = postOf(await author.sendFile('/news/new', film, {}, form({ children: awa.uid })));
    soon();
    const family = await as(mother);
    const shown = (await family.get(`/news/${id}`)).text;
    const address = /\/files\/[0-9a-f-]{36}/.exec(shown.slice(shown.indexOf('danse.mp4') - 400))?.[0] ?? '';
    ok((await family.get(address)).status < 400, address);
    await answer(mother, awa, { class: 'no' });
    await closePictures({ db: door.db, clock: door.clock, signal: new AbortController().signal }, awa.id);
    doesNotMatch((await family.get(`/news/${id}`)).text, /danse\.mp4/);
    equal((await family.get(address)).status, 404);
  });

  it('of somebody else is not attached by naming it', async () => {
    const { teacher, to } = await place();
    const other = await place();
    const thief = await as(other.teacher);
    const page = (await sendPhoto(await as(teacher), { to })).text;
    const held = /name="filesIds" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
    const reply = await send(thief, { to: other.to, filesIds: held, pictured: 'nobody' });
    equal(reply.status, 422);
  });

  it('is really gone with a draft that is thrown away, and with a post after two years', async () => {
    const { teacher, to } = await place();
    const author = await as(teacher);
    const id = postOf(await sendPhoto(author, { to, do: 'draft' }));
    const held = async (): Promise<number> =>
      (await rowsOf(door.db, sql`select 1 from files.attachments where subject = ${id}::uuid`)).length;
    equal(await held(), 1);
    equal((await author.post(`/news/${id}/withdraw`)).status, 303);
    equal(await held(), 0);
    const old = postOf(await sendPhoto(author, { to, pictured: 'nobody' }));
    door.clock.set('2028-12-01T07:30:00Z');
    await sweepJob.run({ db: door.db, clock: door.clock, signal: new AbortController().signal } as never, {});
    equal((await rowsOf(door.db, sql`select 1 from files.attachments where subject = ${old}::uuid`)).length, 0);
    equal((await rowsOf(door.db, sql`select 1 from news.posts where id = ${old}::uuid`)).length, 0);
    door.clock.set('2026-11-24T07:30:00Z');
  });
});

describe('a post that somebody reports', () => {
  it('is hidden by the head, read by nobody, and comes back when that was a mistake', async () => {
    const { teacher, mother, head, to } = await place();
    const id = postOf(await send(await as(teacher), { to, title: 'Signalée' }));
    soon();
    const reader = await as(mother);
    match((await reader.get(`/news/${id}`)).text, /\/safety\/report[^"]*place=news.post/);
    const reportable = reportables.find(({ place: where }) => where === 'news.post');
    ok(reportable);
    await inTransaction(door.db, (tx) => reportable.hide(tx, [id], head.id));
    equal((await reader.get(`/news/${id}`)).status, 404);
    doesNotMatch((await reader.get('/feed')).text, /Signalée/);
    match((await (await as(teacher)).get(`/news/${id}`)).text, /Masqué par l’établissement/);
    await inTransaction(door.db, (tx) => reportable.restore(tx, [id], head.id));
    equal((await reader.get(`/news/${id}`)).status, 200);
    match((await reader.get('/feed')).text, /Signalée/);
  });
});
