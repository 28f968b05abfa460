import { join } from 'node:path';
import {
  attachNamedTeachers,
  createPerson,
  findByAcademyKey,
  grantMandate,
  importDeliveries,
  type NewMandate,
} from '../modules/directory/index.ts';
import { activeLogins, presetPassword, provisionAccounts } from '../modules/identity/index.ts';
import type { Storage } from '../platform/blobs/storage.ts';
import { type Clock, dayOf } from '../platform/clock/clock.ts';
import type { Keys } from '../platform/config/keys.ts';
import { type Db, firstOf, rowsOf, sql } from '../platform/db/db.ts';
import { inTransaction } from '../platform/outbox/outbox.ts';
import { generateAcademy } from '../tools/academy/academy.ts';
import { DEMO_PEOPLE, type DemoRole } from '../tools/academy/demo-people.ts';
import { arabicReader, demonstrateLiaison } from './demonstration/liaison.ts';
import { writeDemoMessages } from './demonstration/messages.ts';
import { tellDemoNews } from './demonstration/news.ts';
import { demonstrateSafety } from './demonstration/safety.ts';
import type { DemoAuthor } from './demonstration/texts-messages.ts';
import { texts } from './texts-demo.ts';

/** What everybody of the demonstration types; it opens nothing but invented data. */
export const DEMO_PASSWORD = 'cartable-soleil-marelle';

const DOMAIN = 'demo.preau.invalid';

/** A person one may become, as `npm start` prints it. */
export interface SampleSignIn {
  readonly role: string;
  readonly name: string;
  readonly login: string;
}

export interface DemoOptions {
  readonly databaseUrl: string;
  readonly db: Db;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly storage: Storage;
  say(sentence: string): void;
}

/**
 * Loads the demonstration Métropole: an invented academy in the academy's own formats, through the same import as a real one;
 * then those whom no academy knows. Interrupted, it goes on at the next start; a directory that holds real schools is left alone.
 * @returns the sample sign-ins, none when the demonstration is not there
 */
export async function loadDemo(options: DemoOptions): Promise<SampleSignIn[]> {
  const { db } = options;
  const state = await demoState(db);
  if (state === 'foreign') return [];
  if (state === 'absent') await importAcademy(options);
  return signIns(options);
}

/** Schools of the demonstration have numbers (0699…) that no real school bears. */
async function demoState(db: Db): Promise<'absent' | 'present' | 'foreign'> {
  const row = await firstOf(
    db,
    sql<{ schools: number; foreign: number; deliveries: number }>`
      select (select count(*) from directory.schools) as schools,
             (select count(*) from directory.schools where uai not like '0699%') as foreign,
             (select count(*) from directory.deliveries where status = 'applied') as deliveries`,
  );
  if (!row || row.foreign > 0) return 'foreign';
  return row.schools > 0 && row.deliveries >= 2 ? 'present' : 'absent';
}

async function importAcademy({ databaseUrl, db, clock, dataDir, say }: DemoOptions): Promise<void> {
  say(texts.loading);
  const out = join(dataDir, 'demo');
  await generateAcademy({ size: 'demo', seed: 1, date: dayOf(clock.now()), out, delta: false, format: 'tgz' });
  const outcomes = await importDeliveries({ databaseUrl, paths: [out], clock });
  const failed = outcomes.find((outcome) => outcome.status !== 'applied' && outcome.status !== 'unchanged');
  if (failed) throw new Error(`the demonstration's delivery ${failed.name} ended as ${failed.status}`);
  // What a head does once in September: the academy's files of écoles do not say who teaches whom.
  const schools = await rowsOf(db, sql<{ id: string }>`select id from directory.schools where degree = 1 order by uai`);
  for (const { id } of schools) await attachNamedTeachers(db, id, dayOf(clock.now()));
}

/** Who holds a mandate in the demonstration: nobody in the academy's files does. */
const MANDATE_HOLDERS: readonly {
  readonly role: string;
  readonly title: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly mandate: (places: Places) => NewMandate;
}[] = [
  {
    role: texts.roles.afterSchool,
    title: 'Mme',
    givenName: 'Nadia',
    familyName: 'LOPES',
    mandate: ({ schoolId }) => ({ kind: 'after_school', schoolId }),
  },
  {
    role: texts.roles.commune,
    title: 'Mme',
    givenName: 'Hélène',
    familyName: 'GARNIER',
    mandate: ({ communeId }) => ({ kind: 'commune', communeId }),
  },
  {
    role: texts.roles.platform,
    title: 'M.',
    givenName: 'Thomas',
    familyName: 'VIDAL',
    mandate: () => ({ kind: 'platform' }),
  },
];

