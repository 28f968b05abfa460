import { randomBytes } from 'node:crypto';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';

/** A passkey as its owner sees it. */
export interface OwnPasskey {
  readonly id: string;
  readonly name: string;
  readonly addedAt: Date;
  readonly lastUsedAt: Date | null;
  /** Opens a session without password. */
  readonly opensAlone: boolean;
  /** Kept by the maker's or another cloud as well, and so on several devices. */
  readonly isCopied: boolean;
  /** It once answered with a count that had served. */
  readonly suspectAt: Date | null;
}

/** Most that one person keeps. */
export const MOST = 10;

const own = sql`id, name, added_at as "addedAt", last_used_at as "lastUsedAt", opens_alone as "opensAlone",
  backed_up as "isCopied", suspect_at as "suspectAt"`;

/** The passkeys of a person, the oldest first. */
export const passkeysOf = (db: Db, personId: string): Promise<OwnPasskey[]> =>
  rowsOf(
    db,
    sql<OwnPasskey>`select ${own} from identity.passkeys where person_id = ${personId} order by added_at, id limit ${MOST}`,
  );

/** One of them; undefined when it is not theirs. */
export const passkeyOf = (db: Db, personId: string, id: string): Promise<OwnPasskey | undefined> =>
  firstOf(db, sql<OwnPasskey>`select ${own} from identity.passkeys where person_id = ${personId} and id = ${id}`);

/** How browsers are told of passkeys that are there: to ask for one of them, or to make none twice. */
export interface Designation {
  readonly type: 'public-key';
  /** base64url */
  readonly id: string;
  readonly transports: string[];
}

/** The passkeys of a person as browsers know them, and the handle that stands for the account on their devices. */
export async function designationsOf(
  db: Db,
  personId: string,
): Promise<{ readonly designations: Designation[]; readonly handle: Buffer }> {
  const rows = await rowsOf(
    db,
    sql<{ credentialId: Buffer; transports: string[]; handle: Buffer }>`
      select credential_id as "credentialId", transports, handle from identity.passkeys
      where person_id = ${personId} order by added_at, id limit ${MOST}`,
  );
  return {
    designations: rows.map(({ credentialId, transports }) => ({
      type: 'public-key',
      id: credentialId.toString('base64url'),
      transports,
    })),
    handle: rows[0]?.handle ?? randomBytes(32),
  };
}

/** A passkey that answers. */
export interface AnsweringPasskey {
  readonly id: string;
  readonly personId: string;
  readonly handle: Buffer;
  readonly publicKey: Buffer;
  readonly backupEligible: boolean;
  readonly opensAlone: boolean;
}

/** The passkey with that credential id (base64url), whoever's it is. */
export const answeringPasskey = (db: Db, credentialId: string): Promise<AnsweringPasskey | undefined> =>
  firstOf(
    db,
    sql<AnsweringPasskey>`
      select id, person_id as "personId", handle, public_key as "publicKey", backup_eligible as "backupEligible",
             opens_alone as "opensAlone"
      from identity.passkeys where credential_id = ${Buffer.from(credentialId, 'base64url')}`,
  );

/**
 * Notes that a passkey answered, if its count goes up (or never counts): of two answers with one count, only the first passes, in
 * whatever process.
 * @returns whether it passes; if not, the passkey is marked as suspect
 */
export async function countAnswer(
  db: Db,
  id: string,
  { signCount, backedUp }: { readonly signCount: number; readonly backedUp: boolean },
  now: Date,
): Promise<boolean> {
  const counted = await firstOf(
    db,
    sql`update identity.passkeys set sign_count = ${signCount}, backed_up = ${backedUp}, last_used_at = ${now}
        where id = ${id} and (sign_count < ${signCount} or (sign_count = 0 and ${signCount} = 0)) returning id`,
  );
  if (counted) return true;
  await sql`update identity.passkeys set suspect_at = ${now} where id = ${id}`.execute(db);
  return false;
}

/**
 * Lets no passkey of a person open a session by itself any more; they go on as second factor. For who takes an account back by a code or
 * a mail: what a thief added opens nothing.
 */
export const letNoneOpenAlone = (db: Db, personId: string): Promise<unknown> =>
  sql`update identity.passkeys set opens_alone = false where person_id = ${personId} and opens_alone`.execute(db);
