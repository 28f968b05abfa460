/** A cell that a spreadsheet would take for a formula starts so; what runs in a head's office must not come from a name. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** The text of a cell as a spreadsheet shows it and never runs it: an apostrophe before what would be a formula. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** One line: every cell quoted, separated by semicolons as French spreadsheets expect. */
const line = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(';')}\r\n`;

/**
 * Rows as CSV, piece by piece: UTF-8 with a byte-order mark, headings first.
 * @param batches rows as they come, some hundreds at a time
 */
export async function* writeCsv(
  headings: readonly string[],
  batches: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<string> {
  yield `\u{feff}${line(headings)}`;
  for await (const rows of batches) yield rows.map(line).join('');
}
