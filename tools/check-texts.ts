/**
 * Every sentence shown to a person lies in a `texts.ts`, so that a second language can be complete. The types make sure that each
 * French text has its English twin; this looks for what types cannot see: a French sentence left in the code, an empty text.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { SourceFile } from './check-modules.ts';
import { report } from './report.ts';

/** Words of the trade that English sentences keep: they make no sentence French. */
const tradeWords = /(?<!\p{L})(écoles?|collèges?|Métropole|Préau)(?![\p{L}])/gu;
const accented = /[àâçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÖÙÛÜŒÆ]/;

/** Files that speak French by nature: the texts themselves, tests, the settings (each explained where it is declared), the trade's own words. */
const allowed = [
  /(^|\/)texts(\/|[^/]*\.ts$)/,
  /\.test\.tsx?$|(^|\/)(builders|testing)\b/,
  /^(e2e|bench|tools)\//,
  /^platform\/config\//,
  // What the invented people of the demonstration write.
  /^app\/demonstration\//,
  // A module's French label stands in its manifest.
  /^modules\/[^/]+\/module\.ts$/,
  // The specimens of the style page are examples, not words of the product.
  /^ui\/style/,
  /(^|\/)(names|vocabulary|nomenclature)[^/]*\.ts$/,
];

/** Literals and JSX text of `text` that hold an accented letter, with their line. */
export function frenchIn(file: SourceFile): string[] {
  if (allowed.some((pattern) => pattern.test(file.path))) return [];
  const code = withoutComments(file.text);
  return code.split('\n').flatMap((line, index) => {
    const literals = [...line.matchAll(/'[^']*'|"[^"]*"|`[^`]*`|>[^<>{}]+</g)].map(([literal]) => literal);
    return literals
      .filter(
        (literal) =>
          accented.test(literal.replace(tradeWords, '')) && !literal.includes('\\u') && / /.test(literal.trim()),
      )
      .map((literal) => `${file.path}:${index + 1} says ${literal.slice(0, 60)}: sentences go to texts.ts`);
  });
}

/** Texts that say nothing. */
export function emptyTexts(file: SourceFile): string[] {
  if (!/(^|\/)texts[^/]*\.ts$/.test(file.path)) return [];
  return withoutComments(file.text)
    .split('\n')
    .flatMap((line, index) => {
      const empty = /^\s*(\w+):\s*(''|""|``|\([^)]*\)\s*=>\s*(''|""|``)),?\s*$/.exec(line);
      return empty ? [`${file.path}:${index + 1} leaves ${empty[1]} empty`] : [];
    });
}

/** The code with comments blanked, lines kept. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*$/gm, '$1');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = ['app', 'modules', 'platform', 'ui'].filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({
        path: `${folder}/${name.replaceAll('\\', '/')}`,
        text: readFileSync(`${folder}/${name}`, 'utf8'),
      })),
  );
  report(
    files.flatMap((file) => [...frenchIn(file), ...emptyTexts(file)]),
    `texts of ${files.length} files`,
  );
}
