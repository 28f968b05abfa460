import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { fixedClock } from '../../../platform/clock/clock.ts';
import { ConnectionLost } from '../../../platform/db/connection.ts';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { cutOnceWaiting, holdTable } from '../../../platform/testing/cut.ts';
import { emptySchool } from '../../../tools/academy/damaged-objects.ts';
import { firstOf, readDelivery } from '../../../tools/academy/read-back.ts';
import { buildGuardian, buildPerson, buildPupil, buildSchool, suspendAccess } from '../builders.ts';
import { ImportRunning } from './import-running.ts';
import { lateDeliveries, warnLateDeliveries } from './late.ts';
import { readReport, reportText } from './report.ts';
import {
  DAY,
  type DemoDeliveries,
  demoDeliveries,
  type ImportBench,
  importBench,
  liveVersions,
  NEXT_DAY,
  personOf,
  said,
  single,
  statuses,
} from './testing.ts';

/* What people entered by hand, the volume guard, a killed import, hand-made pupils, expected deliveries, reports. */

let demo: DemoDeliveries;
before(async () => {
  demo = await demoDeliveries();
});
after(() => demo.remove());

async function withBench(work: (bench: ImportBench) => Promise<void>): Promise<void> {
  const bench = await importBench();
  try {
    await work(bench);
  } finally {
    await bench.drop();
  }
}

const onNextDay = { on: NEXT_DAY };
const SCHOOL = '6921102';

test('what the school or the person entered survives, and the academy’s own value is kept beside', () =>
  withBench(async ({ db, run }) => {
    await run(demo.first);
    const guardian = await personOf(db, '10-1D', 'guardian', '8300001');
    await sql`update directory.persons set email = 'choisie@exemple.invalid', owners = '{"email": "person"}' where id = ${guardian}`.execute(
      db,
    );
    const [teacher] = await rowsOf(
      db,
      sql<{ id: string; group_id: string; school_id: string }>`
      select p.person_id as id, g.id as group_id, g.school_id from directory.profiles p join directory.groups g on g.school_id = p.school_id
      where p.kind = 'teacher' and g.kind = 'class' and g.code = '6921114' order by p.person_id limit 1`,
    );
    ok(teacher);
    await sql`insert into directory.memberships (id, school_id, group_id, person_id, role, owner, starts_on)
              values (directory.new_id(), ${teacher.school_id}, ${teacher.group_id}, ${teacher.id}, 'teacher', 'school', ${DAY})`.execute(
      db,
    );
    await sql`update directory.groups set label = 'Les écureuils', owners = '{"label": "school"}' where id = ${teacher.group_id}`.execute(
      db,
    );
    const [link] = await rowsOf(
      db,
      sql<{ id: string }>`
      update directory.kinships set authority = 0, owner = 'school', reviewed_at = now() where id = (
        select id from directory.kinships where relation = 'father' and source = '10-1D' order by id limit 1) returning id`,
    );
    await sql`update directory.schools set phone = '+33472000000', owners = '{"phone": "school"}' where source_id = ${SCHOOL}`.execute(
      db,
    );

    // The delta renames that very class (a new label, the same stable id).
    deepEqual(statuses(await run([demo.firstDelta, demo.firstNext], onNextDay)), ['applied', 'applied']);
    const [kept] = await rowsOf(
      db,
      sql<{ email: string; academy: string }>`
      select p.email, s.attributes ->> 'email' as academy from directory.persons p
      join directory.person_sources s on s.person_id = p.id and s.source = '10-1D' and s.category = 'guardian' where p.id = ${guardian}`,
    );
    equal(kept?.email, 'choisie@exemple.invalid');
    equal(kept?.academy, 'aminata.diallo@exemple.invalid');
    equal(
      await single(
        db,
        sql<{ value: string }>`select label as value from directory.groups where id = ${teacher.group_id}`,
      ),
      'Les écureuils',
    );
    equal(
      await single(
        db,
        sql<{ value: number }>`
      select count(*) as value from directory.memberships where group_id = ${teacher.group_id} and person_id = ${teacher.id} and ends_on is null`,
      ),
      1,
    );
    equal(
      await single(
        db,
        sql<{
          value: number;
        }>`select authority as value from directory.kinships where id = ${link?.id ?? ''} and ends_on is null`,
      ),
      0,
    );
    equal(
      await single(
        db,
        sql<{ value: string }>`select phone as value from directory.schools where source_id = ${SCHOOL}`,
      ),
      '+33472000000',
    );
  }));

