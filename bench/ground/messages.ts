/**
 * METROPOLE-1 with two years of messages in it: 2,000,000, of which a sixteenth go to the families of a class, and some 10,000,000 copies. Made
 * when a bench of messages asks for it, and kept with METROPOLE-1.
 */

import { folded } from '../../modules/messaging/rules.ts';
import { createDb, type Db, firstOf, newId, rowsOf, sql } from '../../platform/db/db.ts';
import { type Metropole, openMetropole } from './metropole.ts';

const MESSAGES = 2_000_000;
/** Of them, to the families of a class. */
const TO_CLASSES = 125_000;
const TEXTS = 4_000;

/** Opens METROPOLE-1 with its messages. @param say tells what takes long: the first time, some minutes */
export async function openMessages(say: (sentence: string) => void): Promise<Metropole> {
  const metropole = await openMetropole(say);
  const db = createDb(metropole.databaseUrl, { poolSize: 2, statementTimeout: 0 });
  try {
    await openHours(db);
    if (!(await isLoaded(db))) await load(db, say);
    return metropole;
  } catch (error) {
    await metropole.stop();
    throw error;
  } finally {
    await db.destroy();
  }
}

async function isLoaded(db: Db): Promise<boolean> {
  const row = await firstOf(db, sql<{ messages: number }>`select count(*) as messages from messaging.messages`);
  return (row?.messages ?? 0) >= MESSAGES;
}

/** What is measured is sending, at whatever hour a bench is run: the platform's clock stands at noon of an open day. */
async function openHours(db: Db): Promise<void> {
  const hours = new Date().getUTCHours();
  const zone = hours >= 12 ? `Etc/GMT+${hours - 12}` : `Etc/GMT-${12 - hours}`;
  await sql`delete from notifications.platform_hours`.execute(db);
  await sql`delete from notifications.hours_exceptions`.execute(db);
  await sql`
    insert into notifications.platform_hours (id, quiet_from, quiet_until, latest_from, earliest_until, keeps_holidays, staff_exempt,
                                              absent_teacher, zone, time_zone, decided_by, decided_at)
    values (${newId()}, 1200, 420, 1320, 360, false, false, false, 'A', ${zone}, ${newId()}, now())`.execute(db);
  await sql`
    insert into notifications.hours_exceptions (id, kind, starts_on, ends_on, reason, decided_by, decided_at)
    values (${newId()}, 'open', current_date - 1, current_date + 3, 'Mesures', ${newId()}, now())`.execute(db);
}

const SUBJECTS = [
  'Piscine',
  'Sortie au musée',
  'Réunion de rentrée',
  'Cantine',
  'Absence',
  'Carnet de santé',
  'Photo de classe',
  'Kermesse',
];
const WORDS =
  'bonjour merci élèves classe cahier sortie mardi jeudi autorisation assurance maillot bonnet bus départ retour goûter parents rendez-vous conseil cantine maîtresse directrice piscine bibliothèque lecture dictée calcul anglais musique chorale spectacle répétition vestiaire parapluie bottes pique-nique étiquette signature enveloppe photographe vaccination dentiste orthophoniste aménagement évaluation livret bulletin orientation stage entretien grève remplaçant vacances'.split(
    ' ',
  );

/** The same pseudo-random sequence in every run. */
function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

async function load(db: Db, say: (sentence: string) => void): Promise<void> {
  say('Writing two years of messages…');
  // One transaction: tables emptied in it are written without a log, and a run that is cut off leaves them as they were.
  await db.transaction().execute(async (one) => {
    await sql`set local maintenance_work_mem = '512MB'`.execute(one);
    await sql`set local work_mem = '256MB'`.execute(one);
    await sql`set local plan_cache_mode = auto`.execute(one);
    const indexes = await dropIndexes(one);
    await sql`truncate messaging.messages, messaging.recipients, messaging.wide, messaging.drafts cascade`.execute(one);
    await texts(one);
    await classes(one);
    await messages(one);
    say('Writing their copies…');
    await copies(one);
    say('Indexing them…');
    for (const index of indexes) await sql.raw(index).execute(one);
  });
  await sql`vacuum (analyze) messaging.messages`.execute(db);
  await sql`vacuum (analyze) messaging.recipients`.execute(db);
  const [row] = await rowsOf(
    db,
    sql<{ messages: number; copies: number }>`
      select (select count(*) from messaging.messages) as messages, (select count(*) from messaging.recipients) as copies`,
  );
  say(`${row?.messages} messages with ${row?.copies} copies are there.`);
}

/** Takes the indexes and keys away while rows are written; gives what makes them again. */
async function dropIndexes(db: Db): Promise<string[]> {
  const keys = await rowsOf(
    db,
    sql<{ table: string; name: string; definition: string }>`
      select c.conrelid::regclass::text as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
      from pg_constraint c where c.connamespace = 'messaging'::regnamespace and c.contype in ('p', 'u')
        and c.conrelid in ('messaging.messages'::regclass, 'messaging.recipients'::regclass)
        and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid) order by c.conname`,
  );
  const indexes = await rowsOf(
    db,
    sql<{ name: string; definition: string }>`
      select i.indexname as name, i.indexdef as definition from pg_indexes i
      where i.schemaname = 'messaging' and i.tablename in ('messages', 'recipients')
        and not exists (select from pg_constraint c where c.conname = i.indexname and c.connamespace = 'messaging'::regnamespace)
      order by i.indexname`,
  );
  for (const { name } of indexes) await sql.raw(`drop index messaging.${name}`).execute(db);
  for (const { table, name } of keys) await sql.raw(`alter table ${table} drop constraint ${name}`).execute(db);
  return [
    ...keys.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    ...indexes.map(({ definition }) => definition),
  ];
}

