import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from '../../../platform/db/db.ts';
import {
  changeRoot,
  climbOut,
  dropDeclaration,
  insertBomb,
  insertEntityBomb,
  insertExternalEntity,
  insertLink,
  lieAboutCharset,
  lieAboutSize,
  loseNumber,
  truncateArchive,
  truncateXml,
} from '../../../tools/academy/damage.ts';
import {
  addUnknownAttribute,
  attachInCircle,
  contradictIdentifier,
  type Damaged,
  nameUnknownClass,
  nameUnknownGuardian,
  nameUnknownPupil,
  nameUnknownSchool,
  repeatPupil,
  seatTwice,
} from '../../../tools/academy/damaged-objects.ts';
import {
  type DemoDeliveries,
  demoDeliveries,
  type ImportBench,
  importBench,
  liveVersions,
  said,
  single,
  statuses,
} from './testing.ts';

/* Damaged deliveries: the container is refused whole, the bad object is set aside; each says where and why. */

let demo: DemoDeliveries;
let bench: ImportBench;
let sound: Record<string, string>;
before(async () => {
  demo = await demoDeliveries();
  bench = await importBench();
  deepEqual(statuses(await bench.run([demo.first, demo.second])), ['applied', 'applied']);
  sound = await liveVersions(bench.db);
});
after(async () => {
  await bench.drop();
  demo.remove();
});

const containers: [
  name: string,
  damage: (folder: string, out: string) => string | Promise<string>,
  code: string,
  where: RegExp,
][] = [
  ['truncated file', truncateXml, 'truncated', /Eleve_0000:\d+/],
  ['truncated .tgz', (folder, out) => truncateArchive(folder, out, 'tgz'), 'archive-damaged', /\.tgz/],
  ['truncated .zip', (folder, out) => truncateArchive(folder, out, 'zip'), 'archive-damaged', /\.zip/],
  ['missing number', loseNumber, 'number-missing', /PersRelEleve_0001/],
  ['wrong root', changeRoot, 'wrong-root', /Eleve_0000:2/],
  ['external entity (XXE)', insertExternalEntity, 'entity-declared', /Eleve_0000:\d+/],
  ['billion laughs', insertEntityBomb, 'entity-declared', /Eleve_0000:\d+/],
  ['wrong charset', lieAboutCharset, 'wrong-encoding', /_\d{4}:\d+|\w+:\d+/],
  ['path that climbs out of a .tgz', (folder, out) => climbOut(folder, out, 'tgz'), 'archive-path', /\.tgz/],
  ['path that climbs out of a .zip', (folder, out) => climbOut(folder, out, 'zip'), 'archive-path', /\.zip/],
  ['bomb in a .tgz', (folder, out) => insertBomb(folder, out, 'tgz', 90), 'archive-too-large', /\.tgz/],
  ['bomb in a .zip', (folder, out) => insertBomb(folder, out, 'zip', 90), 'archive-too-large', /\.zip/],
  ['member larger than it says', (folder, out) => lieAboutSize(folder, out), 'archive-damaged', /\.zip/],
  ['symbolic link', (folder, out) => insertLink(folder, out), 'archive-link', /\.tgz/],
];

for (const [name, damage, code, where] of containers) {
  test(`${name}: refused whole, with its reason, before anything reaches the directory`, async () => {
    const path = await damage(demo.first, demo.scratch(`refused ${name.replaceAll(/[./]/g, '')}`));
    const outcome = await bench.one(path);
    equal(outcome.status, 'refused');
    equal(outcome.findings.length, 1);
    const [words] = said(outcome);
    ok(words?.startsWith(`refusal ${code} `), words);
    match(words ?? '', where);
    deepEqual(await liveVersions(bench.db), sound);
    equal(await single(bench.db, sql<{ value: number }>`select count(*) as value from directory_import.people`), 0);
    equal(
      await single(
        bench.db,
        sql<{ value: string }>`
        select f.code as value from directory.delivery_findings f join directory.deliveries d on d.id = f.delivery_id
        where d.id = ${outcome.deliveryId ?? ''}::uuid and d.status = 'refused'`,
      ),
      code,
    );
  });
}

test('one damaged delivery does not keep the next from coming in', async () => {
  const path = truncateXml(demo.first, demo.scratch('beside'));
  deepEqual(statuses(await bench.run([path, demo.second])), ['refused', 'unchanged']);
});

test('ISO-8859-15 without a declaration is read as what it is', async () => {
  const old = await importBench();
  try {
    const outcome = await old.one(dropDeclaration(demo.first, demo.scratch('undeclared')));
    equal(outcome.status, 'applied');
    ok(said(outcome, 'undeclared-encoding').length > 0);
    equal(
      (await single(
        old.db,
        sql<{ value: number }>`select count(*) as value from directory.persons where family_name = 'LECŒUR'`,
      )) > 0,
      true,
    );
  } finally {
    await old.drop();
  }
});

/** Only previewed: what would change shows that nothing but the damaged object is concerned. */
async function previewed(damaged: Damaged): Promise<{ words: string[]; changes: number }> {
  const outcome = await bench.one(damaged.path, { preview: true });
  equal(outcome.status, 'previewed');
  const changes = outcome.schools.reduce((sum, { counts: { pupil, guardian, staff } }) => {
    return sum + [pupil, guardian, staff].reduce((part, role) => part + role.created + role.changed + role.left, 0);
  }, 0);
  deepEqual(await liveVersions(bench.db), sound);
  return { words: said(outcome), changes };
}

