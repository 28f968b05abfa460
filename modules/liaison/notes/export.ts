import { Readable } from 'node:stream';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Download } from '../../../platform/http/download.ts';
import { writeCsv } from '../../../platform/spreadsheet/write-csv.ts';
import { odsType, writeOds } from '../../../platform/spreadsheet/write-ods.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { fileName } from './file-name.ts';
import type { Board } from './page-board.tsx';
import { answerInWords } from './page-note.tsx';
import { texts } from './texts-staff.ts';

/** The table of a note as a file: a line for each guardian, one for a child who has none. */
export function exportTable(ctx: SessionContext, board: Board, format: 'csv' | 'ods'): Download {
  const { locale } = ctx;
  const t = texts[locale];
  const headings = [
    t.table.pupil,
    t.table.state,
    t.paper,
    t.table.guardian,
    t.table.seen,
    t.table.answer,
    t.table.when,
    ...board.questions.map(({ label }) => label),
  ];
  const when = (instant: Date | null): string => (instant ? instantInWords(instant, locale) : '');
  const rows = board.pupilList.flatMap((pupil) => {
    const start = [pupil.displayName, t.states[pupil.state], pupil.paper ? when(pupil.paper.at) : ''];
    if (pupil.guardians.length === 0) return [[...start, ...headings.slice(3).map(() => '')]];
    return pupil.guardians.map((guardian) => [
      ...start,
      guardian.displayName,
      when(guardian.seenAt),
      guardian.outcome ? t.states[guardian.outcome] : '',
      when(guardian.answeredAt),
      ...board.questions.map((question, rank) =>
        guardian.given ? answerInWords(question, guardian.given[rank] ?? '', locale) : '',
      ),
    ]);
  });
  const batches = (async function* () {
    yield rows;
  })();
  const name = fileName(t.table.file(board.title), format);
  return format === 'ods'
    ? { name, type: odsType, content: writeOds(t.answers, headings, batches) }
    : { name, type: 'text/csv; charset=utf-8', content: Readable.from(writeCsv(headings, batches)) };
}
