import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { MessageKind } from '../sending/send.ts';

/** What is being written, as it was typed. */
export interface Draft {
  readonly id: string;
  readonly kind: MessageKind;
  readonly repliesTo: string | null;
  readonly subject: string;
  readonly body: string;
  readonly recipients: readonly string[];
  readonly files: readonly string[];
  readonly savedAt: Date;
}

/** Drafts that one person keeps at most: the oldest makes room. */
const MOST = 100;

const columns = sql`id, kind, replies_to as "repliesTo", subject, body, recipients, files, saved_at as "savedAt"`;

/** Keeps a draft under an id that the form made; somebody else's id is left alone. */
export async function keepDraft(db: Db, actor: Actor, draft: Omit<Draft, 'savedAt'>, at: Date): Promise<void> {
  await sql`
    insert into messaging.drafts (id, person_id, kind, replies_to, subject, body, recipients, files, saved_at)
    values (${draft.id}::uuid, ${actor.personId}::uuid, ${draft.kind}, ${draft.repliesTo}::uuid, ${draft.subject}, ${draft.body},
            ${[...draft.recipients]}::text[], ${[...draft.files]}::uuid[], ${at})
    on conflict (id) do update
    set subject = excluded.subject, body = excluded.body, recipients = excluded.recipients, files = excluded.files, saved_at = excluded.saved_at
    where messaging.drafts.person_id = ${actor.personId}::uuid`.execute(db);
  await sql`
    delete from messaging.drafts where id in (
      select id from messaging.drafts where person_id = ${actor.personId}::uuid order by saved_at desc, id desc offset ${MOST})`.execute(
    db,
  );
}

/** A draft of the actor's own. */
export const findDraft = (db: Db, actor: Actor, id: string): Promise<Draft | undefined> =>
  firstOf(
    db,
    sql<Draft>`select ${columns} from messaging.drafts where id = ${id}::uuid and person_id = ${actor.personId}::uuid`,
  );

/** The actor's drafts, the one saved last first. */
export const draftsOf = (db: Db, actor: Actor): Promise<Draft[]> =>
  rowsOf(
    db,
    sql<Draft>`select ${columns} from messaging.drafts where person_id = ${actor.personId}::uuid order by saved_at desc, id desc limit ${MOST}`,
  );

/** Throws a draft of one's own away. */
export const dropDraft = async (db: Db, actor: Actor, id: string): Promise<void> => {
  await sql`delete from messaging.drafts where id = ${id}::uuid and person_id = ${actor.personId}::uuid`.execute(db);
};

/** Drafts that nobody has touched for a year go. */
export const forgetDrafts = async (db: Db, now: Date): Promise<void> => {
  await sql`delete from messaging.drafts where saved_at < ${new Date(now.getTime() - 365 * 86_400_000)}`.execute(db);
};
