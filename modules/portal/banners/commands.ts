import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { beforeWideSend } from '../../../platform/http/proof.ts';
import type { Audience } from '../audience.ts';
import { PORTAL_TOPIC } from '../topic.ts';
import type { BannerKind } from './contract.ts';
import { type BannerPlace, bannerPolicy } from './policy.ts';

export interface NewBanner {
  readonly kind: BannerKind;
  readonly words: string;
  readonly place: string;
  readonly from: string;
  readonly until: string;
  readonly audiences: readonly Audience[];
}

/**
 * Writes a banner. One for more than a school is a wide send.
 * @throws Refusal `portal.banner-days-crossed` when it would end before it begins or today; as `beforeWideSend`
 */
export async function writeBanner(ctx: SessionContext, given: NewBanner): Promise<string> {
  const { actor, now, requestId } = ctx;
  const [level, id = null] = given.place.split(':');
  const place: BannerPlace = {
    schoolId: level === 'school' ? id : null,
    communeId: level === 'commune' ? id : null,
  };
  // A place one does not speak for does not exist.
  if (!bannerPolicy.can(actor, 'write', place)) notFound();
  if (given.until < given.from || given.until < actor.today) refuse('portal.banner-days-crossed');
  if ((given.kind === 'closed' || given.kind === 'summer') && !place.schoolId) refuse('portal.closed-without-school');
  if (!place.schoolId) beforeWideSend(ctx);
  return ctx.transaction(async (tx) => {
    const bannerId = newId();
    await sql`insert into portal.banners (id, school_id, commune_id, kind, words, starts_on, ends_on, audiences, author_id, written_at)
              values (${bannerId}, ${place.schoolId}::uuid, ${place.communeId}::uuid, ${given.kind}, ${given.words},
                      ${given.from}::date, ${given.until}::date + 1,
                      nullif(${[...given.audiences]}::text[], '{}'), ${actor.personId}, ${now})`.execute(tx.db);
    await recordAct(tx.db, {
      act: 'portal.banner-written',
      at: now,
      actorId: actor.personId,
      schoolId: place.schoolId ?? undefined,
      details: { bannerId, kind: given.kind, from: given.from, until: given.until, communeId: place.communeId },
      requestId,
    });
    tx.changed(PORTAL_TOPIC);
    return bannerId;
  });
}

/** Takes a banner away; for others than those who speak for its place it does not exist. */
export function removeBanner(ctx: SessionContext, bannerId: string): Promise<void> {
  const { actor, now, requestId } = ctx;
  return ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ school_id: string | null }>`
        update portal.banners b set removed_at = ${now}, removed_by = ${actor.personId}
        where b.id = ${bannerId} and b.removed_at is null and ${bannerPolicy.where(actor, 'write')} returning b.school_id`,
    );
    if (!row) notFound();
    await recordAct(tx.db, {
      act: 'portal.banner-removed',
      at: now,
      actorId: actor.personId,
      schoolId: row.school_id ?? undefined,
      details: { bannerId },
      requestId,
    });
    tx.changed(PORTAL_TOPIC);
  });
}
