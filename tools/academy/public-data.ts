import { readFileSync } from 'node:fs';
import { projectPath } from '../../platform/config/paths.ts';

export interface Commune {
  insee: string;
  name: string;
  /** As the post writes it, without accents on the article nor hyphens: `ST GENIS LAVAL`. Differs from `name` on purpose. */
  postalName: string;
  population: number;
  postalCodes: string[];
}

const read = new Map<string, Record<string, string>[]>();

/** Rows of a CSV of `db/public`, by column name. These files never hold a quoted separator. */
export function readPublic(file: string): Record<string, string>[] {
  let rows = read.get(file);
  if (!rows) {
    const [header = '', ...lines] = readFileSync(projectPath('db', 'public', file), 'utf8')
      .trimEnd()
      .split(/\r?\n/);
    const names = header.split(',');
    rows = lines.map((line) => {
      const cells = line.split(',');
      return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    });
    read.set(file, rows);
  }
  return rows;
}

/** The communes of the Métropole, in the order of their INSEE codes. */
export function communes(): Commune[] {
  return readPublic('communes-metropole-lyon.csv').map((row) => ({
    insee: row.insee ?? '',
    name: row.nom ?? '',
    postalName: postalNameOf(row.nom ?? ''),
    population: Number(row.population),
    postalCodes: (row.codes_postaux ?? '').split(' '),
  }));
}

export function communeByInsee(insee: string): Commune {
  const commune = communes().find((candidate) => candidate.insee === insee);
  if (!commune) throw new Error(`no commune ${insee} in the public data`);
  return commune;
}

/** Names that écoles or collèges really bear, in capitals. */
export function schoolNames(type: 'ecole' | 'college'): string[] {
  return readPublic('noms-etablissements.csv')
    .filter((row) => row.type === type)
    .map((row) => row.nom ?? '');
}

const postalNameOf = (name: string): string =>
  name
    .toUpperCase()
    .replaceAll('-', ' ')
    .replace(/^SAINTE /, 'STE ')
    .replace(/^SAINT /, 'ST ')
    .replaceAll("'", ' ');
