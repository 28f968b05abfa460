import { recordAct } from '../../../platform/audit/audit.ts';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type ClassPlace, type ClassPupil, findOwnClass, findPupilInCharge, rosterOf } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { hashPassword } from '../passwords/hash.ts';
import { storePassword } from '../passwords/set.ts';
import { asStored, drawPhrase } from '../phrases/phrase.ts';
import { signOut } from '../sessions/commands.ts';
import { endSessions, endSessionsOf } from '../sessions/end.ts';
import { newToken } from '../sessions/token.ts';
import { dayInWords } from '../when.ts';
import { animalsOf } from './animals.ts';
import { openClassSession, posterOf, posterToken } from './classes.ts';
import {
  type lendTablet as lend,
  type printCard,
  type printPoster,
  type resetPhrase,
  scanCard,
  showPoster,
  type showTablets,
} from './contract.ts';
import { MOST_FAILURES } from './pictures.ts';
import { type Stage, stageOf } from './stages.ts';
import { paper } from './texts/paper.ts';

const CARD_DAYS = 365;

/** The class of the actor with that id; nobody else's exists. */
export async function ownClass(ctx: SessionContext, groupId: string): Promise<ClassPlace> {
  byThemselves(ctx);
  const group = await findOwnClass(ctx, groupId);
  if (!group) notFound();
  return group;
}

/** The class on tablets, as its adult sees it. */
export async function readTablets(ctx: SessionContext, groupId: string): Promise<Answer<typeof showTablets>> {
  const group = await ownClass(ctx, groupId);
  const { db, now } = ctx;
  const all = await rosterOf(db, group, ctx.actor.today);
  const pupils = all.filter((pupil) => stageOf(pupil) === 'pictures');
  const readers = all.filter((pupil) => stageOf(pupil) === 'phrase');
  const faces = await animalsOf(db, group, pupils);
  const states = await statesOf(ctx, pupils);
  const session = await openClassSession(db, group, now);
  return {
    group: { id: group.id, label: group.label, schoolName: group.schoolName },
    session: session ? { mode: session.mode, endsAt: session.endsAt } : null,
    hasPoster: (await posterToken(db, group.id)) !== undefined,
    readers: readers.map((pupil) => ({ id: pupil.uid, displayName: nameOf(pupil) })),
    pupils: pupils.map((pupil) => ({
      id: pupil.uid,
      displayName: nameOf(pupil),
      animal: faces.get(pupil.personId)?.animal ?? 'fox',
      tint: faces.get(pupil.personId)?.tint ?? 0,
      hasChosen: states.get(pupil.personId)?.hasChosen ?? false,
      locked: states.get(pupil.personId)?.locked ?? false,
      cardUntil: states.get(pupil.personId)?.cardUntil ?? null,
    })),
  };
}

interface State {
  readonly personId: string;
  readonly hasChosen: boolean;
  readonly locked: boolean;
  readonly cardUntil: Date | null;
}

