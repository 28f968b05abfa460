import { mkdirSync, rmSync } from 'node:fs';
import { type Day, firstDayOfClass, schoolYearStarting } from './days.ts';
import { Delivery } from './delivery.ts';
import { settleDemoFamily } from './demo-family.ts';
import { leaveRecords } from './departures.ts';
import * as d1 from './dialect-1d.ts';
import * as d2 from './dialect-2d.ts';
import { addRequest, type Category } from './envelope.ts';
import { Seats, type Settling, settle } from './families.ts';
import { Mailboxes } from './identity.ts';
import { Identifiers } from './ids.ts';
import { COLLEGE_LEVELS, LETTERED_MEF, SEGPA_LEVELS } from './levels.ts';
import type { Adult, Child, Degree, Family, Sector, StaffMember } from './model.ts';
import { type PackFormat, packDelivery } from './pack.ts';
import { planSectors, type Size } from './plan.ts';
import { OUTSIDE } from './posts-2d.ts';
import { Random } from './random.ts';
import { hireSector } from './staff.ts';
import { ALL_SUBJECTS } from './subjects.ts';
import { settleTraps, type Trapped } from './traps.ts';

export interface AcademyOptions {
  size: Size;
  seed: number;
  /** Day of the delivery; decides the school year, hence ages and levels. */
  date: Day;
  /** Folder that receives the deliveries; created when missing. */
  out: string;
  /** Also write the deliveries of the next day. */
  delta: boolean;
  format: PackFormat;
}

export interface WrittenDelivery {
  name: string;
  /** The archive, or the folder. */
  path: string;
  /** Bytes of XML, before any compression. */
  bytes: number;
  counts: Partial<Record<Category, number>>;
}

/** What lives in a sector once everyone has arrived. */
export interface SettledSector {
  sector: Sector;
  staff: StaffMember[];
  families: Family[];
  strays: Trapped['strays'];
}

/**
 * Writes the academy's deliveries. The same options give the same bytes. Sectors are made, written and forgotten one
 * after the other, so memory does not grow with the size.
 */
export async function generateAcademy(options: AcademyOptions): Promise<WrittenDelivery[]> {
  mkdirSync(options.out, { recursive: true });
  const sectors = planSectors(options.size, options.seed);
  const demo = options.size === 'demo';
  const objectsPerFile = demo ? 250 : 5000;
  const complete = {
    1: new Delivery(options.out, 1, options.date, 'Complet', objectsPerFile),
    2: new Delivery(options.out, 2, options.date, 'Complet', objectsPerFile),
  };
  const settler = new Settler(options, sectors);
  const entry = firstDayOfClass(schoolYearStarting(options.date));
  describeNomenclatures(complete[2]);
  for (const sector of sectors) writeSector(settler.settle(sector), complete, entry);
  const deliveries = Object.values(complete);
  for (const delivery of deliveries) delivery.close();
  const written: WrittenDelivery[] = [];
  for (const delivery of deliveries) {
    const { name, bytes, counts, folder } = delivery;
    const path = await packDelivery(folder, options.format, options.date);
    if (path !== folder) rmSync(folder, { recursive: true });
    written.push({ name, path, bytes, counts });
  }
  return written;
}

/** Settles sectors one by one, with the state that runs through them all: identifiers and mailboxes. */
class Settler {
  readonly #options: AcademyOptions;
  readonly #demo: boolean;
  readonly #schoolYear: number;
  readonly #ids: Identifiers;
  readonly #mailboxes = new Mailboxes();
  readonly #secondary: string[];

  constructor(options: AcademyOptions, sectors: Sector[]) {
    this.#options = options;
    this.#demo = options.size === 'demo';
    this.#schoolYear = schoolYearStarting(options.date);
    this.#ids = new Identifiers(this.#demo);
    this.#secondary = sectors.flatMap((sector) =>
      sector.schools.filter((one) => one.kind === 'college' || one.kind === 'segpa').map((one) => one.id),
    );
  }

  settle(sector: Sector): SettledSector {
    const { seed } = this.#options;
    const own = sector.schools.filter((one) => one.kind === 'college' || one.kind === 'segpa').map((one) => one.id);
    const from = this.#secondary.indexOf(own[0] ?? '');
    const outside = Array.from({ length: 14 }, (_, index) => String(Number(OUTSIDE.otherZone) + 1 + index));
    const staff = hireSector(sector, {
      random: new Random(seed, 'staff', sector.index),
      ids: this.#ids,
      mailboxes: this.#mailboxes,
      schoolYear: this.#schoolYear,
      reach: [...this.#secondary.slice(from), ...this.#secondary.slice(0, from), ...outside],
      demo: this.#demo,
    });
    const random = new Random(seed, 'families', sector.index);
    const settling: Settling = {
      random,
      ids: this.#ids,
      schoolYear: this.#schoolYear,
      seats: new Seats(sector, random),
      care: { adult: undefined },
    };
    const families: Family[] = this.#demo ? [settleDemoFamily(settling)] : [];
    const trapped = sector.index % 10 === 0 ? settleTraps(sector, staff, settling) : { families: [], strays: [] };
    families.push(...trapped.families, ...settle(settling));
    leaveRecords(families, this.#demo ? 0.5 : 0.1, settling);
    return { sector, staff, families, strays: trapped.strays };
  }
}

function describeNomenclatures(delivery: Delivery): void {
  for (const one of ALL_SUBJECTS)
    delivery.write('MatEducNat', addRequest('MatEducNat', one.code, d2.subjectAttributes(one)));
  for (const one of [...COLLEGE_LEVELS, LETTERED_MEF, ...SEGPA_LEVELS])
    delivery.write('MefEducNat', addRequest('MefEducNat', one.mef, d2.mefAttributes(one)));
}

function writeSector(settled: SettledSector, deliveries: Record<Degree, Delivery>, entry: Day): void {
  for (const school of settled.sector.schools) {
    const attributes = school.degree === 1 ? d1.primarySchool(school) : d2.secondarySchool(school);
    deliveries[school.degree].write('EtabEducNat', addRequest('EtabEducNat', school.id, attributes));
  }
  for (const member of settled.staff) {
    const attributes = member.degree === 1 ? d1.primaryStaff(member) : d2.secondaryStaff(member);
    deliveries[member.degree].write('PersEducNat', addRequest('PersEducNat', member.id, attributes));
  }
  const adults = new Set<Adult>(settled.strays.map((one) => one.adult));
  for (const family of settled.families) {
    for (const child of [...family.children, ...family.departed]) {
      deliveries[child.school.degree].write('Eleve', pupilRequest(child, entry));
      for (const one of child.relations) adults.add(one.adult);
    }
  }
  for (const adult of adults)
    for (const degree of [1, 2] as const)
      if (adult.ids[degree] !== '') deliveries[degree].write('PersRelEleve', guardianRequest(adult, degree));
}

/** A pupil who has left entered the école years ago; the others entered on the first day of class. */
export function pupilRequest(child: Child, entry: Day): string {
  const since = child.left ? `${Number(child.left.slice(0, 4)) - 4}-09-01` : entry;
  const attributes = child.school.degree === 1 ? d1.primaryPupil(child, since) : d2.secondaryPupil(child, since);
  return addRequest('Eleve', child.id, attributes);
}

export function guardianRequest(adult: Adult, degree: Degree): string {
  const attributes = degree === 1 ? d1.primaryGuardian(adult) : d2.secondaryGuardian(adult);
  return addRequest('PersRelEleve', adult.ids[degree], attributes);
}
