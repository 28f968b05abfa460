import type { Actor } from '../../../../platform/authz/policy.ts';

/*
 * FrEduRneResp: the schools that the academy's portal says somebody leads (`uai$type$…`; X: none). The academy's file is the first proof of a
 * direction; where the portal sends this, it is the second.
 */

/** The UAIs that the values name. */
export const ledSchools = (values: readonly string[]): string[] =>
  values.flatMap((value) => /^\s*(\d{7}[A-Za-z])(?:\$|\s*$)/.exec(value)?.[1]?.toUpperCase() ?? []);

/** Schools that the person leads by the file and not by the portal; none when the portal does not say. */
export function unprovedDirection(actor: Actor, sent: readonly string[] | null): { schoolId: string; name: string }[] {
  if (sent === null) return [];
  const led = ledSchools(sent);
  return actor.profiles
    .filter(({ role, schoolUai }) => role === 'head' && !led.includes(schoolUai))
    .map(({ schoolId, schoolName }) => ({ schoolId, name: schoolName }));
}