test('a closed access is never lifted by an import', () =>
  withBench(async ({ db, run }) => {
    await run(demo.first);
    const [pair] = await rowsOf(
      db,
      sql<{ adult_id: string; pupil_id: string }>`
      select adult_id, pupil_id from directory.kinships where authority = 1 order by id limit 1`,
    );
    ok(pair);
    await suspendAccess(db, { guardian: { id: pair.adult_id }, child: { id: pair.pupil_id }, startsOn: DAY });
    await run([demo.firstDelta, demo.firstNext], onNextDay);
    equal(
      await single(
        db,
        sql<{ value: number }>`select count(*) as value from directory.access_suspensions where lifted_at is null`,
      ),
      1,
    );
  }));

test('six pupils in ten missing from a school: held, nothing applied; forced, applied and audited', () =>
  withBench(async ({ db, run, one }) => {
    await run(demo.first);
    const before = await liveVersions(db);
    const { path, about } = emptySchool(demo.firstNext, demo.scratch('emptied'), SCHOOL);
    const present = await single(
      db,
      sql<{ value: number }>`
        select count(*) as value from directory.person_sources s join directory.persons p on p.id = s.person_id
        where s.source_id = any (${about}) and s.category = 'pupil' and p.left_on is null`,
    );
    ok(present > 100);
    const outcome = await one(path, onNextDay);
    equal(outcome.status, 'held');
    const told = outcome.findings.find((finding) => finding.code === 'volume-school');
    ok(told && Number(told.details?.left) >= present);
    deepEqual(await liveVersions(db), before);
    deepEqual((await one(path, { ...onNextDay, preview: true })).status, 'held');
    const tolerant = await one(path, { ...onNextDay, preview: true, volume: { share: 0.95, atLeast: 5 } });
    equal(tolerant.status, 'previewed');

    const actorId = (await buildPerson(db)).id;
    equal((await one(path, { ...onNextDay, forceVolume: true, actorId })).status, 'applied');
    const [entry] = await rowsOf(
      db,
      sql<{ actor_id: string; subject_id: string }>`
      select actor_id, subject_id from platform.audit_entries where act = 'directory.import.force-volume'`,
    );
    deepEqual([entry?.actor_id, entry?.subject_id], [actorId, outcome.deliveryId]);
    equal(
      await single(
        db,
        sql<{ value: number }>`
        select count(*) as value from directory.persons p join directory.person_sources s on s.person_id = p.id
        where s.source_id = any (${about}) and s.category = 'pupil' and p.left_on = ${NEXT_DAY} and s.gone_on = ${NEXT_DAY}`,
      ),
      present,
    );
  }));

test('killed half-way, the import run again ends as if it had not been', () =>
  withBench(async (killed) => {
    await withBench(async (whole) => {
      await whole.run([demo.first, demo.second]);
      await killUnderWay(killed, [demo.first, demo.second]);
      deepEqual(
        statuses(await killed.run([demo.first, demo.second])).filter(
          (status) => status !== 'unchanged' && status !== 'applied',
        ),
        [],
      );
      deepEqual(statuses(await killed.run([demo.first, demo.second])), ['unchanged', 'unchanged']);
      const picture = (bench: ImportBench) =>
        rowsOf(
          bench.db,
          sql`
        select s.source, s.category, s.source_id, encode(s.digest, 'hex') as digest, p.sort_name, p.left_on,
          array(select sc.uai || r.kind from directory.profiles r join directory.schools sc on sc.id = r.school_id
                where r.person_id = p.id and r.ends_on is null order by 1) as profiles,
          array(select g.code || m.role || coalesce(m.subject_code, '') from directory.memberships m join directory.groups g on g.id = m.group_id
                where m.person_id = p.id and m.ends_on is null order by 1) as groups,
          array(select k.relation || k.authority from directory.kinships k where k.pupil_id = p.id and k.ends_on is null order by 1) as kin
        from directory.person_sources s join directory.persons p on p.id = s.person_id order by 1, 2, 3`,
        );
      deepEqual(await picture(killed), await picture(whole));
      equal(
        await single(
          killed.db,
          sql<{ value: number }>`select count(*) as value from directory.delivery_schools where applied_at is null`,
        ),
        0,
      );
    });
  }));

