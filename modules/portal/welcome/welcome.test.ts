import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltSchool,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { sweepJob } from '../banners/jobs.ts';
import { portalModule } from '../register.ts';

describe('the word of welcome of a school', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, portalModule([directoryModule])] });
  });
  after(() => door.close());

  const note = {
    words: 'Chères familles,\nbienvenue à tous.',
    signature: 'Mme Bernard, directrice',
    audiences: 'guardian',
    until: '2026-12-24',
  };
  async function schoolWithHead(name?: string) {
    const school = await buildSchool(door.db, name ? { name } : {});
    const head = await signInAs(door, (await buildHead(door.db, { school })).id);
    return { school, head, at: `/schools/${school.uai}/portal/welcome` };
  }
  const motherIn = async (school: BuiltSchool): Promise<Visitor> =>
    signInAs(door, (await buildGuardian(door.db, { of: await buildPupil(door.db, { school }) })).id);

  it('is read on the first page by those it is for, until its day, and by no other school', async () => {
    const { school, head, at } = await schoolWithHead('École des Tilleuls');
    equal((await head.post(at, note)).location, at);
    const mother = await motherIn(school);
    match(
      (await mother.get('/')).text,
      /Mot d’accueil · École des Tilleuls[\s\S]*Chères familles,\nbienvenue à tous\.[\s\S]*Mme Bernard, directrice/,
    );
    const teacher = await buildTeacher(door.db, { classes: [await buildClass(door.db, { school })] });
    doesNotMatch((await (await signInAs(door, teacher.id)).get('/')).text, /Chères familles/);
    doesNotMatch((await (await motherIn(await buildSchool(door.db))).get('/')).text, /Chères familles/);
    door.clock.set('2026-12-24T12:00:00Z');
    match((await (await motherIn(school)).get('/')).text, /Chères familles/);
    door.clock.set('2026-12-25T07:30:00Z');
    doesNotMatch((await (await motherIn(school)).get('/')).text, /Chères familles/);
    door.clock.set('2026-11-24T07:30:00Z');
  });

  it('a mother of two schools reads both, and one when she looks at one child', async () => {
    const [one, other] = [await schoolWithHead('École A'), await schoolWithHead('École B')];
    await one.head.post(one.at, { ...note, words: 'Mot de A' });
    await other.head.post(other.at, { ...note, words: 'Mot de B' });
    const child = await buildPupil(door.db, { school: one.school });
    const mother = await buildGuardian(door.db, { of: [child, await buildPupil(door.db, { school: other.school })] });
    const visitor = await signInAs(door, mother.id);
    match((await visitor.get('/')).text, /Mot de A[\s\S]*Mot de B/);
    const page = (await visitor.get(`/?child=${child.uid}`)).text;
    match(page, /Mot de A/);
    doesNotMatch(page, /Mot de B/);
  });

  it('is seen by the head as it will be read, before anybody reads it', async () => {
    const { school, head, at } = await schoolWithHead();
    const preview = await head.post(at, { ...note, do: 'preview' });
    equal(preview.status, 200);
    match(preview.text, /Aperçu[\s\S]*<p class="as-written">Chères familles,\nbienvenue à tous\./);
    match(preview.text, /<textarea[^>]*>Chères familles,\nbienvenue à tous\.<\/textarea>/);
    doesNotMatch((await (await motherIn(school)).get('/')).text, /Chères familles/);
    doesNotMatch((await head.get(at)).text, /Chères familles/);
  });

  it('a new one replaces the former, and is taken away at once; who wrote it is noted', async () => {
    const { school, head, at } = await schoolWithHead();
    await head.post(at, note);
    await head.post(at, { ...note, words: 'Le second mot' });
    const mother = await motherIn(school);
    const page = (await mother.get('/')).text;
    match(page, /Le second mot/);
    doesNotMatch(page, /Chères familles/);
    equal((await head.post(`${at}/remove`)).location, at);
    doesNotMatch((await mother.get('/')).text, /Le second mot/);
    equal((await head.post(`${at}/remove`)).status, 404);
    const acts = await rowsOf(
      door.db,
      sql<{ act: string }>`select act from platform.audit_entries where school_id = ${school.id} order by id`,
    );
    deepEqual(
      acts.map(({ act }) => act),
      ['portal.welcome-written', 'portal.welcome-written', 'portal.welcome-removed'],
    );
  });

  it('what cannot be is refused in a sentence, and what was typed and ticked comes back', async () => {
    const { head, at } = await schoolWithHead();
    const empty = await head.post(at, { ...note, words: ' ' });
    equal(empty.status, 422);
    match(empty.text, /Écrivez le mot/);
    for (const until of ['2026-11-23', '2028-01-01', 'demain']) {
      const odd = await head.post(at, { ...note, until });
      equal(odd.status, 422, until);
      match(odd.text, /entre aujourd’hui et dans un an/);
      match(odd.text, /bienvenue à tous/);
      match(odd.text, /<input(?=[^>]*value="guardian")(?=[^>]*checked)/);
    }
    equal((await head.post(at, { ...note, words: 'x'.repeat(1501) })).status, 422);
    equal((await head.post(at, { ...note, words: '<b>gras</b>', do: 'preview' })).text.includes('<b>gras'), false);
  });

  it('a stranger writes none: nor a teacher, a parent, an agent of the commune, the head of the next school', async () => {
    const { school, head, at } = await schoolWithHead();
    await head.post(at, note);
    const strangers = [
      (await schoolWithHead()).head,
      await motherIn(school),
      await signInAs(door, (await buildTeacher(door.db, { classes: [await buildClass(door.db, { school })] })).id),
      await signInAs(door, (await buildMandate(door.db, { kind: 'commune' })).id),
    ];
    for (const stranger of strangers) {
      equal((await stranger.get(at)).status, 404);
      for (const what of ['publish', 'preview']) equal((await stranger.post(at, { ...note, do: what })).status, 404);
      equal((await stranger.post(`${at}/remove`)).status, 404);
    }
    match((await (await motherIn(school)).get('/')).text, /Chères familles/);
  });

  it('is forgotten a year after its end', async () => {
    const left = async (): Promise<number> =>
      (await rowsOf(door.db, sql`select 1 from portal.welcomes where ends_on < date '2027-02-01'`)).length;
    equal((await left()) > 0, true);
    door.clock.set('2028-06-01T07:30:00Z');
    await sweepJob.run({ db: door.db, clock: door.clock } as never, {});
    equal(await left(), 0);
    door.clock.set('2026-11-24T07:30:00Z');
  });
});
