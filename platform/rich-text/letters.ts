/**
 * Letters that cannot be seen, or that turn others round, are how words are hidden from a moderator and addresses from a reader. What
 * languages need of them stays: the joiners of Arabic, Persian and Indic scripts, of families of emoji; the direction marks of texts
 * written from right to left.
 */

/** Controls, orders of direction, invisible spaces and operators, fillers, annotations. Tabs and line ends are dealt with before. */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|\u034f|\u17b4|\u17b5|[\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}]|[\u{e01f0}-\u{e0fff}]/gu;

/** More marks on one letter than any language puts there. */
const heaped = /(\p{M}{6})\p{M}+/gu;

/** Left-to-right and right-to-left marks: of use only beside letters of both directions. */
const sideMarks = /[\u200e\u200f]/g;
const fromRightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A joiner (or its contrary) between two letters of a script that joins, or inside an emoji. */
const joiners = /[\u200c\u200d]/g;
const joins =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const endsEmoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u;
const beginsEmoji = /\p{Extended_Pictographic}/u;

/** Flags of nations without a code of their own are written in letters that are not seen: kept behind the black flag, nowhere else. */
const tags = /(\u{1f3f4}[\u{e0020}-\u{e007e}]{2,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;

/** Variants of ideographs: behind one only. */
const variants = /(\p{Script=Han}[\u{e0100}-\u{e01ef}])|[\u{e0100}-\u{e01ef}]/gu;

const maybe = /[^\n\r\t\u0020-\u007e\u00a0-\u00ac\u00ae-\u017f\u2013\u2014\u2018-\u201f\u2022\u2026\u202f\u20ac]/;

/** The text as it is read: well formed, composed (NFC), ends of lines as `\n`, without what cannot be seen. Takes linear time. */
export function cleanLetters(text: string): string {
  const lines = text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replaceAll('\t', ' ');
  if (!maybe.test(lines)) return lines;
  const seen = lines
    .toWellFormed()
    .replace(tags, '$1')
    .replace(variants, '$1')
    .replace(hidden, '')
    .replace(joiners, (joiner, at: number, whole: string) => (isJoined(whole, at) ? joiner : ''));
  const sided = fromRightToLeft.test(seen) ? seen : seen.replace(sideMarks, '');
  return sided.replace(heaped, '$1').normalize('NFC');
}

function isJoined(text: string, at: number): boolean {
  const before = /.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
  const after = /^./su.exec(text.slice(at + 1, at + 3))?.[0] ?? '';
  return joins.test(after)
    ? joins.test(before) || /\p{M}/u.test(before)
    : beginsEmoji.test(after) && endsEmoji.test(before);
}
