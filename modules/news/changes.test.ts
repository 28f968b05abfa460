import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, rowsOf, sql } from '../../platform/db/db.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';
import type { Visitor } from '../../platform/testing/browser.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildTeacher,
  giveProfile,
} from '../directory/builders.ts';
import { directoryModule } from '../directory/register.ts';
import { filesModule } from '../files/register.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import { notificationsModule } from '../notifications/register.ts';
import { safetyModule } from '../safety/register.ts';
import { postOf, send } from './builders.ts';
import { reportables } from './moderation.ts';
import { newsModule } from './register.ts';

describe('a post that is changed', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, filesModule, safetyModule, notificationsModule, newsModule] });
  });
  after(() => door.close());

  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const soon = (): void => door.clock.advance(11_000);

  /** Two classes of one teacher, a mother in each, and the head. */
  async function twoClasses() {
    const { db } = door;
    const school = await buildSchool(db, { kind: 'elementary' });
    const [ce1, cm2] = [await buildClass(db, { school, label: 'CE1' }), await buildClass(db, { school, label: 'CM2' })];
    const pupil = await buildPupil(db, { class: ce1 });
    const ofCe1 = await buildGuardian(db, { of: pupil });
    const ofCm2 = await buildGuardian(db, { of: await buildPupil(db, { class: cm2 }) });
    const teacher = await buildTeacher(db, { classes: [ce1, cm2] });
    const head = await buildHead(db, { school });
    const families = (group: { readonly id: string }): string => `group:${group.id}:families`;
    return { db, school, pupil, ofCe1, ofCm2, teacher, head, ce1: families(ce1), cm2: families(cm2) };
  }

  /** Circles to which the feed tells it. */
  const toldTo = async (postId: string): Promise<string[]> =>
    (
      await rowsOf(
        door.db,
        sql<{ key: string }>`
          select a.key from notifications.audiences a join notifications.entries e on e.id = a.entry_id
          where e.subject = ${`news.post:${postId}`} order by a.key`,
      )
    ).map(({ key }) => key);

  it('because it went to the wrong class leaves the feed of that class', async () => {
    const { teacher, ofCe1, ofCm2, ce1, cm2 } = await twoClasses();
    const author = await as(teacher);
    const id = postOf(await send(author, { to: cm2, title: 'Rendez-vous de Léo', asksReading: 'yes' }));
    soon();
    const mistaken = await as(ofCm2);
    match((await mistaken.get('/feed')).text, /Rendez-vous de Léo/);
    equal((await author.post(`/news/${id}/remind`)).status, 303);
    const form = { to: ce1, title: 'Rendez-vous de Léo', asksReading: 'yes' };
    equal((await send(author, form, `/news/${id}/change`)).status, 303);
    doesNotMatch((await mistaken.get('/feed')).text, /Rendez-vous de Léo/);
    match((await (await as(ofCe1)).get('/feed')).text, /Rendez-vous de Léo/);
    deepEqual(await toldTo(id), [ce1]);
  });

  it('before its hour is told to those alone for whom it is in the end', async () => {
    const { teacher, ofCm2, ce1, cm2 } = await twoClasses();
    const author = await as(teacher);
    const id = postOf(await send(author, { to: cm2, title: 'Trop vite' }));
    equal((await send(author, { to: ce1, title: 'Trop vite' }, `/news/${id}/change`)).status, 303);
    soon();
    deepEqual(await toldTo(id), [ce1]);
    doesNotMatch((await (await as(ofCm2)).get('/feed')).text, /Trop vite/);
  });

  it('urgent and taken back leaves the top of the pages, and is there again once it is published', async () => {
    const { school, head } = await twoClasses();
    const shown = async (): Promise<number> =>
      (
        await rowsOf(
          door.db,
          sql`select 1 from notifications.urgent_notices where school_id = ${school.id} and shown_until > ${door.clock.now()}`,
        )
      ).length;
    const now = door.clock.now();
    door.clock.set('2026-11-27T20:00:00Z');
    try {
      const boss = await as(head);
      const form = { to: `school:${school.id}:families`, title: 'École fermée', urgent: 'closing' };
      const id = postOf(await send(boss, form));
      equal(await shown(), 1);
      equal((await boss.post(`/news/${id}/undo`)).status, 303);
      door.clock.advance(2_000);
      equal(await shown(), 0);
      equal((await send(boss, form, `/news/${id}/change`)).status, 303);
      equal(await shown(), 1);
      soon();
      equal((await send(boss, { ...form, urgent: '' }, `/news/${id}/change`)).status, 303);
      door.clock.advance(2_000);
      equal(await shown(), 0, 'it is not urgent any more');
      equal((await send(boss, form, `/news/${id}/change`)).status, 303);
      equal(await shown(), 1, 'what is urgent after all is written down');
      await inTransaction(door.db, async (tx) =>
        reportables.find(({ place }) => place === 'news.post')?.hide(tx, [id], newId()),
      );
      door.clock.advance(2_000);
      equal(await shown(), 0, 'hidden, it is nowhere');
    } finally {
      door.clock.set(now.toISOString());
    }
  });

  it('is its author’s to follow as long as they work there', async () => {
    const { db, teacher, head, ce1 } = await twoClasses();
    const author = await as(teacher);
    const id = postOf(await send(author, { to: ce1, title: 'Assurance', asksReading: 'yes' }));
    soon();
    equal((await author.get(`/news/${id}/readers`)).status, 200);
    await sql`update directory.memberships set ends_on = '2026-11-20' where person_id = ${teacher.id}`.execute(db);
    await sql`update directory.profiles set ends_on = '2026-11-20' where person_id = ${teacher.id}`.execute(db);
    await giveProfile(db, { person: teacher, schoolId: (await buildSchool(db)).id, kind: 'teacher' });
    const elsewhere = await as(teacher);
    equal((await elsewhere.get(`/news/${id}/readers`)).status, 404);
    equal((await elsewhere.post(`/news/${id}/remind`)).status, 404);
    equal((await (await as(head)).get(`/news/${id}/readers`)).status, 200);
  });

  it('is reminded of to nobody before its hour, once it is hidden, or while writing is stopped', async () => {
    const { db, school, teacher, head, ce1 } = await twoClasses();
    const author = await as(teacher);
    const id = postOf(await send(author, { to: ce1, title: 'Assurance', asksReading: 'yes' }));
    equal((await author.post(`/news/${id}/remind`)).status, 404, 'nobody has seen it yet');
    soon();
    const until = new Date(door.clock.now().getTime() + 60_000);
    await sql`insert into safety.stops (id, place, school_id, school_ids, stops_reading, is_drill, reason, started_as, started_by, started_at, ends_at)
              values (${newId()}, 'school', ${school.id}, array[${school.id}::uuid], false, false, 'Essai', 'head', ${head.id},
                      ${door.clock.now()}, ${until})`.execute(db);
    equal((await author.post(`/news/${id}/remind`)).status, 423);
    door.clock.advance(61_000);
    equal((await author.post(`/news/${id}/remind`)).status, 303);
    await sql`update news.posts set hidden_at = ${door.clock.now()} where id = ${id}`.execute(db);
    equal((await author.post(`/news/${id}/remind`)).status, 404);
  });

  it('whose comments wait for an adult lets none through while writing is stopped', async () => {
    const { db, school, teacher, head, ce1, pupil } = await twoClasses();
    const author = await as(teacher);
    const to = ce1.replace('families', 'pupils');
    const id = postOf(await send(author, { to, title: 'Vos idées', comments: 'yes' }));
    soon();
    equal((await (await as(pupil)).post(`/news/${id}/comments`, { key: newId(), words: 'Un potager' })).status, 303);
    const [row] = await rowsOf(db, sql<{ id: string }>`select id from news.comments where post_id = ${id}`);
    const until = new Date(door.clock.now().getTime() + 60_000);
    await sql`insert into safety.stops (id, place, school_id, school_ids, stops_reading, is_drill, reason, started_as, started_by, started_at, ends_at)
              values (${newId()}, 'school', ${school.id}, array[${school.id}::uuid], false, false, 'Essai', 'head', ${head.id},
                      ${door.clock.now()}, ${until})`.execute(db);
    equal((await author.post(`/news/comments/${row?.id}/approve`)).status, 423);
    equal((await author.post(`/safety/held/news.comments/${row?.id}`, { let: 'through' })).status, 423);
    door.clock.advance(61_000);
    equal((await author.post(`/news/comments/${row?.id}/approve`)).status, 303);
  });

  it('is not found under an address that is none', async () => {
    const { ofCe1 } = await twoClasses();
    const dashes = '-'.repeat(36);
    for (const address of [`/news?place=group:${dashes}`, `/news?after=1.${dashes}`])
      ok((await (await as(ofCe1)).get(address)).status < 500, address);
  });
});
