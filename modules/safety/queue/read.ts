import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { reportPolicy } from '../reports/policy.ts';
import { entriesOf, findReport, type ReportRow, reportsToRead } from '../reports/queries.ts';
import { isIntact } from '../reports/seal.ts';
import type { listReports, showReport, showWarning } from './contract.ts';
import { stepsNow } from './rules.ts';
import { evidenceIn, saidIn, standingOf } from './standing.ts';

const shown = (row: ReportRow) => ({
  id: row.id,
  school: row.school,
  reporter: row.reporter,
  about: row.about,
  cause: row.cause,
  words: row.words,
  urgent: row.urgent,
  at: row.createdAt,
  last: row.last,
  closed: row.closedAt !== null,
  outside: row.outside,
});

/** The queue: what waits, or what is closed. */
export async function readQueue(
  { db, actor }: SessionContext,
  wish: { readonly closed: string; readonly after?: string | undefined },
): Promise<Answer<typeof listReports>> {
  const closed = wish.closed === 'yes';
  const { rows, next } = await reportsToRead(db, actor, { closed, after: wish.after });
  return { reports: rows.map(shown), closed, next };
}

/** One report as its readers see it; for anybody else it does not exist. */
export async function readReport(ctx: SessionContext, reportId: string): Promise<Answer<typeof showReport>> {
  const { db, actor, extensions } = ctx;
  const row = (await findReport(db, actor, 'read', reportId)) ?? notFound();
  const entries = await entriesOf(db, reportId);
  const found = evidenceIn(entries);
  const canHide = extensions.reportables.some(({ place }) => place === row.place);
  return {
    ...shown(row),
    reporterId: row.reporterUid,
    concerned: row.concerned ?? '',
    person: entries[0] ? (saidIn(entries[0]).person?.name ?? null) : null,
    entries: entries.map((entry) => ({
      rank: entry.rank,
      kind: entry.kind,
      at: entry.at,
      by: entry.by,
      words: entry.kind === 'evidence' ? '' : (saidIn(entry).told ?? saidIn(entry).words ?? ''),
      evidence:
        entry.kind === 'evidence' && found
          ? {
              title: found.title,
              text: found.text,
              author: found.author?.name ?? null,
              at: found.at,
              recipients: found.recipients ?? null,
              attachments: [...(found.attachments ?? [])],
            }
          : null,
    })),
    intact: isIntact(ctx.keys, reportId, entries),
    lastSeal: entries.at(-1)?.seal.toString('hex') ?? '',
    steps: stepsNow(standingOf(entries, { ...row, canHide })),
    others: await othersOf(ctx, row),
  };
}

/** How many other reports of the same content the actor reads. */
async function othersOf({ db, actor }: SessionContext, { id, place, subject }: ReportRow): Promise<number> {
  if (!place) return 0;
  const row = await firstOf(
    db,
    sql<{ n: number }>`
      select count(*) as n from safety.reports r
      where r.place = ${place} and r.subject = ${subject} and r.id <> ${id}::uuid and ${reportPolicy.where(actor, 'read')}`,
  );
  return row?.n ?? 0;
}

/** What was said to the actor as the author of what somebody reported; nothing else of the report. */
export async function readWarning(
  { db, actor }: SessionContext,
  reportId: string,
): Promise<Answer<typeof showWarning>> {
  const warnings = await rowsOf(
    db,
    sql<{ at: Date; title: string; words: string }>`
      select e.at, coalesce(e.content::jsonb -> 'said' ->> 'title', '') as title, e.content::jsonb -> 'said' ->> 'told' as words
      from safety.report_entries e
      where e.report_id = ${reportId}::uuid and e.kind = 'warned' and e.content::jsonb -> 'said' ->> 'toId' = ${actor.personId}::text
      order by e.rank`,
  );
  return warnings.length > 0 ? { warnings } : notFound();
}
