import { recordAct } from '../../../platform/audit/audit.ts';
import type { Actor } from '../../../platform/authz/policy.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { schoolHoursPolicy } from './policy.ts';
import type { UrgentCategory } from './publication.ts';

/** Said when something urgent was published: every web process shows it across the top of the pages of that school. */
export const URGENT_TOPIC = 'notifications-urgent';

/** How long it stands there. */
const SHOWN_FOR = 24 * 3_600_000;

/** Whether the actor may publish at any hour to people of those schools: heads each of them, and no other is meant. */
export const mayBeUrgent = (actor: Actor, schoolIds: readonly string[]): boolean =>
  schoolIds.length > 0 && schoolIds.every((schoolId) => schoolHoursPolicy.can(actor, 'urge', { schoolId }));

/** What was published although it was a quiet hour. */
export interface UrgentNotice {
  readonly schoolId: string;
  readonly category: UrgentCategory;
  /** Shown to everybody of the school: 140 signs at most. */
  readonly title: string;
  /** As in notifications: `news.post:<uuid>`. */
  readonly subject: string;
  readonly href: string;
  /** How many are told. */
  readonly recipients: number;
}

/**
 * Writes down that something is urgent, in the transaction that publishes it: a line of the journal, a sentence across the pages of the
 * school for a day. Told twice of one subject, it is there once; taken away and told again, it is there again.
 * @throws Refusal `notifications.not-urgent` for who does not head that school
 */
export async function recordUrgent(tx: Transaction, ctx: SessionContext, notice: UrgentNotice): Promise<void> {
  const { actor, now, requestId } = ctx;
  const { schoolId, category, subject } = notice;
  if (!mayBeUrgent(actor, [schoolId])) refuse('notifications.not-urgent');
  const { numAffectedRows } = await sql`
    insert into notifications.urgent_notices as u (id, school_id, category, title, subject, href, author_id, sent_at, shown_until)
    values (${newId()}, ${schoolId}, ${category}, ${notice.title.slice(0, 140)}, ${subject}, ${notice.href}, ${actor.personId}, ${now},
            ${new Date(now.getTime() + SHOWN_FOR)})
    on conflict (subject) do update
      set category = excluded.category, title = excluded.title, author_id = excluded.author_id, sent_at = excluded.sent_at,
          shown_until = excluded.shown_until
      where u.shown_until <= excluded.sent_at`.execute(tx.db);
  if (!numAffectedRows) return;
  await recordAct(tx.db, {
    act: 'notifications.urgent-published',
    at: now,
    actorId: actor.personId,
    schoolId,
    details: { category, subject, recipients: notice.recipients },
    requestId,
  });
  tx.changed(URGENT_TOPIC);
}

/**
 * Takes the sentence away with what it was about, from every school to which it was told as `<subject>:<school>`: to be called in the
 * transaction that withdraws, recalls or hides it. `now`: left out where only the database knows it.
 */
export async function forgetUrgent(tx: Transaction, subject: string, now?: Date): Promise<void> {
  const at = now ? sql`${now}::timestamptz` : sql`now()`;
  const { numAffectedRows } = await sql`
    update notifications.urgent_notices set shown_until = greatest(${at}, sent_at + interval '1 second')
    where shown_until > ${at} and (subject = ${subject} or starts_with(subject, ${`${subject}:`}::text))`.execute(
    tx.db,
  );
  if (numAffectedRows) tx.changed(URGENT_TOPIC);
}
