import type { Context } from '../../../platform/http/context.ts';
import type { Download } from '../../../platform/http/download.ts';
import type { SheetBatch } from './batch.ts';
import { printSheets } from './print.ts';
import { texts } from './texts.ts';

/** The printed batch as a file, named after where it belongs. */
export const fileOf = (ctx: Context, batch: SheetBatch, place: string): Download => ({
  name: texts[ctx.locale].file(place.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')),
  type: 'application/pdf',
  content: printSheets(batch),
});
