import type { SessionContext } from '../../platform/http/context.ts';
import { route } from '../../platform/http/route.ts';
import type { Module } from '../../platform/module.ts';
import type { TableParts } from '../../platform/tables/table.ts';
import { progressColumns, progressFilter } from './assistants/columns.ts';
import { progressCard } from './assistants/home-card.tsx';
import { measureAfterDelivery, measureJob } from './assistants/jobs.ts';
import { progressPolicy } from './assistants/policy.ts';
import { assistantDoors, assistantOf } from './assistants/read.ts';
import { assistantRoutes } from './assistants/routes.ts';
import { texts as assistantTexts } from './assistants/texts.ts';
import { classTodoPart } from './assistants/todo-part.tsx';
import { showOwnJournal } from './audit/contract.ts';
import { forgetOldActs } from './audit/jobs.ts';
import { journalPolicy } from './audit/policy.ts';
import { journalDoors, journalSources } from './audit/read.ts';
import { journalRoutes } from './audit/routes.ts';
import { texts as journal } from './audit/texts.ts';
import { showConsole } from './doors/contract.ts';
import { consolePage } from './doors/page.tsx';
import { texts as doorTexts } from './doors/texts.ts';
import { savedViewsPart } from './merge-part.ts';
import { manifest } from './module.ts';
import { consolePersonalData } from './personal-data.ts';
import { type Door, tableDoors } from './tables/read.ts';
import { tablesOf } from './tables/registry.ts';
import { tableRoutes } from './tables/routes.ts';
import { schoolPart } from './tables/school-part.tsx';
import { texts as tableTexts } from './tables/texts.ts';

const actTexts: NonNullable<Module['actTexts']> = { fr: journal.fr.acts, en: journal.en.acts };

/**
 * The console over the other modules: their tables, with what each adds to those of others, and the journal of what was done.
 * `all`: every module of the house, once all are known: each has words for its own acts.
 */
export function consoleModule(others: readonly Module[], all: () => readonly Module[] = () => others): Module {
  const names = others.find((module) => module.names)?.names;
  if (!names) throw new Error('the console needs a module that names persons and schools');
  const assistant = assistantOf(others, names);
  const { steps } = assistant;
  const tableParts: TableParts = { columns: progressColumns(steps), filters: [progressFilter(steps)] };
  const tables = tablesOf([...others.flatMap((module) => module.tableParts ?? []), tableParts]);
  const sources = journalSources(() => [...all(), { actTexts }], names);
  const doors = (ctx: SessionContext): Door[] => [
    ...assistantDoors(assistant, ctx),
    ...tableDoors(tables, ctx),
    ...journalDoors(sources, ctx),
  ];
  return {
    manifest,
    routes: [
      route(showConsole, { handle: async (ctx) => ({ doors: doors(ctx) }), page: consolePage }),
      ...tableRoutes(tables, (code, locale) =>
        others.map((module) => module.refusalTexts?.[locale][code]).find((sentence) => sentence !== undefined),
      ),
      ...journalRoutes(sources),
      ...assistantRoutes(assistant),
    ],
    policies: [journalPolicy, progressPolicy],
    rightsTexts: {
      fr: { ...journal.fr.rights, ...assistantTexts.fr.rights },
      en: { ...journal.en.rights, ...assistantTexts.en.rights },
    },
    refusalTexts: { fr: tableTexts.fr.refusals, en: tableTexts.en.refusals },
    actTexts,
    jobs: [forgetOldActs, measureJob(assistant)],
    subscriptions: [measureAfterDelivery(assistant)],
    homeCards: [progressCard(assistant)],
    mergeParts: [savedViewsPart],
    personalData: consolePersonalData,
    pageParts: [schoolPart(tables), classTodoPart(others)],
    menu: [
      {
        key: 'journal',
        order: 30,
        icon: 'history',
        href: showOwnJournal.path,
        label: (locale) => journal[locale].ownMenu,
      },
    ],
    tiles: [
      {
        key: 'console',
        icon: 'settings',
        href: showConsole.path,
        label: (locale) => doorTexts[locale].title,
        detail: (locale) => doorTexts[locale].detail,
        shownTo: (ctx) => doors(ctx).length > 0,
      },
    ],
  };
}