const setAside: [
  name: string,
  degree: 'first' | 'second',
  damage: (folder: string, out: string) => Damaged,
  code: string,
][] = [
  ['an id twice in one file', 'first', repeatPupil, 'duplicate-id'],
  ['an id that is not the join key', 'first', contradictIdentifier, 'id-mismatch'],
  ['a pupil in two classes of one école', 'first', seatTwice, 'two-classes'],
  ['a pupil in two classes of one collège', 'second', seatTwice, 'two-classes'],
];

for (const [name, degree, damage, code] of setAside) {
  test(`${name}: set aside with file and line, and left as it was`, async () => {
    const damaged = damage(demo[degree], demo.scratch(`aside ${name}`));
    const { words, changes } = await previewed(damaged);
    const about = new Set<string>();
    for (const sentence of words.filter((one) => one.includes(` ${code} `))) {
      const [, where, id] = /^quarantine [\w-]+ (Eleve_\d{4}:\d+) (\d+)$/.exec(sentence) ?? [];
      ok(where, sentence);
      about.add(id ?? '');
    }
    // The join key says another number than the id: the object known by the id stays as it is.
    deepEqual(about, new Set(damaged.about));
    equal(changes, 0, 'nobody comes, changes or goes');
  });
}

test('a school attached to its own SEGPA: the circle is cut, both schools stay', async () => {
  const { words } = await previewed(attachInCircle(demo.second, demo.scratch('circle')));
  equal(words.filter((one) => /^quarantine circular-school EtabEducNat_0000:\d+ \d+$/.test(one)).length, 2);
});

test('a guardian nobody delivered: the link waits, the pupil comes in', async () => {
  const damaged = nameUnknownGuardian(demo.second, demo.scratch('no guardian'));
  const { words, changes } = await previewed(damaged);
  const told = words.filter((one) => /^warning unknown-guardian Eleve_0000:\d+ \d+$/.test(one));
  deepEqual(new Set(told.map((one) => one.split(' ').at(-1))), new Set(damaged.about));
  equal(changes, damaged.about.length);
});

test('a class that the school does not declare: the link is set aside, the pupil stays in the school', async () => {
  const damaged = nameUnknownClass(demo.second, demo.scratch('no class'));
  const { words } = await previewed(damaged);
  deepEqual(
    words.filter((one) => one.includes('unknown-group')).map((one) => one.replace(/:\d+/, '')),
    [`quarantine unknown-group Eleve_0000 ${damaged.about[0]}`],
  );
});

test('a pupil whose school no file describes is told', async () => {
  const fresh = await importBench();
  try {
    const damaged = nameUnknownSchool(demo.first, demo.scratch('no school'));
    const outcome = await fresh.one(damaged.path);
    equal(outcome.status, 'applied');
    // A pupil still in a class of a known school belongs there.
    const words = said(outcome, 'unknown-school');
    ok(words.length <= 1);
    equal(
      await single(
        fresh.db,
        sql<{ value: number }>`
        select count(*) as value from directory.person_sources where category = 'pupil' and source_id = ${damaged.about[0] ?? ''}`,
      ),
      1,
    );
  } finally {
    await fresh.drop();
  }
});

test('a guardian who names a pupil nobody delivered changes nothing: pupils say who their adults are', async () => {
  const { changes } = await previewed(nameUnknownPupil(demo.second, demo.scratch('no pupil')));
  equal(changes, 0);
});

test('an attribute nobody knows is ignored and told once for the file', async () => {
  const { words, changes } = await previewed(addUnknownAttribute(demo.first, demo.scratch('attribute')));
  equal(words.filter((one) => one.startsWith('warning unknown-attribute Eleve_0000:')).length, 1);
  equal(changes, 0);
});

test('a school that cannot be written leaves no trace, the others go on, and the next import mends it', async () => {
  const failing = await importBench();
  try {
    await sql`alter table directory.enrolments add constraint no_cm2 check (level_code <> '1125' or school_id is null)`.execute(
      failing.db,
    );
    const outcome = await failing.one(demo.first);
    equal(outcome.status, 'failed');
    equal(said(outcome, 'school-failed').length, 2);
    const schools = (): Promise<number> =>
      single(failing.db, sql<{ value: number }>`select count(*) as value from directory.schools`);
    equal(await schools(), 1, 'the nursery school has no CM2');
    const facts = (): Promise<string[]> =>
      single(failing.db, sql<{ value: string[] }>`select array_agg(name order by id) as value from platform.outbox`);
    deepEqual(await facts(), ['directory.delivery-partly-applied']);
    await sql`alter table directory.enrolments drop constraint no_cm2`.execute(failing.db);
    equal((await failing.one(demo.first)).status, 'applied');
    equal(await schools(), 3);
    deepEqual(await facts(), ['directory.delivery-partly-applied', 'directory.delivery-applied']);
    equal((await failing.one(demo.first)).status, 'unchanged');
  } finally {
    await failing.drop();
  }
});
