/** Fields of a record that a school may fill where the academy says nothing, in the order of the form. */
export const personFields = [
  'title',
  'familyName',
  'givenName',
  'birthName',
  'birthDate',
  'email',
  'mobile',
  'phone',
  'street',
  'postalCode',
  'city',
] as const;
export type PersonField = (typeof personFields)[number];

/** Fields without which there is no record. */
export const neededFields: readonly PersonField[] = ['familyName', 'givenName'];

/** The column of a field. */
export const columnOf = (field: PersonField): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What one academic source last said of a person, and the day of its last delivery. */
export interface SourceWord {
  readonly source: string;
  readonly category: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly deliveredOn: string | null;
}

/** Who holds a field: the academy (then it is locked), the school or the person; nobody while it is empty. */
export interface FieldState {
  readonly value: string | null;
  readonly owner: 'academy' | 'school' | 'person' | null;
  readonly locked: boolean;
  /** Where the locked value comes from, or the academy's own value beside another in force. */
  readonly source: string | null;
  readonly deliveredOn: string | null;
  readonly academyValue: string | null;
}

/**
 * How a field stands. The academy's word is locked as long as a living source carries it and nobody owns the field; a value that no
 * source carries is the school's to change.
 */
export function fieldState(
  field: PersonField,
  value: string | null,
  owners: Readonly<Record<string, string>>,
  sources: readonly SourceWord[],
): FieldState {
  const column = columnOf(field);
  const word = sources.find(({ values }) => typeof values[column] === 'string' && values[column] !== '');
  const academyValue = word ? String(word.values[column]) : null;
  const held = owners[column];
  const owner = held === 'school' || held === 'person' ? held : word ? 'academy' : value === null ? null : 'school';
  return {
    value,
    owner,
    locked: owner === 'academy',
    source: word?.source ?? null,
    deliveredOn: word?.deliveredOn ?? null,
    academyValue,
  };
}

/** A day as typed, `2016-03-14` or `14/03/2016`, when there is such a day. */
export function typedDay(typed: string): string | undefined {
  const value = typed.trim();
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(value) ?? [];
  const iso = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : value;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? undefined : iso;
}

/** A phone number as it is stored ("+33600990011"), from any way of writing it; undefined when it is none. */
export function normalPhone(typed: string): string | undefined {
  const digits = typed.replace(/[\s.\-()]/g, '').replace(/^00/, '+');
  if (/^0[1-9]\d{8}$/.test(digits)) return `+33${digits.slice(1)}`;
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}

/** Days between two days, the second minus the first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** A birth date that somebody living today may have. */
export const isBirthDate = (day: string, today: string): boolean => {
  const age = daysBetween(day, today) / 365.25;
  return age >= 0 && age < 120;
};

/** A departure may be noted late, or ahead of the day; far from today it is a slip of the finger. */
export const isDepartureDay = (day: string, today: string): boolean => {
  const ahead = daysBetween(today, day);
  return ahead >= -120 && ahead <= 180;
};
