import { receiveWord, type SentNote, sealOf, sendWord, tickPaper, writeNote } from '../../modules/liaison/index.ts';
import { hoursPolicyOf } from '../../modules/notifications/index.ts';
import { publicationOf } from '../../modules/notifications/rules.ts';
import { dayOf } from '../../platform/clock/clock.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../platform/db/db.ts';
import { fromPlain } from '../../platform/rich-text/plain.ts';
import { actingAs } from './context.ts';
import { texts } from './texts-liaison.ts';

/** Of whom the demonstration's notes are, by the names that the academy gave them. */
interface Cast {
  readonly claire: string;
  readonly karim: string;
  readonly julien: string;
  readonly sofia: string;
  readonly nadia: string;
  readonly aminata: string;
  readonly moussa: string;
  readonly noe: string;
  readonly awa: string;
  readonly ibrahim: string;
}

const DAY = 86_400_000;

/** The keys of the demonstration's forms: at the next start the same notes are not written again. */
const key = (rank: number): string => `d0000000-0000-4000-8000-${String(rank).padStart(12, '0')}`;

/** Fills the liaison book of the demonstration: notes in every state, words of families. Nothing the second time. */
export async function demonstrateLiaison(db: Db, people: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const cast = await castOf(db, people);
  const known = await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from liaison.family_words where request_key = ${key(12)}::uuid`,
  );
  if (!cast || known?.n) return;
  const book = new Book(db, now);
  const cp = await book.classOf(cast.claire);
  const cm2 = await book.classOf(cast.karim);
  const fifth = await book.classOf(cast.julien);
  const school =
    (await firstOf(db, sql<{ id: string }>`select school_id as id from directory.groups where id = ${cm2}`))?.id ?? '';
  const college =
    (await firstOf(db, sql<{ id: string }>`select school_id as id from directory.groups where id = ${fifth}`))?.id ??
    '';
  const ask = (
    kind: 'authorisation' | 'yes-no' | 'choice' | 'text',
    label: string,
    options: readonly string[] = [],
  ) => ({
    kind,
    label,
    options: options.join('\n'),
  });

  const museum = await book.write(1, cast.claire, `group:${cp}`, 6, 3, 'outing', texts.museum, [
    ask('authorisation', texts.museum.question),
  ]);
  await book.sign(museum, { butFamiliesOf: [cast.noe], leave: 2, given: ['yes'] });
  const trip = await book.write(2, cast.karim, `group:${cm2}`, 8, 9, 'overnight', texts.trip, [
    ask('authorisation', texts.trip.question),
    ask('text', texts.trip.remark),
  ]);
  await book.sign(trip, { butFamiliesOf: [cast.awa], leave: 4, given: ['yes', texts.trip.remarkGiven] });
  await book.sign(trip, { onlyBy: cast.moussa, given: ['yes', texts.trip.remarkGiven] });
  const lice = await book.write(3, cast.claire, `group:${cp}`, 12, 0, 'health', texts.lice, []);
  await book.sign(lice, { given: [] });
  await book.readInArabic(lice, 'Mourad');
  const insurance = await book.write(4, cast.claire, `group:${cp}`, 20, -5, 'other', texts.insurance, []);
  await book.sign(insurance, { butFamiliesOf: [cast.noe], leave: 3, given: [] });
  await book.tick(insurance, cast.claire);
  await book.write(5, cast.karim, `school:${school}`, 5, 20, 'information', texts.fair, [
    ask('yes-no', texts.fair.question),
  ]);
  const meeting = await book.write(6, cast.julien, `group:${fifth}`, 7, 6, 'meeting', texts.meeting, [
    ask('choice', texts.meeting.question, texts.meeting.options),
  ]);
  await book.sign(meeting, {
    butFamiliesOf: [cast.ibrahim],
    leave: 6,
    given: [texts.meeting.options[1] ?? ''],
  });
  const rules = await book.write(7, cast.sofia, `school:${college}`, 15, 0, 'charter', texts.rules, [], true);
  await book.sign(rules, { leave: 30, by: cast.aminata, given: [] });
  await book.write(8, cast.nadia, `school:${school}`, 4, 0, 'information', texts.snack, []);
  const photo = await book.write(9, cast.claire, `group:${cp}`, 16, 2, 'other', texts.photo, [
    ask('yes-no', texts.photo.question),
  ]);
  await book.sign(photo, { leave: 5, by: cast.aminata, given: ['yes'] });
  await book.say(11, cast, 'pick-up', cast.awa, texts.pickUp, cast.karim);
  await book.say(12, cast, 'absence', cast.noe, texts.absence);
}

/** Who reads in Arabic since the demonstration was loaded; beside the ten people, with the same password. */
export async function arabicReader(db: Db): Promise<string | undefined> {
  const row = await firstOf(
    db,
    sql<{ id: string }>`
      select person_id as id from directory.reading_languages where language = 'ar' order by chosen_at, person_id limit 1`,
  );
  return row?.id;
}

/** Of a note: who signs. */
interface Signing {
  /** Children whose guardians have not signed. */
  readonly butFamiliesOf?: readonly string[];
  /** Who signs for their own children, whoever else might. */
  readonly by?: string;
  readonly onlyBy?: string;
  /** How many other families have not answered. */
  readonly leave?: number;
  readonly given: readonly string[];
}

class Book {
  readonly #db: Db;
  readonly #now: Date;

  constructor(db: Db, now: Date) {
    this.#db = db;
    this.#now = now;
  }

  /** The class that somebody teaches first. */
  async classOf(personId: string): Promise<string> {
    const ctx = await actingAs(this.#db, personId, this.#now);
    const taught = ctx.actor.groups.filter(({ kind, role }) => kind === 'class' && role !== 'pupil');
    const own = taught.find(({ role }) => role === 'main_teacher') ?? taught[0];
    if (!own) throw new Error(`person ${personId} of the demonstration teaches no class`);
    return own.groupId;
  }

  /** Some days ago, at an hour when families may be told something. */
  async #moment(place: string, daysAgo: number): Promise<Date> {
    const [kind, id = ''] = place.split(':');
    const schoolId =
      kind === 'school'
        ? id
        : ((await firstOf(this.#db, sql<{ id: string }>`select school_id as id from directory.groups where id = ${id}`))
            ?.id ?? null);
    const policy = await hoursPolicyOf(this.#db, schoolId);
    for (let back = 0; back < 60; back += 1) {
      const at = new Date(`${dayOf(new Date(this.#now.getTime() - (daysAgo + back) * DAY))}T09:10:00Z`);
      if (!publicationOf(policy, { at, authorRole: 'staff', to: 'anybody' }).queued) return at;
    }
    return new Date(this.#now.getTime() - daysAgo * DAY);
  }

  /** Writes a note as its author would. `due`: days from now; 0: none. @returns its id */
  async write(
    rank: number,
    author: string,
    place: string,
    daysAgo: number,
    due: number,
    act: SentNote['act'],
    { title, words }: { readonly title: string; readonly words: string },
    questions: SentNote['questions'],
    asksPupil = false,
  ): Promise<string> {
    const at = await this.#moment(place, daysAgo);
    const then = await actingAs(this.#db, author, at);
    // Mandates of the demonstration begin on the day it is loaded.
    const ctx = then.actor.roles.length > 0 ? then : await actingAs(this.#db, author, at, { asOf: this.#now });
    const dueOn = due === 0 ? '' : dayOf(new Date(this.#now.getTime() + due * DAY));
    const { id } = await writeNote(ctx, {
      requestKey: key(rank),
      place,
      act,
      rule: '',
      audience: 'all',
      pupils: [],
      asksPupil,
      title,
      words: fromPlain(words),
      questions,
      dueOn,
      files: [],
      filesIds: [],
    });
    return id;
  }

  /** Signatures of families, as their guardians gave them in the days after; one guardian a child where one is enough. */
  async sign(noteId: string, { butFamiliesOf = [], by, onlyBy, leave = 0, given }: Signing): Promise<void> {
    const copies = await rowsOf(
      this.#db,
      sql<{
        schoolId: string;
        pupilId: string;
        pupilUid: string;
        guardianId: string;
        guardianUid: string;
        digest: string;
        at: Date;
      }>`
        select c.school_id as "schoolId", c.pupil_id as "pupilId", p.uid as "pupilUid", c.guardian_id as "guardianId",
               g.uid as "guardianUid", v.digest, n.publish_at as at
        from liaison.copies c
        join liaison.notes n on n.school_id = c.school_id and n.id = c.note_id
        join liaison.note_versions v on v.school_id = n.school_id and v.note_id = n.id and v.version = n.version
        join directory.persons p on p.id = c.pupil_id
        join directory.persons g on g.id = c.guardian_id
        where c.note_id = ${noteId}::uuid and c.pupil_id <> all(${[...butFamiliesOf]}::uuid[])
          and ${onlyBy ? sql`c.guardian_id = ${onlyBy}::uuid` : sql`true`}
          and (n.rule = 'all' or c.guardian_id = (
            select f.guardian_id from liaison.copies f
            where f.note_id = c.note_id and f.pupil_id = c.pupil_id
            order by f.guardian_id is not distinct from ${by ?? null}::uuid desc, f.guardian_id limit 1))
        order by c.guardian_id is not distinct from ${by ?? null}::uuid, p.sort_name, p.id, g.id`,
    );
    const left = new Set([...new Set(copies.map(({ pupilId }) => pupilId))].slice(0, leave));
    const rows = copies
      .filter(({ pupilId }) => !left.has(pupilId))
      .map(({ pupilUid, guardianUid, ...copy }, rank) => {
        const answeredAt = new Date(
          Math.min(copy.at.getTime() + (2 + (rank % 30)) * 3_600_000, this.#now.getTime() - 60_000),
        );
        const seal = sealOf({ digest: copy.digest, pupilUid, guardianUid, outcome: 'signed', given, answeredAt });
        return { id: newId(), ...copy, seal, at: answeredAt };
      });
    await sql`
      with given as (
        select g.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as g (id uuid, "schoolId" uuid, "pupilId" uuid, "guardianId" uuid, digest text, seal text, at timestamptz)),
      seen as (
        update liaison.copies c set seen_at = g.at, seen_version = 1 from given g
        where c.note_id = ${noteId}::uuid and c.pupil_id = g."pupilId" and c.guardian_id = g."guardianId"),
      settled as (
        update notifications.recipients r set settled_at = now() from notifications.entries e, liaison.notes n
        where n.id = ${noteId}::uuid and e.subject = ${`liaison.note:${noteId}`} and r.entry_id = e.id
          and (exists (select 1 from given g where g."guardianId" = r.person_id)
            or (n.rule = 'one' and r.child_ids <@ array(select g."pupilId" from given g))))
      insert into liaison.answers (school_id, id, note_id, version, pupil_id, guardian_id, outcome, given, digest, seal, means, answered_at)
      select g."schoolId", g.id, ${noteId}::uuid, 1, g."pupilId", g."guardianId", 'signed', ${JSON.stringify(given)}::jsonb, g.digest, g.seal,
             'password', g.at
      from given g
      on conflict (school_id, note_id, version, pupil_id, guardian_id) where replaced_at is null do nothing`.execute(
      this.#db,
    );
  }

  /** A father of that note reads in Arabic what has a translation: the one of that name, or whoever comes first. */
  async readInArabic(noteId: string, givenName: string): Promise<void> {
    await sql`
      insert into directory.reading_languages (person_id, language, chosen_at)
      select g.id, 'ar', ${this.#now}::timestamptz from liaison.copies c join directory.persons g on g.id = c.guardian_id
      where c.note_id = ${noteId}::uuid order by g.given_name = ${givenName} desc, g.sort_name, g.id limit 1
      on conflict (person_id) do nothing`.execute(this.#db);
  }

  /** One of the families without answer brought the note back on paper. */
  async tick(noteId: string, teacher: string): Promise<void> {
    const row = await firstOf(
      this.#db,
      sql<{ uid: string }>`
        select p.uid from liaison.note_pupils np join directory.persons p on p.id = np.pupil_id
        where np.note_id = ${noteId}::uuid and not exists (
          select 1 from liaison.answers a where a.note_id = np.note_id and a.pupil_id = np.pupil_id)
        order by p.sort_name, p.id limit 1`,
    );
    if (row) await tickPaper(await actingAs(this.#db, teacher, this.#now), noteId, row.uid, 'signed');
  }

  /** A mother's word to the school, read or not. */
  async say(
    rank: number,
    { aminata }: Cast,
    kind: 'absence' | 'pick-up',
    childId: string,
    words: string,
    readBy?: string,
  ): Promise<void> {
    const ctx = await actingAs(this.#db, aminata, new Date(this.#now.getTime() - 3_600_000));
    const child = ctx.actor.children.find(({ personId }) => personId === childId);
    if (!child) throw new Error('the demonstration lacks a child of Mme Diallo');
    const startsOn = dayOf(new Date(this.#now.getTime() + DAY));
    const id = await sendWord(ctx, { requestKey: key(rank), child: child.uid, kind, words, startsOn, until: '' });
    if (readBy) await receiveWord(await actingAs(this.#db, readBy, this.#now), id);
  }
}

/** The people of the notes, by their names; undefined when one of them is gone. */
async function castOf(db: Db, people: ReadonlyMap<string, string>): Promise<Cast | undefined> {
  const aminata = people.get('Aminata DIALLO');
  if (!aminata) return undefined;
  const family = await rowsOf(
    db,
    sql<{ name: string; id: string }>`
      select p.given_name as name, p.id from directory.kinships k join directory.persons p on p.id = k.pupil_id
      where k.adult_id = ${aminata}::uuid and k.ends_on is null and p.left_on is null
      union
      select f.given_name, f.id from directory.kinships k
      join directory.kinships o on o.pupil_id = k.pupil_id and o.adult_id <> k.adult_id and o.authority = 1
      join directory.persons f on f.id = o.adult_id
      where k.adult_id = ${aminata}::uuid`,
  );
  const named = (name: string): string => family.find((one) => one.name === name)?.id ?? '';
  const cast: Cast = {
    claire: people.get('Claire ROUX') ?? '',
    karim: people.get('Karim BENALI') ?? '',
    julien: people.get('Julien PETIT') ?? '',
    sofia: people.get('Sofia FERREIRA') ?? '',
    nadia: people.get('Nadia LOPES') ?? '',
    aminata,
    moussa: named('Moussa'),
    noe: named('Noé'),
    awa: named('Awa'),
    ibrahim: named('Ibrahim'),
  };
  return Object.values(cast).every(Boolean) ? cast : undefined;
}
