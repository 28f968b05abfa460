import { drawHousehold, type Household, homeIn, newOrganisation, tie } from './adults.ts';
import { surname } from './identity.ts';
import type { Identifiers } from './ids.ts';
import type { Adult, Child, Family, Sector } from './model.ts';
import { type Enrolment, enrol, type Seat, type Wish } from './pupils.ts';
import type { Random } from './random.ts';

/** The seats of a sector still to be filled, by level, in an order drawn once. */
export class Seats {
  #byRank = new Map<number, Seat[]>();
  #order: Seat[];
  #taken = new Set<Seat>();

  constructor(sector: Sector, random: Random) {
    this.#order = sector.schools.flatMap((school) =>
      school.classes.flatMap((group) => group.seats.map((level) => ({ school, group, level }))),
    );
    random.shuffle(this.#order);
    for (const seat of this.#order) {
      const list = this.#byRank.get(seat.level.rank);
      if (list) list.push(seat);
      else this.#byRank.set(seat.level.rank, [seat]);
    }
  }

  /** The first free seat that fits; undefined when none does. */
  claim(fits: (seat: Seat) => boolean): Seat | undefined {
    const seat = this.#order.find((one) => !this.#taken.has(one) && fits(one));
    if (seat) this.#taken.add(seat);
    return seat;
  }

  /** Every free seat, one after the other; seats taken meanwhile are passed over. */
  *remaining(): Generator<Seat> {
    for (const seat of this.#order) {
      if (this.#taken.has(seat)) continue;
      this.#taken.add(seat);
      yield seat;
    }
  }

  /** A seat for a brother or sister: of that rank, in the same school rather than another, out of the last few free ones. */
  beside(rank: number, near: Seat, elsewhere: (seat: Seat) => boolean): Seat | undefined {
    const list = this.#byRank.get(rank) ?? [];
    while (list.length > 0 && this.#taken.has(list.at(-1) as Seat)) list.pop();
    let chosen: Seat | undefined;
    for (let i = list.length - 1; i >= Math.max(0, list.length - 12); i--) {
      const seat = list[i] as Seat;
      if (this.#taken.has(seat) || !elsewhere(seat)) continue;
      chosen ??= seat;
      if (seat.school === near.school) {
        chosen = seat;
        break;
      }
    }
    if (chosen) this.#taken.add(chosen);
    return chosen;
  }
}

export interface Settling extends Enrolment {
  seats: Seats;
  /** Care services of the sector, shared by the pupils they look after; made at the first need. */
  care: { adult: Adult | undefined };
}

/** Fills every remaining seat of a sector with families. About 18 % of pupils are someone's younger brother or sister. */
export function settle(settling: Settling): Family[] {
  const families: Family[] = [];
  for (const seat of settling.seats.remaining()) families.push(settleFrom(seat, settling));
  return families;
}

/** One family around a first seat, with brothers and sisters wherever the sector still has room for them. */
function settleFrom(seat: Seat, settling: Settling): Family {
  const { random, seats } = settling;
  const home = homeIn(random, seat.school.commune);
  const household = drawHousehold(random, home, () => careService(settling, home));
  const draw = random.next();
  const more = draw < 0.028 ? 2 : draw < 0.19 ? 1 : 0;
  const twins = random.chance(0.012);
  const children = [enrol(seat, household.surname, household.address, settling, [])];
  if (twins) {
    const twin = seats.beside(seat.level.rank, seat, (one) => one.group !== seat.group);
    if (twin) children.push(enrolTwin(twin, children[0] as Child, household, settling));
  }
  for (let n = 0; n < more; n++) {
    const gap = random.between(1, 4) * (random.chance(0.5) ? 1 : -1);
    const other =
      seats.beside(seat.level.rank + gap, seat, () => true) ?? seats.beside(seat.level.rank - gap, seat, () => true);
    if (!other) continue;
    const half = random.chance(0.08);
    children.push(enrol(other, half ? surname(random) : household.surname, household.address, settling, children));
  }
  bind(children, household, settling.ids);
  return { children, departed: [] };
}

export const enrolTwin = (seat: Seat, first: Child, household: Household, settling: Enrolment): Child => {
  const wish: Wish = { birth: first.birth };
  return enrol(seat, household.surname, household.address, settling, [first], wish);
};

/** Ties every adult of a household to every child. */
export function bind(children: Child[], household: Household, ids: Identifiers): void {
  for (const child of children) for (const one of household.ties) tie(child, one.adult, one.tie, one.rights, ids);
}

export function careService(settling: Settling, home: () => Adult['address']): Adult {
  settling.care.adult ??= newOrganisation(settling.random, home());
  return settling.care.adult;
}
