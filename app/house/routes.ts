import { roles } from '../../modules/directory/index.ts';
import { SESSION_COOKIE } from '../../modules/identity/index.ts';
import { recordAct } from '../../platform/audit/audit.ts';
import { type OpenApiDocument, openApiDocument } from '../../platform/contract/openapi.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { cookieName } from '../../platform/http/cookies.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { failedJobs, giveUpJob, JOBS_TOPIC, jobFigures, retryJobs } from '../../platform/jobs/failures.ts';
import type { Module } from '../../platform/module.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import * as contract from './contract.ts';
import { type ApiPart, developersPage } from './developers-page.tsx';
import { jobsPage } from './jobs-page.tsx';
import { housePolicy, theHouse } from './policy.ts';
import { rightsCsv, rightsGrid, rightsWords } from './rights.ts';
import { rightsPage } from './rights-page.tsx';
import { smsRoutes } from './sms.ts';
import { texts } from './texts.ts';

/** Refused as if the page did not exist: what one may not see is not announced. */
function only({ actor }: SessionContext, verb: (typeof housePolicy.verbs)[number]): void {
  if (!housePolicy.can(actor, verb, theHouse)) notFound();
}

/** The pages about the house, made from what all modules register; `modules` is asked for when a page is, once all are known. */
export function houseRoutes(modules: () => readonly Module[]): readonly AnyRoute[] {
  const document = once(() => apiDocument(modules()));
  return [
    route(contract.readContract, { handle: async () => ({ ...document() }) }),
    route(contract.showDevelopers, {
      handle: async () => ({}),
      page: (ctx) => developersPage(ctx, { parts: apiParts(modules()), tokenPage: tokenPage(modules()) }),
    }),
    ...rightsRoutes(modules),
    ...jobRoutes,
    ...smsRoutes,
  ];
}

function rightsRoutes(modules: () => readonly Module[]): readonly AnyRoute[] {
  const rightsFor = (ctx: SessionContext) => {
    only(ctx, 'seeRights');
    return rightsIn(modules(), ctx.locale);
  };
  return [
    route(contract.showRights, {
      handle: async (ctx) => ({ rights: rightsFor(ctx) }),
      page: (ctx, { rights }, { query }) => rightsPage(ctx, rights, query.by, rightsWords(modules(), ctx.locale)),
    }),
    route(contract.exportRights, {
      handle: async (ctx) => ({ rights: rightsFor(ctx) }),
      download: ({ locale }, { rights }) => ({
        name: texts[locale].rights.fileName,
        type: 'text/csv; charset=utf-8',
        content: rightsCsv(rights, locale),
      }),
    }),
  ];
}

const jobRoutes: readonly AnyRoute[] = [
  route(contract.showJobs, {
    handle: async (ctx) => {
      only(ctx, 'seeJobs');
      const [figures, failures] = await Promise.all([jobFigures(ctx.db), failedJobs(ctx.db)]);
      return { ...figures, failures };
    },
    page: async (ctx, jobs) => jobsPage(ctx, jobs, await ctx.partsFor('house.jobs', '', {})),
  }),
  route(contract.retryJobs, {
    handle: async (ctx, { body }) => {
      only(ctx, 'mendJobs');
      const ids = body.jobId === undefined ? undefined : [body.jobId];
      return ctx.transaction(async (tx) => {
        const retried = await retryJobs(tx.db, ids);
        const { actor, now: at, requestId } = ctx;
        const details = { retried, jobId: body.jobId ?? null };
        await recordAct(tx.db, { act: 'house.jobs-retried', at, actorId: actor.personId, details, requestId });
        tx.changed(JOBS_TOPIC);
        return { retried };
      });
    },
    done: (ctx, { retried }) => {
      ctx.flash(texts[ctx.locale].jobs.retried(retried));
      return contract.showJobs.path;
    },
  }),
  route(contract.giveUpJob, {
    handle: async (ctx, { params }) => {
      only(ctx, 'mendJobs');
      return ctx.transaction(async (tx) => {
        const forgotten = await giveUpJob(tx.db, params.jobId);
        const { actor, now: at, requestId } = ctx;
        const details = { jobId: params.jobId, forgotten };
        await recordAct(tx.db, { act: 'house.job-given-up', at, actorId: actor.personId, details, requestId });
        tx.changed(JOBS_TOPIC);
        return { forgotten };
      });
    },
    done: (ctx, { forgotten }) => {
      const t = texts[ctx.locale].jobs;
      ctx.flash(forgotten ? t.forgotten : t.gone);
      return contract.showJobs.path;
    },
  }),
];

/** The grid as it is applied, for all roles that a person can hold. */
const rightsIn = (modules: readonly Module[], locale: Locale) =>
  rightsGrid(modules, roles, locale).map((right) => ({ ...right, scopes: [...right.scopes] }));

/** The API as a document; the cookie is named as in production, where it is bound to its host. */
export const apiDocument = (modules: readonly Module[]): OpenApiDocument =>
  openApiDocument(
    modules.flatMap((module) => module.routes.map((entry) => entry.endpoint)),
    {
      title: 'Préau',
      version: '1',
      description: 'Pages and programs answer from the same contract, with the same rights.',
      sessionCookie: cookieName(SESSION_COOKIE, true),
    },
  );

/** The endpoints of the API, by the part of the product that answers. */
const apiParts = (modules: readonly Module[]): ApiPart[] =>
  modules.flatMap(({ manifest, routes }) => {
    const endpoints = routes.map((entry) => entry.endpoint).filter((endpoint) => endpoint.api);
    return endpoints.length > 0 ? [{ name: manifest.name, label: manifest.label, endpoints }] : [];
  });

/** Where a person makes a token, once that page is there. */
const tokenPage = (modules: readonly Module[]): string | undefined =>
  modules.flatMap((module) => module.routes).find(({ endpoint }) => endpoint.name === 'identity.listTokens')?.endpoint
    .path;

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
