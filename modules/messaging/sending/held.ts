import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import type { Held, Verdict } from '../../../platform/moderation/held.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { plainOf } from '../../../platform/rich-text/plain.ts';
import { labelsOf, personsById } from '../../directory/index.ts';
import { attachmentsOf, fileAddress } from '../../files/index.ts';
import { hoursPolicyOf, notify, settle } from '../../notifications/index.ts';
import { publicationIn } from '../../notifications/rules.ts';
import { listHeld } from '../../safety/contract.ts';
import { NOTIFICATION } from '../notices.ts';
import type { AuthorRole } from '../rules.ts';
import { WAITING } from './write.ts';

/** Under which those who read first are told that a message waits for them. */
const heldSubject = (messageId: string): string => `messaging.held:${messageId}`;

/** A message as those who read first are told of it. */
export interface HeldMessage {
  readonly id: string;
  readonly authorId: string;
  readonly author: string;
  readonly subject: string;
  readonly words: string;
  readonly writtenAt: Date;
  readonly today: string;
}

/** Tells those who read first that a message waits for their word. @param to SQL query of `person_id` */
export const tellHeld = (
  tx: Transaction,
  { id, authorId, author, subject, words, writtenAt }: HeldMessage,
  schoolId: string,
  to: RawBuilder<unknown>,
): Promise<string> =>
  notify(tx, {
    kind: 'messaging.held',
    subject: heldSubject(id),
    schoolId,
    href: listHeld.path,
    title: subject,
    words,
    author: { id: authorId, name: author },
    publishAt: writtenAt,
    todo: true,
    to: { query: to },
  });

interface HeldRow {
  readonly id: string;
  readonly subject: string;
  readonly body: RichText;
  readonly author: string;
  readonly names: string[];
  readonly audiences: string[];
  readonly since: Date;
}

/** Messages that wait, the oldest first. @param which SQL query of the ids of those on which the actor decides */
export async function heldMessages({ db, locale }: SessionContext, which: RawBuilder<unknown>): Promise<Held[]> {
  const rows = await rowsOf(
    db,
    sql<HeldRow>`
      select m.id, m.subject, m.body, p.name as author, m.to_audiences as audiences, m.written_at as since,
             array(select t.name from (${personsById}) as t where t.person_id = any(m.to_persons) order by t.sort_name, t.person_id) as names
      from messaging.messages m join (${personsById}) as p on p.person_id = m.author_id
      where m.state = 'held' and m.id in (${which})
      order by m.written_at, m.id limit 50`,
  );
  const labels = await labelsOf(
    db,
    rows.flatMap(({ audiences }) => audiences),
    locale,
  );
  const files = await attachmentsOf(
    db,
    NOTIFICATION,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, subject, body, author, names, audiences, since }) => ({
    id,
    title: subject,
    text: plainOf(body),
    author,
    to: [...names, ...audiences.flatMap((key) => labels.get(key) ?? [])].join(', '),
    since,
    attachments: (files.get(id) ?? []).map((file) => ({ label: file.name, href: fileAddress(file.id) })),
  }));
}

/** What its author is told of a message that was kept back. */
export interface KeptBackWords {
  readonly title: (subject: string) => string;
  /** When whoever decided says nothing. */
  readonly words: string;
}

interface Decided {
  readonly id: string;
  readonly authorId: string;
  readonly authorRole: AuthorRole;
  readonly subject: string;
  readonly schoolId: string | null;
  readonly schoolIds: string[];
  readonly staffOnly: boolean;
  readonly publishAt: Date;
}

/** Lets a message go out, at the hours of the school, or keeps it back and says so to its author. @param which as `heldMessages` */
export async function decideOn(
  ctx: SessionContext,
  id: string,
  { let: verdict, words }: Verdict,
  which: RawBuilder<unknown>,
  told: KeptBackWords,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const message = await firstOf(
      tx.db,
      sql<Decided>`
        select m.id, m.author_id as "authorId", m.author_role as "authorRole", m.subject, m.school_id as "schoolId",
               m.school_ids as "schoolIds", m.staff_only as "staffOnly", m.publish_at as "publishAt"
        from messaging.messages m
        where m.id = ${id}::uuid and m.state = 'held' and m.id in (${which})
        for update`,
    );
    if (!message) notFound();
    await sql`
      insert into messaging.decisions (message_id, verdict, words, decided_by, decided_at)
      values (${id}::uuid, ${verdict}, ${words.slice(0, 500)}, ${ctx.actor.personId}::uuid, ${ctx.now})`.execute(tx.db);
    await settle(tx, heldSubject(id), 'everyone');
    if (verdict === 'through') await letThrough(ctx, tx, message);
    else await keepBack(ctx, tx, message, { title: told.title(message.subject), words: words || told.words });
  });
}

async function letThrough(ctx: SessionContext, tx: Transaction, message: Decided): Promise<void> {
  const schools = message.schoolIds.length > 0 ? message.schoolIds : [null];
  const policies = await Promise.all(schools.map((schoolId) => hoursPolicyOf(tx.db, schoolId)));
  const { at } = publicationIn(policies, {
    at: message.publishAt > ctx.now ? message.publishAt : ctx.now,
    authorRole: message.authorRole,
    to: message.staffOnly ? 'staff-only' : 'anybody',
  });
  await sql`
    update messaging.messages set state = 'waiting', waits_for = 'hours', publish_at = ${at} where id = ${message.id}::uuid`.execute(
    tx.db,
  );
  await tx.emit({ name: WAITING, payload: { publishAt: at.toISOString() } });
}

async function keepBack(
  { now }: SessionContext,
  tx: Transaction,
  message: Decided,
  told: { readonly title: string; readonly words: string },
): Promise<void> {
  await sql`update messaging.messages set state = 'refused', waits_for = null where id = ${message.id}::uuid`.execute(
    tx.db,
  );
  await notify(tx, {
    kind: 'messaging.kept-back',
    subject: `messaging.kept-back:${message.id}`,
    schoolId: message.schoolId,
    href: `/messages/${message.id}`,
    ...told,
    publishAt: now,
    to: { persons: [message.authorId] },
  });
}