const CATEGORIES = {
  'pupil of an école': 'pupil',
  'pupil of a collège': 'pupil',
  'guardian of three': 'guardian',
  'teacher of an école': 'staff',
  'teacher of a collège': 'staff',
  'head of an école': 'staff',
  'CPE of a collège': 'staff',
} as const satisfies Record<DemoRole, string>;

/** The school of the after-school coordinator and the commune of the agent: where the demonstration's pupil of an école is. */
interface Places {
  readonly schoolId: string;
  readonly communeId: string;
}

async function signIns(options: DemoOptions): Promise<SampleSignIn[]> {
  const { db, clock } = options;
  const now = clock.now();
  const people: { role: string; name: string; personId: string }[] = [];
  for (const person of DEMO_PEOPLE) {
    const category = CATEGORIES[person.role];
    const personId = await findByAcademyKey(db, { degree: person.source, category, sourceId: person.jointure });
    if (!personId) throw new Error(`the demonstration lacks its ${person.role}`);
    people.push({ role: texts.roles[person.role], name: `${person.given} ${person.surname}`, personId });
  }
  const places = await placesOf(db, people[0]?.personId ?? '');
  for (const holder of MANDATE_HOLDERS) {
    const { role, givenName, familyName } = holder;
    people.push({ role, name: `${givenName} ${familyName}`, personId: await mandateHolder(db, holder, places, now) });
  }
  const cast = new Map(people.map(({ name, personId }) => [name, personId]));
  await demonstrateLiaison(db, cast, now);
  await demonstrateSafety(options, cast, now);
  await tellDemoNews({ db, storage: options.storage, now, people: cast });
  const reader = await arabicReader(db);
  const logins = await activate(options, [...people.map((person) => person.personId), ...(reader ? [reader] : [])]);
  await writeDemoMessages(db, authorsAmong(people), now);
  return people.map(({ role, name, personId }) => ({ role, name, login: logins.get(personId) ?? '' }));
}

/** Who writes in the demonstration, by what they are. */
function authorsAmong(
  people: readonly { readonly role: string; readonly personId: string }[],
): Record<DemoAuthor, string> {
  const idOf = (role: string): string => people.find((person) => person.role === role)?.personId ?? '';
  const { roles } = texts;
  return {
    pupil: idOf(roles['pupil of an école']),
    guardian: idOf(roles['guardian of three']),
    teacher: idOf(roles['teacher of an école']),
    college: idOf(roles['teacher of a collège']),
    head: idOf(roles['head of an école']),
    cpe: idOf(roles['CPE of a collège']),
    collegePupil: idOf(roles['pupil of a collège']),
    afterSchool: idOf(roles.afterSchool),
    commune: idOf(roles.commune),
    operator: idOf(roles.platform),
  };
}

/**
 * Opens the accounts of those whose account is not open yet: nothing to do at the second start. Whom one may become has a plain login,
 * the same at every start from nothing; the namesakes that the demonstration holds on purpose get the numbers.
 */
async function activate({ db, keys, clock }: DemoOptions, personIds: readonly string[]) {
  const logins = new Map(await activeLogins(db, personIds));
  const closed = personIds.filter((personId) => !logins.has(personId));
  const now = clock.now();
  if (closed.length > 0) await provisionAccounts(db, dayOf(now), now, personIds);
  for (const personId of closed) {
    const login = await presetPassword(db, keys.pepper, { personId, password: DEMO_PASSWORD, now });
    if (!login) throw new Error(`person ${personId} of the demonstration may not enter`);
    logins.set(personId, login);
  }
  return logins;
}

async function placesOf(db: Db, pupilId: string): Promise<Places> {
  const row = await firstOf(
    db,
    sql<Places>`
      select s.id as "schoolId", s.commune_id as "communeId"
      from directory.profiles p join directory.schools s on s.id = p.school_id
      where p.person_id = ${pupilId} and p.kind = 'pupil' and p.ends_on is null
      order by s.degree limit 1`,
  );
  if (!row) throw new Error('the pupil of an école is in no school');
  return row;
}

/** Finds the holder by an address that only the demonstration gives, else makes one. */
async function mandateHolder(
  db: Db,
  holder: (typeof MANDATE_HOLDERS)[number],
  places: Places,
  now: Date,
): Promise<string> {
  const { title, givenName, familyName } = holder;
  const email = `${givenName}.${familyName}@${DOMAIN}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const known = await firstOf(db, sql<{ id: string }>`select id from directory.persons where email = ${email}`);
  if (known) return known.id;
  return inTransaction(db, async (tx) => {
    const id = await createPerson(tx.db, { familyName, givenName, title, birthDate: null, email });
    await grantMandate(tx.db, id, holder.mandate(places), dayOf(now));
    return id;
  });
}
