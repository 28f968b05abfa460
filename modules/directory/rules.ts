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
