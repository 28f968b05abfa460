/*
 * Whom something is said to, as one short text that is kept in rows and compared as it is: `group:<uuid>:families`. What belongs to an
 * audience is never kept: it is asked each time, of the links of the day.
 */

export const audiencePlaces = ['group', 'school', 'commune', 'platform'] as const;
export type AudiencePlace = (typeof audiencePlaces)[number];

/** families: legal guardians whose access is not closed. members: those whom a free group gathers, whatever else they are. */
export const audienceRoles = ['pupils', 'families', 'staff', 'members'] as const;
export type AudienceRole = (typeof audienceRoles)[number];

export interface Audience {
  readonly place: AudiencePlace;
  /** Group, school or commune; null for the whole platform. */
  readonly id: string | null;
  readonly role: AudienceRole;
}

export const audienceKey = ({ place, id, role }: Audience): string => `${place}:${id ?? ''}:${role}`;

const KEY =
  /^(?:(group|school|commune):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|(platform):):(pupils|families|staff|members)$/;

/** The audience that a key names; undefined when it is none. */
export function readAudience(key: string): Audience | undefined {
  const [, place, id, everywhere, role] = KEY.exec(key) ?? [];
  if (role === 'members' && place !== 'group') return undefined;
  if (place && id && role) return { place: place as AudiencePlace, id, role: role as AudienceRole };
  return everywhere && role ? { place: 'platform', id: null, role: role as AudienceRole } : undefined;
}

/** Those that a list of keys names, in its order; what is no key is left out. */
export const readAudiences = (keys: readonly string[]): Audience[] =>
  keys.flatMap((key) => {
    const audience = readAudience(key);
    return audience ? [audience] : [];
  });
