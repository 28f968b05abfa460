import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound, Refusal } from '../../../platform/contract/refusal.ts';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import { iconNames } from '../../../ui/icon-names.ts';
import type { Audience } from '../audience.ts';
import { PORTAL_TOPIC } from '../topic.ts';
import { type PortalSchool, shapedSchool } from './queries.ts';

/** Links that one school may offer. */
const MOST_LINKS = 60;

/** Sets how a school shows itself; empty: as the academy and the platform have it. */
export async function setLook(
  ctx: SessionContext,
  uai: string,
  look: { readonly name: string; readonly accent: string; readonly hours: string },
): Promise<void> {
  const school = await shapedSchool(ctx, uai);
  await shaping(ctx, school, 'portal.look-changed', async ({ db }) => {
    await sql`
      insert into portal.looks (school_id, shown_name, accent, hours, changed_by, changed_at)
      values (${school.id}, nullif(${look.name}, ''), nullif(${look.accent}, ''), nullif(${look.hours}, ''), ${ctx.actor.personId}, ${ctx.now})
      on conflict (school_id) do update set shown_name = excluded.shown_name, accent = excluded.accent, hours = excluded.hours,
                                            changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(
      db,
    );
  });
}

/** Puts the items in the order of `keys`; a key that is neither a service nor a link of the school is left aside. */
export async function setOrder(
  ctx: SessionContext,
  uai: string,
  keys: readonly string[],
  services: readonly string[],
): Promise<void> {
  const school = await shapedSchool(ctx, uai);
  await shaping(ctx, school, 'portal.order-changed', async ({ db }) => {
    const links = await linksOf(db, school.id);
    const known = [...new Set(keys)].filter((key) => services.includes(key) || links.includes(key));
    await sql`
      insert into portal.items (school_id, key, position, address, changed_by, changed_at)
      select ${school.id}, o.key, o.position, i.address, ${ctx.actor.personId}, ${ctx.now}
      from unnest(${known}::text[]) with ordinality as o (key, position)
      left join portal.items i on i.school_id = ${school.id} and i.key = o.key
      on conflict (school_id, key) do update set position = excluded.position`.execute(db);
  });
}

export interface ItemChange {
  readonly on: boolean;
  readonly label: string;
  readonly address: string;
  readonly icon: string;
  readonly audiences: readonly Audience[];
  readonly groupIds: readonly string[];
  readonly levelCodes: readonly string[];
}

/**
 * Changes a service or a link, or adds a link (`new`).
 * @throws Refusal with a fault of `address` or `label`, or `portal.too-many-links`
 */
export async function setItem(
  ctx: SessionContext,
  uai: string,
  key: string,
  change: ItemChange,
  services: readonly string[],
): Promise<void> {
  const school = await shapedSchool(ctx, uai);
  const isLink = key === 'new' || key.startsWith('link:');
  if (isLink) checkLink(change);
  else if (!services.includes(key)) notFound();
  await shaping(ctx, school, key === 'new' ? 'portal.link-added' : 'portal.item-changed', async ({ db }) => {
    const links = await linksOf(db, school.id);
    if (isLink && key !== 'new' && !links.includes(key)) notFound();
    if (key === 'new' && links.length >= MOST_LINKS) throw new Refusal('portal.too-many-links', { most: MOST_LINKS });
    const icon = iconNames.find((name) => name === change.icon) ?? 'link';
    // A group of another school reaches nobody here: it is not kept.
    const groups = await rowsOf(
      db,
      sql<{ id: string }>`select group_id as id from directory.school_groups
                          where school_id = ${school.id} and group_id = any(${[...change.groupIds]}::uuid[]) order by group_id`,
    );
    await sql`
      insert into portal.items (school_id, key, position, is_on, label, audiences, group_ids, level_codes, address, icon, changed_by, changed_at)
      values (${school.id}, ${key === 'new' ? `link:${newId()}` : key},
              coalesce((select max(position) + 1 from portal.items where school_id = ${school.id}), 100),
              ${change.on}, nullif(${change.label}, ''), nullif(${[...change.audiences]}::text[], '{}'),
              nullif(${groups.map(({ id }) => id)}::uuid[], '{}'), nullif(${[...change.levelCodes]}::text[], '{}'), ${isLink ? change.address : null}, ${isLink ? icon : null},
              ${ctx.actor.personId}, ${ctx.now})
      on conflict (school_id, key) do update
      set is_on = excluded.is_on, label = excluded.label, audiences = excluded.audiences, group_ids = excluded.group_ids,
          level_codes = excluded.level_codes,
          address = excluded.address, icon = excluded.icon, changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(
      db,
    );
  });
}

export async function removeLink(ctx: SessionContext, uai: string, key: string): Promise<void> {
  const school = await shapedSchool(ctx, uai);
  await shaping(ctx, school, 'portal.link-removed', async ({ db }) => {
    const gone = await firstOf(
      db,
      sql`delete from portal.items where school_id = ${school.id} and key = ${key} and key like 'link:%' returning key`,
    );
    if (!gone) notFound();
    await sql`delete from portal.pins where key = ${key}`.execute(db);
  });
}

/** Says that the portal suits the school as it is. */
export async function keepPortal(ctx: SessionContext, uai: string): Promise<void> {
  const school = await shapedSchool(ctx, uai);
  await shaping(ctx, school, 'portal.portal-kept', async () => undefined);
}

/** Keeps a service or link at hand, or no longer. */
export async function pin(ctx: SessionContext, key: string, kept: boolean): Promise<void> {
  const { personId } = ctx.actor;
  await (kept
    ? sql`insert into portal.pins (person_id, key, pinned_at) values (${personId}, ${key}, ${ctx.now}) on conflict do nothing`
    : sql`delete from portal.pins where person_id = ${personId} and key = ${key}`
  ).execute(ctx.db);
}

/** An address of the web, encrypted, that shows where it leads. */
function checkLink({ address, label }: ItemChange): void {
  const url = URL.parse(address);
  const faults = [
    ...(url?.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname.includes('.')
      ? []
      : [{ field: 'address', code: 'portal.address-faulty' }]),
    ...(label === '' ? [{ field: 'label', code: 'portal.label-missing' }] : []),
  ];
  if (faults.length > 0) throw new Refusal('platform.invalid-input', {}, faults);
}

const linksOf = async (db: Transaction['db'], schoolId: string): Promise<string[]> =>
  (
    await rowsOf(
      db,
      sql<{
        key: string;
      }>`select key from portal.items where school_id = ${schoolId} and key like 'link:%' order by key`,
    )
  ).map(({ key }) => key);

/** Does something to the portal and notes that the school chose it, by whom and when. */
export const shaping = (
  ctx: SessionContext,
  school: PortalSchool,
  act: string,
  work: (tx: Transaction) => Promise<void>,
): Promise<void> =>
  ctx.transaction(async (tx) => {
    await work(tx);
    await sql`
      insert into portal.choices (school_id, chosen_by, chosen_at) values (${school.id}, ${ctx.actor.personId}, ${ctx.now})
      on conflict (school_id) do update set chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act,
      at: ctx.now,
      actorId: ctx.actor.personId,
      schoolId: school.id,
      requestId: ctx.requestId,
    });
    tx.changed(PORTAL_TOPIC, `school:${school.uai}`);
  });
