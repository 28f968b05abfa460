import * as d1 from './dialect-1d.ts';
import * as d2 from './dialect-2d.ts';
import { type Attributes, addRequest, type Category, deleteRequest, modifyRequest, type Values } from './envelope.ts';
import type { Adult, Degree, Family, Sector, StaffMember } from './model.ts';

/** What lives in a sector once everyone has arrived. */
export interface SettledSector {
  sector: Sector;
  staff: StaffMember[];
  families: Family[];
  /** Guardians whom no pupil names. */
  strays: { adult: Adult; degree: Degree }[];
  /** Guardians whom a pupil already names but whom the academy has not sent yet. */
  awaited: Set<Adult>;
}

/** One object as a delivery tells it. */
export interface AafObject {
  degree: Degree;
  category: Category;
  id: string;
  attributes: Attributes;
}

/** Every object of a sector, as of now; structures first, then staff, pupils and guardians. */
export function* objectsOf(settled: SettledSector): Generator<AafObject> {
  for (const school of settled.sector.schools) {
    const attributes = school.degree === 1 ? d1.primarySchool(school) : d2.secondarySchool(school);
    yield { degree: school.degree, category: 'EtabEducNat', id: school.id, attributes };
  }
  for (const member of settled.staff) {
    const attributes = member.degree === 1 ? d1.primaryStaff(member) : d2.secondaryStaff(member);
    yield { degree: member.degree, category: 'PersEducNat', id: member.id, attributes };
  }
  const adults = new Map<Adult, Set<Degree>>();
  const know = (adult: Adult, degree: Degree) => {
    const degrees = adults.get(adult);
    if (degrees) degrees.add(degree);
    else adults.set(adult, new Set([degree]));
  };
  for (const { adult, degree } of settled.strays) know(adult, degree);
  for (const family of settled.families) {
    for (const child of [...family.children, ...family.departed]) {
      const { degree } = child.school;
      const attributes = degree === 1 ? d1.primaryPupil(child) : d2.secondaryPupil(child);
      yield { degree, category: 'Eleve', id: child.id, attributes };
      for (const relation of child.relations) know(relation.adult, degree);
    }
  }
  for (const [adult, degrees] of adults) {
    if (settled.awaited.has(adult)) continue;
    for (const degree of [1, 2] as const) {
      if (!degrees.has(degree)) continue;
      const attributes = degree === 1 ? d1.primaryGuardian(adult) : d2.secondaryGuardian(adult);
      yield { degree, category: 'PersRelEleve', id: adult.ids[degree], attributes };
    }
  }
}

/** The request that creates an object, or replaces it whole. */
export const addingOf = (one: AafObject): string => addRequest(one.category, one.id, one.attributes);

const keyOf = (one: AafObject): string => `${one.degree}/${one.category}/${one.id}`;

const textOf = (values: Values): string => (typeof values === 'string' ? values : values.join('\n'));

export interface Change {
  degree: Degree;
  category: Category;
  request: string;
}

/**
 * What a Delta must say for the objects of `before` to become those of `after`: additions, then replaced attributes,
 * then deletions. Objects listed in `whole` are sent again entire although they are known.
 */
export function* changesBetween(
  before: AafObject[],
  after: Iterable<AafObject>,
  whole: Set<string>,
): Generator<Change> {
  const known = new Map(before.map((one) => [keyOf(one), one]));
  const modified: Change[] = [];
  for (const one of after) {
    const { degree, category } = one;
    const former = known.get(keyOf(one));
    known.delete(keyOf(one));
    if (!former || whole.has(one.id)) {
      yield { degree, category, request: addingOf(one) };
      continue;
    }
    const changed = one.attributes.filter(
      ([, values], index) => textOf(values) !== textOf(former.attributes[index]?.[1] ?? ''),
    );
    if (changed.length > 0) modified.push({ degree, category, request: modifyRequest(category, one.id, changed) });
  }
  yield* modified;
  for (const { degree, category, id } of known.values())
    yield { degree, category, request: deleteRequest(category, id) };
}
