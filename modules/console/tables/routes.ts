import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { readQuery } from './ask.ts';
import { beginExport, forgetView, keepView, runBulk } from './commands.ts';
import * as contract from './contract.ts';
import { tableFile } from './file.ts';
import { tablePage } from './page.tsx';
import { readTable } from './read.ts';
import type { Kit } from './registry.ts';
import { texts } from './texts.ts';

type Tables = ReadonlyMap<string, Kit>;

/** The sentence of a refusal of any module; undefined when it has none. */
type SentenceOf = (code: string, locale: Locale) => string | undefined;

/** The tables of management, over what the modules register. */
export function tableRoutes(tables: Tables, sentenceOf: SentenceOf): readonly AnyRoute[] {
  const back = (key: string, query: string): string =>
    `${addressOf(contract.showTable, { tableKey: key })}${query ? `?${query}` : ''}`;
  return [
    route(contract.showTable, {
      handle: (ctx, { params, query }) => readTable(tables, ctx, params.tableKey, query),
      page: (ctx, shown) => tablePage(ctx, shown),
    }),
    route(contract.exportTable, {
      handle: (ctx, { params, body }) => beginExport(tables, ctx, params.tableKey, body),
      download: (ctx, answer, { body }) => tableFile(ctx, answer.opened, body.format, answer.day),
    }),
    route(contract.exportChosen, {
      handle: (ctx, { params, body }) =>
        beginExport(tables, ctx, params.tableKey, body, body.all ? undefined : body.id),
      download: (ctx, answer, { body }) => tableFile(ctx, answer.opened, body.format, answer.day),
      refused: (ctx, refusal, raw) => refusedPage(tables, sentenceOf, ctx, refusal, raw),
    }),
    route(contract.runAction, {
      handle: (ctx, { params, body }) => runBulk(tables, ctx, params, body),
      done: (_ctx, { outcome }) => outcome,
      refused: (ctx, refusal, raw) => refusedPage(tables, sentenceOf, ctx, refusal, raw),
    }),
    route(contract.saveView, {
      handle: (ctx, { params, body }) => keepView(tables, ctx, params.tableKey, body),
      done: (ctx, _answer, { params, body }) => {
        ctx.flash(texts[ctx.locale].saved(body.name));
        return back(params.tableKey, body.query);
      },
      refused: (ctx, refusal, raw) => refusedPage(tables, sentenceOf, ctx, refusal, raw),
    }),
    route(contract.removeView, {
      handle: (ctx, { params }) => forgetView(ctx, params.viewId),
      done: (ctx, { table }, { body }) => {
        ctx.flash(texts[ctx.locale].forgotten);
        return back(table, body.query);
      },
    }),
  ];
}

/** The table as it was, with what is to do first; a refusal of another kind is the platform's to tell. */
async function refusedPage(
  tables: Tables,
  sentenceOf: SentenceOf,
  ctx: SessionContext,
  refusal: Refusal,
  { params, body }: Raw,
): Promise<View> {
  const code = refusal.fields.find(({ field }) => field === 'name')?.code ?? refusal.code;
  const { refusals } = texts[ctx.locale];
  if (!Object.hasOwn(refusals, code)) throw refusal;
  const own = refusals[code as keyof typeof refusals];
  const sentence = sentenceOf(String(refusal.details.code ?? ''), ctx.locale) ?? own;
  const shown = await readTable(tables, ctx, params.tableKey ?? '', readQuery(body.query ?? ''));
  return tablePage(ctx, shown, sentence);
}
