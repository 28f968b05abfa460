import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { readingOnly } from '../../../platform/http/viewing.ts';
import type { Reply, Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { portalModule } from '../../portal/register.ts';
import { safetyModule } from '../../safety/register.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { identityModule } from '../register.ts';

const MINUTE = 60_000;
const REASON = { reason: 'Vous ne trouvez pas le carnet, je regarde avec vous.' };

describe('seeing the product in somebody’s place', () => {
  let door: Door;
  before(async () => {
    const lower = [directoryModule, safetyModule, notificationsModule];
    door = await openDoor({ modules: [...lower, portalModule([...lower, identityModule])] });
  });
  after(() => door.close());

  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const ask = (visitor: Visitor, uid: string): Promise<Reply> => visitor.post(`/people/${uid}/view-as`, REASON);

  interface School {
    readonly head: Visitor;
    readonly headPerson: BuiltPerson;
    readonly mother: BuiltPerson;
    readonly motherVisitor: Visitor;
    readonly child: Awaited<ReturnType<typeof buildPupil>>;
  }
  const buildAll = async (): Promise<School> => {
    const school = await buildSchool(door.db);
    const group = await buildClass(door.db, { school });
    // Names without an apostrophe, which pages write in another way.
    const child = await buildPupil(door.db, { class: group, familyName: 'HADDAD' });
    const headPerson = await buildHead(door.db, { school, familyName: 'ROUX' });
    const mother = await buildGuardian(door.db, { of: child, familyName: 'HADDAD', givenName: 'Noor' });
    return { headPerson, head: await as(headPerson), mother, motherVisitor: await as(mother), child };
  };
  /** Asked, granted, begun. @returns the page of the view */
  const begin = async ({ head, mother, motherVisitor }: School): Promise<string> => {
    const page = (await ask(head, mother.uid)).location ?? '';
    await motherVisitor.post(`${page}/answer`, { answer: 'yes' });
    assert.equal((await head.post(`${page}/start`)).location, '/');
    return page;
  };

  it('needs a reason and the person’s consent; then the asker sees what the person sees', async () => {
    const school = await buildAll();
    const { head, mother, motherVisitor, child } = school;
    assert.match((await head.get(`/people/${mother.uid}`)).text, new RegExp(`/people/${mother.uid}/view-as`));
    assert.match((await head.post(`/people/${mother.uid}/view-as`, { reason: ' ' })).text, /Dites pourquoi/);
    const page = (await ask(head, mother.uid)).location ?? '';
    assert.match((await head.get(page)).text, /En attente de réponse/);
    assert.equal((await head.post(`${page}/start`)).status, 409, 'not before the consent');
    const home = (await motherVisitor.get('/')).text;
    assert.match(home, new RegExp(`${school.headPerson.displayName} demande à voir[\\s\\S]*href="${page}"`));
    assert.match((await motherVisitor.get(page)).text, /Vous ne trouvez pas le carnet/);
    await motherVisitor.post(`${page}/answer`, { answer: 'yes' });
    await head.post(`${page}/start`);
    const seen = (await head.get('/')).text;
    assert.match(seen, new RegExp(`Vous voyez Préau comme ${mother.displayName} le voit[\\s\\S]*encore 15 minutes`));
    assert.match(seen, new RegExp(child.displayName));
    assert.match((await motherVisitor.get('/')).text, /a commencé à voir Préau/);
  });

  it('writes nothing: every form is refused with a sentence, and the database itself refuses a page that tries', async () => {
    const school = await buildAll();
    await begin(school);
    const { head, mother, child } = school;
    const before = await rowsOf(door.db, sql`select * from safety.image_answers where person_id = ${child.id}`);
    const writes = [
      [`/image-rights/${child.uid}`, { class: 'yes' }],
      ['/account/hours', { hours: 'evening' }],
      ['/account/reading', { theme: 'dark' }],
      ['/language', { locale: 'en' }],
      ['/tellings/seen', { tellings: '' }],
      [`/people/${mother.uid}/view-as`, REASON],
    ] as const;
    for (const [path, form] of writes) {
      const reply = await head.post(path, form);
      assert.equal(reply.status, 403, path);
      assert.match(reply.text, /Vous regardez, sans rien changer/, path);
      assert.equal((await head.api('POST', `/api${path}`, form)).status, path === '/language' ? 404 : 403, path);
    }
    assert.deepEqual(
      await rowsOf(door.db, sql`select * from safety.image_answers where person_id = ${child.id}`),
      before,
    );
    await assert.rejects(
      readingOnly(door.db, (db) => sql`update directory.persons set phone = '1' where id = ${mother.id}`.execute(db)),
      { code: 'platform.viewing-only' },
    );
  });

  it('shows no secret: account, sessions, tokens, own data, files and what programs read stay closed', async () => {
    const school = await buildAll();
    await begin(school);
    const hidden = [
      '/account',
      '/account/sessions',
      '/account/tokens',
      '/account/password',
      '/account/second-factor',
      '/first-run',
    ];
    for (const path of hidden) {
      const reply = await school.head.get(path);
      assert.equal(reply.status, 403, path);
      assert.match(reply.text, /Cette page reste à la personne/, path);
    }
    assert.equal((await school.head.api('GET', `/api/people/${school.child.uid}`)).status, 403);
    assert.equal((await school.head.get(`/people/${school.child.uid}`)).status, 200);
    assert.ok(!(await school.head.get('/')).text.includes('href="/account"'));
  });

  it('notes each page, for the person to read, and the person’s own account is none of it', async () => {
    const school = await buildAll();
    const page = await begin(school);
    await school.head.get(`/people/${school.child.uid}?from=home`);
    await school.head.get('/groups', { 'x-preau-background': '1' });
    await school.head.get('/account/sessions');
    const text = (await school.motherVisitor.get(page)).text;
    assert.match(text, new RegExp(`/people/${school.child.uid}<[\\s\\S]*/groups<`));
    assert.ok(!text.includes('from=home') && !text.includes('/account/sessions<'));
    const acts = await rowsOf(
      door.db,
      sql<{ act: string; actor_id: string }>`
        select act, actor_id from platform.audit_entries where subject_id = ${school.mother.id} and act like 'identity.view-%'
        order by occurred_at, id`,
    );
    assert.deepEqual(
      acts.map(({ act }) => act),
      ['identity.view-asked', 'identity.view-granted', 'identity.view-begun'],
    );
  });

  it('lasts fifteen minutes; a form left open then goes nowhere, and one page leads back', async () => {
    const school = await buildAll();
    const page = await begin(school);
    door.clock.advance(14 * MINUTE);
    assert.match((await school.head.get('/more')).text, /encore une minute/);
    door.clock.advance(MINUTE);
    assert.equal((await school.head.get('/')).location, '/view-as/over');
    assert.equal((await school.head.post('/account/hours', { hours: 'evening' })).location, '/view-as/over');
    assert.match((await school.head.get('/view-as/over')).text, /La vue est terminée/);
    assert.equal((await school.head.post('/view-as/end')).location, page);
    assert.match((await school.head.get('/')).text, new RegExp(`Bonjour[^<]*${school.headPerson.familyName}`));
    assert.equal((await school.head.post(`${page}/start`)).status, 409, 'a consent serves once');
  });

  it('ends when the viewer stops or signs out, and when the person takes the consent back', async () => {
    const stopped = await buildAll();
    const page = await begin(stopped);
    await stopped.motherVisitor.post(`${page}/stop`);
    assert.equal((await stopped.head.get('/')).location, '/view-as/over');
    const ended = await buildAll();
    const other = await begin(ended);
    assert.equal((await ended.head.post('/view-as/end')).location, other);
    assert.equal((await ended.head.get('/account')).status, 200);
    assert.doesNotMatch((await ended.motherVisitor.get('/')).text, /a commencé à voir/, 'nobody looks any more');
    const left = await buildAll();
    await begin(left);
    await left.head.post('/sign-out');
    const again = await as(left.headPerson);
    assert.equal((await again.get('/account')).status, 200);
    const open = await rowsOf(
      door.db,
      sql`select 1 from identity.viewings where viewer_id = ${left.headPerson.id} and ended_at is null`,
    );
    assert.equal(open.length, 0);
  });

  it('can be granted by six figures read on the telephone; five wrong ones close the question', async () => {
    const { head, mother, motherVisitor } = await buildAll();
    const page = (await ask(head, mother.uid)).location ?? '';
    const code =
      /<strong>(\d{3}) (\d{3})<\/strong>/
        .exec((await motherVisitor.get(page)).text)
        ?.slice(1)
        .join('') ?? '';
    assert.match(code, /^\d{6}$/);
    assert.ok(
      !(await head.get(page)).text.includes(`${code.slice(0, 3)} ${code.slice(3)}`),
      'the asker is not shown it',
    );
    const wrong = code === '000000' ? '111111' : '000000';
    assert.match((await head.post(`${page}/code`, { code: wrong })).text, /pas le bon code/);
    assert.equal((await head.post(`${page}/code`, { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status, 303);
    assert.equal((await head.post(`${page}/start`)).location, '/');
    const next = await buildAll();
    const closed = (await ask(next.head, next.mother.uid)).location ?? '';
    for (let turn = 0; turn < 5; turn += 1) await next.head.post(`${closed}/code`, { code: '12345x' });
    const right = /<strong>(\d{3}) (\d{3})<\/strong>/
      .exec((await next.motherVisitor.get(closed)).text)
      ?.slice(1)
      .join('');
    assert.ok(right, 'what is no code does not count');
    const other = right === '000000' ? '111111' : '000000';
    for (let turn = 0; turn < 5; turn += 1) await next.head.post(`${closed}/code`, { code: other });
    assert.equal((await next.head.post(`${closed}/code`, { code: right })).status, 409);
  });

  it('of a pupil is consented to by a legal guardian, not by the pupil', async () => {
    const { head, child, motherVisitor } = await buildAll();
    const pupil = await as(child);
    const page = (await ask(head, child.uid)).location ?? '';
    assert.equal((await pupil.get(page)).status, 404);
    assert.equal((await pupil.post(`${page}/answer`, { answer: 'yes' })).status, 404);
    assert.match((await motherVisitor.get('/')).text, new RegExp(`comme ${child.displayName} le voit`));
    await motherVisitor.post(`${page}/answer`, { answer: 'yes' });
    await head.post(`${page}/start`);
    assert.match((await head.get('/')).text, new RegExp(`comme ${child.displayName} le voit`));
  });

  it('is refused when the person says no, when nobody answers in a day, and when nobody can consent', async () => {
    const { head, mother, motherVisitor } = await buildAll();
    const no = (await ask(head, mother.uid)).location ?? '';
    await motherVisitor.post(`${no}/answer`, { answer: 'no' });
    assert.equal((await head.post(`${no}/start`)).status, 409);
    assert.doesNotMatch((await motherVisitor.get('/')).text, /demande à voir/);
    await ask(head, mother.uid);
    await ask(head, mother.uid);
    const asked = (await motherVisitor.get('/')).text.match(/On demande à voir/g);
    assert.equal(asked?.length, 1, 'a question asked again replaces the former');
    const late = await buildAll();
    const page = (await ask(late.head, late.mother.uid)).location ?? '';
    door.clock.advance(24 * 60 * MINUTE);
    const motherNow = await as(late.mother);
    assert.equal((await motherNow.post(`${page}/answer`, { answer: 'yes' })).status, 409);
    const alone = await buildPupil(door.db, { class: late.child.class });
    const reply = await ask(await as(late.headPerson), alone.uid);
    assert.equal(reply.status, 422);
    assert.match(reply.text, /Personne ne peut donner son accord/);
  });

  it('is asked only by who runs the school or the platform, and never of somebody with wider rights', async () => {
    const { headPerson, mother, child, head } = await buildAll();
    const operator = await buildMandate(door.db, { kind: 'platform' });
    const second = await buildMandate(door.db, { kind: 'platform' });
    const agent = await buildMandate(door.db, { kind: 'academy', person: await buildTeacher(door.db) });
    const teacher = await as(await buildTeacher(door.db, { classes: [child.class] }));
    const stranger = await as(await buildHead(door.db));
    for (const visitor of [teacher, stranger]) {
      assert.equal((await visitor.get(`/people/${mother.uid}/view-as`)).status, 404);
      assert.equal((await ask(visitor, mother.uid)).status, 404);
    }
    for (const person of [operator, agent]) assert.equal((await ask(head, person.uid)).status, 404);
    assert.equal((await ask(head, headPerson.uid)).status, 404, 'not of oneself');
    const desk = await as(operator);
    assert.equal((await ask(desk, headPerson.uid)).status, 303);
    const watcher = await buildMandate(door.db, { kind: 'dpo' });
    for (const out of [second, watcher]) assert.equal((await ask(desk, out.uid)).status, 404);
    const page = (await ask(desk, mother.uid)).location ?? '';
    for (const visitor of [teacher, stranger, head]) {
      assert.equal((await visitor.get(page)).status, 404, 'a view is between its two sides');
      for (const path of ['answer', 'code', 'start', 'stop'])
        assert.equal((await visitor.post(`${page}/${path}`, { answer: 'yes', code: '123456' })).status, 404, path);
    }
  });

  it('ends when the viewer loses the right to ask', async () => {
    const school = await buildAll();
    await begin(school);
    assert.equal((await school.head.get('/more')).status, 200);
    await sql`update directory.profiles set ends_on = '2026-11-20' where person_id = ${school.headPerson.id}`.execute(
      door.db,
    );
    await sql`insert into directory.profiles (id, school_id, person_id, kind, owner, source, starts_on)
              select gen_random_uuid(), school_id, person_id, 'teacher', 'school', 'builders', '2026-09-01'
              from directory.profiles where person_id = ${school.headPerson.id} limit 1`.execute(door.db);
    assert.equal((await school.head.get('/')).location, '/view-as/over');
  });
});
