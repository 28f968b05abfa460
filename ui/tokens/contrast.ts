/** Contrast as WCAG 2 defines it, and the pairs of tokens that the parts put on one another. */
import type { Theme, TokenName } from './palette.ts';
import { accentNames, subjectNames } from './palette.ts';

const channel = (value: number): number => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const luminance = (hex: string): number => {
  const value = Number.parseInt(hex.slice(1), 16);
  return 0.2126 * channel(value >> 16) + 0.7152 * channel((value >> 8) & 255) + 0.0722 * channel(value & 255);
};

/** The contrast ratio of two `#rrggbb` colours, from 1 to 21, whatever their order. */
export function contrastRatio(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Two colours that meet on a page, by name and value, and the ratio that they owe (4.5 for text, 3 for shapes). */
export type Pair = { on: string; over: string; ratio: number; least: number; colours: readonly [string, string] };

const grounds = ['paper', 'surface', 'sunken'] as const satisfies TokenName[];
const texts = ['ink', 'ink-2', 'ink-3', 'lagune', 'lagune-hover'] as const satisfies TokenName[];
const tones = ['lagune', 'myrtille', 'mousse', 'miel', 'brique', 'ciel'] as const;

/** Every pair that the parts use in a theme. */
export function pairsOf(theme: Theme): Pair[] {
  const { tokens, accents, subjects } = theme;
  const pairs: Pair[] = [];
  const add = (on: string, over: string, colours: readonly [string, string], least = 4.5) =>
    pairs.push({ on, over, colours, least, ratio: contrastRatio(...colours) });
  const token = (on: TokenName, over: TokenName, least?: number) => add(on, over, [tokens[on], tokens[over]], least);

  for (const text of texts) for (const ground of grounds) token(text, ground);
  for (const tone of tones) {
    token(tone, 'paper');
    token(tone, 'surface');
    token(tone, `${tone}-tint`);
    token('ink', `${tone}-tint`);
    token('ink-2', `${tone}-tint`);
  }
  token('on-lagune', 'lagune');
  token('on-lagune', 'lagune-hover');
  token('on-brique', 'brique');
  token('ink', 'lagune-wash', 3);
  for (const ground of [...grounds, 'lagune-tint'] as const) {
    token('focus', ground, 3);
    token('line-strong', ground, 3);
  }
  for (const name of accentNames) {
    const [text, fill, tint] = accents[name];
    add(name, 'paper', [text, tokens.paper]);
    add(name, 'surface', [text, tokens.surface]);
    add(name, `${name}-tint`, [text, tint]);
    add('ink', `${name}-tint`, [tokens.ink, tint]);
    add('on-fill', `${name}-fill`, [tokens['on-fill'], fill]);
  }
  for (const name of subjectNames) {
    add(`subject-${name}`, 'paper', [subjects[name], tokens.paper]);
    add(`subject-${name}`, 'surface', [subjects[name], tokens.surface]);
  }
  return pairs;
}