/** Starts the import in a process of its own and kills it (-9) while schools are being written. */
async function killUnderWay(bench: ImportBench, paths: readonly string[]): Promise<void> {
  // A lock on one school's future row holds the import in the middle of its schools.
  const holder = new pg.Client({ connectionString: bench.url });
  await holder.connect();
  const uai = firstOf(
    readDelivery(paths[0] ?? '').filter((one) => one.category === 'EtabEducNat')[1],
    'ENTStructureUAI',
  );
  await holder.query('begin');
  await holder.query(
    `insert into directory.schools (id, uai, kind, degree, name) values (directory.new_id(), $1, 'other', 1, 'in the way')`,
    [uai],
  );
  const module = new URL(`./import${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).href;
  const script = `const { importDeliveries } = await import(${JSON.stringify(module)});
    await importDeliveries({ databaseUrl: ${JSON.stringify(bench.url)}, paths: ${JSON.stringify(paths)} });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    for (let tries = 0; tries < 600; tries += 1) {
      const applied = await single(
        bench.db,
        sql<{ value: number }>`select count(*) as value from directory.delivery_schools where applied_at is not null`,
      );
      if (applied > 0) break;
      ok(child.exitCode === null, 'the import ended before it was killed');
      await wait(50);
    }
  } finally {
    child.kill('SIGKILL');
    await holder.query('rollback');
    await holder.end();
  }
  equal(await single(bench.db, sql<{ value: string }>`select status as value from directory.deliveries`), 'applying');
  ok(
    (await single(
      bench.db,
      sql<{ value: number }>`select count(*) as value from directory.delivery_schools where applied_at is null`,
    )) > 0,
  );
  // The server notices the dead client in its own time.
  for (let tries = 0; tries < 200; tries += 1) {
    const alive = await single(
      bench.db,
      sql<{ value: number }>`
      select count(*) as value from pg_stat_activity where datname = current_database() and application_name = 'preau import'`,
    );
    if (alive === 0) return;
    await wait(50);
  }
  throw new Error('the killed import still holds its connections');
}

test('cut off from the database half-way, the import says so in a sentence, blames no school, and run again it resumes', () =>
  withBench(async ({ run, url, db }) => {
    const letGo = await holdTable(url, 'directory.kinships');
    const cut = rejects(run(demo.first), (error) => error instanceof ConnectionLost);
    await cutOnceWaiting(db, 'preau import');
    await cut;
    await letGo();
    const findings = sql<{ value: number }>`
      select count(*) as value from directory.delivery_findings where code = 'school-failed'`;
    equal(await single(db, findings), 0);
    deepEqual(statuses(await run(demo.first)), ['applied']);
    deepEqual(statuses(await run(demo.first)), ['unchanged']);
  }));

test('two imports at once: the second is told, and waits for nobody', () =>
  withBench(async ({ run, url, db }) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('select pg_advisory_lock(7203116)');
      const before = await liveVersions(db);
      await rejects(run(demo.first), ImportRunning);
      deepEqual(await liveVersions(db), before);
    } finally {
      await client.end();
    }
    deepEqual(statuses(await run(demo.first)), ['applied']);
  }));

test('a pupil made by hand meets the academy on INE: one person, the academy’s values, the account’s uid; parents by name and relation', () =>
  withBench(async ({ db, run }) => {
    const school = await buildSchool(db, { kind: 'college' });
    const awa = readDelivery(demo.first).find((one) => one.id === '8100002');
    const ine = firstOf(awa, 'ENTEleveINE');
    const made = await buildPupil(db, { school, familyName: 'DIALO', givenName: 'Awa', ine, birthDate: '2016-01-01' });
    await sql`update directory.persons set owners = '{"family_name": "school", "email": "person"}', email = 'awa@exemple.invalid' where id = ${made.id}`.execute(
      db,
    );
    const mother = await buildGuardian(db, {
      of: made,
      familyName: 'DIALLO',
      givenName: 'Aminata',
      relation: 'mother',
    });
    const aunt = await buildGuardian(db, { of: made, familyName: 'DIALLO', givenName: 'Moussa', relation: 'other' });
    const birth = firstOf(awa, 'ENTPersonDateNaissance').split('/').reverse().join('-');
    await sql`update directory.persons set birth_date = ${birth} where id = ${made.id}`.execute(db);

    await run(demo.first);
    equal(await personOf(db, '10-1D', 'pupil', '8100002'), made.id);
    const [row] = await rowsOf(
      db,
      sql<{
        family_name: string;
        email: string;
        uid: string;
      }>`select family_name, email, uid from directory.persons where id = ${made.id}`,
    );
    deepEqual(row, { family_name: 'DIALLO', email: 'awa@exemple.invalid', uid: made.uid });
    equal(await personOf(db, '10-1D', 'guardian', '8300001'), mother.id);
    const father = await personOf(db, '10-1D', 'guardian', '8300002');
    ok(father !== aunt.id, 'another relation is no proof');
    equal(
      await single(
        db,
        sql<{ value: number }>`
      select count(*) as value from directory.duplicate_proposals
      where reason = 'same-child' and least(left_id, right_id) = least(${father}::uuid, ${aunt.id}::uuid) and decision is null`,
      ),
      1,
    );
  }));

