import { Refusal } from './finding.ts';
import type { Category, Degree } from './record.ts';

/** `<PROJET>_<Complet|Delta>_<AAAAMMJJ>_<Objet>_<0000>.xml` */
const FILE_NAME = /^(.+?)_(Complet|Delta)_(\d{4})(\d{2})(\d{2})_([A-Za-z]+)_(\d{4})\.xml$/i;

const OBJECTS: Readonly<Record<string, Category>> = {
  etabeducnat: 'school',
  perseducnat: 'staff',
  persreleleve: 'guardian',
  eleve: 'pupil',
  mefeducnat: 'mef',
  matiereeducnat: 'subject',
};

export interface NamedFile {
  /** Absolute path on disk. */
  readonly path: string;
  /** Name inside the delivery, as findings show it. */
  readonly name: string;
  readonly size: number;
}

/** A file whose name was understood. */
export interface DeliveryFile extends NamedFile {
  readonly category: Category;
  readonly sequence: number;
}

/** Files of one project, one day and one kind. */
export interface FileSet {
  /** `ENT2DVA`, `ENT2DVA-ENT16`, `ENT_0690001A`… */
  readonly project: string;
  readonly kind: 'full' | 'delta';
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** By category, then number. */
  readonly files: readonly DeliveryFile[];
}

/** What a project's name says of the degree; undefined when it says nothing. */
export const degreeOfProject = (project: string): Degree | undefined => {
  const match = /ENT_?([12])D/i.exec(project);
  return match ? (Number(match[1]) as Degree) : undefined;
};

/**
 * Sorts files into deliveries by their names, oldest first, a full before a delta of its day. Files that are none of the
 * academy's are given back apart. A gap in the numbers of a category refuses the lot: the delivery is not whole.
 */
export function groupFiles(files: readonly NamedFile[]): { sets: FileSet[]; others: NamedFile[] } {
  const sets = new Map<string, { project: string; kind: 'full' | 'delta'; day: string; files: DeliveryFile[] }>();
  const others: NamedFile[] = [];
  for (const file of files) {
    const base = file.name.slice(file.name.lastIndexOf('/') + 1);
    const match = FILE_NAME.exec(base);
    const category = match ? OBJECTS[(match[6] ?? '').toLowerCase()] : undefined;
    if (!match || !category) {
      others.push(file);
      continue;
    }
    const [, project = '', kind = '', year = '', month = '', date = '', , number = ''] = match;
    const day = `${year}-${month}-${date}`;
    if (Number.isNaN(Date.parse(`${day}T00:00:00Z`)))
      throw new Refusal('bad-date', { file: file.name, details: { date: year + month + date } });
    const key = `${project.toUpperCase()} ${kind.toLowerCase()} ${day}`;
    let set = sets.get(key);
    if (!set) {
      set = { project, kind: kind.toLowerCase() === 'delta' ? 'delta' : 'full', day, files: [] };
      sets.set(key, set);
    }
    set.files.push({ ...file, category, sequence: Number(number) });
  }
  const list = [...sets.values()];
  for (const set of list) {
    set.files.sort((a, b) => (a.category < b.category ? -1 : a.category > b.category ? 1 : a.sequence - b.sequence));
  }
  return { sets: list.sort(byDay), others };
}

const byDay = (a: FileSet, b: FileSet): number =>
  a.day < b.day
    ? -1
    : a.day > b.day
      ? 1
      : a.kind === b.kind
        ? a.project.localeCompare(b.project)
        : a.kind === 'full'
          ? -1
          : 1;

/** Throws when a number is missing or comes twice: `Eleve_0000, Eleve_0002` is a delivery cut short. */
export function checkSequences(set: FileSet): void {
  const next = new Map<Category, number>();
  for (const file of set.files) {
    const expected = next.get(file.category) ?? 0;
    if (file.sequence < expected) throw new Refusal('number-twice', { file: file.name });
    if (file.sequence > expected) {
      const missing = file.name.replace(/\d{4}(?=\.xml$)/i, String(expected).padStart(4, '0'));
      throw new Refusal('number-missing', { file: missing, details: { found: file.name } });
    }
    next.set(file.category, expected + 1);
  }
}
