import { readFileSync } from 'node:fs';
import { projectPath } from '../config/paths.ts';

/** The letters of printed pages: one family for what we write, a wide one for other scripts and rare signs, one for Arabic. */
export type FaceName = 'text' | 'bold' | 'wide' | 'wideBold' | 'arabic' | 'arabicBold';

const files: Readonly<Record<FaceName, string>> = {
  text: 'atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  bold: 'atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
  wide: 'noto-sans/400Regular/NotoSans_400Regular.ttf',
  wideBold: 'noto-sans/700Bold/NotoSans_700Bold.ttf',
  arabic: 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  arabicBold: 'noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf',
};

export const faceNames = Object.keys(files) as FaceName[];

/** The bytes of a face, TrueType. */
export const faceBytes = (name: FaceName): Buffer =>
  readFileSync(projectPath('node_modules', '@expo-google-fonts', files[name]));

/** Letters that the first family draws: Latin with the accents of Europe, and the signs of its typography. */
const DRAWN = /^[\u0020-\u007e\u00a0-\u017f\u2010-\u2014\u2018-\u201e\u2022\u2026\u202f\u20ac]*$/;
const ARABIC = /\p{Script=Arabic}/u;

/** The face that draws a text whole. */
export function faceOf(text: string, bold: boolean): FaceName {
  if (ARABIC.test(text)) return bold ? 'arabicBold' : 'arabic';
  if (DRAWN.test(text)) return bold ? 'bold' : 'text';
  return bold ? 'wideBold' : 'wide';
}

/** Whether a text runs from right to left. */
export const isRightToLeft = (text: string): boolean => ARABIC.test(text);
