import { loadActor } from '../../modules/directory/index.ts';
import { dayOf } from '../../platform/clock/clock.ts';
import type { Db } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';

/**
 * What a command reaches when somebody of the demonstration does something at an instant: nobody sits behind it, so that there is no
 * session, no browser and no file. `asOf`: the day whose rights they have (a mandate given today allows what is dated last week). A command that asks for one of these is not for the demonstration.
 */
export async function actingAs(
  db: Db,
  personId: string,
  now: Date,
  { asOf = now }: { readonly asOf?: Date } = {},
): Promise<SessionContext> {
  const actor = await loadActor(db, personId, dayOf(asOf));
  if (!actor) throw new Error(`person ${personId} of the demonstration does not exist`);
  const reached: Partial<SessionContext> = {
    actor,
    db,
    now,
    locale: 'fr',
    requestId: 'demonstration',
    viewing: null,
    background: false,
    transaction: (work) => inTransaction(db, work),
  };
  return reached as SessionContext;
}
