import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, type Raw, route } from '../../../platform/http/route.ts';
import { applyDraft, dropTableDraft, setMeaning, takeTable, undoApplied } from './commands.ts';
import * as contract from './contract.ts';
import { columnsPage } from './pages/columns.tsx';
import { tablePage } from './pages/table.tsx';
import { schoolsForTablesPage, tablesPage } from './pages/tables.tsx';
import { readColumns, readSchoolsForTables, readTableReport, readTables } from './read.ts';
import { texts } from './texts.ts';

const reportOf = (ctx: SessionContext, { params }: Pick<Raw, 'params'>) =>
  readTableReport(ctx, params.schoolUai ?? '', params.tableId ?? '', { act: '', page: 1 });

/** Tables that schools send: page by page, and their JSON twins. */
export const tableRoutes: readonly AnyRoute[] = [
  route(contract.chooseSchool, { handle: (ctx) => readSchoolsForTables(ctx), page: schoolsForTablesPage }),
  route(contract.listTables, {
    handle: (ctx, { params }) => readTables(ctx, params.schoolUai),
    page: (ctx, answer) => tablesPage(ctx, answer),
  }),
  route(contract.sendTable, {
    handle: (ctx, { params, file }) => takeTable(ctx, params.schoolUai, file),
    done: (_ctx, { id }, { params }) => addressOf(contract.showColumns, { schoolUai: params.schoolUai, tableId: id }),
    refused: async (ctx, refusal, { params }) =>
      tablesPage(ctx, await readTables(ctx, params.schoolUai ?? ''), refusal),
  }),
  route(contract.showColumns, {
    handle: (ctx, { params, query }) => readColumns(ctx, params.schoolUai, params.tableId, query.column),
    page: columnsPage,
  }),
  route(contract.chooseColumns, {
    handle: (ctx, { params, body }) => setMeaning(ctx, params.schoolUai, params.tableId, body),
    done: (_ctx, { id, missing }, { params }) =>
      addressOf(missing.length > 0 ? contract.showColumns : contract.showTable, {
        schoolUai: params.schoolUai,
        tableId: id,
      }),
  }),
  route(contract.showTable, {
    handle: (ctx, { params, query }) => readTableReport(ctx, params.schoolUai, params.tableId, query),
    page: (ctx, answer) => tablePage(ctx, answer),
  }),
  route(contract.applyTable, {
    handle: (ctx, { params, body }) => applyDraft(ctx, params.schoolUai, params.tableId, body),
    done: (ctx, { counts }, { params }) => {
      const written = ['create', 'arrive', 'change', 'leave'].reduce((sum, act) => sum + (counts[act] ?? 0), 0);
      ctx.flash(texts[ctx.locale].applied(written));
      return addressOf(contract.showTable, params);
    },
    refused: async (ctx, refusal, raw) => tablePage(ctx, await reportOf(ctx, raw), refusal),
  }),
  route(contract.undoTable, {
    handle: (ctx, { params }) => undoApplied(ctx, params.schoolUai, params.tableId),
    done: (_ctx, _answer, { params }) => addressOf(contract.showTable, params),
    refused: async (ctx, refusal, raw) => tablePage(ctx, await reportOf(ctx, raw), refusal),
  }),
  route(contract.dropTable, {
    handle: (ctx, { params }) => dropTableDraft(ctx, params.schoolUai, params.tableId),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].dropped);
      return addressOf(contract.listTables, { schoolUai: params.schoolUai });
    },
  }),
];
