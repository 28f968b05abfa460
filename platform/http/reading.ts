/** The reading aids a person may choose from; what is left out is the page's own. */
export const readingChoices = {
  font: ['andika', 'opendyslexic'],
  size: ['112', '125', '150', '175', '200'],
  leading: ['wide', 'widest'],
  spacing: ['wide', 'widest'],
  measure: ['narrow'],
  theme: ['light', 'dark', 'sepia', 'contrast'],
  motion: ['none'],
} as const;

export type ReadingAid = keyof typeof readingChoices;

export const readingAidNames = Object.keys(readingChoices) as readonly ReadingAid[];

/** How a person reads; each aid is one attribute of the page. */
export type ReadingAids = { readonly [A in ReadingAid]?: (typeof readingChoices)[A][number] };

/** Keeps of what was sent or stored only the aids that exist. */
export function readingAidsOf(given: Readonly<Record<string, unknown>>): ReadingAids {
  const known = readingAidNames.filter((aid) => (readingChoices[aid] as readonly unknown[]).includes(given[aid]));
  return Object.fromEntries(known.map((aid) => [aid, given[aid]]));
}
