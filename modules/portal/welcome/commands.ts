import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound, Refusal } from '../../../platform/contract/refusal.ts';
import { newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Audience } from '../audience.ts';
import { type PortalSchool, shapedSchool } from '../school/queries.ts';
import { PORTAL_TOPIC } from '../topic.ts';

export interface NewWelcome {
  readonly words: string;
  readonly signature: string;
  readonly audiences: readonly Audience[];
  /** The last day on which it shows. */
  readonly until: string;
}

/** A word of welcome may stand for this many days. */
const LONGEST = 366;

/**
 * The school whose word it would be, when the actor may write it and the day makes sense.
 * @throws Refusal with a fault of `until`
 */
export async function checkWelcome(ctx: SessionContext, uai: string, { until }: NewWelcome): Promise<PortalSchool> {
  const school = await shapedSchool(ctx, uai);
  const days = (Date.parse(until) - Date.parse(ctx.actor.today)) / 86_400_000;
  if (days < 0 || days > LONGEST)
    throw new Refusal('platform.invalid-input', {}, [{ field: 'until', code: 'portal.welcome-day-odd' }]);
  return school;
}

/** Puts a word of welcome in front of those it is for; the former one goes. */
export async function writeWelcome(ctx: SessionContext, uai: string, given: NewWelcome): Promise<void> {
  const school = await checkWelcome(ctx, uai, given);
  const { actor, now, requestId } = ctx;
  await ctx.transaction(async (tx) => {
    await sql`update portal.welcomes set removed_at = ${now}, removed_by = ${actor.personId}
              where school_id = ${school.id} and removed_at is null`.execute(tx.db);
    await sql`insert into portal.welcomes (school_id, id, words, signature, audiences, ends_on, written_by, written_at)
              values (${school.id}, ${newId()}, ${given.words}, ${given.signature}, nullif(${[...given.audiences]}::text[], '{}'),
                      ${given.until}::date + 1, ${actor.personId}, ${now})`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'portal.welcome-written',
      at: now,
      actorId: actor.personId,
      schoolId: school.id,
      details: { until: given.until, audiences: given.audiences },
      requestId,
    });
    tx.changed(PORTAL_TOPIC, `school:${school.uai}`);
  });
}

/** Takes the word of welcome away; where there is none, there is nothing to take. */
export async function removeWelcome(ctx: SessionContext, uai: string): Promise<void> {
  const school = await shapedSchool(ctx, uai);
  const { actor, now, requestId } = ctx;
  await ctx.transaction(async (tx) => {
    const { numAffectedRows } = await sql`
      update portal.welcomes set removed_at = ${now}, removed_by = ${actor.personId}
      where school_id = ${school.id} and removed_at is null`.execute(tx.db);
    if (!numAffectedRows) notFound();
    await recordAct(tx.db, {
      act: 'portal.welcome-removed',
      at: now,
      actorId: actor.personId,
      schoolId: school.id,
      requestId,
    });
    tx.changed(PORTAL_TOPIC, `school:${school.uai}`);
  });
}
