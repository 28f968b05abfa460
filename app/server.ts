import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { PortalBoard } from '../modules/portal/index.ts';
import { projectPath } from '../platform/config/paths.ts';
import { extensionsOf } from '../platform/extensions.ts';
import type { HttpOptions } from '../platform/http/options.ts';
import { createHttp } from '../platform/http/server.ts';
import type { Live } from '../platform/live/live.ts';
import type { Module } from '../platform/module.ts';
import { loadAssets } from '../ui/assets.ts';
import { documentRenderer, problemRenderer } from './shell.tsx';
import { mountStylePage } from './style-page.tsx';

/** What the web role needs; the rest it takes from the modules. */
export interface WebOptions
  extends Omit<HttpOptions, 'routes' | 'pageParts' | 'inUse' | 'renderDocument' | 'renderProblem' | 'signInAddress'> {
  readonly modules: readonly Module[];
  /** Live pages: the addresses that tell a page's changes, and the endpoint behind them. */
  readonly live?: Live;
  /** What stands across the top of every page. */
  readonly board?: PortalBoard;
  /** Mounts what is not a page: journal, figures, health, live changes. Called before the routes. */
  readonly mount?: (app: FastifyInstance) => void;
}

/** Where a visitor without session goes; afterwards back to the page that they wanted. */
export const signInAddress = (wanted: string): string =>
  wanted === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(wanted)}`;

/** The web server, wired from the modules: their routes, inside the shell made of what they register. */
export function createWebServer(options: WebOptions): FastifyInstance {
  const { modules, live, board, mount, ...http } = options;
  loadAssets(projectPath('build', 'client'));
  const app = createHttp({
    ...http,
    pageParts: modules.flatMap((module) => module.pageParts ?? []).sort((a, b) => a.order - b.order),
    inUse: modules.flatMap((module) => (module.inUse ? [module.inUse] : [])),
    extensions: extensionsOf(modules),
    routes: [...modules.flatMap((module) => module.routes), ...(live?.routes ?? [])],
    renderDocument: documentRenderer(modules, live?.address, board),
    renderProblem: problemRenderer(modules),
    signInAddress,
    mount,
  });
  mountStylePage(app);
  // An open page waits for news for ever: it is let go first, or stopping would wait for it.
  if (live) app.addHook('preClose', async () => live.close());
  if (board) app.addHook('preClose', async () => board.close());
  // Named by their content: kept a year, never asked for again.
  app.register(fastifyStatic, {
    root: projectPath('build', 'client', 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    index: false,
  });
  return app;
}
