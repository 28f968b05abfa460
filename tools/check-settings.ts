/**
 * The table of docs/operate/settings.md is what the code accepts. Without option it is compared, and a difference is an error;
 * `--write` brings the page up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Entry, entries } from '../platform/config/entries.ts';
import { report } from './report.ts';

const page = 'docs/operate/settings.md';
const begin = '<!-- table: written by tools/check-settings.ts --write -->';
const end = '<!-- end of table -->';

type AnyEntry = Omit<Entry<unknown>, 'schema'>;

/** The settings as a Markdown table. */
export function tableOf(list: readonly AnyEntry[]): string {
  const rows = list.map((entry) => {
    const option = entry.flag ? `, \`${entry.flag}\`` : '';
    const file = entry.secret ? ` (or \`${entry.env}_FILE\`)` : '';
    const usual = entry.shownDefault ?? `\`${entry.fallback ?? ''}\``;
    return `| \`${entry.env}\`${file}${option} | ${entry.accepts} | ${usual} | ${entry.meaning} |`;
  });
  return ['| setting | accepts | default | what it is for |', '|---|---|---|---|', ...rows].join('\n');
}

/** The page with its table replaced. @throws Error when the page has no marks to put it between */
export function withTable(text: string, table: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${page} has lost the marks of its table`);
  return `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = readFileSync(page, 'utf8');
  const wanted = withTable(text, tableOf(Object.values(entries)));
  if (process.argv.includes('--write')) writeFileSync(page, wanted);
  const stale = text !== wanted && !process.argv.includes('--write');
  report(
    stale ? [`${page} is not what the code accepts: run node tools/check-settings.ts --write`] : [],
    `${Object.keys(entries).length} settings`,
  );
}
