import type { Module } from '../../platform/module.ts';
import { manifest } from './module.ts';
import { showConsole } from './tables/contract.ts';
import { tablesOf } from './tables/registry.ts';
import { tableRoutes } from './tables/routes.ts';
import { schoolPart } from './tables/school-part.tsx';
import { texts as tableTexts } from './tables/texts.ts';

/** The console over the other modules: their tables, with what each adds to those of others. */
export function consoleModule(others: readonly Module[]): Module {
  const tables = tablesOf(others);
  return {
    manifest,
    routes: tableRoutes(tables),
    pageParts: [schoolPart(tables)],
    refusalTexts: { fr: tableTexts.fr.refusals, en: tableTexts.en.refusals },
    tiles: [
      {
        key: 'console',
        icon: 'settings',
        href: showConsole.path,
        label: (locale) => tableTexts[locale].console,
        detail: (locale) => tableTexts[locale].consoleDetail,
        shownTo: (ctx) => [...tables.values()].some(({ entry }) => entry.shownTo(ctx)),
      },
    ],
  };
}
