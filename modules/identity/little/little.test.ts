import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { readPdf } from '../../../platform/pdf/testing.ts';
import { jpegOf } from '../../../platform/pictures/testing.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltGroup,
  type BuiltPupil,
  type BuiltSchool,
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { safetyModule } from '../../safety/register.ts';
import { provisionAccounts } from '../accounts/provision.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';

const MINUTE = 60_000;

interface Class {
  readonly school: BuiltSchool;
  readonly group: BuiltGroup;
  readonly lina: BuiltPupil;
  readonly noe: BuiltPupil;
  readonly teacher: Visitor;
  readonly poster: string;
}

describe('pupils who cannot read yet', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, safetyModule] });
  });
  after(() => door.close());

  async function aClass(): Promise<Class> {
    const { db } = door;
    const school = await buildSchool(db);
    const group = await buildClass(db, { school, label: 'CP' });
    const lina = await buildPupil(db, { class: group, givenName: 'Lina', familyName: 'HADDAD', levelCode: '1121' });
    const noe = await buildPupil(db, { class: group, givenName: 'Noé', familyName: 'DIALLO', levelCode: '1121' });
    await provisionAccounts(db, '2026-11-24', door.clock.now());
    const teacher = await signInAs(door, (await buildTeacher(db, { classes: [group] })).id);
    await teacher.post(`/groups/${group.id}/tablets/poster`);
    const row = await firstOf(
      db,
      sql<{ token: string }>`select token from identity.class_posters where group_id = ${group.id}`,
    );
    return { school, group, lina, noe, teacher, poster: `/class/${row?.token}` };
  }

  const open = (teacher: Visitor, group: BuiltGroup, form: Record<string, string> = {}): Promise<Reply> =>
    teacher.post(`/groups/${group.id}/tablets/open`, form);

  /** Touches pictures one after another, as the page leads; gives the last page before the child's own. */
  async function touch(tablet: Visitor, path: string, pictures: readonly number[]): Promise<Reply> {
    let reply = await tablet.get(path);
    for (const picture of pictures) {
      reply = await tablet.post(path, { picture: String(picture) });
      if (reply.location === path) reply = await tablet.get(path);
    }
    return reply;
  }
  const firstTime = [4, 4, 9, 4, 4, 9];

  it('a poster shows nothing while no session is open, whoever scans it and whatever it says', async () => {
    const { poster, group, teacher } = await aClass();
    const tablet = new Visitor(door.app);
    for (const path of [poster, '/class/nothing-of-ours']) {
      const reply = await tablet.get(path);
      assert.equal(reply.status, 200);
      assert.match(reply.text, /La classe n’est pas ouverte/);
      assert.doesNotMatch(reply.text, /Lina/);
    }
    await open(teacher, group);
    assert.match((await tablet.get(poster)).text, /Lina/);
    await teacher.post(`/groups/${group.id}/tablets/close`);
    assert.doesNotMatch((await tablet.get(poster)).text, /Lina/);
  });

  it('a child whose guardian accepted it is known by a photo instead of the animal, while the class is open and the yes stands', async () => {
    const { poster, group, teacher, lina } = await aClass();
    const mother = await signInAs(door, (await buildGuardian(door.db, { of: lina })).id);
    const answer = (given: 'yes' | 'no'): Promise<Reply> => mother.post(`/image-rights/${lina.uid}`, { class: given });
    assert.equal((await answer('yes')).status, 303);
    const file = { field: 'picture', name: 'lina.jpg', bytes: await jpegOf() };
    assert.equal((await teacher.sendFile(`/people/${lina.uid}/photo`, file)).status, 303);
    const tablet = new Visitor(door.app);
    const photo = async (): Promise<string | undefined> =>
      new RegExp(`src="(${poster}/[^"]+)"`).exec((await tablet.get(poster)).text)?.[1];
    assert.equal(await photo(), undefined, 'nothing while the class is closed');
    await open(teacher, group);
    const address = (await photo()) ?? '';
    assert.match(address, new RegExp(`/${lina.uid}/face/`));
    const shown = await tablet.get(address);
    assert.deepEqual(
      [shown.status, shown.headers['content-type'], shown.headers['cache-control']],
      [200, 'image/webp', 'private, no-store'],
    );
    assert.match((await tablet.get(`${poster}/${lina.uid}`)).text, new RegExp(`/${lina.uid}/face/`));
    assert.equal((await tablet.get(address.replace(lina.uid, 'Z9ZZ9999'))).status, 404);
    await answer('no');
    assert.equal((await tablet.get(address)).status, 404);
    assert.equal(await photo(), undefined);
    assert.match((await tablet.get(poster)).text, /Lina/);
    await answer('yes');
    await teacher.post(`/groups/${group.id}/tablets/close`);
    assert.equal((await tablet.get(address)).status, 404, 'the class is closed');
  });

  it('a child touches an animal, chooses three pictures twice the first time, and is in; later once', async () => {
    const { poster, group, teacher, lina } = await aClass();
    await open(teacher, group);
    const tablet = new Visitor(door.app);
    const board = await tablet.get(poster);
    assert.match(board.text, /data-density="petits"/);
    assert.doesNotMatch(board.text, /HADDAD|DIALLO/, 'given names only');
    const path = `${poster}/${lina.uid}`;
    assert.match((await tablet.get(path)).text, /choisis trois images/);
    const reply = await touch(tablet, path, firstTime);
    assert.equal(reply.location, '/little');
    assert.match(String(reply.headers['clear-site-data']), /"cache", "storage"/);
    const home = await tablet.get('/little');
    assert.match(home.text, /Bonjour Lina/);
    assert.equal(home.headers['cache-control'], 'private, no-store');
    assert.match((await tablet.get('/little/class')).text, /Noé/);
    const left = await tablet.post('/little/leave');
    assert.equal(left.location, poster);
    assert.match(String(left.headers['clear-site-data']), /"cache", "storage"/);
    assert.equal((await touch(tablet, path, [4, 4, 9])).location, '/little');
  });

  it('two children in a row: the second finds nothing of the first', async () => {
    const { poster, group, teacher, lina, noe } = await aClass();
    await open(teacher, group);
    const tablet = new Visitor(door.app);
    await touch(tablet, `${poster}/${lina.uid}`, firstTime);
    await tablet.post('/little/leave');
    assert.equal((await tablet.get('/little')).location, '/sign-in?next=%2Flittle');
    assert.equal((await tablet.get('/sign-in?next=%2Flittle')).location, poster, 'not a form to read');
    await touch(tablet, `${poster}/${noe.uid}`, [1, 2, 3, 1, 2, 3]);
    const home = await tablet.get('/little');
    assert.match(home.text, /Bonjour Noé/);
    assert.doesNotMatch(home.text, /Lina/);
    // Without « Fini »: whoever enters next takes the place of the former, on the same tablet.
    await touch(tablet, `${poster}/${lina.uid}`, [4, 4, 9]);
    const rows = await rowsOf(
      door.db,
      sql<{
        id: string;
      }>`select person_id as id from identity.sessions where person_id = any(${[lina.id, noe.id]}::uuid[])`,
    );
    assert.deepEqual(
      rows.map(({ id }) => id),
      [lina.id],
    );
  });

  it('the way back shows nobody’s pictures: what was touched is in no page, is the toucher’s alone, and is soon forgotten', async () => {
    const { poster, group, teacher, lina, noe } = await aClass();
    await open(teacher, group);
    const tablet = new Visitor(door.app);
    const page = await touch(tablet, `${poster}/${lina.uid}`, [4, 4]);
    assert.match(page.text, /2 sur 3/);
    assert.doesNotMatch(page.text, /type="hidden"/);
    assert.match((await tablet.get(`${poster}/${noe.uid}`)).text, /0 sur 3/);
    await tablet.get(poster);
    assert.match((await tablet.get(`${poster}/${lina.uid}`)).text, /0 sur 3/);
  });

  it('a device lent to the class shows the animals, and nothing of the teacher', async () => {
    const { poster, group, teacher } = await aClass();
    const lend = `/groups/${group.id}/tablets/lend`;
    assert.equal((await teacher.post(lend)).status, 409, 'not while the class is closed');
    await open(teacher, group);
    const stranger = await signInAs(door, (await buildTeacher(door.db)).id);
    assert.equal((await stranger.post(lend)).status, 404);
    const lent = await teacher.post(lend);
    assert.equal(lent.location, poster);
    assert.match(String(lent.headers['clear-site-data']), /"cache", "storage"/);
    assert.match((await teacher.get(poster)).text, /Lina/);
    assert.match((await teacher.get(`/groups/${group.id}`)).location ?? '', /^\/sign-in/);
  });

  it('five wrong tries lock, even with the right pictures; the adult unlocks in one tap', async () => {
    const { poster, group, teacher, lina } = await aClass();
    await open(teacher, group);
    const path = `${poster}/${lina.uid}`;
    const tablet = new Visitor(door.app);
    await touch(tablet, path, firstTime);
    await tablet.post('/little/leave');
    for (let wrong = 1; wrong <= 4; wrong += 1) {
      assert.match((await touch(new Visitor(door.app), path, [0, 0, wrong])).text, /Essaie encore/);
    }
    assert.match((await touch(new Visitor(door.app), path, [0, 0, 5])).text, /Appelle ta maîtresse/);
    assert.match((await touch(tablet, path, [4, 4, 9])).text, /Appelle ta maîtresse/);
    const page = await teacher.get(`/groups/${group.id}/tablets`);
    assert.match(page.text, /Attend un adulte/);
    assert.match(
      (await teacher.submit(`/groups/${group.id}/tablets/unlock`, { child: lina.uid })).text,
      /Lina peut réessayer/,
    );
    assert.equal((await touch(tablet, path, [4, 4, 9])).location, '/little');
  });

  it('a thousand tries at once are five', async () => {
    const { poster, group, teacher, lina } = await aClass();
    await open(teacher, group);
    const path = `${poster}/${lina.uid}`;
    await touch(new Visitor(door.app), path, firstTime);
    const thief = new Visitor(door.app);
    await touch(thief, path, [0, 0]);
    await Promise.all(Array.from({ length: 40 }, (_, rank) => thief.post(path, { picture: String(rank % 12) })));
    const row = await firstOf(
      door.db,
      sql<{ failures: number }>`select failures from identity.picture_secrets where person_id = ${lina.id}`,
    );
    assert.equal(row?.failures, 5);
    assert.equal((await touch(new Visitor(door.app), path, [4, 4, 9])).location, undefined);
  });

  it('the session closes by itself: nobody comes in any more, and who was in is out', async () => {
    const { poster, group, teacher, lina } = await aClass();
    await open(teacher, group, { minutes: '30', mode: 'solo' });
    const tablet = new Visitor(door.app);
    const begun = door.clock.now();
    await touch(tablet, `${poster}/${lina.uid}`, firstTime);
    door.clock.advance(29 * MINUTE);
    assert.equal((await tablet.get('/little')).status, 200, 'a tablet of one’s own stays open for the lesson');
    door.clock.advance(MINUTE);
    assert.equal((await tablet.get('/little')).location, '/sign-in?next=%2Flittle');
    assert.match((await tablet.get(poster)).text, /n’est pas ouverte/);
    assert.equal((await touch(tablet, `${poster}/${lina.uid}`, [4, 4, 9])).location, poster);
    door.clock.set(begun);
  });

  it('a shared tablet that nobody touches is free again after five minutes', async () => {
    const { poster, group, teacher, lina } = await aClass();
    await open(teacher, group);
    const tablet = new Visitor(door.app);
    const begun = door.clock.now();
    await touch(tablet, `${poster}/${lina.uid}`, firstTime);
    assert.match((await tablet.get('/little')).text, /data-leave-after="300"/);
    door.clock.advance(5 * MINUTE);
    assert.equal((await tablet.get('/little')).location, '/sign-in?next=%2Flittle');
    door.clock.set(begun);
  });

  it('closing lets everybody out at once', async () => {
    const { poster, group, teacher, lina } = await aClass();
    await open(teacher, group);
    const tablet = new Visitor(door.app);
    await touch(tablet, `${poster}/${lina.uid}`, firstTime);
    await teacher.post(`/groups/${group.id}/tablets/close`);
    assert.equal((await tablet.get('/little')).location, '/sign-in?next=%2Flittle');
  });

  it('who came in by pictures sees the pages made for them and nothing else, in the JSON API neither', async () => {
    const { poster, group, teacher, lina, noe } = await aClass();
    await open(teacher, group);
    const tablet = new Visitor(door.app);
    await touch(tablet, `${poster}/${lina.uid}`, firstTime);
    for (const path of [
      '/people?q=noe',
      `/people/${noe.uid}`,
      `/groups/${group.id}`,
      '/account',
      '/account/password',
    ]) {
      assert.match((await tablet.get(path)).location ?? '', /^\/little/, path);
    }
    assert.equal((await tablet.api('GET', `/api/people/${noe.uid}`)).status, 403);
    assert.equal((await tablet.post('/account/password', { present: 'x' })).location, '/little');
  });

  it('with the card from home a child gives the three pictures and sees only their own; it can be called back', async () => {
    const { poster, group, teacher, lina } = await aClass();
    const card = async (): Promise<string> => {
      const reply = await teacher.post(`/groups/${group.id}/tablets/card`, { child: lina.uid });
      assert.equal(reply.headers['content-type'], 'application/pdf');
      assert.match(readPdf(reply.bytes).pages.flat().join(' '), /Lina.*Valable jusqu’au 24 novembre 2027/);
      // The square is a drawing: the token is taken where the test can reach it, by making a card of our own.
      const token = `card-of-${Math.random()}`;
      await sql`update identity.home_cards set digest = sha256(convert_to(${token}, 'UTF8'))
                where person_id = ${lina.id} and revoked_at is null`.execute(door.db);
      return `/card/code/${token}`;
    };
    const early = new Visitor(door.app);
    await early.get(await card());
    assert.match((await early.get('/card')).text, /D’abord en classe/, 'pictures are chosen in class, before an adult');
    await open(teacher, group);
    const tablet = new Visitor(door.app);
    await touch(tablet, `${poster}/${lina.uid}`, firstTime);
    await teacher.post(`/groups/${group.id}/tablets/close`);
    const home = new Visitor(door.app);
    const scanned = await home.get(await card());
    assert.equal(scanned.location, '/card', 'the token leaves the address');
    assert.equal((await early.get('/card')).status, 200);
    assert.match((await early.get('/card')).text, /ne marche plus/, 'the former card is over');
    assert.equal((await touch(home, '/card', [4, 4, 9])).location, '/little');
    const page = await home.get('/little');
    assert.match(page.text, /Bonjour Lina/);
    assert.doesNotMatch(page.text, /Ma classe/);
    assert.equal((await home.get('/little/class')).location, '/little');
    await teacher.post(`/groups/${group.id}/tablets/card/revoke`, { child: lina.uid });
    assert.equal((await home.get('/little')).location, '/sign-in?next=%2Flittle');
    assert.match((await home.get('/card')).text, /ne marche plus/);
  });

  it('a card works one year', async () => {
    const { group, teacher, lina } = await aClass();
    await teacher.post(`/groups/${group.id}/tablets/card`, { child: lina.uid });
    const row = await firstOf(
      door.db,
      sql<{
        days: number;
      }>`select extract(day from expires_at - issued_at)::int as days from identity.home_cards where person_id = ${lina.id}`,
    );
    assert.equal(row?.days, 365);
  });

  it('other pictures are chosen when the adult says so', async () => {
    const { poster, group, teacher, lina } = await aClass();
    await open(teacher, group);
    const path = `${poster}/${lina.uid}`;
    await touch(new Visitor(door.app), path, firstTime);
    await teacher.post(`/groups/${group.id}/tablets/pictures`, { child: lina.uid });
    const tablet = new Visitor(door.app);
    assert.match((await tablet.get(path)).text, /choisis trois images/);
    assert.match((await touch(tablet, path, [7, 8, 9, 7, 8, 0])).text, /Essaie encore/);
    assert.equal((await touch(tablet, path, [7, 8, 9, 7, 8, 9])).location, '/little');
  });

  it('a changed poster leads nowhere any more', async () => {
    const { poster, group, teacher } = await aClass();
    await open(teacher, group);
    const reply = await teacher.post(`/groups/${group.id}/tablets/poster`, { anew: 'yes' });
    assert.match(readPdf(reply.bytes).pages.flat().join(' '), /Scanne le carré/);
    assert.doesNotMatch((await new Visitor(door.app).get(poster)).text, /Lina/);
  });

  it('no two children of a class have the same animal on the same ground, and each keeps theirs', async () => {
    const { db } = door;
    const group = await buildClass(db, { label: 'GS' });
    for (let rank = 0; rank < 40; rank += 1) await buildPupil(db, { class: group, levelCode: '1113' });
    await provisionAccounts(db, '2026-11-24', door.clock.now());
    const teacher = await signInAs(door, (await buildTeacher(db, { classes: [group] })).id);
    const faces = async (): Promise<string[]> => {
      const reply = await teacher.api('GET', `/api/groups/${group.id}/tablets`);
      const { pupils } = reply.json<{ pupils: { id: string; animal: string; tint: number }[] }>();
      return pupils.map(({ id, animal, tint }) => `${id} ${animal} ${tint}`);
    };
    const first = await faces();
    assert.equal(new Set(first.map((face) => face.split(' ').slice(1).join(' '))).size, 40);
    await buildPupil(db, { class: group, levelCode: '1113' });
    await provisionAccounts(db, '2026-11-24', door.clock.now());
    const second = await faces();
    assert.ok(first.every((face) => second.includes(face)));
    assert.equal(second.length, 41);
  });

  it('pictures are for those up to CE1: older ones are not on the poster', async () => {
    const { group, teacher, poster } = await aClass();
    await buildPupil(door.db, { class: group, givenName: 'Gaël', levelCode: '1123' });
    await provisionAccounts(door.db, '2026-11-24', door.clock.now());
    await open(teacher, group);
    assert.doesNotMatch((await new Visitor(door.app).get(poster)).text, /Gaël/);
  });

  it('the session belongs to the adult of the class: for anybody else there is no such page', async () => {
    const { school, group, lina } = await aClass();
    const strangers: [string, { id: string }][] = [
      ['a teacher of another class', await buildTeacher(door.db, { classes: [await buildClass(door.db, { school })] })],
      ['the head, who does not teach it', await buildHead(door.db, { school })],
      ['a head elsewhere', await buildHead(door.db, {})],
      ['the mother', await buildGuardian(door.db, { of: lina })],
      ['the pupil', lina],
    ];
    for (const [who, person] of strangers) {
      const visitor = await signInAs(door, person.id);
      assert.equal((await visitor.get(`/groups/${group.id}/tablets`)).status, 404, who);
      for (const path of ['open', 'close', 'unlock', 'pictures', 'poster', 'card', 'card/revoke']) {
        const reply = await visitor.post(`/groups/${group.id}/tablets/${path}`, { child: lina.uid });
        assert.equal(reply.status, 404, `${who}: ${path}`);
      }
    }
    const teacher = await signInAs(door, (await buildTeacher(door.db, { classes: [group] })).id);
    const stranger = await buildPupil(door.db, { levelCode: '1121' });
    for (const path of ['unlock', 'pictures', 'card', 'card/revoke']) {
      const reply = await teacher.post(`/groups/${group.id}/tablets/${path}`, { child: stranger.uid });
      assert.equal(reply.status, 404, `a pupil of another school: ${path}`);
    }
  });

  it('a child of another class cannot be asked for on a poster', async () => {
    const { poster, group, teacher } = await aClass();
    await open(teacher, group);
    const other = await buildPupil(door.db, { levelCode: '1121' });
    await provisionAccounts(door.db, '2026-11-24', door.clock.now());
    assert.equal((await new Visitor(door.app).get(`${poster}/${other.uid}`)).location, poster);
    assert.equal((await new Visitor(door.app).post(`${poster}/${other.uid}`, { picture: '1' })).location, poster);
  });

  it('pictures are kept under a key, and every act of the adult leaves a line', async () => {
    const { poster, group, teacher, lina } = await aClass();
    await open(teacher, group);
    await touch(new Visitor(door.app), `${poster}/${lina.uid}`, firstTime);
    const kept = await firstOf(
      door.db,
      sql<{ row: string }>`select s::text as row from identity.picture_secrets s where person_id = ${lina.id}`,
    );
    assert.doesNotMatch(kept?.row ?? '', /4\.4\.9|bicycle|star/);
    await teacher.post(`/groups/${group.id}/tablets/unlock`, { child: lina.uid });
    await teacher.post(`/groups/${group.id}/tablets/pictures`, { child: lina.uid });
    await teacher.post(`/groups/${group.id}/tablets/card`, { child: lina.uid });
    await teacher.post(`/groups/${group.id}/tablets/card/revoke`, { child: lina.uid });
    const lines = await rowsOf(
      door.db,
      sql<{
        act: string;
      }>`select e.act from platform.audit_entries e join platform.audit_subjects s on s.entry_id = e.id
                           where s.person_id = ${lina.id} order by e.occurred_at, e.id`,
    );
    assert.deepEqual(
      lines.map(({ act }) => act),
      ['identity.pictures-unlocked', 'identity.pictures-reset', 'identity.card-issued', 'identity.card-revoked'],
    );
  });
});
