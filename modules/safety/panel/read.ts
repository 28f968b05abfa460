import type { Answer } from '../../../platform/contract/endpoint.ts';
import { type Context, isSignedIn } from '../../../platform/http/context.ts';
import { ownSchools, readersOf } from '../reports/queries.ts';
import type { showSafety } from './contract.ts';

/** To whom the panel speaks, and who reads the reports of their schools. */
export async function readPanel(ctx: Context): Promise<Answer<typeof showSafety>> {
  if (!isSignedIn(ctx)) return { to: 'visitor', schools: [] };
  const { actor, db } = ctx;
  const rows = await readersOf(db, ownSchools(actor), actor.today);
  const schools = rows.map(({ name, readers }) => ({ name, readers: readers.map((one) => one.name) }));
  const to = actor.roles.includes('pupil')
    ? 'pupil'
    : actor.roles.every((role) => role === 'guardian')
      ? 'guardian'
      : 'staff';
  return { to, schools };
}
