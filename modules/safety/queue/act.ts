import { recordAct } from '../../../platform/audit/audit.ts';
import { type Answer, addressOf, type Input } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { notify, settle } from '../../notifications/index.ts';
import type { Step } from '../reports/contract.ts';
import { addEntry } from '../reports/entries.ts';
import { reportPolicy } from '../reports/policy.ts';
import { entriesOf, findReport, type ReportRow } from '../reports/queries.ts';
import { subjectOf, tellReaders, tellReporter } from '../reports/tell.ts';
import { texts } from '../texts-told.ts';
import { type actOnReport, showWarning } from './contract.ts';
import { needsWords, stepsNow } from './rules.ts';
import { evidenceIn, type SealedEvidence, standingOf } from './standing.ts';

/** Steps whose words are for the reporter. */
const ANSWERS: readonly Step[] = ['answered', 'closed'];

/**
 * Does one thing about a report: an entry in its chain, a line in the journal of protection, and what follows from it.
 * @throws Refusal `safety.step-not-now` when the report does not stand so (any more), or the missing words by field
 */
export async function act(
  ctx: SessionContext,
  reportId: string,
  { step, words }: Input<typeof actOnReport>['body'],
): Promise<Answer<typeof actOnReport>> {
  const { actor, db, now, extensions } = ctx;
  const seen = (await findReport(db, actor, 'read', reportId)) ?? notFound();
  reportPolicy.authorize(actor, 'handle', { ...seen, about: seen.aboutPersons });
  if (needsWords(step) && words === '')
    throw new Refusal('platform.invalid-input', {}, [{ field: 'words', code: 'safety.words-missing' }]);
  return ctx.transaction(async (tx) => {
    await sql`select 1 from safety.reports where id = ${reportId}::uuid for update`.execute(tx.db);
    const report = (await findReport(tx.db, actor, 'handle', reportId)) ?? notFound();
    const entries = await entriesOf(tx.db, reportId);
    const content = extensions.reportables.find(({ place }) => place === report.place);
    const standing = standingOf(entries, { ...report, canHide: content !== undefined });
    if (!stepsNow(standing).includes(step)) refuse('safety.step-not-now');
    const evidence = evidenceIn(entries);
    const said = saidBy(step, words, evidence);
    const seal = await addEntry(tx.db, ctx.keys, reportId, { kind: step, byId: actor.personId, at: now, said });
    if (step === 'hidden') await content?.hide(tx, [report.subject ?? ''], actor.personId);
    if (step === 'restored') await content?.restore(tx, [report.subject ?? ''], actor.personId);
    await setStanding(tx.db, report, step, now);
    await recordAct(tx.db, {
      act: 'safety.report-handled',
      at: now,
      actorId: actor.personId,
      subjectIds: report.aboutPersons,
      schoolId: report.atSchool ? (report.schoolId ?? undefined) : undefined,
      details: { reportId, step, seal },
      requestId: ctx.requestId,
      visibility: 'protection',
    });
    await tellOf(ctx, tx, report, step, evidence);
    return { step };
  });
}

/** What the entry holds: words for somebody else than the readers stand apart. */
function saidBy(step: Step, words: string, evidence: SealedEvidence | undefined): Readonly<Record<string, unknown>> {
  if (ANSWERS.includes(step)) return { told: words };
  if (step === 'warned') return { told: words, toId: evidence?.author?.id, title: evidence?.title };
  return { words };
}

async function setStanding(db: Db, { id }: ReportRow, step: Step, now: Date): Promise<void> {
  if (step === 'closed' || step === 'reopened')
    await sql`update safety.reports set closed_at = ${step === 'closed' ? now : null}::timestamptz where id = ${id}::uuid`.execute(
      db,
    );
  if (step === 'handed-on') await sql`update safety.reports set outside = true where id = ${id}::uuid`.execute(db);
}

/** Whom a step has to be told: the reporter, the author who is warned, those who read it from now on. */
async function tellOf(
  ctx: SessionContext,
  tx: Transaction,
  report: ReportRow,
  step: Step,
  evidence: SealedEvidence | undefined,
): Promise<void> {
  if (step === 'taken' || step === 'closed') await settle(tx, subjectOf(report.id), 'everyone');
  if (step === 'handed-on') await tellReaders(tx, { ...report, outside: true }, ctx);
  if (step === 'taken' || step === 'handed-on' || ANSWERS.includes(step)) await tellReporter(tx, report, ctx.now);
  if (step === 'warned' && evidence?.author) {
    const t = texts.fr.warning;
    await notify(tx, {
      kind: 'safety.warning',
      subject: `safety.warning:${report.id}`,
      schoolId: report.schoolId,
      href: addressOf(showWarning, { reportId: report.id }),
      title: t.title,
      words: t.words,
      publishAt: ctx.now,
      to: { persons: [evidence.author.id] },
    });
  }
}
