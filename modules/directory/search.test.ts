import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from '../../platform/db/db.ts';
import type { Visitor } from '../../platform/testing/browser.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
  joinFamily,
} from './builders.ts';
import { indexNames } from './queries/search.ts';
import { directoryModule } from './register.ts';
import { sortName } from './rules.ts';

let door: Door;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
});
after(() => door.close());

interface Found {
  readonly people: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly subtitle: string;
    readonly isPupil: boolean;
    readonly href: string;
  }[];
  readonly next: string | null;
}

const search = async (visitor: Visitor, q: string, after?: string): Promise<Found> =>
  (await visitor.api('GET', `/api/people?${new URLSearchParams({ q, ...(after ? { after } : {}) })}`)).json<Found>();
const names = async (visitor: Visitor, q: string): Promise<string[]> =>
  (await search(visitor, q)).people.map((person) => person.displayName);
const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

/** A school whose pupils have names that are hard to type. */
async function buildSchoolOfNames() {
  const { db } = door;
  const school = await buildSchool(db);
  const group = await buildClass(db, { school, label: 'CM1 Bleu' });
  const pupil = (familyName: string, givenName: string) => buildPupil(db, { class: group, familyName, givenName });
  const people = {
    helene: await pupil('LEFÈVRE', 'Hélène'),
    arcangelo: await pupil("D'ARCANGELO", 'Zoé'),
    guessan: await pupil('N’GUESSAN', 'Kévin'),
    tower: await pupil('DE LA TOUR DU PIN', 'Jean-Baptiste'),
    heart: await pupil('CŒURDEROY', 'Maël'),
    turk: await pupil('ÇELIK', 'Şükran'),
  };
  return { school, group, people, head: await buildHead(db, { school, familyName: 'ZZZ', givenName: 'Head' }) };
}

for (const who of ['head', 'administrator'] as const) {
  test(`accents, apostrophes, hyphens and ligatures do not matter to the ${who}`, async () => {
    const { head } = await buildSchoolOfNames();
    const visitor = await as(who === 'head' ? head : await buildMandate(door.db, { kind: 'platform' }));
    const sought: readonly [string, string][] = [
      ['lefevre', 'Hélène LEFÈVRE'],
      ['HELENE LEF', 'Hélène LEFÈVRE'],
      ["d'arc", "Zoé D'ARCANGELO"],
      ['d’arcangelo zoe', "Zoé D'ARCANGELO"],
      ['arcang', "Zoé D'ARCANGELO"],
      ["n'gues", 'Kévin N’GUESSAN'],
      ['guessan', 'Kévin N’GUESSAN'],
      ['baptiste tour', 'Jean-Baptiste DE LA TOUR DU PIN'],
      ['tour jean-bap', 'Jean-Baptiste DE LA TOUR DU PIN'],
      ['coeurd', 'Maël CŒURDEROY'],
      ['cœur mael', 'Maël CŒURDEROY'],
      ['celik su', 'Şükran ÇELIK'],
    ];
    for (const [typed, expected] of sought)
      ok((await names(visitor, typed)).includes(expected), `${typed}: ${expected}`);
    deepEqual(await names(visitor, 'efevre'), [], 'the middle of a word is no beginning');
    deepEqual(await names(visitor, 'lefevre arcang'), [], 'all words must be of one person');
    deepEqual(await names(visitor, '  '), []);
    deepEqual(await names(visitor, '% _ \\'), []);
  });

  test(`the ${who} pages through homonyms without missing or repeating one`, async () => {
    const { db } = door;
    const school = await buildSchool(db);
    const group = await buildClass(db, { school });
    const family = who === 'head' ? 'VERDURIER' : 'BERTHIER';
    const made = new Set<string>();
    for (let rank = 0; rank < 45; rank += 1) {
      const givenName =
        rank % 3 === 0 ? `${family[0]}${family.slice(1).toLowerCase()}a` : (['Léa', 'Louis'][rank % 2] ?? '');
      made.add((await buildPupil(db, { class: group, familyName: family, givenName })).uid);
    }
    const visitor = await as(
      who === 'head' ? await buildHead(db, { school }) : await buildMandate(db, { kind: 'platform' }),
    );
    const met: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 5; page += 1) {
      const found = await search(visitor, family.slice(0, 5).toLowerCase(), after);
      met.push(...found.people.map((person) => person.id));
      if (!found.next) break;
      after = found.next;
    }
    equal(met.length, 45);
    deepEqual(new Set(met), made);
    deepEqual((await search(visitor, family, after)).people.length <= 20, true);
  });
}

