import { type Actor, definePolicy, type Rule } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';
import { roles } from '../../directory/index.ts';

/** A report, as its rights ask. SQL alias: `r` (safety.reports). */
export interface ReportFacts {
  readonly reporterId: string;
  readonly schoolId: string | null;
  readonly atSchool: boolean;
  readonly outside: boolean;
  /** Whom it is about, as far as that is known. */
  readonly about: readonly string[];
}

/** Whom a report must not be about for the actor to read it: themselves, and the children whose guardian they are. */
const own = (actor: Actor): string[] => [actor.personId, ...actor.children.map(({ personId }) => personId)];

const childrenOf = (actor: Actor): string[] => actor.children.map(({ personId }) => personId);

/** Neither about them or their child, nor by their child: what a pupil tells the school, their own parents do not read because they work there. */
const notAbout = (actor: Actor, { about, reporterId }: ReportFacts): boolean =>
  !about.some((id) => own(actor).includes(id)) && !childrenOf(actor).includes(reporterId);
const notAboutSql = (actor: Actor) => sql`(r.reporter_id <> all(${childrenOf(actor)}::uuid[]) and not exists (
  select 1 from safety.report_persons rp where rp.report_id = r.id and rp.person_id = any(${own(actor)}::uuid[])))`;

const heads = (actor: Actor, role: string): string[] =>
  actor.profiles.filter((profile) => profile.role === role).map(({ schoolId }) => schoolId);

const entrusted = (actor: Actor): string[] =>
  actor.mandates.flatMap(({ kind, duties, schoolId, groupId }) =>
    kind === 'delegate' && duties.includes('safety') && schoolId && groupId === null ? [schoolId] : [],
  );

/** The schools where the actor works: what is kept from a school is kept from whoever has another office besides. */
const workplaces = (actor: Actor): string[] => [
  ...actor.profiles.filter(({ role }) => role !== 'pupil' && role !== 'guardian').map(({ schoolId }) => schoolId),
  ...actor.mandates.flatMap(({ schoolId }) => (schoolId ? [schoolId] : [])),
];

const ofSchools = (role: string, scope: string, schools: (actor: Actor) => string[]): Rule<ReportFacts> => ({
  role,
  scope,
  allows: (actor, report) =>
    report.atSchool && report.schoolId !== null && schools(actor).includes(report.schoolId) && notAbout(actor, report),
  sql: (actor) => sql`(r.at_school and r.school_id = any(${schools(actor)}::uuid[]) and ${notAboutSql(actor)})`,
});

const outsideSchool = (role: 'academy' | 'platform'): Rule<ReportFacts> => ({
  role,
  scope: 'reports-outside-school',
  allows: (actor, report) =>
    actor.mandates.some(({ kind }) => kind === role) &&
    report.outside &&
    !(report.schoolId !== null && workplaces(actor).includes(report.schoolId)) &&
    notAbout(actor, report),
  sql: (actor) =>
    actor.mandates.some(({ kind }) => kind === role)
      ? sql`(r.outside and (r.school_id is null or r.school_id <> all(${workplaces(actor)}::uuid[])) and ${notAboutSql(actor)})`
      : sql`false`,
});

const readers: readonly Rule<ReportFacts>[] = [
  ofSchools('head', 'reports-of-own-school', (actor) => heads(actor, 'head')),
  ofSchools('school_life', 'reports-of-own-school', (actor) => heads(actor, 'school_life')),
  ofSchools('delegate', 'reports-entrusted', entrusted),
  outsideSchool('academy'),
  outsideSchool('platform'),
];

const reporter: readonly Rule<ReportFacts>[] = roles.map((role) => ({
  role,
  scope: 'own-reports',
  allows: (actor, { reporterId }) => reporterId === actor.personId,
  sql: (actor) => sql`r.reporter_id = ${actor.personId}::uuid`,
}));

/**
 * Who reads a report and acts on it: the school's head, school life and to whom it was entrusted; outside the school the academy and the
 * platform, for what is about somebody who works there. Whoever it is about reads nothing of it, nor do the reporter's own guardians. Everybody may report, and follows their own.
 */
export const reportPolicy = definePolicy<ReportFacts, 'send' | 'follow' | 'read' | 'handle'>('safety.report', {
  send: reporter,
  follow: reporter,
  read: readers,
  handle: readers,
});

/** Whether the actor may have reports to read at all: what shows the way to the queue. */
export const readsReports = (actor: Actor): boolean =>
  heads(actor, 'head').length + heads(actor, 'school_life').length + entrusted(actor).length > 0 ||
  actor.mandates.some(({ kind }) => kind === 'academy' || kind === 'platform');
