import type { SessionContext } from '../../../platform/http/context.ts';
import { hoursPolicyOf } from '../quiet-hours/policy-of.ts';
import type { HoursPolicy } from '../quiet-hours/publication.ts';

/** When a school of the person publishes. */
export interface HoursOfOwnSchool {
  readonly name: string;
  readonly policy: HoursPolicy;
}

/** Somebody of more schools than these reads of the first. */
const MOST = 5;

/** When the schools of the actor publish, each once. */
export function hoursOfOwnSchools({ db, actor }: SessionContext): Promise<HoursOfOwnSchool[]> {
  const schools = [...new Map(actor.profiles.map(({ schoolId, schoolName }) => [schoolId, schoolName]))];
  return Promise.all(schools.slice(0, MOST).map(async ([id, name]) => ({ name, policy: await hoursPolicyOf(db, id) })));
}
