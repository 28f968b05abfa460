import { type Day, dayOfYear } from './days.ts';
import type { Address, Sex } from './model.ts';
import { BOYS, GIRLS, MEN, STREETS, SURNAMES, WOMEN } from './names.ts';
import type { Commune } from './public-data.ts';
import type { Random } from './random.ts';

/** `Étienne-Dupré` → `etienne-dupre`: letters that a mail address may hold. */
const mailWord = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^a-z0-9-]/g, '');

/** Given names: 5 % double with a hyphen, 3 % double with a space. Never the one of a brother or sister. */
export function childGivenName(random: Random, sex: Sex, taken: string[]): string {
  const list = sex === 'F' ? GIRLS : BOYS;
  for (;;) {
    const style = random.next();
    const first = random.pickFrequent(list);
    const given =
      style < 0.05 ? `${first}-${random.pick(list)}` : style < 0.08 ? `${first} ${random.pick(list)}` : first;
    if (!taken.includes(given)) return given;
  }
}

export const adultGivenName = (random: Random, sex: Sex): string =>
  random.chance(0.05)
    ? `${random.pick(sex === 'F' ? ['Marie', 'Anne'] : ['Jean', 'Pierre'])}-${random.pick(sex === 'F' ? WOMEN : MEN)}`
    : random.pickFrequent(sex === 'F' ? WOMEN : MEN);

export const surname = (random: Random): string => random.pickFrequent(SURNAMES);

export const sexOf = (random: Random): Sex => (random.chance(0.51) ? 'M' : 'F');

export const titleOf = (sex: Sex): string => (sex === 'F' ? 'Mme' : 'M.');

/** A private address of an adult; the number keeps most of them apart. */
export const privateMail = (random: Random, given: string, family: string): string =>
  `${mailWord(given)}.${mailWord(family)}${random.between(1, 99999)}@exemple.invalid`;

/** Addresses of agents are unique in the academy: a namesake gets a number. */
export class Mailboxes {
  #taken = new Map<string, number>();

  academic(given: string, family: string): string {
    const local = `${mailWord(given)}.${mailWord(family)}`;
    const count = (this.#taken.get(local) ?? 0) + 1;
    this.#taken.set(local, count);
    return `${local}${count === 1 ? '' : count}@ac-exemple.invalid`;
  }
}

/** A landline or mobile within the blocks of numbers that are reserved for fiction and ring nowhere. */
export function phone(random: Random, kind: 'landline' | 'mobile'): string {
  const tail = String(random.between(0, 9999)).padStart(4, '0');
  const pair = `${tail.slice(0, 2)} ${tail.slice(2)}`;
  const prefix = kind === 'landline' ? '4 65 71' : '6 39 98';
  const style = random.next();
  if (style < 0.03) return `0${prefix} ${pair}`;
  if (style < 0.04) return `0${prefix} ${pair}`.replaceAll(' ', '');
  return `+33 ${prefix} ${pair}`;
}

export function addressIn(random: Random, commune: Commune): Address {
  const style = random.next();
  const street = `${random.between(1, 180)}${style < 0.04 ? ' bis' : ''} ${random.pick(STREETS)}`;
  const complement = style > 0.93 ? `Appt ${random.between(1, 99)}` : '';
  return {
    lines: `${street}$${complement}$$`,
    postalCode: random.pick(commune.postalCodes),
    city: commune.postalName,
    country: 'FRANCE',
  };
}

/** The birth day of a working adult. */
export const adultBirth = (random: Random, schoolYear: number): Day =>
  dayOfYear(schoolYear - random.between(24, 63), random.between(0, 364));
