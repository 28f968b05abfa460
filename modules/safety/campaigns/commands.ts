import { recordAct } from '../../../platform/audit/audit.ts';
import { dayOf } from '../../../platform/clock/clock.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { protectorsOf } from '../../directory/index.ts';
import { notify } from '../../notifications/index.ts';
import { countsOf, findCopies } from './find.ts';
import { asCampaignKeeper } from './policy.ts';
import { digestOf, sealOf } from './seal.ts';
import { wantedBy } from './search.ts';
import { texts } from './texts.ts';

/** Copies hidden or shown again in one transaction: others' writes wait for none of them. */
const AT_ONCE = 500;

export const CAMPAIGN_TOPIC = 'safety-campaigns';

const note = (ctx: SessionContext, tx: Transaction, act: string, details: Record<string, unknown>): Promise<void> =>
  recordAct(tx.db, {
    act,
    at: ctx.now,
    actorId: ctx.actor.personId,
    details,
    requestId: ctx.requestId,
    visibility: 'protection',
  });

/**
 * Writes down every copy that a search finds, sealed, then hides them. What a cut leaves is hidden by `hideRest`.
 * @returns the campaign's id
 * @throws Refusal `safety.campaign-empty`
 */
export async function hideCampaign(ctx: SessionContext, searchId: string, reason: string): Promise<string> {
  asCampaignKeeper(ctx, 'hide');
  const { wanted } = await wantedBy(ctx, searchId);
  const { actor, now } = ctx;
  const copies = (await findCopies(ctx, wanted)).map((copy) => ({ ...copy, digest: digestOf(copy) }));
  if (copies.length === 0) refuse('safety.campaign-empty');
  const id = newId();
  const counts = countsOf(copies);
  const said = new Map(copies.map(({ digest, title, words }) => [digest.toString('hex'), { title, words }]));
  const rows = copies.map(({ place, subject, authorId, schoolId, sentAt, recipients, digest }) => ({
    place,
    subject,
    authorId,
    schoolId,
    sentAt,
    recipients,
    digest: digest.toString('hex'),
  }));
  const { words, link, sha256, hours, isWhole, senders } = wanted;
  const criteria = {
    searchId,
    hours: Number(hours),
    link: link !== '',
    words: words !== '',
    sha256: sha256 || null,
    isWhole,
    senders: senders?.length ?? null,
  };
  await ctx.transaction(async (tx) => {
    await sql`
      insert into safety.campaigns (id, criteria, reason, started_by, started_at, messages, recipients, schools, senders, seal)
      values (${id}, ${JSON.stringify(criteria)}::jsonb, ${reason}, ${actor.personId}, ${now}, ${counts.messages},
              ${counts.recipients}, ${counts.schools}, ${counts.senders}, ${sealOf(ctx.keys, copies)})`.execute(tx.db);
    await sql`
      insert into safety.campaign_copies (campaign_id, place, subject, author_id, school_id, sent_at, recipients, digest)
      select ${id}::uuid, r.place, r.subject, r."authorId", r."schoolId", r."sentAt", r.recipients, decode(r.digest, 'hex')
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as r (place text, subject uuid, "authorId" uuid, "schoolId" uuid, "sentAt" timestamptz, recipients integer, digest text)`.execute(
      tx.db,
    );
    await sql`
      insert into safety.campaign_texts (campaign_id, digest, content)
      select ${id}::uuid, decode(t.key, 'hex'), t.value
      from json_each(${JSON.stringify(Object.fromEntries(said))}::json) as j (key, value)
      cross join lateral (select j.key, j.value::jsonb as value) as t`.execute(tx.db);
    await note(ctx, tx, 'safety.campaign-hidden', { campaignId: id, ...counts });
    tx.changed(CAMPAIGN_TOPIC);
  });
  await hideRest(ctx, id);
  return id;
}

/** The copies of a campaign, by place. */
async function copiesOf(ctx: SessionContext, campaignId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await rowsOf(
    ctx.db,
    sql<{ place: string; subjects: string[] }>`
      select place, array_agg(subject order by subject) as subjects from safety.campaign_copies
      where campaign_id = ${campaignId} group by place order by place`,
  );
  if (rows.length === 0) notFound();
  return new Map(rows.map(({ place, subjects }) => [place, subjects]));
}

