import type { SessionContext } from '../../../platform/http/context.ts';
import type { Module, OuterDoor, TileEntry } from '../../../platform/module.ts';
import { type Audience, groupsOf, placesOf, reaches } from '../audience.ts';
import { restingAt } from '../banners/queries.ts';
import { type ItemRow, itemsOf, pinsOf } from './queries.ts';
import { levelKey, levelsAround } from './reach.ts';

/** A door under "Plus", as the person's schools made it. */
export interface Door {
  readonly key: string;
  readonly href: string;
  readonly icon: string;
  readonly label: string;
  readonly detail: string;
  /** Leads out of the product. */
  readonly isLink: boolean;
  readonly isPinned: boolean;
}

interface Settings {
  readonly items: readonly ItemRow[];
  readonly resting: readonly { readonly schoolId: string; readonly audiences: readonly Audience[] | null }[];
  readonly pins: readonly string[];
  /** The levels around the person, as `school level`. */
  readonly levels: ReadonlySet<string>;
  readonly outer?: readonly OuterDoor[];
}

/** The doors of a person, pinned ones first; three statements, and one for each module that gives doors out of the product. */
export async function doorsFor(
  ctx: SessionContext,
  tiles: readonly TileEntry[],
  sources: readonly NonNullable<Module['outerDoors']>[] = [],
): Promise<readonly Door[]> {
  const schoolIds = [...placesOf(ctx.actor).keys()];
  const [items, resting, pins, outer] = await Promise.all([
    itemsOf(ctx.db, schoolIds),
    restingAt(ctx.db, schoolIds, ctx.actor.today),
    pinsOf(ctx.db, ctx.actor.personId),
    Promise.all(sources.map((source) => source(ctx))),
  ]);
  const asked = items.some(({ levelCodes }) => levelCodes !== null);
  const levels = new Set(asked ? await levelsAround(ctx.db, ctx.actor) : []);
  return arrange(ctx, tiles, { items, resting, pins, levels, outer: outer.flat() });
}

/** The rule, on what was read: which doors, under which name, in which order. */
export function arrange(ctx: SessionContext, tiles: readonly TileEntry[], settings: Settings): readonly Door[] {
  const { actor, locale } = ctx;
  const places = placesOf(actor);
  const groups = groupsOf(actor);
  const names = new Map(actor.profiles.map(({ schoolId, schoolName }) => [schoolId, schoolName]));
  const isResting = (schoolId: string): boolean =>
    settings.resting.some((rest) => rest.schoolId === schoolId && reaches(rest.audiences, places.get(schoolId)));
  const isFor = ({ schoolId, audiences, groupIds, levelCodes, isOn }: ItemRow): boolean =>
    isOn &&
    !isResting(schoolId) &&
    reaches(audiences, places.get(schoolId)) &&
    (groupIds === null || groupIds.some((groupId) => groups.has(groupId))) &&
    (levelCodes === null || levelCodes.some((code) => settings.levels.has(levelKey(schoolId, code))));

  const rank = new Map<string, number>();
  settings.items.forEach(({ key }, at) => {
    if (!rank.has(key)) rank.set(key, at);
  });
  const pinned = new Set(settings.pins);
  // A service that the school has not placed comes first, in the platform's order.
  const rankOf = (key: string): number => rank.get(key) ?? -1;

  const services = tiles.flatMap((tile, at): (Door & { order: number })[] => {
    if (!tile.shownTo(ctx)) return [];
    const rows = settings.items.filter((item) => item.key === tile.key);
    const said = new Map(rows.map((row) => [row.schoolId, row]));
    // Each school speaks for itself: one that says nothing leaves the service as it comes.
    const open = [...places.keys()].filter((schoolId) => {
      const row = said.get(schoolId);
      return row ? isFor(row) : !isResting(schoolId);
    });
    if (tile.service && places.size > 0 && open.length === 0) return [];
    const label = tile.service ? rows.find((row) => row.label !== null && isFor(row))?.label : undefined;
    return [
      {
        key: tile.key,
        href: tile.href,
        icon: tile.icon,
        label: label ?? tile.label(locale),
        detail: tile.detail(locale),
        isLink: false,
        isPinned: pinned.has(tile.key),
        order: tile.service ? rankOf(tile.key) + at / 1000 : 10_000 + at,
      },
    ];
  });
  const links = settings.items.flatMap((item): (Door & { order: number })[] =>
    item.address !== null && isFor(item)
      ? [
          {
            key: item.key,
            href: item.address,
            icon: item.icon ?? 'link',
            label: item.label ?? item.address,
            detail: [new URL(item.address).hostname, names.size > 1 ? names.get(item.schoolId) : undefined]
              .filter(Boolean)
              .join(' · '),
            isLink: true,
            isPinned: pinned.has(item.key),
            order: rankOf(item.key),
          },
        ]
      : [],
  );
  const outer = (settings.outer ?? []).map((door, at) => ({
    ...door,
    isLink: true,
    isPinned: pinned.has(door.key),
    order: rankOf(door.key) + (500 + at) / 1000,
  }));
  const pinRank = new Map(settings.pins.map((key, at) => [key, at]));
  return [...services, ...outer, ...links]
    .sort((a, b) => {
      const byPin = (pinRank.get(a.key) ?? 1000) - (pinRank.get(b.key) ?? 1000);
      return byPin || a.order - b.order;
    })
    .map(({ key, href, icon, label, detail, isLink, isPinned }) => ({
      key,
      href,
      icon,
      label,
      detail,
      isLink,
      isPinned,
    }));
}

/** Somebody who does not exist, to look at a school's portal as such a person would. */
export function inventedContext(
  ctx: SessionContext,
  school: { readonly id: string; readonly uai: string; readonly name: string },
  audience: Audience,
): SessionContext {
  const schoolIds = [school.id];
  const base = {
    schoolId: school.id,
    schoolUai: school.uai,
    schoolName: school.name,
    schoolKind: 'primary',
    functionLabel: null,
  };
  return {
    ...ctx,
    actor: {
      ...ctx.actor,
      roles: [audience],
      mandates: [],
      groups: [],
      profiles: [{ ...base, role: audience }],
      children:
        audience === 'guardian'
          ? [
              {
                personId: ctx.actor.personId,
                uid: '',
                givenName: '',
                displayName: '',
                civilName: '',
                schoolIds,
                groupIds: [],
                groups: [],
                coming: [],
              },
            ]
          : [],
    },
  };
}
