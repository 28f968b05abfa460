import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Evidence, Reportable } from '../../../platform/moderation/reportable.ts';
import { findSeen, guardiansWithAccess, worksAt } from '../../directory/index.ts';
import type { newReport, sendReport } from './contract.ts';
import { addEntry } from './entries.ts';
import { reportPolicy } from './policy.ts';
import { ownSchools, type ReadersRow, readersOf } from './queries.ts';
import { routeOf } from './rules.ts';
import { tellReaders } from './tell.ts';

interface Asked {
  readonly place: string;
  readonly subject: string;
  readonly person: string;
}

/** What a report is about, as far as it is known by record. */
interface About {
  readonly content: { readonly of: Reportable; readonly subject: string; readonly evidence: Evidence } | null;
  readonly person: { readonly personId: string; readonly uid: string; readonly displayName: string } | null;
  /** Whom it is about: the person, or the author of the content. */
  readonly persons: readonly string[];
}

/** @throws Refusal `safety.content-gone`, or not found for a person whom the actor may not see */
async function aboutOf({ db, actor, extensions }: SessionContext, asked: Asked): Promise<About> {
  if (asked.place) {
    const of = extensions.reportables.find(({ place }) => place === asked.place) ?? refuse('safety.content-gone');
    const evidence = (await of.load(db, actor, asked.subject)) ?? refuse('safety.content-gone');
    return {
      content: { of, subject: asked.subject, evidence },
      person: null,
      persons: evidence.author ? [evidence.author.id] : [],
    };
  }
  if (!asked.person) return { content: null, person: null, persons: [] };
  const seen = (await findSeen(db, actor, asked.person)) ?? notFound();
  const { personId, displayName } = seen;
  return { content: null, person: { personId, uid: asked.person, displayName }, persons: [personId] };
}

/** Of those persons, whether one works at that school; without a school, whether there is anybody at all. */
async function isAboutStaff(db: Db, persons: readonly string[], schoolId: string, today: string): Promise<boolean> {
  if (persons.length === 0) return false;
  const row = await firstOf(
    db,
    sql`select 1 from unnest(${[...persons]}::uuid[]) as a (id)
        where ${worksAt(sql`a.id`, sql`${schoolId}::uuid`, today)} limit 1`,
  );
  return row !== undefined;
}

/** Of these readers, those whom a report about those persons leaves: none of them, nor a guardian of theirs or of the reporter. */
async function readersLeft(
  { db, actor }: Pick<SessionContext, 'db' | 'actor'>,
  school: ReadersRow,
  persons: readonly string[],
): Promise<ReadersRow['readers']> {
  const kin = await rowsOf(
    db,
    sql<{ id: string }>`
      select distinct g.adult_id as id from unnest(${[actor.personId, ...persons]}::uuid[]) as a (id)
      cross join lateral (${guardiansWithAccess(sql`a.id`, actor.today)}) as g order by 1`,
  );
  const concerned = new Set([...persons, ...kin.map(({ id }) => id)]);
  return school.readers.filter(({ id }) => !concerned.has(id));
}

/** The form: which schools may be told, who reads there, what it is about. */
export async function readNewReport(ctx: SessionContext, asked: Asked): Promise<Answer<typeof newReport>> {
  const { db, actor } = ctx;
  const about = await aboutOf(ctx, asked);
  const of = about.content?.evidence.schoolId;
  const schools = await readersOf(db, of ? [of] : ownSchools(actor), actor.today);
  const only = schools.length === 1 ? schools[0] : undefined;
  const left = only && (await readersLeft(ctx, only, about.persons));
  const goesOutside =
    schools.length === 0 ||
    (only !== undefined && ((await isAboutStaff(db, about.persons, only.id, actor.today)) || left?.length === 0));
  return {
    schools: schools.map(({ uai, name, readers }) => ({
      uai,
      name,
      readers: (left ?? readers).map((one) => one.name),
    })),
    content: about.content
      ? {
          place: about.content.of.place,
          subject: about.content.subject,
          label: about.content.of.label(ctx.locale),
          title: about.content.evidence.title,
          author: about.content.evidence.author?.name ?? null,
        }
      : null,
    person: about.person ? { id: about.person.uid, displayName: about.person.displayName } : null,
    goesOutside,
  };
}

