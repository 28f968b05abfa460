import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { compactDay, type Day } from './days.ts';
import { type Category, type Charset, charsetOf, encode, FILE_FOOT, fileHead, fileObject } from './envelope.ts';
import type { Degree } from './model.ts';

export type DeliveryKind = 'Complet' | 'Delta';

const BUFFERED_CHARACTERS = 128 * 1024;

interface OpenFile {
  descriptor: number;
  pending: string[];
  characters: number;
  objects: number;
}

/** `ENT2DVA.20250915.Complet` */
export const deliveryName = (degree: Degree, day: Day, kind: DeliveryKind): string =>
  `ENT${degree}DVA.${compactDay(day)}.${kind}`;

/**
 * A delivery being written to a folder: one sequence of numbered files per category, a new one every few thousand
 * objects. Memory does not grow with the delivery.
 */
export class Delivery {
  readonly name: string;
  readonly folder: string;
  /** Objects written, by category. */
  readonly counts: Partial<Record<Category, number>> = {};
  bytes = 0;
  readonly #degree: Degree;
  readonly day: Day;
  readonly #kind: DeliveryKind;
  readonly #charset: Charset;
  readonly #objectsPerFile: number;
  readonly #open = new Map<Category, OpenFile>();

  /** `small`: the demonstration's files are cut short, so that its sequences have several numbers too. */
  constructor(out: string, degree: Degree, day: Day, kind: DeliveryKind, small: boolean) {
    this.name = deliveryName(degree, day, kind);
    this.folder = join(out, this.name);
    this.#degree = degree;
    this.day = day;
    this.#kind = kind;
    this.#charset = charsetOf(degree);
    this.#objectsPerFile = small ? 250 : 5000;
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
  }

  write(category: Category, request: string): void {
    const count = this.counts[category] ?? 0;
    this.counts[category] = count + 1;
    let file = this.#open.get(category);
    if (file && file.objects === this.#objectsPerFile) {
      this.#close(file);
      file = undefined;
    }
    if (!file) {
      const number = String(Math.floor(count / this.#objectsPerFile)).padStart(4, '0');
      const project = this.name.slice(0, this.name.indexOf('.'));
      const name = `${project}_${this.#kind}_${compactDay(this.day)}_${fileObject(category)}_${number}.xml`;
      file = { descriptor: openSync(join(this.folder, name), 'w'), pending: [], characters: 0, objects: 0 };
      file.pending.push(fileHead(this.#degree, this.day));
      this.#open.set(category, file);
    }
    file.pending.push(request);
    file.characters += request.length;
    file.objects += 1;
    if (file.characters > BUFFERED_CHARACTERS) this.#flush(file);
  }

  close(): void {
    for (const file of this.#open.values()) this.#close(file);
    this.#open.clear();
  }

  #flush(file: OpenFile): void {
    const bytes = encode(file.pending.join(''), this.#charset);
    let written = 0;
    while (written < bytes.length) written += writeSync(file.descriptor, bytes, written);
    this.bytes += bytes.length;
    file.pending = [];
    file.characters = 0;
  }

  #close(file: OpenFile): void {
    file.pending.push(FILE_FOOT);
    this.#flush(file);
    closeSync(file.descriptor);
  }
}
