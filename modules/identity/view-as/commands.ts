import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import {
  consentersOf,
  settleTellings,
  tell,
  type Viewable,
  viewableById,
  viewableByUid,
} from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { isCodeOf } from './code.ts';
import { askedSince, findViewing, type ViewingRow, withAccount } from './queries.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long a question waits for its answer. */
const QUESTION_LIFE = 24 * HOUR;
/** How long a consent may be made use of. */
const CONSENT_LIFE = HOUR;
/** How long a view lasts. */
export const VIEW_LIFE = 15 * MINUTE;
/** Wrong codes after which a question is closed. */
const MOST_FAILURES = 5;
/** Questions that somebody may ask within an hour. */
const MOST_QUESTIONS = 20;

export const addressOfView = (viewingId: string): string => `/view-as/${viewingId}`;

/** The person with that uid in whose place the actor may ask to see; whoever is out of reach does not exist. */
export async function viewableFor(ctx: SessionContext, personUid: string): Promise<Viewable> {
  byThemselves(ctx);
  return (await viewableByUid(ctx.db, ctx.actor, personUid)) ?? notFound();
}

/** Asks: those who consent are told at home and by mail. A former question of the same asker about the same person lapses. */
export async function askView(ctx: SessionContext, personUid: string, reason: string): Promise<string> {
  const { actor, now } = ctx;
  const viewed = await viewableFor(ctx, personUid);
  if ((await withAccount(ctx.db, [viewed.personId])).length === 0) refuse('identity.view-nobody-consents');
  // Nobody consents to their own question, be it for their own child.
  const others = viewed.consenters.filter((id) => id !== actor.personId);
  const asked = await withAccount(ctx.db, others);
  if (asked.length === 0) refuse('identity.view-nobody-consents');
  if ((await askedSince(ctx.db, actor.personId, new Date(now.getTime() - HOUR))) >= MOST_QUESTIONS)
    refuse('identity.too-many-views', { most: MOST_QUESTIONS });
  return ctx.transaction(async (tx) => {
    const id = newId();
    const lapsed = await rowsOf(
      tx.db,
      sql<{ id: string }>`
        update identity.viewings set asked_until = ${now}
        where viewer_id = ${actor.personId} and viewed_id = ${viewed.personId} and started_at is null and asked_until > ${now}
        returning id`,
    );
    for (const former of lapsed)
      await settleTellings(tx, viewed.consenters, { code: 'view-asked', href: addressOfView(former.id), now });
    await sql`
      insert into identity.viewings (id, viewer_id, viewed_id, school_id, reason, asked_at, asked_until)
      values (${id}, ${actor.personId}, ${viewed.personId}, ${viewed.schoolId}::uuid, ${reason}, ${now},
              ${new Date(now.getTime() + QUESTION_LIFE)})`.execute(tx.db);
    await recordAct(tx.db, { ...actOf(ctx, id, viewed), act: 'identity.view-asked' });
    await tellAll(tx, ctx, asked, { code: 'view-asked', id, viewed, viewer: actor.displayName });
    return id;
  });
}

/** The person, or a legal guardian of a pupil, consents or refuses. @throws Refusal when the question is closed */
export function answerView(ctx: SessionContext, viewingId: string, granted: boolean): Promise<void> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const { viewing, viewed } = await asConsenter(ctx, tx, viewingId);
    if (viewing.state !== 'asked') refuse('identity.view-over');
    await settle(tx, ctx, viewing, granted, actor.personId);
    await settleTellings(tx, viewed.consenters, { code: 'view-asked', href: addressOfView(viewingId), now });
    const facts = actOf(ctx, viewingId, viewed);
    if (granted) await recordAct(tx.db, { ...facts, act: 'identity.view-granted' });
    else await recordAct(tx.db, { ...facts, act: 'identity.view-refused' });
  });
}

/** The consent comes by telephone: the figures that only who consents is shown. Five wrong ones close the question. */
export async function giveCode(ctx: SessionContext, viewingId: string, code: string): Promise<void> {
  const { now } = ctx;
  const right = await ctx.transaction(async (tx) => {
    const viewing = await asViewer(ctx, tx, viewingId);
    if (viewing.state !== 'asked') refuse('identity.view-over');
    const viewed = (await viewableById(tx.db, ctx.actor, viewing.viewedId)) ?? notFound();
    if (!isCodeOf(ctx.keys, viewingId, code)) {
      await sql`
        update identity.viewings set failures = failures + 1,
               asked_until = case when failures + 1 >= ${MOST_FAILURES} then ${now}::timestamptz else asked_until end
        where id = ${viewingId}`.execute(tx.db);
      return false;
    }
    await settle(tx, ctx, viewing, true, null);
    await settleTellings(tx, viewed.consenters, { code: 'view-asked', href: addressOfView(viewingId), now });
    await recordAct(tx.db, { ...actOf(ctx, viewingId, viewed, { by: 'telephone' }), act: 'identity.view-granted' });
    return true;
  });
  // Refused only now: the wrong try is kept.
  if (!right) refuse('identity.view-code-wrong');
}

