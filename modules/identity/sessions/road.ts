import type { Db, RawBuilder } from '../../../platform/db/db.ts';
import type { WorkContext } from '../../../platform/module.ts';

/** A service that was entered with a session. */
export interface Login {
  /** Its key in the table of the road. */
  readonly id: string;
  readonly partyId: string;
  /** Where our server tells it; empty when only a browser can. */
  readonly address: string;
}

/** How services of some protocols are told that a session is over: where their logins are kept, and the words of the message. */
export interface Road<L extends Login = Login> {
  /** SQL: the table of the logins; it has `session_id`, `relying_party_id`, `tries`. */
  readonly table: RawBuilder<unknown>;
  /** SQL condition: the rows of the table with these ids. */
  of(ids: readonly string[]): RawBuilder<unknown>;
  /** Logins `l` of which the SQL condition is true, in the order of their ids, after that one; null: from the first. */
  find(db: Db, which: RawBuilder<unknown>, after: string | null, most: number): Promise<readonly L[]>;
  /** Tells one service; false when it did not answer. */
  tell(ctx: WorkContext, login: L, now: Date): Promise<boolean>;
}
