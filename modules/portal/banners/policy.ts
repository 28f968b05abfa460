import { type Actor, definePolicy, type Rule } from '../../../platform/authz/policy.ts';
import { sql } from '../../../platform/db/db.ts';

/** Where a banner shows; both null: everywhere. SQL alias: `b` (portal.banners). */
export interface BannerPlace {
  readonly schoolId: string | null;
  readonly communeId: string | null;
}

export const ownSchools = (actor: Actor): string[] =>
  actor.profiles.filter(({ role }) => role === 'head').map(({ schoolId }) => schoolId);
export const ownCommunes = (actor: Actor): string[] =>
  actor.mandates.flatMap(({ kind, communeId }) => (kind === 'commune' && communeId ? [communeId] : []));

const rules: readonly Rule<BannerPlace>[] = [
  { role: 'platform', scope: 'everywhere', allows: () => true, sql: () => sql`true` },
  {
    role: 'commune',
    scope: 'communes-schools',
    allows: (actor, { communeId }) => communeId !== null && ownCommunes(actor).includes(communeId),
    sql: (actor) => sql`b.commune_id = any(${ownCommunes(actor)}::uuid[])`,
  },
  {
    role: 'head',
    scope: 'own-school',
    allows: (actor, { schoolId }) => schoolId !== null && ownSchools(actor).includes(schoolId),
    sql: (actor) => sql`b.school_id = any(${ownSchools(actor)}::uuid[])`,
  },
];

/** Who writes and removes the banners of a place. */
export const bannerPolicy = definePolicy<BannerPlace, 'write'>('portal.banner', { write: rules });

/** Whether the person speaks for any place at all. */
export const writesBanners = (actor: Actor): boolean =>
  actor.roles.includes('platform') || ownCommunes(actor).length > 0 || ownSchools(actor).length > 0;
