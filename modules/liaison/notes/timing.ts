import { dayOf } from '../../../platform/clock/clock.ts';
import type { Db } from '../../../platform/db/db.ts';
import { hoursPolicyOf } from '../../notifications/index.ts';
import { type HoursPolicy, type Publication, publicationOf } from '../../notifications/rules.ts';

/** When what staff of a school write now reaches its families, and by what hours. */
export async function publicationFor(
  db: Db,
  schoolId: string,
  now: Date,
): Promise<{ readonly policy: HoursPolicy; readonly publication: Publication }> {
  const policy = await hoursPolicyOf(db, schoolId);
  return { policy, publication: publicationOf(policy, { at: now, authorRole: 'staff', to: 'anybody' }) };
}

/** When it reaches them: now, or at the next opening. */
export const publicationAt = async (db: Db, schoolId: string, now: Date): Promise<Date> =>
  (await publicationFor(db, schoolId, now)).publication.at;

/** Whether families of that school may be told something at this time of day on a day (`YYYY-MM-DD`). */
export async function openDays(db: Db, schoolId: string, now: Date): Promise<(day: string) => boolean> {
  const policy = await hoursPolicyOf(db, schoolId);
  return (day) => {
    const days = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${dayOf(now)}T00:00:00Z`)) / 86_400_000);
    const at = new Date(now.getTime() + days * 86_400_000);
    return !publicationOf(policy, { at, authorRole: 'staff', to: 'anybody' }).queued;
  };
}
