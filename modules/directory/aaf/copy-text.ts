/** Text of PostgreSQL's COPY: columns joined by tabs, rows by newlines, `\N` for nothing. */

export type CopyValue = string | number | boolean | null | undefined;

const SPECIAL = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => escapes[char] ?? char) : text;

/** One row, its newline included. */
export function copyRow(values: readonly CopyValue[]): string {
  let row = '';
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (i > 0) row += '\t';
    if (value === null || value === undefined) row += '\\N';
    else if (typeof value === 'string') row += escaped(value);
    else if (typeof value === 'boolean') row += value ? 't' : 'f';
    else row += value;
  }
  return `${row}\n`;
}

/** Bytes as COPY takes them; to be given to `copyRow`, which doubles the backslash. */
export const copyBytes = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
