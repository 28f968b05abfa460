import type { Actor } from '../../../platform/authz/policy.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { byThemselves } from '../accounts/guards.ts';
import { beginFirstRun } from '../first-run/commands.ts';
import { type Audience, audienceOf } from '../sessions/kinds.ts';
import { type Article, articles } from './texts.ts';

/** The charter in force for a person. */
export interface Charter {
  readonly audience: Audience;
  readonly version: number;
  readonly publishedAt: Date;
  readonly acceptedAt: Date | null;
  readonly articles: readonly Article[];
}

/** The newest charter of the person's audience, in their language; the text that comes with the product unless the operator wrote one. */
export async function charterFor(db: Db, actor: Actor, locale: Locale): Promise<Charter> {
  const audience = audienceOf(actor);
  const row = await firstOf(
    db,
    sql<Omit<Charter, 'articles'> & { articles: Readonly<Partial<Record<Locale, readonly Article[]>>> | null }>`
      select c.audience, c.version, c.published_at as "publishedAt", c.articles, x.accepted_at as "acceptedAt"
      from identity.charters c
      left join identity.charter_acceptances x
        on x.person_id = ${actor.personId} and x.audience = c.audience and x.version = c.version
      where c.audience = ${audience} order by c.version desc limit 1`,
  );
  if (!row) notFound();
  return { ...row, articles: row.articles?.[locale] ?? row.articles?.fr ?? articles[locale][audience] };
}

/** What the page shows. A session that was sent here with nothing left to accept goes on freely. */
export async function readCharter(ctx: SessionContext): Promise<Charter> {
  const charter = await charterFor(ctx.db, ctx.actor, ctx.locale);
  if (charter.acceptedAt) await free(ctx.db, ctx.actor.personId);
  return charter;
}

/**
 * Records that the person accepts the version they read; their open sessions go on everywhere.
 * @returns whether a guardian's first run begins
 * @throws Refusal `identity.charter-changed` when a newer one was published meanwhile
 */
export function acceptCharter(ctx: SessionContext, version: number): Promise<boolean> {
  byThemselves(ctx);
  return ctx.transaction(async (tx) => {
    const charter = await charterFor(tx.db, ctx.actor, ctx.locale);
    if (charter.version !== version) refuse('identity.charter-changed');
    await sql`insert into identity.charter_acceptances (person_id, audience, version, accepted_at)
              values (${ctx.actor.personId}, ${charter.audience}, ${version}, ${ctx.now}) on conflict do nothing`.execute(
      tx.db,
    );
    await free(tx.db, ctx.actor.personId);
    return beginFirstRun(tx, ctx);
  });
}

const free = (db: Db, personId: string): Promise<unknown> =>
  sql`update identity.sessions set charter_due = false where person_id = ${personId} and charter_due`.execute(db);

/**
 * Puts a new version in force for an audience; everyone is asked at their next page. Without a text, the one that comes with the
 * product. Returns its number.
 */
export async function publishCharter(
  db: Db,
  given: {
    readonly audience: Audience;
    readonly articles: Readonly<Record<string, readonly Article[]>> | null;
    readonly now: Date;
  },
): Promise<number> {
  const row = await firstOf(
    db,
    sql<{ version: number }>`
      with due as (update identity.sessions set charter_due = true where not charter_due)
      insert into identity.charters (audience, version, published_at, articles)
      select ${given.audience}, max(version) + 1, ${given.now}, ${given.articles && JSON.stringify(given.articles)}::jsonb
      from identity.charters where audience = ${given.audience} returning version`,
  );
  return row?.version ?? 0;
}
