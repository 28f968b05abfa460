import { mkdirSync, rmSync } from 'node:fs';
import { type Day, firstDayOfClass, schoolYearStarting } from './days.ts';
import { Delivery, type DeliveryKind } from './delivery.ts';
import { Tomorrow } from './delta.ts';
import { settleDemoFamily } from './demo-family.ts';
import { leaveRecords } from './departures.ts';
import { mefAttributes, subjectAttributes } from './dialect-2d.ts';
import { addRequest, type Category } from './envelope.ts';
import { Seats, type Settling, settle } from './families.ts';
import { Mailboxes } from './identity.ts';
import { Identifiers } from './ids.ts';
import { COLLEGE_LEVELS, LETTERED_MEF, SEGPA_LEVELS } from './levels.ts';
import type { Degree, Family, Sector } from './model.ts';
import { type AafObject, addingOf, changesBetween, objectsOf, type SettledSector } from './objects.ts';
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
  /** With `delta`: also write the full deliveries of the next day, which the day's ones and the delta lead to. */
  nextComplete?: boolean;
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

/**
 * Writes the academy's deliveries. The same options give the same bytes. Sectors are made, written and forgotten one
 * after the other, so memory does not grow with the size.
 */
export async function generateAcademy(options: AcademyOptions): Promise<WrittenDelivery[]> {
  mkdirSync(options.out, { recursive: true });
  const sectors = planSectors(options.size, options.seed);
  const demo = options.size === 'demo';
  const deliveries: Delivery[] = [];
  const open = (day: Day, kind: DeliveryKind): Record<Degree, Delivery> => {
    const both = { 1: new Delivery(options.out, 1, day, kind, demo), 2: new Delivery(options.out, 2, day, kind, demo) };
    deliveries.push(both[1], both[2]);
    return both;
  };
  const today = open(options.date, 'Complet');
  const delta = options.delta
    ? new Tomorrow({ ...options, schoolYear: schoolYearStarting(options.date), demo })
    : undefined;
  const changes = delta && open(delta.day, 'Delta');
  const tomorrow = delta && options.nextComplete === true ? open(delta.day, 'Complet') : undefined;
  describeNomenclatures(today[2]);
  if (tomorrow) describeNomenclatures(tomorrow[2]);
  const settler = new Settler(options, sectors);
  for (const sector of sectors) {
    const settled = settler.settle(sector);
    const told: AafObject[] = [];
    for (const one of objectsOf(settled)) {
      today[one.degree].write(one.category, addingOf(one));
      if (delta) told.push(one);
    }
    if (!delta || !changes) continue;
    delta.live(settled);
    for (const one of changesBetween(told, objectsOf(settled), delta.whole))
      changes[one.degree].write(one.category, one.request);
    if (tomorrow) for (const one of objectsOf(settled)) tomorrow[one.degree].write(one.category, addingOf(one));
  }
  return pack(deliveries, options.format);
}

async function pack(deliveries: Delivery[], format: PackFormat): Promise<WrittenDelivery[]> {
  const written: WrittenDelivery[] = [];
  for (const delivery of deliveries) {
    delivery.close();
    const { name, bytes, counts, folder, day } = delivery;
    const path = await packDelivery(folder, format, day);
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
  readonly #entry: Day;
  readonly #ids: Identifiers;
  readonly #mailboxes = new Mailboxes();
  readonly #secondary: string[];

  constructor(options: AcademyOptions, sectors: Sector[]) {
    this.#options = options;
    this.#demo = options.size === 'demo';
    this.#schoolYear = schoolYearStarting(options.date);
    this.#entry = firstDayOfClass(this.#schoolYear);
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
      entry: this.#entry,
      seats: new Seats(sector, random),
      care: { adult: undefined },
    };
    const families: Family[] = this.#demo ? [settleDemoFamily(settling)] : [];
    const trapped: Trapped =
      sector.index % 10 === 0 ? settleTraps(sector, staff, settling) : { families: [], strays: [] };
    families.push(...trapped.families, ...settle(settling));
    leaveRecords(families, this.#demo ? 0.5 : 0.1, settling);
    return { sector, staff, families, strays: trapped.strays, awaited: new Set() };
  }
}

function describeNomenclatures(delivery: Delivery): void {
  for (const one of ALL_SUBJECTS)
    delivery.write('MatEducNat', addRequest('MatEducNat', one.code, subjectAttributes(one)));
  for (const one of [...COLLEGE_LEVELS, LETTERED_MEF, ...SEGPA_LEVELS])
    delivery.write('MefEducNat', addRequest('MefEducNat', one.mef, mefAttributes(one)));
}
