import { firstOf, leastIdAt, rowsOf, sql } from '../../platform/db/db.ts';
import type { Transaction } from '../../platform/http/context.ts';
import type { FoundCopy, Reportable } from '../../platform/moderation/reportable.ts';
import type { RichText } from '../../platform/rich-text/model.ts';
import { plainOf } from '../../platform/rich-text/plain.ts';
import { personsById } from '../directory/index.ts';
import { holdsFile } from '../files/index.ts';
import { withdraw } from '../notifications/index.ts';
import { NOTIFICATION, subjectOf } from './notices.ts';
import { messagePolicy } from './policy.ts';
import { uidsOf } from './sending/release.ts';
import { texts } from './texts-notices.ts';

interface Read {
  readonly id: string;
  readonly subject: string;
  readonly body: RichText;
  readonly authorId: string;
  readonly author: string | null;
  readonly schoolId: string | null;
  readonly sentAt: Date;
  readonly people: number;
  readonly audiences: string[];
}

/** Milliseconds between writing and sending, at most, of what is looked for by when it was sent: the longest holidays but the summer. */
const LONGEST_WAIT = 20 * 86_400_000;

/** A message can be reported by whoever wrote or received it; hidden, it is gone from everybody, and every copy of it stays as evidence. */
export const reportableMessage: Reportable = {
  place: NOTIFICATION,
  label: (locale) => texts[locale].aMessage,
  async load(db, actor, subject) {
    const row = await firstOf(
      db,
      sql<Read>`
        select m.id, m.subject, m.body, m.author_id as "authorId", a.full_name as author, m.school_id as "schoolId", m.sent_at as "sentAt", m.people,
               m.to_audiences as audiences
        from messaging.messages m left join (${personsById}) as a on a.person_id = m.author_id and a.erased_on is null
        where m.id = ${subject}::uuid and m.state = 'sent' and m.hidden_at is null and ${messagePolicy.where(actor, 'read')}`,
    );
    if (!row) return undefined;
    const { id, subject: title, body, authorId, author, schoolId, sentAt, people, audiences } = row;
    return {
      title,
      text: plainOf(body),
      author: author === null ? null : { id: authorId, name: author },
      schoolId,
      at: sentAt,
      recipients: people,
      copy: { id, body, audiences },
    };
  },
  // What waits for its hour is found too: a stolen account may have written it for tonight.
  find(db, { words, link, sha256, authorIds, since, until }, most) {
    const isAsked = [
      words
        ? sql`(position(lower(${words}) in lower(m.words)) > 0 or position(lower(${words}) in lower(m.subject)) > 0)`
        : [],
      link ? sql`(position(${link} in m.words) > 0 or position(${link} in m.body::text) > 0)` : [],
      sha256 ? sql`(m.has_files and ${holdsFile(NOTIFICATION, sql`m.id`, sha256)})` : [],
      authorIds ? sql`m.author_id = any(${[...authorIds]}::uuid[])` : [],
    ].flat();
    if (isAsked.length === 0) return Promise.resolve([]);
    return rowsOf(
      db,
      sql<FoundCopy>`
        select m.id as subject, m.author_id as "authorId", m.school_id as "schoolId", coalesce(m.sent_at, m.written_at) as "sentAt",
               m.people as recipients, m.subject as title, m.words
        from messaging.messages m
        where m.id >= ${leastIdAt(new Date(since.getTime() - LONGEST_WAIT))}::uuid
          and coalesce(m.sent_at, m.written_at) >= ${since} and coalesce(m.sent_at, m.written_at) < ${until}
          and m.state in ('sent', 'waiting', 'held') and m.hidden_at is null
          and ${sql.join(isAsked, sql` and `)}
        order by m.id limit ${most}`,
    );
  },
  async hide(tx, subjects) {
    await setHidden(tx, subjects, true);
    for (const id of subjects) await withdraw(tx, subjectOf(id));
  },
  // It is told again, to those who had it: what was taken out of feeds comes back with it.
  restore: (tx, subjects) => setHidden(tx, subjects, false),
};

async function setHidden(tx: Transaction, subjects: readonly string[], hidden: boolean): Promise<void> {
  const rows = await rowsOf(
    tx.db,
    sql<{ persons: string[]; audiences: string[] }>`
      update messaging.messages m
      set hidden_at = case when ${hidden}::boolean then coalesce(m.hidden_at, now()) end,
          told_at = case when ${hidden}::boolean then m.told_at end
      where m.id = any(${[...subjects]}::uuid[]) and (m.hidden_at is null) = ${hidden}::boolean
      returning m.to_persons as persons, m.to_audiences as audiences`,
  );
  const uids = await uidsOf(tx.db, [...new Set(rows.flatMap(({ persons }) => persons))]);
  tx.changed(...rows.flatMap(({ audiences }) => audiences), ...uids.map((uid) => `person:${uid}`));
}
