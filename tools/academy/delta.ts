import { addDays, type Day } from './days.ts';
import { yearDigit } from './groups.ts';
import { Mailboxes } from './identity.ts';
import { Identifiers } from './ids.ts';
import type { StaffMember } from './model.ts';
import { changeGuardian, type NextDay, type Placed, PUPIL_CHANGES } from './next-day.ts';
import { STAFF_CHANGES } from './next-day-staff.ts';
import type { SettledSector } from './objects.ts';
import { Random } from './random.ts';

const SHARE = 0.01;
/** Many more guardians change as a consequence of what happens to their children. */
const GUARDIAN_SHARE = 0.005;

export interface DeltaOptions {
  seed: number;
  /** The day of the full delivery; the changes are of the day after. */
  date: Day;
  schoolYear: number;
  demo: boolean;
}

/**
 * Lives one more day, sector by sector: about 1 % of people change. The full delivery is never altered by it, since
 * newcomers draw from identifiers of their own.
 */
export class Tomorrow {
  readonly day: Day;
  /** Identifiers of objects that the delta sends again entire. */
  readonly whole = new Set<string>();
  readonly #options: DeltaOptions;
  readonly #ids: Identifiers;
  readonly #mailboxes = new Mailboxes();

  constructor(options: DeltaOptions) {
    this.#options = options;
    this.day = addDays(options.date, 1);
    this.#ids = new Identifiers(options.demo, true);
  }

  /** Changes a sector in place. */
  live(settled: SettledSector): void {
    const { seed, schoolYear, demo } = this.#options;
    const random = new Random(seed, 'delta', settled.sector.index);
    const next: NextDay = {
      settled,
      random,
      ids: this.#ids,
      mailboxes: this.#mailboxes,
      schoolYear,
      entry: this.day,
      day: this.day,
      whole: this.whole,
    };
    const named = (id: string): boolean => demo && Number(id) % 100_000 < 100;
    this.#changePupils(next, named);
    this.#changeGuardians(next, named);
    this.#changeStaff(next, named);
    if (settled.sector.index % 10 === 0) changeSchools(next);
  }

  /** In turn every kind of change, from a kind that differs by sector; the demonstration meets each at least once. */
  #changePupils(next: NextDay, named: (id: string) => boolean): void {
    const { settled, random } = next;
    const candidates: Placed[] = settled.families
      .filter((family) => family.departed.length === 0 && !family.children.some((one) => named(one.id)))
      .flatMap((family) => family.children.map((child) => ({ child, family })));
    random.shuffle(candidates);
    const count = Math.max(Math.round(candidates.length * SHARE), this.#options.demo ? PUPIL_CHANGES.length : 0);
    const changed = new Set<Placed['family']>();
    for (let n = 0; n < count; n++) {
      const change = PUPIL_CHANGES[(settled.sector.index * 5 + n) % PUPIL_CHANGES.length];
      const chosen = candidates.find((one) => !changed.has(one.family) && change?.(one, next));
      if (chosen) changed.add(chosen.family);
    }
  }

  #changeGuardians(next: NextDay, named: (id: string) => boolean): void {
    const { settled, random } = next;
    const adults = new Set(
      settled.families.flatMap((family) => family.children.flatMap((child) => child.relations.map((one) => one.adult))),
    );
    let kind = settled.sector.index;
    for (const adult of adults) {
      if (!random.chance(GUARDIAN_SHARE) || named(adult.ids[1]) || named(adult.ids[2])) continue;
      changeGuardian(adult, kind % 4, next);
      kind += 1;
    }
  }

  #changeStaff(next: NextDay, named: (id: string) => boolean): void {
    const { settled, random } = next;
    const candidates: StaffMember[] = random.shuffle(settled.staff.filter((one) => !named(one.id)));
    const wanted = candidates.length * SHARE;
    const drawn = Math.floor(wanted) + (random.chance(wanted % 1) ? 1 : 0);
    const count = Math.max(drawn, this.#options.demo ? STAFF_CHANGES.length : 0);
    for (let n = 0; n < count; n++) {
      const change = STAFF_CHANGES[(settled.sector.index + n) % STAFF_CHANGES.length];
      const index = candidates.findIndex((one) => change?.(one, next));
      if (index >= 0) candidates.splice(index, 1);
    }
  }
}

/** A collège opens a group and changes its phone; an école gives a class another label, which touches all its pupils. */
function changeSchools(next: NextDay): void {
  const { schools } = next.settled.sector;
  const college = schools.find((one) => one.kind === 'college');
  const third = college?.classes.find((one) => yearDigit(one) === 3);
  if (college && third) {
    college.phone = '+33 4 65 71 99 99';
    college.groups.push({ code: '3CHORALE', label: 'GROUPE 3CHORALE', classes: [third.code], subject: '' });
  }
  const renamed = schools.find((one) => one.degree === 1)?.classes.at(-1);
  if (renamed) renamed.label = `${renamed.label} (SALLE 4)`;
}