/** Does it to every copy, some hundreds a transaction. */
async function toEach(ctx: SessionContext, campaignId: string, verb: 'hide' | 'restore'): Promise<void> {
  for (const [place, subjects] of await copiesOf(ctx, campaignId)) {
    const kind = ctx.extensions.reportables.find((one) => one.place === place);
    if (!kind) continue;
    for (let from = 0; from < subjects.length; from += AT_ONCE)
      await ctx.transaction((tx) => kind[verb](tx, subjects.slice(from, from + AT_ONCE), ctx.actor.personId));
  }
}

/** Hides what stands of a campaign; what is hidden already stays so. */
export async function hideRest(ctx: SessionContext, campaignId: string): Promise<void> {
  asCampaignKeeper(ctx, 'hide');
  await toEach(ctx, campaignId, 'hide');
  await ctx.transaction(async (tx) => {
    await sql`
      update safety.campaigns set hidden_at = coalesce(hidden_at, clock_timestamp()), restored_at = null, restored_by = null
      where id = ${campaignId}`.execute(tx.db);
    tx.changed(CAMPAIGN_TOPIC);
  });
}

/** Shows again what was no campaign; the evidence of the mistake stays. */
export async function restoreCampaign(ctx: SessionContext, campaignId: string): Promise<void> {
  asCampaignKeeper(ctx, 'hide');
  await toEach(ctx, campaignId, 'restore');
  await ctx.transaction(async (tx) => {
    await sql`
      update safety.campaigns set restored_at = ${ctx.now}, restored_by = ${ctx.actor.personId}
      where id = ${campaignId}`.execute(tx.db);
    await note(ctx, tx, 'safety.campaign-restored', { campaignId });
    tx.changed(CAMPAIGN_TOPIC);
  });
}

/** Shuts out whoever came in as the accounts that sent it; who does it is never among them. */
export async function closeSenders(ctx: SessionContext, campaignId: string) {
  asCampaignKeeper(ctx, 'close');
  return ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ ids: string[] | null }>`
        select array_agg(distinct author_id) as ids from safety.campaign_copies
        where campaign_id = ${campaignId} and author_id <> ${ctx.actor.personId}`,
    );
    const ids = row?.ids ?? notFound();
    const closed = await ctx.extensions.closeDoors(tx, ctx.now, ids);
    await sql`
      insert into safety.closed_doors (campaign_id, person_id, closed_at)
      select ${campaignId}::uuid, id, ${ctx.now}::timestamptz from unnest(${ids}::uuid[]) as id on conflict do nothing`.execute(
      tx.db,
    );
    await sql`
      update safety.campaigns set doors_closed = ${ids.length}, doors_closed_at = ${ctx.now}, doors_closed_by = ${ctx.actor.personId}
      where id = ${campaignId}`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'safety.senders-closed',
      at: ctx.now,
      actorId: ctx.actor.personId,
      subjectIds: ids,
      details: { campaignId, ...closed },
      requestId: ctx.requestId,
      visibility: 'protection',
    });
    await tellHeads(ctx, tx, campaignId);
    tx.changed(CAMPAIGN_TOPIC);
    return { accounts: ids.length, ...closed };
  });
}

/** Heads hear that accounts of their school wait for a new password, and where they see whose. */
async function tellHeads({ now }: SessionContext, tx: Transaction, campaignId: string): Promise<void> {
  const schools = await rowsOf(
    tx.db,
    sql<{ id: string; uai: string }>`
      select s.id, s.uai from directory.schools s
      where s.id in (select k.school_id from safety.campaign_copies k where k.campaign_id = ${campaignId}) order by s.id`,
  );
  for (const { id, uai } of schools)
    await notify(tx, {
      kind: 'safety.doors-closed',
      subject: `safety.doors-closed:${campaignId}:${id}`,
      schoolId: id,
      href: `/schools/${uai}/access`,
      title: texts.fr.doorsTitle,
      words: texts.fr.doorsWords,
      publishAt: now,
      urgent: 'safety',
      to: { query: sql`select p.person_id from (${protectorsOf(dayOf(now), [id])}) as p where p.role = 'head'` },
    });
}

/** An unusual rate was looked at. */
export async function seeAlarm(ctx: SessionContext, alarmId: string): Promise<void> {
  asCampaignKeeper(ctx);
  const { numAffectedRows } = await sql`
    update safety.send_alarms set seen_at = ${ctx.now}, seen_by = ${ctx.actor.personId}
    where id = ${alarmId} and seen_at is null`.execute(ctx.db);
  if (!numAffectedRows) notFound();
}
