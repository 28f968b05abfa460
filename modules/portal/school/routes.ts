import { addressOf } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { type Context, isSignedIn, type SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { PublicPart, TileEntry } from '../../../platform/module.ts';
import type { Audience } from '../audience.ts';
import { seasonOf } from '../rentree/season.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import { asView } from './doors.tsx';
import { itemView } from './item-page.tsx';
import { removePicture, setPicture } from './picture.ts';
import { publicView } from './public-page.tsx';
import {
  groupsOfSchool,
  type ItemRow,
  isChosenSince,
  itemsOf,
  lookOf,
  publicSchool,
  schoolPictureBytes,
  shapedSchool,
} from './queries.ts';
import { countReached, levelsOfSchool, type Reach } from './reach.ts';
import { portalView } from './settings-page.tsx';
import { texts } from './texts.ts';
import { doorsFor, inventedContext } from './tiles.ts';

/** The portal of schools, over the tiles of all modules, and what they add to the public page. */
export function schoolPortalRoutes(
  tiles: readonly TileEntry[],
  publicParts: readonly PublicPart[],
): readonly AnyRoute[] {
  const services = tiles.filter((tile) => tile.service);
  const serviceKeys = services.map(({ key }) => key);

  async function readPortal(ctx: SessionContext, uai: string) {
    const school = await shapedSchool(ctx, uai);
    const [look, rows, isChosen] = await Promise.all([
      lookOf(ctx.db, school.id),
      itemsOf(ctx.db, [school.id]),
      isChosenSince(ctx.db, school.id, seasonOf(ctx.actor.today)),
    ]);
    const said = new Map(rows.map((row, at) => [row.key, { row, at }]));
    const rankOf = (key: string): number => said.get(key)?.at ?? -1;
    const items = [
      ...services.map((tile) => itemOf(tile.key, said.get(tile.key)?.row, tile.label(ctx.locale), tile.icon)),
      ...rows
        .filter(({ address }) => address !== null)
        .map((row) => itemOf(row.key, row, row.address ?? '', row.icon ?? 'link')),
    ].sort((a, b) => rankOf(a.key) - rankOf(b.key));
    return { school: { uai: school.uai, name: school.name }, schoolId: school.id, look, items, isChosen };
  }

  async function readItem(ctx: SessionContext, uai: string, key: string, given?: Reach) {
    const { school, schoolId, items } = await readPortal(ctx, uai);
    const item = items.find((known) => known.key === key) ?? null;
    if (!item && key !== 'new') notFound();
    const reach = given ?? {
      audiences: item?.audiences ?? null,
      groupIds: item?.groupIds ?? null,
      levelCodes: item?.levelCodes ?? null,
    };
    const [groups, levels, people] = await Promise.all([
      groupsOfSchool(ctx.db, schoolId),
      levelsOfSchool(ctx.db, schoolId, ctx.actor.today),
      countReached(ctx.db, schoolId, ctx.actor.today, reach),
    ]);
    return { school, item, groups, levels, people };
  }

  return [
    route(contract.showPortal, {
      handle: (ctx, { params }) => readPortal(ctx, params.schoolUai),
      page: (ctx, portal) => portalView({ ctx, portal }),
    }),
    route(contract.keepPortal, {
      handle: async (ctx, { params }) => {
        await commands.keepPortal(ctx, params.schoolUai);
        return {};
      },
      done: (ctx, _, { params }) => {
        ctx.flash(texts[ctx.locale].settings.kept);
        return addressOf(contract.showPortal, params);
      },
    }),
    route(contract.setLook, {
      handle: async (ctx, { params, body }) => {
        await commands.setLook(ctx, params.schoolUai, body);
        return {};
      },
      done: (ctx, _, { params }) => saved(ctx, params.schoolUai),
      refused: async (ctx, refusal, { params, body }) => {
        if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
        return portalView({ ctx, portal: await readPortal(ctx, params.schoolUai ?? ''), refusal, typed: body });
      },
    }),
    route(contract.setOrder, {
      handle: async (ctx, { params, body }) => {
        await commands.setOrder(ctx, params.schoolUai, body.order.split(','), serviceKeys);
        return {};
      },
      done: (ctx, _, { params }) => saved(ctx, params.schoolUai),
    }),
    route(contract.showItem, {
      handle: (ctx, { params }) => readItem(ctx, params.schoolUai, params.key),
      page: (ctx, answer) => itemView({ ctx, answer }),
    }),
    route(contract.setItem, {
      handle: async (ctx, { params, body }) => {
        const { people } = await readItem(ctx, params.schoolUai, params.key, reachOf(body));
        if (body.do === 'save')
          await commands.setItem(ctx, params.schoolUai, params.key, { ...body, on: body.on === 'on' }, serviceKeys);
        return { people };
      },
      done: async (ctx, _, { params, body }) => {
        if (body.do === 'save') return saved(ctx, params.schoolUai);
        const answer = await readItem(ctx, params.schoolUai, params.key, reachOf(body));
        return itemView({ ctx, answer, typed: body, isCounted: true });
      },
      refused: async (ctx, refusal, raw) => {
        if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
        const answer = await readItem(ctx, raw.params.schoolUai ?? '', raw.params.key ?? '');
        const { audiences = [], groupIds = [], levelCodes = [] } = raw.several;
        return itemView({ ctx, answer, refusal, typed: { ...raw.body, audiences, groupIds, levelCodes } });
      },
    }),
    route(contract.removeLink, {
      handle: async (ctx, { params }) => {
        await commands.removeLink(ctx, params.schoolUai, params.key);
        return { removed: true };
      },
      done: (ctx, _, { params }) => {
        ctx.flash(texts[ctx.locale].item.removed);
        return addressOf(contract.showPortal, { schoolUai: params.schoolUai });
      },
    }),
    route(contract.viewAs, {
      handle: async (ctx, { params }) => ({ school: await shapedSchool(ctx, params.schoolUai) }),
      page: async (ctx, _, { params }) => {
        const school = await shapedSchool(ctx, params.schoolUai);
        const doors = await doorsFor(inventedContext(ctx, school, params.audience), tiles);
        return asView(ctx, { school: school.name, audience: params.audience, doors });
      },
    }),
    route(contract.showPublicPage, {
      handle: async (ctx, { params }) => (await publicSchool(ctx.db, params.schoolUai)) ?? notFound(),
      page: async (ctx, school) => {
        const here = publicParts.filter(({ place }) => place === 'portal.public-page');
        const bodies = await Promise.all(here.map((part) => part.render(ctx, school.uai)));
        return publicView(
          ctx,
          school,
          here.flatMap(({ key }, rank) => (bodies[rank] ? [{ key, body: bodies[rank] }] : [])),
        );
      },
    }),
    route(contract.setPicture, {
      handle: async (ctx, { params, body, file }) => {
        await setPicture(ctx, params.schoolUai, { ...body, bytes: file?.bytes });
        return {};
      },
      done: (ctx, _, { params }) => saved(ctx, params.schoolUai),
      refused: async (ctx, refusal, { params, body }) => {
        if (!isSignedIn(ctx) || refusal.code === 'platform.not-found') throw refusal;
        const portal = await readPortal(ctx, params.schoolUai ?? '');
        return portalView({ ctx, portal, pictureRefusal: refusal, typed: body });
      },
    }),
    route(contract.removePicture, {
      handle: async (ctx, { params }) => {
        await removePicture(ctx, params.schoolUai);
        return {};
      },
      done: (ctx, _, { params }) => saved(ctx, params.schoolUai),
    }),
    route(contract.showPicture, {
      handle: async (ctx, { params, query }) => ({
        bytes: (await schoolPictureBytes(ctx.db, params.schoolUai, params.address, query.w)) ?? notFound(),
      }),
      picture: (_ctx, { bytes }) => ({ bytes, keptFor: 86_400, isPublic: true }),
    }),
    route(contract.pin, {
      handle: async (ctx, { body }) => {
        await commands.pin(ctx, body.key, body.kept === 'yes');
        return {};
      },
      done: (ctx) => {
        ctx.flash(texts[ctx.locale].pins.kept);
        return '/more';
      },
    }),
  ];
}

const orAll = <T>(chosen: readonly T[]): readonly T[] | null => (chosen.length > 0 ? chosen : null);

const reachOf = (chosen: {
  readonly audiences: readonly Audience[];
  readonly groupIds: readonly string[];
  readonly levelCodes: readonly string[];
}): Reach => ({
  audiences: orAll(chosen.audiences),
  groupIds: orAll(chosen.groupIds),
  levelCodes: orAll(chosen.levelCodes),
});

function itemOf(key: string, row: ItemRow | undefined, label: string, icon: string): contract.Item {
  return {
    key,
    label,
    ownLabel: row?.label ?? null,
    isOn: row?.isOn ?? true,
    isLink: row?.address != null,
    address: row?.address ?? null,
    icon,
    audiences: row?.audiences ? [...row.audiences] : null,
    groupIds: row?.groupIds ? [...row.groupIds] : null,
    levelCodes: row?.levelCodes ? [...row.levelCodes] : null,
  };
}

function saved(ctx: Context, schoolUai: string): string {
  ctx.flash(texts[ctx.locale].settings.saved);
  return addressOf(contract.showPortal, { schoolUai });
}
