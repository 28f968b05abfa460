import type { SessionContext } from '../../platform/http/context.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import type { Module, PublicPart, TileEntry } from '../../platform/module.ts';
import { pictureTexts } from '../../platform/pictures/texts.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import { listBanners } from './banners/contract.ts';
import { sweepJob } from './banners/jobs.ts';
import { bannerPolicy, writesBanners } from './banners/policy.ts';
import { bannerRoutes } from './banners/routes.ts';
import { texts as bannerTexts } from './banners/texts.ts';
import * as contract from './contract.ts';
import { homePage } from './home.tsx';
import { textPage } from './legal.tsx';
import { pinsPart } from './merge-part.ts';
import { manifest } from './module.ts';
import { morePage } from './more.tsx';
import { portalPersonalData } from './personal-data.ts';
import { assistantSteps } from './rentree/steps.ts';
import { portalPart } from './school/part.tsx';
import { portalPolicy } from './school/policy.ts';
import { schoolPortalRoutes } from './school/routes.ts';
import { texts as schoolTexts } from './school/texts.ts';
import { siteMapPage } from './site-map.tsx';
import { texts } from './texts.ts';
import { actTexts } from './texts-acts.ts';
import { rightsTexts } from './texts-rights.ts';
import { welcomeCard } from './welcome/card.tsx';
import { welcomeRoutes } from './welcome/routes.ts';
import { texts as welcomeTexts } from './welcome/texts.ts';

const everybody = (_ctx: SessionContext): boolean => true;
const answer = async (): Promise<Record<string, never>> => ({});

const ownTiles: readonly TileEntry[] = [
  {
    key: 'portal.banners',
    icon: 'megaphone',
    href: listBanners.path,
    label: (locale) => bannerTexts[locale].title,
    detail: (locale) => bannerTexts[locale].detail,
    shownTo: ({ actor }) => writesBanners(actor),
  },
  {
    key: 'portal.help',
    icon: 'circle-help',
    href: contract.showHelp.path,
    label: (locale) => texts[locale].more.help,
    detail: (locale) => texts[locale].more.helpDetail,
    shownTo: everybody,
  },
];

const refusalsOf = (locale: Locale): Readonly<Record<string, string>> => ({
  ...bannerTexts[locale].refused,
  ...schoolTexts[locale].refused,
  ...welcomeTexts[locale].refused,
  ...pictureTexts[locale],
});

/** What the portal gives whatever the other modules are: the console, which the portal shows, is made of it too. */
export const portalGround: Module = {
  manifest,
  routes: [],
  policies: [bannerPolicy, portalPolicy],
  rightsTexts,
  actTexts,
  refusalTexts: { fr: refusalsOf('fr'), en: refusalsOf('en') },
  jobs: [sweepJob],
  assistantSteps,
};

/** The portal over the other modules: their cards on the home page, their tiles under "Plus", their pages on the map. */
export function portalModule(others: readonly Module[]): Module {
  const portal: Module = {
    ...portalGround,
    homeCards: [welcomeCard],
    mergeParts: [pinsPart],
    personalData: portalPersonalData,
    pageParts: [portalPart],
    tiles: ownTiles,
    destinations: [
      {
        key: 'today',
        order: 0,
        icon: 'sun',
        href: contract.showHome.path,
        label: (ctx) => texts[ctx.locale].home.title,
        shownTo: everybody,
      },
      {
        key: 'more',
        order: 100,
        icon: 'layout-grid',
        href: contract.showMore.path,
        label: (ctx) => texts[ctx.locale].more.title,
        shownTo: everybody,
      },
    ],
  };
  const all = [...others, portal];
  return { ...portal, routes: routesOf(all) };
}

const tilesOf = (all: readonly Module[]): readonly TileEntry[] => all.flatMap((module) => module.tiles ?? []);

const outerDoorsOf = (all: readonly Module[]) => all.flatMap(({ outerDoors }) => (outerDoors ? [outerDoors] : []));

const publicPartsOf = (all: readonly Module[]): readonly PublicPart[] =>
  all.flatMap((module) => module.publicParts ?? []).sort((a, b) => a.order - b.order);

const routesOf = (all: readonly Module[]): readonly AnyRoute[] => [
  route(contract.showHome, { handle: answer, page: homePage(all) }),
  route(contract.showMore, { handle: answer, page: morePage(tilesOf(all), outerDoorsOf(all)) }),
  route(contract.showHelp, { handle: answer, page: textPage('help') }),
  route(contract.showLegalNotice, { handle: answer, page: textPage('legalNotice') }),
  route(contract.showPrivacy, { handle: answer, page: textPage('privacy') }),
  route(contract.showAccessibility, { handle: answer, page: textPage('accessibility') }),
  ...bannerRoutes,
  ...welcomeRoutes,
  ...schoolPortalRoutes(tilesOf(all), publicPartsOf(all)),
  route(contract.showSiteMap, { handle: answer, page: siteMapPage(all) }),
];
