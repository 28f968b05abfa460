import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { attachmentsOf, heldFiles } from '../../files/index.ts';
import { withdraw } from '../../notifications/index.ts';
import { NOTIFICATION, subjectOf } from '../notices.ts';
import { messagePolicy } from '../policy.ts';
import { findMessage } from '../reading/open.ts';
import { uidsOf } from './release.ts';

/**
 * Takes a message back from everybody who has not read it yet; the message itself stays as evidence. A pupil takes nothing back.
 * @throws Refusal `messaging.read-by-all` when nobody is left to take it back from
 */
export async function recallMessage(
  ctx: SessionContext,
  id: string,
): Promise<{ readonly people: number; readonly read: number }> {
  const { actor, now } = ctx;
  const message = await findMessage(ctx.db, actor, id);
  const facts = { authorId: message.authorId, received: message.copyRole !== null, authorRole: message.authorRole };
  if (!messagePolicy.can(actor, 'recall', facts) || message.state !== 'sent' || message.recalledAt) notFound();
  return ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ people: number; read: number; persons: string[] }>`
        with taken as (
          update messaging.messages m set recalled_at = ${now}
          where m.id = ${id}::uuid and m.author_id = ${actor.personId}::uuid and m.recalled_at is null returning m.id, m.to_persons
        )
        select count(c.person_id)::int as people, count(c.read_at)::int as read, taken.to_persons as persons
        from taken join messaging.recipients c on c.message_id = taken.id group by taken.to_persons`,
    );
    if (!row) notFound();
    if (row.read === row.people) refuse('messaging.read-by-all');
    await withdraw(tx, subjectOf(id));
    tx.changed(...message.audiences, ...(await uidsOf(tx.db, row.persons)).map((uid) => `person:${uid}`));
    return { people: row.people, read: row.read };
  });
}

/** Keeps back what is not out yet: it becomes a draft again, with the files its author sent. Returns the draft's id. */
export async function cancelWaiting(ctx: SessionContext, id: string): Promise<string> {
  const { actor, now } = ctx;
  const draftId = newId();
  await ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ id: string }>`
        with cancelled as (
          update messaging.messages m set state = 'cancelled', waits_for = null, request_key = null
          where m.id = ${id}::uuid and m.author_id = ${actor.personId}::uuid and m.state = 'waiting'
          returning m.id, m.subject, m.body, m.replies_to, m.to_persons, m.to_audiences
        )
        insert into messaging.drafts (id, person_id, kind, replies_to, subject, body, recipients, saved_at)
        select ${draftId}::uuid, ${actor.personId}::uuid, case when c.replies_to is null then 'new' else 'reply' end, c.replies_to, c.subject,
               -- Its order of fields tells the editor's text from a plain one.
               '{"type":"doc","content":' || (c.body -> 'content')::text || '}', c.to_audiences, ${now}
        from cancelled c returning id`,
    );
    if (!row) notFound();
    const persons = await firstOf(
      tx.db,
      sql<{ persons: string[] }>`select to_persons as persons from messaging.messages where id = ${id}::uuid`,
    );
    const uids = await uidsOf(tx.db, persons?.persons ?? []);
    const hung = (await attachmentsOf(tx.db, NOTIFICATION, [id])).get(id) ?? [];
    const own = await heldFiles(
      tx.db,
      actor.personId,
      hung.map((file) => file.id),
    );
    await sql`
      update messaging.drafts set recipients = recipients || ${uids.map((uid) => `person:${uid}`)}::text[], files = ${own.map((file) => file.id)}::uuid[]
      where id = ${draftId}::uuid`.execute(tx.db);
    tx.changed(`person:${actor.uid}`);
  });
  return draftId;
}
