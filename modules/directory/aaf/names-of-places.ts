/*
 * The academy writes the names of places in capitals, without accents and with abbreviations. Families read them every day: they are
 * put back into ordinary writing here. The academy's own spelling stays in the delivery.
 */

const SMALL_WORDS = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'et', 'sur', 'sous', 'en', 'aux', 'au', 'd', 'l']);

/** What stands before a school's name, and how one says it; the longest first. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ECOLE MATERNELLE PUBLIQUE|ECOLE MATERNELLE|E\.?M\.?PU\.?)(?=\s|$)/i, 'École maternelle'],
  [/^(?:ECOLE ELEMENTAIRE PUBLIQUE|ECOLE ELEMENTAIRE|E\.?E\.?PU\.?)(?=\s|$)/i, 'École élémentaire'],
  [/^(?:ECOLE PRIMAIRE PUBLIQUE|ECOLE PRIMAIRE|E\.?P\.?PU\.?)(?=\s|$)/i, 'École primaire'],
  [/^ECOLE(?=\s|$)/i, 'École'],
  [/^SEGPA (?:DU )?(?:CLG|COLLEGE)(?=\s|$)/i, 'SEGPA du collège'],
  [/^(?:CLG|COLLEGE)(?=\s|$)/i, 'Collège'],
];

/** A school's name as people write it: "CLG JEANNE-D'ARC" gives "Collège Jeanne-d'Arc". */
export function readableSchoolName(name: string): string {
  const kind = KINDS.find(([words]) => words.test(name));
  if (!kind) return readablePlace(name);
  const rest = name.replace(kind[0], '').trim();
  return rest ? `${kind[1]} ${readablePlace(rest)}` : kind[1];
}

/** A name in capitals as a name of ordinary writing; one that already has small letters was written with care and stays. */
export function readablePlace(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  let first = true;
  return name.toLocaleLowerCase('fr').replace(/\p{L}+/gu, (word) => {
    const small = !first && SMALL_WORDS.has(word);
    first = false;
    return small ? word : word.charAt(0).toLocaleUpperCase('fr') + word.slice(1);
  });
}
