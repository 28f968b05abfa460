import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { type Context, isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { helpedById } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { normalLogin } from '../sign-in/command.ts';
import { lastRefusal } from '../tries/note.ts';
import { helpedFor } from './commands.ts';
import type { askToHelp, findToHelp, showSignInHelp, showToHelp, showVisit } from './contract.ts';
import { factsOf } from './facts.ts';
import { findingsOf } from './findings.ts';
import { numberOfBrowser, numberOfPerson } from './number.ts';
import { inSentences } from './words.ts';

/**
 * The number of who asks: of the session, which says most, else of a browser that was refused just now; none before there is anything to
 * look at.
 */
export function readSignInHelp(ctx: Context): Answer<typeof showSignInHelp> {
  if (isSignedIn(ctx) && !ctx.viewing)
    return { number: numberOfPerson(ctx.keys, ctx.actor.personId, ctx.now), until: null };
  const refused = lastRefusal(ctx);
  if (refused) return { number: numberOfBrowser(ctx.keys, refused.browser), until: refused.until };
  return { number: null, until: null };
}

interface OpenVisit {
  readonly id: string;
  readonly personId: string;
  readonly ground: 'number' | 'reason';
  readonly reason: string | null;
  readonly until: Date;
}

const visitsOf = ({ db, actor, now }: SessionContext): Promise<OpenVisit[]> =>
  rowsOf(
    db,
    sql<OpenVisit>`
      select v.id, v.person_id as "personId", v.ground, v.reason, v.ends_at as until from identity.doctor_visits v
      where v.opened_by = ${actor.personId} and v.ends_at > ${now} order by v.opened_at desc, v.id desc limit 20`,
  );

/** The visits that the actor has open, of people whom they may help still. */
export async function readToHelp(ctx: SessionContext): Promise<Answer<typeof showToHelp>> {
  byThemselves(ctx);
  const open = await visitsOf(ctx);
  const persons = await Promise.all(open.map(({ personId }) => helpedById(ctx.db, ctx.actor, personId)));
  return {
    visits: open.flatMap(({ id, until }, rank) => {
      const person = persons[rank]?.displayName;
      return person === undefined ? [] : [{ id, person, until }];
    }),
  };
}

/** The uid of who has that login or confirmed address, if the actor may help them; null for nobody, and for whoever is out of reach. */
export async function findWho(ctx: SessionContext, who: string): Promise<Answer<typeof findToHelp>['found']> {
  byThemselves(ctx);
  const { db, actor } = ctx;
  const typed = normalLogin(who);
  const designated = typed.includes('@')
    ? sql`(select m.person_id from identity.mail_addresses m where m.address = ${typed} and m.verified_at is not null order by 1 limit 1)`
    : sql`(select a.person_id from identity.accounts a where a.login = ${typed})`;
  const row = typed === '' ? undefined : await firstOf(db, sql<{ id: string | null }>`select ${designated} as id`);
  const found = row?.id && row.id !== actor.personId ? await helpedById(db, actor, row.id) : undefined;
  return found?.uid ?? null;
}

/** The person about whom a visit is asked, and the visit that is open already. */
export async function readToAsk(ctx: SessionContext, uid: string): Promise<Answer<typeof askToHelp>> {
  const { uid: id, displayName, personId } = await helpedFor(ctx, uid);
  const visit = (await visitsOf(ctx)).find((one) => one.personId === personId);
  return { id, displayName, visitId: visit?.id ?? null };
}

/** A visit of the actor, while it lasts: what stands in the way, found anew each time. The right to help is asked again. */
export async function readVisit(ctx: SessionContext, visitId: string): Promise<Answer<typeof showVisit>> {
  byThemselves(ctx);
  const { db, actor, now } = ctx;
  const visit = (await visitsOf(ctx)).find(({ id }) => id === visitId) ?? notFound();
  const helped = (await helpedById(db, actor, visit.personId)) ?? notFound();
  const facts = await factsOf(ctx, helped);
  return {
    id: visit.id,
    person: { id: helped.uid, displayName: helped.displayName, login: facts.account?.login ?? null },
    ground: visit.ground,
    reason: visit.reason,
    until: visit.until,
    now,
    findings: findingsOf(facts).map(({ tone, finding }) => ({
      code: finding.code,
      tone,
      ...inSentences(ctx, finding),
    })),
    tries: [...facts.tries],
    openSessions: facts.account?.openSessions ?? 0,
    abilities: {
      issueCode: helped.mayIssue && (helped.mayReissue || facts.account?.activatedAt === null),
      endSessions: helped.mayEndSessions,
    },
  };
}
