import { type AssistantStep, isDone, type StepProgress } from '../../../platform/assistants/step.ts';
import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { TableColumn, TableFilter } from '../../../platform/tables/table.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { progressPolicy } from './policy.ts';
import { RENTREE } from './read.ts';
import { texts } from './texts.ts';

const TABLE = 'schools';

const kept = (
  { actor }: SessionContext,
  what: RawBuilder<unknown>,
  and: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> => sql`(
  select ${what} from console.progress r
  where r.school_id = t.id and r.assistant = ${RENTREE} and ${and} and ${progressPolicy.where(actor, 'see')})`;

const shownTo = ({ actor }: SessionContext): boolean => progressPolicy.can(actor, 'see', {});

const DONE = sql`r.total > 0 and r.done >= r.total`;

/** What the assistant adds to the table of schools: how many steps are done, and each step. */
export function progressColumns(steps: readonly AssistantStep[]): readonly TableColumn[] {
  const whole: TableColumn<number> = {
    key: 'rentree',
    table: TABLE,
    order: 200,
    label: (locale) => texts[locale].column,
    byDefault: true,
    shownTo,
    value: (ctx) => sql`${kept(ctx, sql`count(*) filter (where ${DONE})`)}`,
    // Of those with as many steps behind them, the one that is least far comes first.
    sort: (ctx) =>
      sql`coalesce(${kept(
        ctx,
        sql`to_char(count(*) filter (where ${DONE}), '000')
      || to_char(coalesce(sum(r.done), 0) * 10000 / greatest(coalesce(sum(r.total), 0), 1), '00000')`,
      )}, '')`,
    text: (done, { locale }) => texts[locale].stepsDone(done, steps.length),
  };
  const countedAt: TableColumn<Date> = {
    key: 'rentree-at',
    table: TABLE,
    order: 300,
    label: (locale) => texts[locale].countedAt,
    byDefault: false,
    shownTo,
    value: (ctx) => sql`${kept(ctx, sql`max(r.measured_at)`)}`,
    text: (at, { locale }) => instantInWords(new Date(at), locale),
  };
  return [whole, ...steps.map(stepColumn), countedAt] as readonly TableColumn[];
}

const stepColumn = (step: AssistantStep): TableColumn<StepProgress> => ({
  key: `rentree-${step.key}`,
  table: TABLE,
  order: 200 + step.order,
  label: (locale) => step.title(locale),
  byDefault: false,
  shownTo,
  value: (ctx) =>
    sql`${kept(ctx, sql`json_build_object('done', r.done, 'total', r.total)`, sql`r.step = ${step.key}`)}`,
  sort: (ctx) =>
    sql`coalesce(${kept(ctx, sql`to_char(r.done::bigint * 10000 / greatest(r.total, 1), '00000')`, sql`r.step = ${step.key}`)}, '')`,
  text: (progress, { locale }) => (isDone(progress) ? texts[locale].done : step.count(progress, locale)),
});

/** Schools that have not finished one step, or finished all. */
export const progressFilter = (steps: readonly AssistantStep[]): TableFilter => ({
  key: 'todo',
  table: TABLE,
  order: 100,
  label: (locale) => texts[locale].filter,
  shownTo,
  options: (locale) => steps.map((step) => ({ value: step.key, label: step.title(locale) })),
  where: (value) =>
    steps.some((step) => step.key === value)
      ? sql`not exists (select 1 from console.progress r where r.school_id = t.id and r.assistant = ${RENTREE}
                        and r.step = ${value} and ${DONE})`
      : undefined,
});
