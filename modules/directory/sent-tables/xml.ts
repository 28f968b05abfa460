import { refuse } from '../../../platform/contract/refusal.ts';
import type { Format } from './columns.ts';
import { type Element, parseXml, type XmlTable } from './element.ts';
import { readPupils, readSiecleGuardians } from './siecle.ts';
import { readStaff } from './sts.ts';
import { limits, type Table } from './table.ts';

const READERS: Readonly<Record<string, (root: Element) => XmlTable>> = {
  BEE_ELEVES: readPupils,
  BEE_RESPONSABLES: readSiecleGuardians,
  STS_EDT: readStaff,
};

/** Documents of SIECLE (pupils, guardians) and STS (staff), alone or in the archive they come in. Strict: no DTD, no entity. */
export function readSchoolXml(bytes: Uint8Array, name: string | null): Table & { readonly format: Format } {
  const root = parseXml(bytes);
  const read = READERS[root.name];
  if (!read) return refuse('directory.table-unknown-xml', { root: root.name.slice(0, 60) });
  const { format, headings, rows, uai } = read(root);
  if (rows.length === 0) refuse('directory.table-no-rows');
  if (rows.length > limits.rows) refuse('directory.table-too-long', { most: limits.rows });
  return { kind: 'xml', encoding: null, separator: null, sheet: name, headings, rows, notes: [], uai, format };
}
