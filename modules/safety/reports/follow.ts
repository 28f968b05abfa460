import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { addToReport, showOwnReport, showOwnReports } from './contract.ts';
import { addEntry } from './entries.ts';
import { entriesOf, findReport, ownReports } from './queries.ts';
import { tellReaders } from './tell.ts';

/** What a step tells the reporter: what was meant for them, and what they added; never what readers wrote for themselves. */
const toldBy = (kind: string, content: string): string => {
  const { said } = JSON.parse(content) as { said: { told?: string; words?: string } };
  return (kind === 'added' ? said.words : said.told) ?? '';
};

/** Kinds of entries that the reporter reads; of the others they see nothing, not even that there was one. */
const SHOWN = new Set(['added', 'taken', 'handed-on', 'answered', 'closed', 'reopened']);

/** What the person reported. */
export async function readOwnReports(
  { db, actor }: SessionContext,
  after: string | undefined,
): Promise<Answer<typeof showOwnReports>> {
  const { rows, next } = await ownReports(db, actor, after);
  return {
    reports: rows.map(({ id, words, createdAt, last, closedAt }) => ({
      id,
      words,
      at: createdAt,
      lastStep: SHOWN.has(last) ? last : 'reported',
      closed: closedAt !== null,
    })),
    next,
  };
}

/** One of them, with what was answered. */
export async function readOwnReport(
  { db, actor }: SessionContext,
  reportId: string,
): Promise<Answer<typeof showOwnReport>> {
  const report = (await findReport(db, actor, 'follow', reportId)) ?? notFound();
  const entries = await entriesOf(db, reportId);
  return {
    id: report.id,
    words: report.words,
    concerned: report.concerned ?? '',
    at: report.createdAt,
    school: report.school,
    atSchool: report.atSchool,
    outside: report.outside,
    urgent: report.urgent,
    closed: report.closedAt !== null,
    told: entries
      .filter(({ kind }) => SHOWN.has(kind))
      .map(({ kind, at, by, content }) => ({ kind, at, by, words: toldBy(kind, content) })),
  };
}

/** The reporter adds something. @throws Refusal `safety.report-full` */
export async function add(ctx: SessionContext, reportId: string, words: string): Promise<Answer<typeof addToReport>> {
  const report = (await findReport(ctx.db, ctx.actor, 'follow', reportId)) ?? notFound();
  return ctx.transaction(async (tx) => {
    await addEntry(tx.db, ctx.keys, report.id, {
      kind: 'added',
      byId: ctx.actor.personId,
      at: ctx.now,
      said: { words },
    });
    await tellReaders(tx, report, ctx);
    return { id: report.id };
  });
}
