import type { Db } from '../../../platform/db/db.ts';
import { loadActor } from '../../directory/index.ts';

/** Whether the directory lets a person in on `today`: somebody who is nothing any more only finds the way out. */
export async function mayEnter(db: Db, personId: string, today: string): Promise<boolean> {
  const actor = await loadActor(db, personId, today);
  return actor !== undefined && actor.roles.length > 0 && actor.leftOn === null;
}
