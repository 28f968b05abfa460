import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { guardiansWithAccess, hasPostAt, overseers, protectorsOf } from '../../directory/index.ts';
import { notify } from '../../notifications/index.ts';
import { texts } from '../texts-told.ts';
import { showOwnReport } from './contract.ts';

/** What is told of a report, by which it is settled again. */
export const subjectOf = (reportId: string): string => `safety.report:${reportId}`;

interface Told {
  readonly id: string;
  readonly schoolId: string | null;
  readonly atSchool: boolean;
  readonly outside: boolean;
  readonly urgent: boolean;
}

/** SQL query: `person_id` of who reads a report: the same people as `reportPolicy`, asked from the report's side. */
export function readersQuery(
  { id, schoolId, atSchool, outside }: Omit<Told, 'urgent'>,
  today: string,
): RawBuilder<unknown> {
  const schools = schoolId ? [schoolId] : [];
  const there = sql`select u.person_id from (${protectorsOf(today, schools)}) as u where ${atSchool}::boolean`;
  const above = sql`
    select o.person_id from (${overseers(today)}) as o
    where ${outside}::boolean and not ${hasPostAt(sql`o.person_id`, sql`${schoolId}::uuid`, today)}`;
  return sql`
    select q.person_id from (${there} union ${above}) as q
    where not exists (
      select 1 from safety.reports own cross join lateral (${guardiansWithAccess(sql`own.reporter_id`, today)}) as g
      where own.id = ${id}::uuid and g.adult_id = q.person_id)
      and not exists (
      select 1 from safety.report_persons rp
      where rp.report_id = ${id}::uuid
        and (rp.person_id = q.person_id
             or q.person_id in (select g.adult_id from (${guardiansWithAccess(sql`rp.person_id`, today)}) as g)))`;
}

/** Tells those who read it, at once and at any hour; never a word of what was written. */
export async function tellReaders(
  tx: Transaction,
  report: Told,
  { actor, now }: Pick<SessionContext, 'actor' | 'now'>,
): Promise<void> {
  const t = texts.fr.report;
  await notify(tx, {
    kind: 'safety.report',
    subject: subjectOf(report.id),
    schoolId: report.schoolId,
    href: `/safety/queue/${report.id}`,
    title: report.urgent ? t.urgentTitle : t.title,
    words: t.words,
    publishAt: now,
    ...(report.urgent ? { urgent: 'safety' as const } : {}),
    to: { query: readersQuery(report, actor.today) },
    todo: true,
  });
}

/** Tells the reporter that there is something to read; not what. */
export async function tellReporter(
  tx: Transaction,
  report: { readonly id: string; readonly schoolId: string | null; readonly reporterId: string },
  now: Date,
): Promise<void> {
  const t = texts.fr.answer;
  await notify(tx, {
    kind: 'safety.answer',
    subject: `safety.answer:${report.id}`,
    schoolId: report.schoolId,
    href: addressOf(showOwnReport, { reportId: report.id }),
    title: t.title,
    words: t.words,
    publishAt: now,
    to: { persons: [report.reporterId] },
  });
}
