import { foldName, sortName } from '../rules.ts';
import type { Known } from './present.ts';
import { nameOf, namesOfKnown } from './recognise-rows.ts';
import type { ChildRef, TableRecord } from './record.ts';
import type { Note } from './table.ts';

/** A guardian's row: who the adult is, and whose. */
export interface FamilyMatch {
  readonly record: TableRecord;
  readonly person: Known | null;
  readonly children: readonly { readonly pupil: Known; readonly ref: ChildRef }[];
  readonly near: readonly string[];
}

/**
 * Who each guardian's row is about. ONDE gives no number: a child is found by its number, its INE, or its name with class or birthday;
 * the adult among those of that child by name, else by number or by name and mail or mobile among the adults of the school.
 */
export function recogniseFamilies(
  records: readonly TableRecord[],
  pupils: readonly Known[],
  adults: readonly Known[],
): { readonly matches: readonly FamilyMatch[]; readonly notes: readonly Note[] } {
  const notes: Note[] = [];
  const find = childFinder(pupils);
  const matches: FamilyMatch[] = [];
  const claimed = new Map<string, number>();
  for (const record of withFamiliesJoined(records)) {
    const children: { pupil: Known; ref: ChildRef }[] = [];
    const lost: Note[] = [];
    for (const ref of record.children) {
      const found = find(ref);
      if (found === 'unknown' || found === 'ambiguous') {
        lost.push({
          code: `child-${found}`,
          line: record.line,
          what: [ref.givenName, ref.names[0]].filter(Boolean).join(' ') || ref.ine || ref.key,
        });
      } else if (!children.some((child) => child.pupil.id === found.id)) children.push({ pupil: found, ref });
    }
    // With no child left, the row says nothing that could be kept.
    const empty = children.length === 0;
    notes.push(...lost.map((note) => ({ ...note, aside: empty })));
    if (empty) {
      if (lost.length === 0) notes.push({ code: 'no-child', line: record.line, what: nameOf(record), aside: true });
      continue;
    }
    const found = findAdult(
      record,
      children.map((child) => child.pupil.id),
      adults,
    );
    if (found === 'ambiguous' || (found.person && claimed.has(found.person.id))) {
      notes.push({ code: 'ambiguous', line: record.line, what: nameOf(record), aside: true });
      continue;
    }
    if (found.person) claimed.set(found.person.id, record.line);
    else if (found.near.length > 0) notes.push({ code: 'near', line: record.line, what: nameOf(record) });
    matches.push({ record, person: found.person, children, near: found.near });
  }
  return { matches, notes };
}

/** Several rows of one adult (more children than a row holds, or one row for each child) are one. */
function withFamiliesJoined(records: readonly TableRecord[]): TableRecord[] {
  const joined = new Map<string, TableRecord>();
  for (const record of records) {
    const { family_name: family = '', given_name: given = null, email, mobile, street } = record.values;
    const proof = record.key ?? email ?? mobile ?? street;
    const id = proof ? `${sortName(family, given)}|${proof}` : `line ${record.line}`;
    const first = joined.get(id);
    joined.set(id, first ? { ...first, children: [...first.children, ...record.children] } : record);
  }
  return [...joined.values()];
}

function childFinder(pupils: readonly Known[]): (ref: ChildRef) => Known | 'unknown' | 'ambiguous' {
  const present = pupils.filter((pupil) => pupil.posts.some((post) => post.open));
  const byKey = new Map(present.flatMap((pupil) => (pupil.key ? [[pupil.key, pupil] as const] : [])));
  const byIne = new Map(present.flatMap((pupil) => (pupil.values.ine ? [[pupil.values.ine, pupil] as const] : [])));
  const byName = new Map<string, Known[]>();
  for (const pupil of present)
    for (const name of new Set(namesOfKnown(pupil))) byName.set(name, [...(byName.get(name) ?? []), pupil]);
  return (ref) => {
    const numbered = (ref.key && byKey.get(ref.key)) || (ref.ine && byIne.get(ref.ine));
    if (numbered) return numbered;
    const all = [...new Set(ref.names.flatMap((name) => byName.get(foldName(`${name} ${ref.givenName}`)) ?? []))];
    if (all.length === 0) return 'unknown';
    const born = ref.birthDate ? all.filter((pupil) => pupil.values.birth_date === ref.birthDate) : all;
    if (born.length === 0) return 'unknown';
    const [only] = born;
    if (born.length === 1 && only) return only;
    const classes = ref.className.split(/\s*[,/;]\s*/).map(foldName);
    const placed = born.filter((pupil) =>
      pupil.places.some((place) => place.kind === 'class' && classes.includes(foldName(place.label))),
    );
    return placed.length === 1 && placed[0] ? placed[0] : 'ambiguous';
  };
}

function findAdult(
  record: TableRecord,
  pupilIds: readonly string[],
  adults: readonly Known[],
): { readonly person: Known | null; readonly near: readonly string[] } | 'ambiguous' {
  const { values, key } = record;
  const names = [values.family_name, values.birth_name].flatMap((family) =>
    family ? [sortName(family, values.given_name ?? null)] : [],
  );
  const named = adults.filter((adult) => namesOfKnown(adult).some((name) => names.includes(name)));
  const keyed = key ? named.filter((adult) => adult.key === key) : [];
  const family = named.filter((adult) => adult.kin.some((kin) => pupilIds.includes(kin.pupilId)));
  const reached = named.filter(
    (adult) =>
      (values.email !== undefined && adult.values.email === values.email) ||
      (values.mobile !== undefined && adult.values.mobile === values.mobile),
  );
  for (const candidates of [keyed, family, reached]) {
    const [only] = candidates;
    if (candidates.length === 1 && only) return { person: only, near: [] };
    if (candidates.length > 1) return 'ambiguous';
  }
  return { person: null, near: named.map((adult) => adult.id) };
}
