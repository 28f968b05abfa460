import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fixedClock } from '../../../platform/clock/clock.ts';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { importDeliveries } from '../aaf/import.ts';
import { type DemoDeliveries, demoDeliveries } from '../aaf/testing.ts';
import { directoryModule } from '../register.ts';

/* The school's word against the academy's files: a class chosen by the school, a departure noted first. */

let door: Door;
let demo: DemoDeliveries;
before(async () => {
  demo = await demoDeliveries();
  door = await openDoor({ modules: [directoryModule] });
  await deliver(demo.first, '2026-09-15');
});
after(async () => {
  await door.close();
  demo.remove();
});

const deliver = async (path: string, on: string): Promise<void> => {
  const outcomes = await importDeliveries({
    databaseUrl: door.url,
    paths: [path],
    clock: fixedClock(`${on}T04:00:00Z`),
  });
  deepEqual(
    outcomes.map(({ status }) => status),
    ['applied'],
  );
};

interface Found {
  readonly school_id: string;
  readonly uai: string;
  readonly head_id: string;
  readonly pupil_id: string;
  readonly pupil_uid: string;
  readonly class_id: string;
  readonly other_class: string;
}

/** Two pupils of a class of the same school, with its head and another class. */
async function pupils(): Promise<[Found, Found]> {
  const rows = await rowsOf(
    door.db,
    sql<Found>`
      select s.id as school_id, s.uai, h.person_id as head_id, p.id as pupil_id, p.uid as pupil_uid, g.id as class_id,
             (select o.id from directory.groups o where o.school_id = s.id and o.kind = 'class' and o.id <> g.id order by o.id limit 1) as other_class
      from directory.schools s
      join lateral (select person_id from directory.profiles pr where pr.school_id = s.id and pr.kind = 'head' order by 1 limit 1) h on true
      join directory.groups g on g.school_id = s.id and g.kind = 'class'
      join directory.memberships m on m.group_id = g.id and m.role = 'pupil'
      join directory.persons p on p.id = m.person_id
      where s.degree = 1 and (select count(*) from directory.groups o where o.school_id = s.id and o.kind = 'class') > 1
      order by s.uai, g.id, p.id limit 2`,
  );
  const [one, two] = rows;
  ok(one && two);
  return [one, two];
}

const openClassesOf = async (pupilId: string): Promise<string[]> =>
  (
    await rowsOf(
      door.db,
      sql<{ id: string }>`
        select g.id from directory.memberships m join directory.groups g on g.id = m.group_id
        where m.person_id = ${pupilId} and m.role = 'pupil' and g.kind = 'class' and m.ends_on is null order by g.id`,
    )
  ).map(({ id }) => id);

test('the next full delivery neither undoes a change of class nor brings back who left', async () => {
  const [moved, left] = await pupils();
  const head = await signInAs(door, moved.head_id);
  match(
    (await head.submit(`/people/${moved.pupil_uid}/schools/${moved.uai}/class`, { class: moved.other_class })).text,
    /dès maintenant/,
  );
  match(
    (await head.submit(`/people/${left.pupil_uid}/schools/${left.uai}/leave`, { on: '2026-11-24' })).text,
    /est noté/,
  );
  await deliver(demo.firstNext, '2026-09-16');
  deepEqual(await openClassesOf(moved.pupil_id), [moved.other_class]);
  deepEqual(await openClassesOf(left.pupil_id), []);
  const back = await firstOf(
    door.db,
    sql`select 1 from directory.profiles where person_id = ${left.pupil_id} and school_id = ${left.school_id} and ends_on is null`,
  );
  equal(back, undefined);
  const standing = await firstOf(
    door.db,
    sql<{ settled_on: string | null }>`select settled_on from directory.departures where person_id = ${left.pupil_id}`,
  );
  equal(standing?.settled_on, null, 'the academy still states the pupil');
});

test('once the departure is taken back, the academy’s file counts again', async () => {
  const [, left] = await pupils().then(async () => {
    const row = await firstOf(
      door.db,
      sql<Found>`select s.uai, d.school_id, p.uid as pupil_uid, p.id as pupil_id, d.created_by as head_id
                 from directory.departures d join directory.schools s on s.id = d.school_id join directory.persons p on p.id = d.person_id`,
    );
    ok(row);
    return [row, row] as const;
  });
  const head = await signInAs(door, left.head_id);
  match((await head.submit(`/people/${left.pupil_uid}/schools/${left.uai}/return`)).text, /retrouvé sa place/);
  equal((await openClassesOf(left.pupil_id)).length, 1);
});
