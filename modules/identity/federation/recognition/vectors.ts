import { z } from 'zod';
import type { FamilyVector } from '../../../directory/index.ts';

/* FrEduVecteur: `type|family name|given name|ENTEleveStructRattachId|UAI`, one value for each child. */

/** What a type may say. */
export const vectorMeanings = ['resp1d', 'resp2d', 'eleve1d', 'eleve2d', 'none'] as const;
type VectorMeaning = (typeof vectorMeanings)[number];

/** Which type says what; sources disagree, so the operator may change it. */
export const vectorTypes = z.record(z.string().regex(/^\d{1,2}$/), z.enum(vectorMeanings));
export type VectorTypes = z.infer<typeof vectorTypes>;

/** The national table. */
export const usualVectorTypes: VectorTypes = { 1: 'resp1d', 2: 'resp2d', 3: 'eleve1d', 4: 'eleve2d' };

const MEANT: Readonly<Record<Exclude<VectorMeaning, 'none'>, Pick<FamilyVector, 'kind' | 'degree'>>> = {
  resp1d: { kind: 'guardian', degree: 1 },
  resp2d: { kind: 'guardian', degree: 2 },
  eleve1d: { kind: 'pupil', degree: 1 },
  eleve2d: { kind: 'pupil', degree: 2 },
};

export interface ReadVectors {
  readonly vectors: readonly FamilyVector[];
  /** Types that the table does not know, each once. */
  readonly unknown: readonly string[];
}

/** Reads every value by that table. A pupil's vector has no names. */
export function readVectors(values: readonly string[], types: VectorTypes): ReadVectors {
  const vectors: FamilyVector[] = [];
  const unknown = new Set<string>();
  for (const value of values) {
    const parts = value.split('|').map((part) => part.trim());
    const [type = '', familyName = '', givenName = '', childId = '', uai = ''] = parts;
    const meaning = types[type];
    const isWhole = parts.length === 5 && /^[\w$.-]{1,64}$/.test(childId) && /^\d{7}[A-Za-z]$/.test(uai);
    if (!meaning || meaning === 'none' || !isWhole) unknown.add(/^\d{1,2}$/.test(type) ? type : '–');
    else vectors.push({ ...MEANT[meaning], familyName, givenName, childId, uai: uai.toUpperCase() });
  }
  return { vectors, unknown: [...unknown].slice(0, 10) };
}

/** The table as the operator types it: `1 resp1d`, one a line. Undefined when it is not one. */
export function typedVectorTypes(typed: string): VectorTypes | undefined {
  const pairs = typed
    .split(/[\r\n,;]+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => line.split(/[\s=:]+/));
  const read = vectorTypes.safeParse(Object.fromEntries(pairs.map(([type = '', meaning = '']) => [type, meaning])));
  return read.success && pairs.every((pair) => pair.length === 2) && pairs.length > 0 && pairs.length <= 20
    ? read.data
    : undefined;
}

/** The same, to show it. */
export const shownVectorTypes = (types: VectorTypes): string =>
  Object.entries(types)
    .map(([type, meaning]) => `${type} ${meaning}`)
    .join('\n');
