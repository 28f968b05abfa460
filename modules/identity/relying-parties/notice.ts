import { createHash } from 'node:crypto';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { RelyingParty } from './party.ts';

/** What a notice tells, in short: when it changes, it is told again. */
export const noticeDigest = ({ principal, released, form }: RelyingParty): Buffer =>
  createHash('sha256')
    .update([principal, ...(form === 'plain' ? [] : released.map(({ attribute }) => attribute).sort())].join('|'))
    .digest();

/** Whether the person was told what the service receives, as it is declared now. */
export const hasReadNotice = async (db: Db, personId: string, party: RelyingParty): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from identity.service_notices
        where person_id = ${personId} and relying_party_id = ${party.id} and digest = ${noticeDigest(party)}`,
  )) !== undefined;

/** Notes that the person was told it. */
export async function markNoticeRead({ db, now, actor }: SessionContext, party: RelyingParty): Promise<void> {
  await sql`
    insert into identity.service_notices (person_id, relying_party_id, digest, read_at)
    values (${actor.personId}, ${party.id}, ${noticeDigest(party)}, ${now})
    on conflict (person_id, relying_party_id) do update set digest = excluded.digest, read_at = excluded.read_at`.execute(
    db,
  );
}