/** Begins the view in this session. The right to ask is asked again: it may have gone meanwhile. */
export function startView(ctx: SessionContext, viewingId: string): Promise<Date> {
  const { now, session } = ctx;
  byThemselves(ctx);
  return ctx.transaction(async (tx) => {
    const viewing = await asViewer(ctx, tx, viewingId);
    const viewed = (await viewableById(tx.db, ctx.actor, viewing.viewedId)) ?? notFound();
    if (viewing.state !== 'granted') refuse('identity.view-over');
    const until = new Date(now.getTime() + VIEW_LIFE);
    await sql`update identity.viewings set session_id = ${session.id}, started_at = ${now}, ends_at = ${until}
              where id = ${viewingId}`.execute(tx.db);
    await recordAct(tx.db, { ...actOf(ctx, viewingId, viewed), act: 'identity.view-begun' });
    const told = await withAccount(tx.db, viewed.consenters);
    await tellAll(tx, ctx, told, { code: 'view-begun', id: viewingId, viewed, viewer: ctx.actor.displayName });
    return until;
  });
}

/** Whoever consents takes the consent back, before or during the view: the next page of the viewer is their own. */
export function stopView(ctx: SessionContext, viewingId: string): Promise<void> {
  const { actor, now } = ctx;
  return ctx.transaction(async (tx) => {
    const { viewing, viewed } = await asConsenter(ctx, tx, viewingId);
    if (viewing.state !== 'running' && viewing.state !== 'granted') return;
    await sql`
      update identity.viewings set granted = false, ended_by = ${actor.personId},
             ends_at = case when started_at is null then null else ${now}::timestamptz end
      where id = ${viewingId}`.execute(tx.db);
    await settleTellings(tx, viewed.consenters, { code: 'view-begun', href: addressOfView(viewingId), now });
    await recordAct(tx.db, { ...actOf(ctx, viewingId, viewed), act: 'identity.view-stopped' });
  });
}

/** The viewer ends the view of this session, or leaves one that is over. @returns the viewing, if there was one */
export function endView(ctx: SessionContext): Promise<string | undefined> {
  const { now, session } = ctx;
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<{ id: string; viewed_id: string; school_id: string | null }>`
      update identity.viewings set ended_at = ${now}, ends_at = least(ends_at, ${now}::timestamptz)
      where session_id = ${session.id} and started_at is not null and ended_at is null
      returning id, viewed_id, school_id`.execute(tx.db);
    const [ended] = rows;
    if (!ended) return undefined;
    const viewed = await consentersOf(tx.db, ctx.actor.today, ended.viewed_id);
    await settleTellings(tx, viewed?.consenters ?? [], { code: 'view-begun', href: addressOfView(ended.id), now });
    await recordAct(tx.db, {
      act: 'identity.view-ended',
      at: now,
      actorId: ctx.actor.personId,
      subjectId: ended.viewed_id,
      schoolId: ended.school_id ?? undefined,
      details: { viewing: ended.id },
      requestId: ctx.requestId,
    });
    return ended.id;
  });
}

async function asViewer(ctx: SessionContext, tx: Transaction, id: string): Promise<ViewingRow> {
  byThemselves(ctx);
  const viewing = await findViewing(tx.db, id, ctx.now, true);
  return viewing && viewing.viewerId === ctx.actor.personId ? viewing : notFound();
}

async function asConsenter(
  ctx: SessionContext,
  tx: Transaction,
  id: string,
): Promise<{ readonly viewing: ViewingRow; readonly viewed: Viewable }> {
  byThemselves(ctx);
  const viewing = await findViewing(tx.db, id, ctx.now, true);
  const viewed = viewing && (await consentersOf(tx.db, ctx.actor.today, viewing.viewedId));
  const may = viewed?.consenters.includes(ctx.actor.personId) && viewing?.viewerId !== ctx.actor.personId;
  return viewing && viewed && may ? { viewing, viewed } : notFound();
}

async function settle(
  tx: Transaction,
  { now }: SessionContext,
  viewing: ViewingRow,
  granted: boolean,
  by: string | null,
): Promise<void> {
  await sql`
    update identity.viewings set granted = ${granted}, answered_by = ${by}::uuid, answered_at = ${now},
           asked_until = ${new Date(now.getTime() + CONSENT_LIFE)}
    where id = ${viewing.id}`.execute(tx.db);
  tx.changed(`viewing:${viewing.id}`);
}

const actOf = (
  { actor, now, requestId }: SessionContext,
  viewingId: string,
  viewed: Viewable,
  more: Readonly<Record<string, string>> = {},
) => ({
  at: now,
  actorId: actor.personId,
  subjectId: viewed.personId,
  schoolId: viewed.schoolId ?? undefined,
  details: { viewing: viewingId, ...more },
  requestId,
});

async function tellAll(
  tx: Transaction,
  { now }: SessionContext,
  personIds: readonly string[],
  what: {
    readonly code: 'view-asked' | 'view-begun';
    readonly id: string;
    readonly viewed: Viewable;
    readonly viewer: string;
  },
): Promise<void> {
  const { code, id, viewed, viewer } = what;
  const details = { href: addressOfView(id), viewer, child: viewed.isPupil ? viewed.displayName : null };
  for (const personId of personIds) await tell(tx, personId, { code, details }, now);
}
