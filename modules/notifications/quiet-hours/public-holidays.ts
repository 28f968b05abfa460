import { dayPlus } from './local-time.ts';

/** Days that one part of the country has besides: the abolition of slavery (law 83-550), the two of Alsace and Moselle (local law). */
const ofDepartement: Readonly<Record<string, readonly string[]>> = {
  '971': ['05-27'],
  '972': ['05-22'],
  '973': ['06-10'],
  '974': ['12-20'],
  '976': ['04-27'],
};
const goodFridayToo = ['057', '067', '068'];

/** Code du travail, L3133-1, by month and day. */
const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];

const known = new Map<string, ReadonlySet<string>>();

/** The public holidays of a year in a département (three figures, as a UAI begins; null: those of the whole country). */
export function publicHolidaysOf(year: number, departement: string | null): ReadonlySet<string> {
  const key = `${year} ${departement}`;
  const before = known.get(key);
  if (before) return before;
  const easter = easterOf(year);
  const hasLocalLaw = departement !== null && goodFridayToo.includes(departement);
  const days = new Set([
    ...[...fixed, ...((departement && ofDepartement[departement]) || []), ...(hasLocalLaw ? ['12-26'] : [])].map(
      (day) => `${year}-${day}`,
    ),
    // Easter Monday, Ascension, Whit Monday.
    ...[1, 39, 50, ...(hasLocalLaw ? [-2] : [])].map((after) => dayPlus(easter, after)),
  ]);
  known.set(key, days);
  return days;
}

/** Easter Sunday of the Gregorian calendar, by Gauss' reckoning as Butcher gave it in 1876. */
function easterOf(year: number): string {
  const golden = year % 19;
  const [century, ofCentury] = [Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  const month = String(Math.floor(sum / 31)).padStart(2, '0');
  return `${year}-${month}-${String((sum % 31) + 1).padStart(2, '0')}`;
}
