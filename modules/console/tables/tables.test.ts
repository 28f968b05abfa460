import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countStatements, rowsOf, sql } from '../../../platform/db/db.ts';
import type { BulkAction, TableParts } from '../../../platform/tables/table.ts';
import type { Reply, Visitor } from '../../../platform/testing/browser.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildStaff,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, givePassword, openDoor, signInAs } from '../../identity/builders.ts';
import { identityModule } from '../../identity/register.ts';
import { consoleModule } from '../register.ts';

/** What a module of a test does to chosen people: notes them. */
const greeted: string[][] = [];
const greet: BulkAction = {
  key: 'greet',
  table: 'people',
  order: 10,
  icon: 'mail',
  most: 3,
  label: () => 'Saluer',
  shownTo: ({ actor }) => actor.roles.includes('head'),
  run: async (_ctx, _place, ids) => {
    greeted.push([...ids]);
    return '/console';
  },
};
const greeting: TableParts = { bulkActions: [greet] };

let door: Door;
before(async () => {
  const lower = [directoryModule, identityModule, { ...directoryModule, routes: [], tableParts: greeting }];
  door = await openDoor({ modules: [directoryModule, consoleModule(lower)] });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

async function buildSmallSchool() {
  const { db } = door;
  const school = await buildSchool(db, { name: 'École des Tilleuls' });
  const cp = await buildClass(db, { school, label: 'CP Roux' });
  const ce1 = await buildClass(db, { school, label: 'CE1 Haddad' });
  const awa = await buildPupil(db, { class: cp, familyName: 'DIALLO', givenName: 'Awa' });
  const noe = await buildPupil(db, { class: ce1, familyName: 'MARTIN', givenName: 'Noé' });
  const mother = await buildGuardian(db, {
    of: awa,
    familyName: 'DIALLO',
    givenName: 'Aminata',
    mobile: '+33600990011',
  });
  const teacher = await buildTeacher(db, { classes: [cp], familyName: 'ROUX', givenName: 'Claire' });
  const head = await buildHead(db, { school, familyName: 'BENALI', givenName: 'Karim' });
  return { school, cp, ce1, awa, noe, mother, teacher, head };
}

interface Shown {
  total: number;
  rows: { id: string; words: Record<string, string>; values: Record<string, unknown>; flags: { value: string }[] }[];
  columns: { key: string; isShown: boolean; sorted: string | null }[];
  views: { id: string; name: string; query: string }[];
  next: string | null;
  previous: string | null;
}
const read = async (visitor: Visitor, address: string): Promise<Shown> => {
  const reply = await visitor.api('GET', address);
  equal(reply.status, 200, reply.text);
  return reply.json<Shown>();
};
const names = (shown: Shown): (string | undefined)[] => shown.rows.map((row) => row.words.name);
const PEOPLE = '/api/console/tables/people';

test('a head sees everybody of the school by name, and who needs a look', async () => {
  const { head, mother, noe } = await buildSmallSchool();
  const shown = await read(await as(head), PEOPLE);
  deepEqual(names(shown), ['BENALI Karim', 'DIALLO Aminata', 'DIALLO Awa', 'MARTIN Noé', 'ROUX Claire']);
  equal(shown.total, 5);
  const flagsOf = (id: string): string[] | undefined =>
    shown.rows.find((row) => row.id === id)?.flags.map((flag) => flag.value);
  deepEqual(flagsOf(noe.uid), ['no-guardian', 'never-connected']);
  deepEqual(flagsOf(mother.uid), ['never-connected']);
  equal(shown.rows.find((row) => row.id === mother.uid)?.words.classes, 'CP Roux');
});

test('the page works without JavaScript: filters, boxes to tick and buttons are forms', async () => {
  const { head, school } = await buildSmallSchool();
  const page = await (await as(head)).get('/console/tables/people');
  equal(page.status, 200);
  match(page.text, /<h1>Personnes<\/h1>/);
  match(page.text, /5 personnes/);
  match(page.text, new RegExp(`name="place" value="${school.uai}"`));
  match(page.text, /type="checkbox" name="id"/);
  match(page.text, /formAction="\/console\/tables\/people\/actions\/greet"/i);
});

test('filters add up and stay in the address: the families of one class', async () => {
  const { head, cp, mother } = await buildSmallSchool();
  const visitor = await as(head);
  const shown = await read(visitor, `${PEOPLE}?kind=guardian&class=${cp.id}`);
  deepEqual(
    shown.rows.map((row) => row.id),
    [mother.uid],
  );
  deepEqual(names(await read(visitor, `${PEOPLE}?class=${cp.id}`)), ['DIALLO Aminata', 'DIALLO Awa', 'ROUX Claire']);
  deepEqual(names(await read(visitor, `${PEOPLE}?flag=no-guardian`)), ['MARTIN Noé']);
  deepEqual(names(await read(visitor, `${PEOPLE}?q=roux`)), ['ROUX Claire']);
  deepEqual(
    names(await read(visitor, `${PEOPLE}?kind=wizard&access=closed`)),
    [],
    'a filter that is not understood does not open',
  );
});

test('columns of other modules are chosen and sorted like the table’s own', async () => {
  const { head } = await buildSmallSchool();
  const visitor = await as(head);
  const shown = await read(visitor, `${PEOPLE}?columns=name&columns=last-sign-in&columns=phone&sort=-name`);
  deepEqual(
    shown.columns.filter((column) => column.isShown).map((column) => column.key),
    ['name', 'phone', 'last-sign-in'],
  );
  deepEqual(names(shown), ['ROUX Claire', 'MARTIN Noé', 'DIALLO Awa', 'DIALLO Aminata', 'BENALI Karim']);
  equal(shown.rows.find((row) => row.words.name === 'DIALLO Aminata')?.words.phone, '06 00 99 00 11');
});

test('pages follow one another without a gap or a repetition, there and back', async () => {
  const { db } = door;
  const school = await buildSchool(db);
  const group = await buildClass(db, { school });
  for (let rank = 0; rank < 60; rank += 1)
    await buildPupil(db, {
      class: group,
      familyName: `NOM${rank % 7}`,
      givenName: `Enfant${String(rank).padStart(2, '0')}`,
    });
  const visitor = await as(await buildHead(db, { school, familyName: 'AA' }));
  for (const sort of ['name', '-name', 'kinds', '-classes']) {
    const seen: string[] = [];
    const back: string[] = [];
    let page = await read(visitor, `${PEOPLE}?sort=${sort}`);
    for (;;) {
      seen.push(...page.rows.map((row) => row.id));
      if (!page.next) break;
      page = await read(visitor, `/api${page.next}`);
    }
    equal(new Set(seen).size, 61, `everybody once, by ${sort}`);
    equal(seen.length, 61);
    for (;;) {
      back.unshift(...page.rows.map((row) => row.id));
      if (!page.previous) break;
      page = await read(visitor, `/api${page.previous}`);
    }
    deepEqual(back, seen, `the same way back, by ${sort}`);
  }
});

test('a table is two statements, whatever its length', async () => {
  const { head } = await buildSmallSchool();
  const visitor = await as(head);
  await visitor.get('/console/tables/people');
  const { statements } = await countStatements(() =>
    visitor.get('/console/tables/people?flag=never-connected&sort=-last-sign-in'),
  );
  ok(statements <= 3, `${statements} statements, the session's included`);
});

test('a filter ticked twice with a NUL character in it is refused, not a defect', async () => {
  const { head } = await buildSmallSchool();
  const visitor = await as(head);
  equal((await visitor.get('/console/tables/people?flag=never-connected&flag=un%00e')).status, 422);
});

test('filters are saved under a name, for oneself, and forgotten', async () => {
  const { head, school, cp } = await buildSmallSchool();
  const other = await as(await buildStaff(door.db, { school, kind: 'school_life' }));
  const visitor = await as(head);
  const query = `place=${school.uai}&class=${cp.id}&kind=guardian`;
  const page = await visitor.submit('/console/tables/people/views', { query, name: 'Familles de CP' });
  match(page.text, /Filtres enregistrés sous « Familles de CP »/);
  await visitor.submit('/console/tables/people/views', { query, name: 'Familles de CP' });
  const [view, ...more] = (await read(visitor, PEOPLE)).views;
  deepEqual([view?.name, more.length], ['Familles de CP', 0]);
  doesNotMatch(view?.query ?? '', /place/);
  deepEqual((await read(other, PEOPLE)).views, []);
  equal((await other.api('POST', `/api/console/views/${view?.id}/removal`, {})).status, 404);
  const refused = await visitor.post('/console/tables/people/views', { query, name: ' ' });
  equal(refused.status, 422);
  match(refused.text, /Donnez un nom à ces filtres/);
  await visitor.submit(`/console/views/${view?.id}/removal`, { query });
  deepEqual((await read(visitor, PEOPLE)).views, []);
});

test('a bulk act reaches the chosen people in sight, and nobody else', async () => {
  const { head, awa, mother } = await buildSmallSchool();
  const elsewhere = await buildSmallSchool();
  const visitor = await as(head);
  greeted.length = 0;
  // A form with several boxes of one name, as a browser sends it.
  const ticked = new URLSearchParams([awa.uid, mother.uid, elsewhere.awa.uid].map((uid) => ['id', uid]));
  const done = await visitor.post(`/console/tables/people/actions/greet`, ticked as unknown as Record<string, string>);
  deepEqual([done.status, done.location], [303, '/console']);
  deepEqual(
    greeted.map((ids) => ids.toSorted()),
    [[awa.id, mother.id].toSorted()],
  );
  const none = await visitor.post('/console/tables/people/actions/greet', { id: elsewhere.awa.uid });
  equal(none.status, 422);
  match(none.text, /Choisissez au moins une ligne/);
  equal(
    (await visitor.post('/console/tables/people/actions/greet', { all: 'yes', query: '' })).status,
    422,
    'five are too many',
  );
  equal(
    (await visitor.post('/console/tables/people/actions/greet', { all: 'yes', query: 'flag=no-guardian' })).status,
    303,
  );
  equal(greeted.at(-1)?.length, 1);
  equal((await visitor.post('/console/tables/people/actions/unheard', { all: 'yes' })).status, 404);
});

test('the list is taken away as CSV, all of it, and what looks like a formula is harmless', async () => {
  const { db } = door;
  const school = await buildSchool(db);
  const group = await buildClass(db, { school, label: '=HYPERLINK("http://exemple.invalid")' });
  for (let rank = 0; rank < 30; rank += 1)
    await buildPupil(db, { class: group, familyName: `NOM${rank}`, givenName: 'Zoé' });
  const head = await buildHead(db, { school, familyName: '+AA' });
  const reply = await (await as(head)).post('/console/tables/people/export', { query: '', format: 'csv' });
  equal(reply.status, 200, reply.text);
  match(String(reply.headers['content-disposition']), /personnes-.*2026-11-24\.csv/);
  const lines = reply.text.split('\r\n');
  equal(lines[0], '\u{feff}"Nom";"Profil";"Classes";"Dernière connexion";"À regarder"');
  equal(lines.length, 1 + 31 + 1);
  match(reply.text, /"'=HYPERLINK\(""http/);
  match(reply.text, /"'\+AA /);
});

test('the same list as a spreadsheet opens as OpenDocument', async () => {
  const { head } = await buildSmallSchool();
  const reply: Reply = await (await as(head)).post('/console/tables/people/export', {
    query: 'kind=pupil',
    format: 'ods',
  });
  equal(reply.status, 200);
  equal(reply.headers['content-type'], 'application/vnd.oasis.opendocument.spreadsheet');
  ok(reply.text.startsWith('PK'));
});

test('an export is in the audit, with everyone it concerns', async () => {
  const { head, awa, noe } = await buildSmallSchool();
  await (await as(head)).post('/console/tables/people/export', { query: 'kind=pupil', format: 'csv' });
  const rows = await rowsOf(
    door.db,
    sql<{ act: string; details: { rows: number }; people: string[] }>`
      select e.act, e.details, array(select s.person_id::text from platform.audit_subjects s where s.entry_id = e.id order by 1) as people
      from platform.audit_entries e where e.actor_id = ${head.id} and e.school_id = ${head.schoolId}`,
  );
  deepEqual(
    rows.map((row) => [row.act, row.details.rows, row.people]),
    [['console.table-exported', 2, [awa.id, noe.id].toSorted()]],
  );
});

test('for a stranger, a teacher or a family the table of the school does not exist', async () => {
  const { school, mother, teacher, awa } = await buildSmallSchool();
  const stranger = await buildHead(door.db);
  const commune = await buildMandate(door.db, { kind: 'commune' });
  for (const person of [stranger, teacher, mother, awa, commune]) {
    const visitor = await as(person);
    equal((await visitor.get(`/console/tables/people?place=${school.uai}`)).status, 404);
    equal((await visitor.get(`/console/tables/groups?place=${school.uai}`)).status, 404);
    equal((await visitor.post('/console/tables/people/export', { query: `place=${school.uai}` })).status, 404);
    equal(
      (await visitor.post('/console/tables/people/actions/greet', { query: `place=${school.uai}`, all: 'yes' })).status,
      404,
    );
    equal(
      (await visitor.post('/console/tables/people/views', { query: `place=${school.uai}`, name: 'x' })).status,
      404,
    );
  }
});

test('school life opens the list without the acts that are not theirs; the operator opens any school, without contact data', async () => {
  const { school } = await buildSmallSchool();
  const cpe = await as(await buildStaff(door.db, { school, kind: 'school_life' }));
  equal((await cpe.post('/console/tables/people/actions/greet', { all: 'yes' })).status, 404);
  equal(
    (await read(cpe, PEOPLE)).columns.some((column) => column.key === 'phone'),
    true,
  );
  const operator = await as(await buildMandate(door.db, { kind: 'platform' }));
  const shown = await read(operator, `${PEOPLE}?place=${school.uai}`);
  equal(
    shown.columns.some((column) => column.key === 'phone' || column.key === 'email'),
    false,
  );
  equal((await operator.get('/console/tables/people')).status, 404, 'without a school there is no list');
});

test('classes and schools have their tables too', async () => {
  const { head, school } = await buildSmallSchool();
  const groups = await read(await as(head), '/api/console/tables/groups?flag=no-teacher');
  deepEqual(
    groups.rows.map((row) => row.words.label),
    ['CE1 Haddad'],
  );
  const operator = await as(await buildMandate(door.db, { kind: 'platform' }));
  const schools = await read(operator, `/api/console/tables/schools?q=${school.uai}`);
  deepEqual(
    schools.rows.map((row) => [row.words.name, row.words.pupils]),
    [[school.name, '2']],
  );
  const elsewhere = await as(await buildMandate(door.db, { kind: 'commune' }));
  equal((await read(elsewhere, `/api/console/tables/schools?q=${school.uai}`)).total, 0);
  equal((await (await as(head)).get('/console/tables/schools')).status, 404);
});

test('sheets are printed for the people chosen in the list; for who has entered already there is nothing to print', async () => {
  const { head, mother, teacher, school } = await buildSmallSchool();
  const visitor = await as(head);
  const printed = await visitor.post('/console/tables/people/actions/print-sheets', { id: mother.uid });
  equal(printed.status, 200, printed.text.slice(0, 200));
  equal(printed.headers['content-type'], 'application/pdf');
  await as(mother);
  const entered = await visitor.post('/console/tables/people/actions/print-sheets', { id: mother.uid });
  equal(entered.status, 422);
  match(entered.text, /<h1>Personnes<\/h1>/);
  const other = await as(teacher);
  equal(
    (await other.post('/console/tables/people/actions/print-sheets', { id: mother.uid, query: `place=${school.uai}` }))
      .status,
    404,
  );
});

test('ten minutes after coming in, a list leaves only for who proves again who they are; what was asked for is kept', async () => {
  const { school, head } = await buildSmallSchool();
  const visitor = await as(head);
  await givePassword(door.db, head.id, 'trois platanes et la pluie', door.clock.now());
  const begun = door.clock.now();
  const address = '/console/tables/people/export';
  const form = { format: 'csv', query: `place=${school.uai}&q=diallo` };
  equal((await visitor.post(address, form)).status, 200, 'right after signing in nothing is asked');
  door.clock.advance(11 * 60_000);
  const held = await visitor.post(address, form);
  equal(held.status, 403);
  match(held.text, /name="query" value="place=[^"]+q=diallo"/);
  doesNotMatch(held.text, /DIALLO/);
  equal((await visitor.post(address, { ...form, proof: 'autre chose' })).status, 422);
  const ready = await visitor.post(address, { ...form, proof: 'trois platanes et la pluie' });
  match(ready.text, /Votre fichier est prêt/);
  match(ready.text, /name="query" value="place=[^"]+q=diallo"/);
  const left = await visitor.post(address, form);
  match(String(left.headers['content-disposition']), /\.csv/, 'once in ten minutes');
  door.clock.set(begun);
});
