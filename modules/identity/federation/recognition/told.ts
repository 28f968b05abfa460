import { z } from 'zod';

/* What the academy's providers tell of somebody, by the names under which they tell it. Everything else that an answer holds is dropped. */

const FREDU = 'urn:oid:1.3.6.1.4.1.20326.10.999.1.';

/** Each fact by its friendly name, in small letters, and by its OID where it has one. */
const names = {
  referenceIds: ['freductrefid'],
  vectors: ['freduvecteur'],
  returnAddress: ['freduurlretour', `${FREDU}5`],
  academicMails: ['ctemail', 'mail', 'urn:oid:0.9.2342.19200300.100.1.3'],
  ledSchools: ['fredurneresp'],
  familyName: ['sn', 'urn:oid:2.5.4.4'],
  givenName: ['givenname', 'urn:oid:2.5.4.42'],
} as const;

export const told = z.object({
  referenceIds: z.array(z.string()),
  vectors: z.array(z.string()),
  returnAddress: z.string().nullable(),
  academicMails: z.array(z.string()),
  /** FrEduRneResp as it came; null when it was not sent at all. */
  ledSchools: z.array(z.string()).nullable(),
  /** For the person to see whose identity they came with. */
  label: z.string(),
});
export type Told = z.infer<typeof told>;

/** An attribute of an assertion. */
export interface SentAttribute {
  readonly name: string;
  readonly friendlyName: string | undefined;
  readonly values: readonly string[];
}

/** Values that one fact may have, and their length: beyond is no longer a family. */
const MOST = 30;
const LONGEST = 500;

/** Reads the attributes. The first of two ways in which the same fact is told counts. */
export function readTold(sent: readonly SentAttribute[]): Told {
  const valuesOf = (fact: keyof typeof names): string[] | undefined => {
    const asked: readonly string[] = names[fact];
    for (const name of asked) {
      const found = sent.filter((one) => one.name.toLowerCase() === name || one.friendlyName?.toLowerCase() === name);
      if (found.length > 0)
        return found
          .flatMap(({ values }) => values)
          .map((value) => value.trim())
          .filter((value) => value !== '' && value.length <= LONGEST)
          .slice(0, MOST);
    }
    return undefined;
  };
  const first = (fact: keyof typeof names): string => valuesOf(fact)?.[0] ?? '';
  return {
    referenceIds: valuesOf('referenceIds') ?? [],
    vectors: valuesOf('vectors') ?? [],
    returnAddress: first('returnAddress') || null,
    academicMails: valuesOf('academicMails') ?? [],
    ledSchools: valuesOf('ledSchools') ?? null,
    label: [first('givenName'), first('familyName')].filter(Boolean).join(' ').slice(0, 120),
  };
}