/** Which of the reporter's schools it is about. @throws Refusal by field when there are several and none was chosen */
function schoolOf(schools: readonly ReadersRow[], uai: string): ReadersRow | undefined {
  if (schools.length <= 1) return schools[0];
  const school = schools.find((one) => one.uai === uai);
  if (!school) throw new Refusal('platform.invalid-input', {}, [{ field: 'school', code: 'safety.school-missing' }]);
  return school;
}

/**
 * Keeps what somebody reports, with a sealed copy of the content it is about, and tells who reads it. Sent twice with the same key it is one.
 * Passes quiet hours: reports wait for nobody.
 * @throws Refusal `safety.content-gone`, or the faults of the form by field
 */
export async function send(ctx: SessionContext, body: Input<typeof sendReport>['body']): Promise<{ id: string }> {
  const { db, actor, now } = ctx;
  const about = await aboutOf(ctx, body);
  const of = about.content?.evidence.schoolId;
  const schools = await readersOf(db, of ? [of] : ownSchools(actor), actor.today);
  const school = schoolOf(schools, body.school);
  const route = routeOf({
    hasSchool: school !== undefined,
    cause: body.cause,
    isAboutStaff: school ? await isAboutStaff(db, about.persons, school.id, actor.today) : false,
    wantsOutside: body.outside === 'yes',
    readersThere: school ? (await readersLeft(ctx, school, about.persons)).length : 0,
  });
  const facts = { reporterId: actor.personId, schoolId: school?.id ?? null, ...route, about: about.persons };
  reportPolicy.authorize(actor, 'send', facts);
  return ctx.transaction(async (tx) => {
    const made = await firstOf(
      tx.db,
      sql<{ id: string }>`
        insert into safety.reports (id, reporter_id, school_id, at_school, outside, about, cause, place, subject, urgent, request_key, created_at)
        values (${newId()}, ${actor.personId}, ${facts.schoolId}::uuid, ${route.atSchool}, ${route.outside},
                ${about.content ? 'content' : about.person ? 'person' : 'situation'}, ${body.cause},
                ${about.content?.of.place ?? null}, ${about.content?.subject ?? null}, ${body.urgent === 'yes'}, ${body.requestKey}::uuid, ${now})
        on conflict (request_key) do nothing returning id`,
    );
    if (!made) return sentBefore(tx.db, actor.personId, body.requestKey);
    const { id } = made;
    await sql`
      insert into safety.report_persons (report_id, person_id)
      select ${id}::uuid, a.id from unnest(${[...about.persons]}::uuid[]) as a (id)`.execute(tx.db);
    const entry = { byId: actor.personId, at: now };
    const reported = {
      words: body.words,
      concerned: body.concerned,
      cause: body.cause,
      urgent: body.urgent === 'yes',
      person: about.person && { id: about.person.uid, name: about.person.displayName },
    };
    let seal = await addEntry(tx.db, ctx.keys, id, { ...entry, kind: 'reported', said: reported });
    if (about.content) {
      const said = { place: about.content.of.place, subject: about.content.subject, ...about.content.evidence };
      seal = await addEntry(tx.db, ctx.keys, id, { ...entry, kind: 'evidence', said });
    }
    await recordAct(tx.db, {
      act: 'safety.report-sent',
      at: now,
      actorId: actor.personId,
      subjectIds: about.persons,
      // Kept from the school, it is kept from its journal too.
      schoolId: route.atSchool ? school?.id : undefined,
      details: { reportId: id, urgent: body.urgent === 'yes', seal },
      requestId: ctx.requestId,
      visibility: 'protection',
    });
    await tx.emit({ name: 'safety.report-sent', payload: { reportId: id } });
    await tellReaders(tx, { ...facts, id, urgent: body.urgent === 'yes' }, ctx);
    return { id };
  });
}

/** The one that the same form made before. Somebody else's key is nobody's. */
async function sentBefore(db: Db, reporterId: string, requestKey: string): Promise<{ id: string }> {
  const row = await firstOf(
    db,
    sql<{ id: string }>`
      select id from safety.reports where request_key = ${requestKey}::uuid and reporter_id = ${reporterId}::uuid`,
  );
  return row ?? notFound();
}