test('an INE that belongs to somebody else by name and birthday joins nobody: it is proposed', () =>
  withBench(async ({ db, run }) => {
    const awa = readDelivery(demo.first).find((one) => one.id === '8100002');
    const other = await buildPerson(db, {
      familyName: 'AUTRE',
      givenName: 'Paul',
      birthDate: '2011-11-11',
      ine: firstOf(awa, 'ENTEleveINE'),
    });
    const [outcome] = await run(demo.first);
    ok(outcome);
    equal(said(outcome, 'ine-conflict').length, 1);
    const id = await personOf(db, '10-1D', 'pupil', '8100002');
    ok(id !== other.id);
    equal(
      await single(
        db,
        sql<{ value: number }>`select count(*) as value from directory.duplicate_proposals where reason = 'same-ine'`,
      ),
      1,
    );
    deepEqual(statuses(await run(demo.first)), ['unchanged']);
  }));

test('who is expected and does not come is told once, until something comes again', () =>
  withBench(async ({ db, run }) => {
    await sql`insert into directory.expected_deliveries (source, every_days) values ('10-1D', 2), ('10-2D', 2)`.execute(
      db,
    );
    await run(demo.first);
    deepEqual(
      (await lateDeliveries(db, NEXT_DAY)).map((one) => [one.source, one.days]),
      [['10-2D', null]],
    );
    deepEqual(
      (await lateDeliveries(db, '2026-09-18')).map((one) => [one.source, one.days]),
      [
        ['10-2D', null],
        ['10-1D', 3],
      ],
    );
    const clock = fixedClock('2026-09-18T04:40:00Z');
    const warn = async (): Promise<string[]> =>
      (await warnLateDeliveries({ db, clock, log: () => undefined })).map((one) => one.source);
    deepEqual(await warn(), ['10-2D', '10-1D']);
    deepEqual(await warn(), []);
    const facts = await rowsOf(
      db,
      sql<{
        payload: { source: string };
      }>`select payload from platform.outbox where name = 'directory.delivery-late' order by id`,
    );
    deepEqual(facts.map((fact) => fact.payload.source).sort(), ['10-1D', '10-2D']);
    await run(demo.second, { on: '2026-09-19' });
    clock.set('2026-09-25T04:40:00Z');
    deepEqual(await warn(), []);
  }));

test('the report says in French what a delivery did, and still does when read again', () =>
  withBench(async ({ db, run }) => {
    const [outcome] = await run(demo.second);
    const read = async (): Promise<string> => {
      const report = await readReport(db, outcome?.deliveryId ?? '', 'fr');
      ok(report);
      return reportText(report, 'fr');
    };
    const text = await read();
    for (const sentence of [
      'Livraison complète du 15 septembre 2026, second degré',
      'Appliquée.',
      /Lus : 353 élèves, 647 responsables, 42 personnels, 3 structures\./,
      /CLASSE 6A : 26 arrivées/,
      /Eleve_0000\.xml, ligne \d+, n° \d+ : Le code « 99 »/,
    ]) {
      ok(typeof sentence === 'string' ? text.includes(sentence) : sentence.test(text), `${sentence} in\n${text}`);
    }
    await run(demo.secondDelta, onNextDay);
    equal(await read(), text);
    const english = await readReport(db, outcome?.deliveryId ?? '', 'en');
    equal(english?.status, 'Applied.');
  }));