async function statesOf(ctx: SessionContext, pupils: readonly ClassPupil[]): Promise<ReadonlyMap<string, State>> {
  const rows = await rowsOf(
    ctx.db,
    sql<State>`
      select a.person_id as "personId", s.person_id is not null as "hasChosen", coalesce(s.failures >= ${MOST_FAILURES}, false) as locked,
             (select k.expires_at from identity.home_cards k
              where k.person_id = a.person_id and k.revoked_at is null and k.expires_at > ${ctx.now}) as "cardUntil"
      from identity.accounts a left join identity.picture_secrets s on s.person_id = a.person_id
      where a.person_id = any(${pupils.map(({ personId }) => personId)}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.personId, row]));
}

/** A pupil of the actor's class to whom they may give another secret; nobody else exists. */
async function ownPupil(
  ctx: SessionContext,
  groupId: string,
  uid: string,
  stage: Stage = 'pictures',
): Promise<{ group: ClassPlace; pupil: ClassPupil }> {
  const group = await ownClass(ctx, groupId);
  const inCharge = await findPupilInCharge(ctx, uid);
  const pupil = (await rosterOf(ctx.db, group, ctx.actor.today)).find((one) => one.personId === inCharge?.personId);
  if (!pupil || stageOf(pupil) !== stage) notFound();
  return { group, pupil };
}

/** One tap: the pupil may try again. */
export async function unlock(ctx: SessionContext, groupId: string, uid: string): Promise<{ name: string }> {
  const { group, pupil } = await ownPupil(ctx, groupId, uid);
  await ctx.transaction(async (tx) => {
    await sql`update identity.picture_secrets set failures = 0 where person_id = ${pupil.personId}`.execute(tx.db);
    await recordAct(tx.db, act(ctx, 'identity.pictures-unlocked', group, pupil));
    tx.changed(`group:${group.id}`);
  });
  return { name: pupil.givenName ?? pupil.familyName };
}

/** Forgets the pupil's pictures: they choose others at the next entry, in class. */
export async function forgetPictures(ctx: SessionContext, groupId: string, uid: string): Promise<{ name: string }> {
  const { group, pupil } = await ownPupil(ctx, groupId, uid);
  await ctx.transaction(async (tx) => {
    await sql`delete from identity.picture_secrets where person_id = ${pupil.personId}`.execute(tx.db);
    await endSessions(tx, ctx.now, sql`s.person_id = ${pupil.personId} and s.kind in ('tablet', 'solo', 'card')`);
    await recordAct(tx.db, act(ctx, 'identity.pictures-reset', group, pupil));
    tx.changed(`group:${group.id}`);
  });
  return { name: pupil.givenName ?? pupil.familyName };
}

/** Three new words for a pupil who can read, in clear this once. What was open with the former ones ends. */
export async function drawNewPhrase(
  ctx: SessionContext,
  groupId: string,
  uid: string,
): Promise<Answer<typeof resetPhrase>> {
  const { group, pupil } = await ownPupil(ctx, groupId, uid, 'phrase');
  const phrase = drawPhrase();
  const phc = await hashPassword(asStored('phrase', phrase), ctx.keys.pepper);
  const account = await firstOf(
    ctx.db,
    sql<{ login: string }>`
      select a.login from identity.accounts a where a.person_id = ${pupil.personId}
        and not exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null)`,
  );
  if (!account) refuse('identity.no-account');
  await ctx.transaction(async (tx) => {
    await storePassword(tx.db, pupil.personId, phc, ctx.now, 'phrase');
    await endSessionsOf(tx, ctx.now, pupil.personId);
    await recordAct(tx.db, act(ctx, 'identity.phrase-reset', group, pupil));
  });
  return { displayName: nameOf(pupil), login: account.login, phrase };
}

/**
 * Lends the device in the adult's hands to the class: what they had open on it ends, and what the browser kept of it goes.
 * @throws Refusal `identity.class-closed` when the class's session is over
 */
export async function lendTablet(ctx: SessionContext, groupId: string): Promise<Answer<typeof lend>> {
  const group = await ownClass(ctx, groupId);
  if (!(await openClassSession(ctx.db, group, ctx.now))) refuse('identity.class-closed');
  const poster = await posterOf(ctx, group, false);
  await signOut(ctx);
  ctx.clearBrowser(true);
  return { poster };
}

/** What the poster says, and where its square leads. */
export async function makePoster(
  ctx: SessionContext,
  groupId: string,
  anew: boolean,
): Promise<Answer<typeof printPoster>> {
  const group = await ownClass(ctx, groupId);
  const token = await posterOf(ctx, group, anew);
  return {
    title: group.label,
    link: ctx.publicUrl + addressOf(showPoster, { poster: token }),
    lines: [group.schoolName, paper.poster.how, paper.poster.closed],
  };
}

/** A new home card, in clear this once; the former one is called back. */
export async function makeCard(ctx: SessionContext, groupId: string, uid: string): Promise<Answer<typeof printCard>> {
  const { group, pupil } = await ownPupil(ctx, groupId, uid);
  const { token, digest } = newToken();
  const expiresAt = new Date(ctx.now.getTime() + CARD_DAYS * 24 * 3600_000);
  await ctx.transaction(async (tx) => {
    await sql`update identity.home_cards set revoked_at = ${ctx.now} where person_id = ${pupil.personId} and revoked_at is null`.execute(
      tx.db,
    );
    await sql`insert into identity.home_cards (id, person_id, school_id, digest, issued_at, issued_by, expires_at)
              select ${newId()}, a.person_id, ${group.schoolId}::uuid, ${digest}, ${ctx.now}, ${ctx.actor.personId}, ${expiresAt}
              from identity.accounts a where a.person_id = ${pupil.personId}`.execute(tx.db);
    await recordAct(tx.db, act(ctx, 'identity.card-issued', group, pupil));
  });
  return {
    title: pupil.givenName ?? pupil.familyName,
    link: ctx.publicUrl + addressOf(scanCard, { token }),
    lines: [`${group.label} · ${group.schoolName}`, paper.card.how, paper.card.until(dayInWords('fr', expiresAt))],
  };
}

/** Calls a home card back: what was opened with it ends. */
export async function revokeCard(ctx: SessionContext, groupId: string, uid: string): Promise<{ name: string }> {
  const { group, pupil } = await ownPupil(ctx, groupId, uid);
  await ctx.transaction(async (tx) => {
    await sql`update identity.home_cards set revoked_at = ${ctx.now} where person_id = ${pupil.personId} and revoked_at is null`.execute(
      tx.db,
    );
    await endSessions(tx, ctx.now, sql`s.person_id = ${pupil.personId} and s.kind = 'card'`);
    await recordAct(tx.db, act(ctx, 'identity.card-revoked', group, pupil));
  });
  return { name: pupil.givenName ?? pupil.familyName };
}

const act = (ctx: SessionContext, name: string, group: ClassPlace, pupil: ClassPupil) => ({
  act: name,
  at: ctx.now,
  actorId: ctx.actor.personId,
  subjectId: pupil.personId,
  schoolId: group.schoolId,
  requestId: ctx.requestId,
});

const nameOf = ({ givenName, familyName }: ClassPupil): string => [givenName, familyName].filter(Boolean).join(' ');
