import { type Household, homeIn, LEGAL, newAdult, PAYS } from './adults.ts';
import { bind, type Settling } from './families.ts';
import type { Degree, Family } from './model.ts';
import { enrol, type Seat, type Wish } from './pupils.ts';

/** Whether a seat lends itself to a trap. */
export type Fits = (seat: Seat) => boolean;

export const inDegree =
  (degree: Degree): Fits =>
  (seat) =>
    seat.school.degree === degree;
export const inLevel =
  (code: string): Fits =>
  (seat) =>
    seat.level.code === code;

/** A family of one child on the first seat that fits, with a household of couple unless another is given. */
export function family(
  fits: Fits,
  settling: Settling,
  name: string,
  wish: Wish,
  household?: (seat: Seat) => Household,
): Family | undefined {
  const seat = settling.seats.claim(fits);
  if (!seat) return undefined;
  const home = household ? household(seat) : coupleOf(name, seat, settling);
  const child = enrol(seat, home.surname, home.address, settling, [], wish);
  bind([child], home, settling.ids);
  return { children: [child], departed: [] };
}

/** A mother and a father at one address, under one name. */
export function coupleOf(name: string, seat: Seat, settling: Settling): Household {
  const { random } = settling;
  const address = homeIn(random, seat.school.commune)();
  return {
    surname: name,
    address,
    ties: [
      { adult: newAdult(random, 'F', name, address), tie: 'mother', rights: PAYS },
      { adult: newAdult(random, 'M', name, address), tie: 'father', rights: LEGAL },
    ],
  };
}
