import type { AcademyKey } from '../../../directory/index.ts';

/*
 * FrEduCtRefId: by which key the academy's file knows somebody of a family. One value for each file that has them, each with a prefix that
 * says in whose words it is written. docs/operate/federation.md shows the same table.
 */

/** Prefixes whose values we can read, and how. Any other is counted and left: a new one is for the operator to see, not for us to guess. */
const prefixes: Readonly<Record<string, (rest: string) => AcademyKey | undefined>> = {
  /** `{AAF}<academy>|<anything>|<ENTPersonJointure>`: exactly three parts. */
  '{AAF}': (rest) => {
    const [academy = '', , key = '', ...more] = rest.split('|').map((part) => part.trim());
    return more.length === 0 && rest.split('|').length === 3 && /^\w{1,4}$/.test(academy) && /^[\w$.-]{1,64}$/.test(key)
      ? { academy: academy.toUpperCase(), key }
      : undefined;
  },
};

export interface ReadReferences {
  readonly keys: readonly AcademyKey[];
  /** Prefixes that we do not read, each once; never the value behind. */
  readonly unknown: readonly string[];
}

/** Reads every value; what is malformed behind a known prefix counts as unknown too, by `prefix?`. */
export function readReferences(values: readonly string[]): ReadReferences {
  const keys: AcademyKey[] = [];
  const unknown = new Set<string>();
  for (const value of values) {
    const prefix = /^\{[^{}]{1,20}\}/.exec(value.trim())?.[0] ?? '';
    const key = prefixes[prefix]?.(value.trim().slice(prefix.length));
    if (key) keys.push(key);
    else unknown.add(prefixes[prefix] ? `${prefix}?` : prefix || '–');
  }
  return { keys, unknown: [...unknown].slice(0, 10) };
}
