/** Writes the palette as custom properties: `ui/tokens/colours.css`. The client build runs it first. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Theme, ThemeName } from '../tokens/palette.ts';
import { accentNames, themeNames, themes } from '../tokens/palette.ts';

const head = '/* Written from palette.ts by the client build: change the palette, not this file. */\n';

const declarations = (theme: Theme): string[] => [
  `color-scheme: ${theme.scheme};`,
  ...Object.entries(theme.tokens).map(([name, colour]) => `--${name}: ${colour.toLowerCase()};`),
  ...accentNames.flatMap((name) => {
    const [text, fill, tint] = theme.accents[name];
    return [`--${name}: ${text};`, `--${name}-fill: ${fill};`, `--${name}-tint: ${tint};`].map((line) =>
      line.toLowerCase(),
    );
  }),
  ...Object.entries(theme.subjects).map(([name, colour]) => `--subject-${name}: ${colour.toLowerCase()};`),
];

const rule = (selector: string, lines: string[], indent = ''): string =>
  `${indent}${selector} {\n${lines.map((line) => `${indent}  ${line}\n`).join('')}${indent}}\n`;

const own = (theme: ThemeName, selector: string, indent = ''): string =>
  rule(selector, declarations(themes[theme]), indent);

/**
 * The stylesheet of the colours. A theme chosen on an element wins over what the device asks for. Paper is white: dark themes are for
 * the screen alone.
 */
export function colourSheet(): string {
  const chosen = themeNames.map((name) => {
    if (themes[name].scheme === 'dark') return `@media screen {\n${own(name, `[data-theme="${name}"]`, '  ')}}\n`;
    return own(name, name === 'light' ? ':root,\n[data-theme="light"]' : `[data-theme="${name}"]`);
  });
  const [light, ...others] = chosen;
  const accents = accentNames.map((name) =>
    rule(name === 'abricot' ? ':root,\n[data-theme],\n[data-accent="abricot"]' : `[data-accent="${name}"]`, [
      `--accent: var(--${name});`,
      `--accent-fill: var(--${name}-fill);`,
      `--accent-tint: var(--${name}-tint);`,
    ]),
  );
  return [
    head,
    light,
    `@media screen and (prefers-color-scheme: dark) {\n${own('dark', ':root:not([data-theme])', '  ')}}\n`,
    `@media (prefers-contrast: more) and (prefers-color-scheme: light) {\n${own('contrast', ':root:not([data-theme])', '  ')}}\n`,
    ...others,
    ...accents,
  ].join('\n');
}

/** Brings the committed sheet in line with the palette; touches nothing when it already is. */
export function writeColourSheet(path: string): void {
  const sheet = colourSheet();
  if (readFileSync(path, 'utf8') !== sheet) writeFileSync(path, sheet);
}