/** Some thousand different texts: a message takes one of them. */
async function texts(db: Db): Promise<void> {
  const random = randomness(7);
  const some = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const made = Array.from({ length: TEXTS }, (_, rank) => {
    const subject = `${some(SUBJECTS)} ${rank}`;
    const text = Array.from({ length: 24 + Math.floor(random() * 24) }, () => some(WORDS)).join(' ');
    const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
    return { rank, subject, body, words: text.slice(0, 120), searched: folded(`${subject} ${text}`) };
  });
  await sql`create temp table bench_texts (rank int primary key, subject text, body jsonb, words text, lexemes tsvector) on commit drop`.execute(
    db,
  );
  await sql`
    insert into bench_texts
    select t.rank, t.subject, t.body, t.words, to_tsvector('pg_catalog.french', t.searched) || to_tsvector('pg_catalog.simple', t.searched)
    from json_to_recordset(${JSON.stringify(made)}::json) as t (rank int, subject text, body jsonb, words text, searched text)`.execute(
    db,
  );
}

/** Each class with a teacher and its families, by rank; guardians by rank, each with a teacher of a child. */
async function classes(db: Db): Promise<void> {
  await sql`
    create temp table bench_classes on commit drop as
    select row_number() over (order by m.circle_id) - 1 as rank, m.circle_id, m.school_id, min(m.person_id::text)::uuid as teacher_id
    from directory.circle_members m
    where m.role = 'teacher' and exists (select from directory.circle_members g
                                         where g.school_id = m.school_id and g.circle_id = m.circle_id and g.role = 'guardian')
    group by m.circle_id, m.school_id`.execute(db);
  await sql`
    create temp table bench_pairs on commit drop as
    select row_number() over (order by md5(g.person_id::text), c.rank) - 1 as rank, g.person_id as guardian_id, c.teacher_id, c.school_id
    from bench_classes c join directory.circle_members g on g.school_id = c.school_id and g.circle_id = c.circle_id and g.role = 'guardian'`.execute(
    db,
  );
  await sql`alter table bench_classes add primary key (rank)`.execute(db);
  await sql`alter table bench_pairs add primary key (rank)`.execute(db);
}

/** Ids in the order of time, as those that we make. */
const timeId = sql`(lpad(to_hex((extract(epoch from s.at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(s.n % 4096), 3, '0') || '8' || substr(md5(s.n::text), 1, 15))::uuid`;

async function messages(db: Db): Promise<void> {
  await sql`
    insert into messaging.messages (id, thread_id, author_id, author_role, school_id, school_ids, subject, body, words, lexemes, to_persons, to_audiences,
                                    staff_only, people, state, written_at, publish_at, sent_at, told_at, request_key)
    select ${timeId}, ${timeId}, case when s.to_class or s.n % 2 = 0 then w.teacher_id else w.guardian_id end,
           case when s.to_class or s.n % 2 = 0 then 'staff' else 'guardian' end, w.school_id, array[w.school_id], t.subject, t.body, t.words, t.lexemes,
           case when s.to_class then '{}' when s.n % 2 = 0 then array[w.guardian_id] else array[w.teacher_id] end,
           case when s.to_class then array['group:' || w.circle_id || ':families'] else '{}' end,
           false, 1, 'sent', s.at, s.at, s.at, s.at, ${timeId}
    from (select n, n % ${MESSAGES / TO_CLASSES} = 0 as to_class, now() - interval '700 days' + n * interval '700 days' / ${MESSAGES} as at
          from generate_series(1, ${MESSAGES}) as n) as s
    join bench_texts t on t.rank = (s.n::bigint * 7919) % ${TEXTS}
    cross join lateral (
      select c.teacher_id, null::uuid as guardian_id, c.school_id, c.circle_id from bench_classes c
      where s.to_class and c.rank = (s.n / ${MESSAGES / TO_CLASSES}) % (select count(*) from bench_classes)
      union all
      select p.teacher_id, p.guardian_id, p.school_id, null from bench_pairs p
      where not s.to_class and p.rank = (s.n::bigint * 7919) % (select count(*) from bench_pairs)) as w
    order by s.n`.execute(db);
}

/** Six in seven are read; a twelfth is archived. */
const state = (person: string) => sql`
  case when ('x' || substr(md5(m.id::text || ${sql.raw(person)}::text), 1, 4))::bit(16)::int % 7 > 0 then m.sent_at + interval '3 hours' end,
  case when ('x' || substr(md5(m.id::text || ${sql.raw(person)}::text), 5, 4))::bit(16)::int % 12 = 0 then 1 else 0 end`;

async function copies(db: Db): Promise<void> {
  await sql`
    insert into messaging.recipients (message_id, person_id, sent_at, read_at, box, role)
    select m.id, m.to_persons[1], m.sent_at, ${state('m.to_persons[1]')}, case when m.author_role = 'staff' then 'family' else 'staff' end
    from messaging.messages m where cardinality(m.to_persons) = 1`.execute(db);
  await sql`
    insert into messaging.recipients (message_id, person_id, sent_at, read_at, box, role)
    select m.id, g.person_id, m.sent_at, ${state('g.person_id')}, 'family'
    from messaging.messages m
    join directory.circle_members g
      on g.school_id = m.school_id and g.circle_id = split_part(m.to_audiences[1], ':', 2)::uuid and g.role = 'guardian'
    where cardinality(m.to_audiences) = 1`.execute(db);
}
