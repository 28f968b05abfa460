const UAI_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** The control letter of the seven digits of a UAI: the letter of rank (digits mod 23), I, O and Q left out. */
export const uaiLetter = (digits: string): string => UAI_LETTERS[Number(digits) % 23] ?? '';

/** Whether a UAI has its form and its control letter right (0699001J). */
export const isUai = (uai: string): boolean => /^\d{7}[A-Z]$/.test(uai) && uaiLetter(uai.slice(0, 7)) === uai[7];

/** A person's name as we write it: given name, then family name as the academy spells it. */
export const fullName = (person: { readonly givenName: string | null; readonly familyName: string }): string =>
  person.givenName ? `${person.givenName} ${person.familyName}` : person.familyName;

/** How one addresses an adult: "Mme DIALLO"; without a title, the full name. */
export const courtesyName = (person: {
  readonly title: string | null;
  readonly givenName: string | null;
  readonly familyName: string;
}): string => (person.title ? `${person.title} ${person.familyName}` : fullName(person));

/**
 * The form of a name that sorting and search compare: no capital, no accent, no apostrophe or hyphen, one space between words
 * ("D'Arcangelo-Œuvrard" gives "d arcangelo oeuvrard").
 */
export const foldName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What `persons.sort_name` holds: family name, then given name, folded. */
export const sortName = (familyName: string, givenName: string | null): string =>
  foldName(givenName ? `${familyName} ${givenName}` : familyName);

/** The same day so many days later (or earlier); days are `YYYY-MM-DD`. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * The way out, in days. After leaving: the account is `disabled`, all is `erased` (84: under three months, whatever the months), but never
 * sooner than `told` after the person was told; `reminder` days before the end they are reminded.
 */
export const wayOut = { disabled: 30, erased: 84, told: 14, reminder: 14 } as const;

/**
 * The school year of a day (`YYYY-MM-DD`), named by the year in which it starts. It turns on 1 August: the academy's deliveries of
 * August already carry the classes of September.
 */
export const schoolYearOf = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5, 7) < '08' ? 1 : 0);

/**
 * Whether a group is of a school year that is closed: it has ended and its year is over. It may be read, and every command that writes in
 * a group refuses with `directory.year-closed`. Other modules read `year` and `ends_on` in the view `directory.group_terms`.
 */
export const isOfClosedYear = (
  group: { readonly year: number; readonly endsOn: string | null },
  today: string,
): boolean => group.endsOn !== null && group.endsOn <= today && group.year < schoolYearOf(today);

/** The year as it is said: "2026-2027". */
export const schoolYearLabel = (year: number): string => `${year}-${year + 1}`;

/** How a delivery stands, as the tone of its badge; the word stands beside it. */
export function deliveryTone(status: string): 'mousse' | 'brique' | 'miel' | 'neutral' {
  if (status === 'applied') return 'mousse';
  if (status === 'refused' || status === 'failed') return 'brique';
  return status === 'held' ? 'miel' : 'neutral';
}

/** Words that the academy writes without their accents when it writes in capitals. */
const ACCENTED: readonly (readonly [RegExp, string])[] = [
  [/\belev/g, 'élèv'],
  [/\beduc/g, 'éduc'],
  [/\bmedic/g, 'médic'],
  [/\bpedago/g, 'pédago'],
];

/**
 * What someone does in a school: the role's word, then the academy's label where it says more, in small letters ("Vie scolaire ·
 * Assistant d’éducation"). A label that repeats the role, or says that there is none, is left out.
 */
export function functionInWords(role: string, label: string | null): string {
  const folded = foldName(label ?? '');
  if (!label || folded === '' || folded === 'sans objet' || foldName(role).includes(folded)) return role;
  if (label !== label.toUpperCase()) return `${role} · ${label}`;
  const small = ACCENTED.reduce((text, [word, accented]) => text.replace(word, accented), label.toLowerCase());
  return `${role} · ${small.charAt(0).toUpperCase()}${small.slice(1).replaceAll("'", '’')}`;
}
