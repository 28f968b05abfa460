import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import type { Held, Moderation, Verdict } from '../../../platform/moderation/held.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { plainOf } from '../../../platform/rich-text/plain.ts';
import { labelsOf, personsById } from '../../directory/index.ts';
import { attachmentsOf, fileAddress } from '../../files/index.ts';
import { hoursPolicyOf, notify, settle } from '../../notifications/index.ts';
import { publicationIn } from '../../notifications/rules.ts';
import { NOTIFICATION } from '../notices.ts';
import { WAITING } from '../sending/send.ts';
import { answersForPupils, classWritingPolicy } from './policy.ts';
import { texts } from './texts.ts';
import { heldSubject } from './writing.ts';

interface HeldRow {
  readonly id: string;
  readonly subject: string;
  readonly body: RichText;
  readonly author: string;
  readonly names: string[];
  readonly audiences: string[];
  readonly since: Date;
}

/** Messages of pupils that wait for an adult of their class. */
export const pupilMessages: Moderation = {
  key: 'messaging.pupils',
  label: (locale) => texts[locale].held,
  waiting: async (ctx) => (answersForPupils(ctx.actor) ? waitingFor(ctx) : []),
  decide,
};

async function waitingFor({ db, actor, locale }: SessionContext): Promise<Held[]> {
  const rows = await rowsOf(
    db,
    sql<HeldRow>`
      select m.id, m.subject, m.body, p.name as author, m.to_audiences as audiences, m.written_at as since,
             array(select t.name from (${personsById}) as t where t.person_id = any(m.to_persons) order by t.sort_name, t.person_id) as names
      from messaging.messages m join (${personsById}) as p on p.person_id = m.author_id
      where m.state = 'held' and m.id in (
        select w.message_id from messaging.pupil_messages w where ${classWritingPolicy.where(actor, 'decide')})
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
    attachments: (files.get(id) ?? []).map((file) => ({
      label: file.name,
      href: fileAddress(file.id),
    })),
  }));
}

interface Decided {
  readonly id: string;
  readonly authorId: string;
  readonly subject: string;
  readonly schoolId: string | null;
  readonly schoolIds: string[];
  readonly staffOnly: boolean;
  readonly publishAt: Date;
}

/** Lets a message go out, at the hours of the school, or keeps it back and says so to its author. */
async function decide(ctx: SessionContext, id: string, { let: verdict, words }: Verdict): Promise<void> {
  await ctx.transaction(async (tx) => {
    const message = await lockHeld(ctx, tx, id);
    if (!message) notFound();
    await sql`
      insert into messaging.decisions (message_id, verdict, words, decided_by, decided_at)
      values (${id}::uuid, ${verdict}, ${words.slice(0, 500)}, ${ctx.actor.personId}::uuid, ${ctx.now})`.execute(tx.db);
    await settle(tx, heldSubject(id), 'everyone');
    if (verdict === 'through') await letThrough(ctx, tx, message);
    else await keepBack(ctx, tx, message, words);
  });
}

const lockHeld = (ctx: SessionContext, tx: Transaction, id: string): Promise<Decided | undefined> =>
  firstOf(
    tx.db,
    sql<Decided>`
      select m.id, m.author_id as "authorId", m.subject, m.school_id as "schoolId", m.school_ids as "schoolIds", m.staff_only as "staffOnly",
             m.publish_at as "publishAt"
      from messaging.messages m
      where m.id = ${id}::uuid and m.state = 'held' and exists (
        select from messaging.pupil_messages w where w.message_id = m.id and ${classWritingPolicy.where(ctx.actor, 'decide')})
      for update`,
  );

async function letThrough(ctx: SessionContext, tx: Transaction, message: Decided): Promise<void> {
  const schools = message.schoolIds.length > 0 ? message.schoolIds : [null];
  const policies = await Promise.all(schools.map((schoolId) => hoursPolicyOf(ctx.db, schoolId)));
  const { at } = publicationIn(policies, {
    at: message.publishAt > ctx.now ? message.publishAt : ctx.now,
    authorRole: 'pupil',
    to: message.staffOnly ? 'staff-only' : 'anybody',
  });
  await sql`
    update messaging.messages set state = 'waiting', waits_for = 'hours', publish_at = ${at} where id = ${message.id}::uuid`.execute(
    tx.db,
  );
  await tx.emit({ name: WAITING, payload: { publishAt: at.toISOString() } });
}

async function keepBack(ctx: SessionContext, tx: Transaction, message: Decided, words: string): Promise<void> {
  await sql`update messaging.messages set state = 'refused', waits_for = null where id = ${message.id}::uuid`.execute(
    tx.db,
  );
  const t = texts[ctx.locale];
  await notify(tx, {
    kind: 'messaging.kept-back',
    subject: `messaging.kept-back:${message.id}`,
    schoolId: message.schoolId,
    href: `/messages/${message.id}`,
    title: t.keptBack(message.subject),
    words: words || t.keptBackWords,
    publishAt: ctx.now,
    to: { persons: [message.authorId] },
  });
}