test('two of one name are told apart by class and school', async () => {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Homonymes' });
  const blue = await buildClass(db, { school, label: 'CE1 Bleu' });
  const green = await buildClass(db, { school, label: 'CE2 Vert' });
  await buildPupil(db, { class: blue, familyName: 'JUMEAU', givenName: 'Alix' });
  await buildPupil(db, { class: green, familyName: 'JUMEAU', givenName: 'Alix' });
  const found = await search(await as(await buildHead(db, { school })), 'alix jum');
  deepEqual(found.people.map((person) => person.subtitle).sort(), [
    'Élève · CE1 Bleu · École des Homonymes',
    'Élève · CE2 Vert · École des Homonymes',
  ]);
  match(found.people[0]?.href ?? '', /^\/people\/[A-Z]\d/);
  ok(found.people.every((person) => person.isPupil));
});

test('a stranger of another school finds nobody of ours', async () => {
  await buildSchoolOfNames();
  for (const stranger of [
    await buildHead(door.db),
    await buildTeacher(door.db),
    await buildPupil(door.db),
    await buildGuardian(door.db),
    await buildStaff(door.db, { kind: 'librarian' }),
    await buildMandate(door.db, { kind: 'commune' }),
    await buildMandate(door.db, { kind: 'academy' }),
    await buildMandate(door.db, { kind: 'after_school' }),
  ]) {
    deepEqual(await names(await as(stranger), 'lefevre helene'), []);
  }
});

test('a teacher finds all pupils of the school, the parents of own classes only, and no colleague’s private life', async () => {
  const { db } = door;
  const school = await buildSchool(db);
  const own = await buildClass(db, { school });
  const other = await buildClass(db, { school });
  const mine = await buildPupil(db, { class: own, familyName: 'OBERLIN', givenName: 'Mine' });
  const theirs = await buildPupil(db, { class: other, familyName: 'OBERLIN', givenName: 'Theirs' });
  await buildGuardian(db, { of: mine, familyName: 'OBERLIN', givenName: 'Mother' });
  await buildGuardian(db, { of: theirs, familyName: 'OBERLIN', givenName: 'Stranger' });
  const colleague = await buildTeacher(db, { school, familyName: 'OBERLIN', givenName: 'Colleague' });
  await joinFamily(db, { guardian: colleague, child: theirs });
  const visitor = await as(await buildTeacher(db, { classes: [own] }));
  deepEqual(await names(visitor, 'oberlin'), ['Colleague OBERLIN', 'Mine OBERLIN', 'Mother OBERLIN', 'Theirs OBERLIN']);
  const found = await search(visitor, 'colleague');
  doesNotMatch(found.people[0]?.subtitle ?? '', /Parent/);
});

test('a guardian finds own children and their teachers, not the classmates', async () => {
  const { db } = door;
  const school = await buildSchool(db);
  const group = await buildClass(db, { school });
  const child = await buildPupil(db, { class: group, familyName: 'PERRINOT', givenName: 'Own' });
  await buildPupil(db, { class: group, familyName: 'PERRINOT', givenName: 'Classmate' });
  await buildTeacher(db, { classes: [group], familyName: 'PERRINOT', givenName: 'Teacher' });
  await buildHead(db, { school, familyName: 'PERRINOT', givenName: 'Head' });
  await buildTeacher(db, { school, familyName: 'PERRINOT', givenName: 'Neighbour' });
  const visitor = await as(await buildGuardian(db, { of: child, familyName: 'PERRINOT', givenName: 'Self' }));
  deepEqual(await names(visitor, 'perrinot'), ['Head PERRINOT', 'Own PERRINOT', 'Self PERRINOT', 'Teacher PERRINOT']);
});

test('a name that changes is found by the new one, no longer by the old', async () => {
  const { db } = door;
  const pupil = await buildPupil(db, { familyName: 'ANCIENNOM', givenName: 'Paula' });
  const visitor = await as(await buildMandate(db, { kind: 'platform' }));
  deepEqual(await names(visitor, 'anciennom'), ['Paula ANCIENNOM']);
  await sql`update directory.persons set family_name = 'NOUVEAUNOM', sort_name = ${sortName('NOUVEAUNOM', 'Paula')} where id = ${pupil.id}`.execute(
    db,
  );
  await indexNames(db, [pupil.id]);
  deepEqual(await names(visitor, 'anciennom'), []);
  deepEqual(await names(visitor, 'nouv paula'), ['Paula NOUVEAUNOM']);
  await sql`update directory.persons set left_on = '2026-11-20' where id = ${pupil.id}`.execute(db);
  await indexNames(db, [pupil.id]);
  deepEqual(await names(visitor, 'nouveaunom'), []);
});

test('the page of results says what to do when there is none', async () => {
  const visitor = await as(await buildHead(door.db));
  match((await visitor.get('/people?q=introuvable')).text, /Personne de ce nom/);
  doesNotMatch((await visitor.get('/people')).text, /Personne de ce nom/);
  equal((await visitor.get('/people?q=a&after=junk')).status, 200);
});
