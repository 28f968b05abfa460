import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { readMarkWithId, writeMark } from '../../../platform/http/mark.ts';
import { protectorsOf } from '../../directory/index.ts';
import { reportPolicy } from './policy.ts';

export interface ReadersRow {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
  readonly readers: readonly { readonly id: string; readonly name: string }[];
}

/** These schools, by name, each with who reads its reports. */
export const readersOf = (db: Db, schoolIds: readonly string[], today: string): Promise<ReadersRow[]> =>
  rowsOf(
    db,
    sql<ReadersRow>`
      select s.id, s.uai, s.name,
             coalesce((select json_agg(json_build_object('id', p.id, 'name', concat_ws(' ', p.given_name, p.family_name))
                              order by q.first, p.sort_name, p.id)
                       from (select u.person_id, min(case u.role when 'head' then 1 when 'delegate' then 2 else 3 end) as first
                             from (${protectorsOf(today, schoolIds)}) as u
                             where u.school_id = s.id group by u.person_id) as q
                       join directory.persons p on p.id = q.person_id), '[]'::json) as readers
      from directory.schools s where s.id = any(${[...schoolIds]}::uuid[])
      order by s.name, s.id`,
  );

/** The schools of a person: where they are something, and where their children are. */
export const ownSchools = (actor: Actor): string[] => [
  ...new Set([
    ...actor.profiles.map(({ schoolId }) => schoolId),
    ...actor.children.flatMap(({ schoolIds }) => schoolIds),
  ]),
];

export interface EntryRow {
  readonly rank: number;
  readonly kind: string;
  readonly at: Date;
  readonly byId: string;
  readonly by: string | null;
  readonly content: string;
  readonly seal: Buffer;
}

/** The entries of a report, in their order, with who wrote each; the caller decides who may ask. */
export const entriesOf = (db: Db, reportId: string): Promise<EntryRow[]> =>
  rowsOf(
    db,
    sql<EntryRow>`
      select e.rank, e.kind, e.at, e.by_id as "byId", e.content, e.seal,
             case when p.erased_on is null then concat_ws(' ', p.given_name, p.family_name) end as by
      from safety.report_entries e join directory.persons p on p.id = e.by_id
      where e.report_id = ${reportId}::uuid order by e.rank`,
  );

/** SQL expression: what the reporter wrote first. */
export const firstWords = sql<string>`(
  select e.content::jsonb -> 'said' ->> 'words' from safety.report_entries e where e.report_id = r.id and e.rank = 1)`;

export interface ReportRow {
  readonly id: string;
  readonly reporterId: string;
  readonly reporter: string | null;
  readonly reporterUid: string;
  readonly schoolId: string | null;
  readonly school: string | null;
  readonly atSchool: boolean;
  readonly outside: boolean;
  readonly about: 'content' | 'person' | 'situation';
  readonly cause: string;
  readonly place: string | null;
  readonly subject: string | null;
  readonly urgent: boolean;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly words: string;
  readonly concerned: string | null;
  /** Kind of the last entry. */
  readonly last: string;
  readonly aboutPersons: readonly string[];
}

const columns = sql`
  r.id, r.reporter_id as "reporterId", p.uid as "reporterUid",
  case when p.erased_on is null then concat_ws(' ', p.given_name, p.family_name) end as reporter,
  r.school_id as "schoolId", s.name as school, r.at_school as "atSchool", r.outside, r.about, r.cause, r.place, r.subject, r.urgent,
  r.created_at as "createdAt", r.closed_at as "closedAt", ${firstWords} as words,
  (select e.content::jsonb -> 'said' ->> 'concerned' from safety.report_entries e where e.report_id = r.id and e.rank = 1) as concerned,
  (select e.kind from safety.report_entries e where e.report_id = r.id order by e.rank desc limit 1) as last,
  array(select rp.person_id from safety.report_persons rp where rp.report_id = r.id order by rp.person_id) as "aboutPersons"`;

const from = sql`
  from safety.reports r join directory.persons p on p.id = r.reporter_id left join directory.schools s on s.id = r.school_id`;

/** One report, as far as the actor may `verb` it; what they may not does not exist. */
export const findReport = (
  db: Db,
  actor: Actor,
  verb: 'follow' | 'read' | 'handle',
  id: string,
): Promise<ReportRow | undefined> =>
  firstOf(
    db,
    sql<ReportRow>`select ${columns} ${from} where r.id = ${id}::uuid and ${reportPolicy.where(actor, verb)}`,
  );

const PAGE = 20;

interface Page {
  readonly rows: readonly ReportRow[];
  readonly next: string | null;
}

/** One page of the actor's own reports, the newest first. */
export const ownReports = (db: Db, actor: Actor, after: string | undefined): Promise<Page> => {
  const mark = readMarkWithId(after, 2);
  return page(
    db,
    sql`${reportPolicy.where(actor, 'follow')} ${mark ? sql`and (r.created_at, r.id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)` : sql``}`,
    sql`r.created_at desc, r.id desc`,
    (row) => [row.createdAt.toISOString(), row.id],
  );
};

/** One page of what the actor reads: open ones with the urgent first, or those that are closed. */
export const reportsToRead = (
  db: Db,
  actor: Actor,
  { closed, after }: { readonly closed: boolean; readonly after: string | undefined },
): Promise<Page> => {
  const mark = readMarkWithId(after, 3);
  return page(
    db,
    sql`${reportPolicy.where(actor, 'read')} and r.closed_at is ${closed ? sql`not null` : sql`null`}
        ${mark ? sql`and (r.urgent, r.created_at, r.id) < (${mark[0]}::boolean, ${mark[1]}::timestamptz, ${mark[2]}::uuid)` : sql``}`,
    sql`r.urgent desc, r.created_at desc, r.id desc`,
    (row) => [String(row.urgent), row.createdAt.toISOString(), row.id],
  );
};

async function page(
  db: Db,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  place: (row: ReportRow) => readonly string[],
): Promise<Page> {
  const rows = await rowsOf(
    db,
    sql<ReportRow>`select ${columns} ${from} where ${where} order by ${order} limit ${PAGE + 1}`,
  );
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > PAGE && last ? writeMark(place(last)) : null };
}
