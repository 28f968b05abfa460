import { Readable } from 'node:stream';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Download } from '../../../platform/http/download.ts';
import { writeCsv } from '../../../platform/spreadsheet/write-csv.ts';
import { odsType, writeOds } from '../../../platform/spreadsheet/write-ods.ts';
import { readAll, type TableRow } from './query.ts';
import { type Opened, wordsOf } from './read.ts';
import { texts } from './texts.ts';

/** The file of an export, written as the rows come: the columns shown, then what is to look at, in words. */
export function tableFile(ctx: SessionContext, opened: Opened, format: 'csv' | 'ods', day: string): Download {
  const { kit, place, ask } = opened;
  const t = texts[ctx.locale];
  const label = kit.entry.label(ctx.locale);
  const name = `${[label, place?.key, day].filter(Boolean).join('-').toLowerCase().replaceAll(' ', '-')}.${format}`;
  const headings = [
    ...ask.columns.map((column) => column.label(ctx.locale)),
    ...(kit.flags.length > 0 ? [t.flag] : []),
  ];
  const batches = inWords(ctx, opened);
  return format === 'csv'
    ? { name, type: 'text/csv; charset=utf-8', content: Readable.from(writeCsv(headings, batches)) }
    : { name, type: odsType, content: writeOds(label, headings, batches) };
}

async function* inWords(ctx: SessionContext, { kit, place, ask }: Opened): AsyncGenerator<string[][]> {
  const flags = ({ flags: keys }: TableRow): string[] =>
    kit.flags.length === 0
      ? []
      : [
          kit.flags
            .filter((flag) => keys.includes(flag.key))
            .map((flag) => flag.label(ctx.locale))
            .join(', '),
        ];
  for await (const rows of readAll(ctx, kit, place, ask))
    yield rows.map((row) => [...wordsOf(ctx, ask, row), ...flags(row)]);
}
