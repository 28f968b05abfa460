/** Names of people and places stay as they are: they leave as signs and come back as they were. */

/** A text with its names taken out. */
export interface TextPiece {
  /** What leaves: `[[0]]` stands for the first name. */
  readonly words: string;
  readonly names: readonly string[];
}

/** Takes the names out, the longest first, so that "Anne-Marie" is not read as "Anne". */
export function withoutNames(text: string, names: readonly string[]): TextPiece {
  const kept = [...new Set(names.filter((name) => name.trim().length > 1))].sort((a, b) => b.length - a.length);
  const out: string[] = [];
  // Signs of this shape that somebody typed would come back as a name.
  let words = text.replaceAll('[[', '[ [');
  for (const name of kept) {
    const sign = `[[${out.length}]]`;
    const named = new RegExp(
      `(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
      'gu',
    );
    const without = words.replace(named, sign);
    if (without === words) continue;
    words = without;
    out.push(name);
  }
  return { words, names: out };
}

/** Puts the names back; undefined when one of them was lost or one came that was not sent. */
export function withNames(translated: string, { words, names }: TextPiece): string | undefined {
  const signs = (text: string): string[] =>
    [...text.matchAll(/\[\[\s*(\d+)\s*\]\]/g)].map(([, rank]) => rank ?? '').sort();
  if (signs(translated).join() !== signs(words).join()) return undefined;
  return translated.replace(/\[\[\s*(\d+)\s*\]\]/g, (_sign, rank) => names[Number(rank)] ?? '');
}
