import type { Module } from '../../platform/module.ts';
import { deskCard } from './desk/card.tsx';
import { showDesk } from './desk/contract.ts';
import { deskRoutes } from './desk/routes.ts';
import { texts as desk } from './desk/texts.ts';
import { showHeld } from './held/contract.ts';
import { accountPart } from './held/part.tsx';
import { heldRoutes } from './held/routes.ts';
import { texts as held } from './held/texts.ts';
import { leavingJobs, purgeJob } from './jobs.ts';
import { leavingRoutes } from './leaving/routes.ts';
import { tableParts } from './leaving/table.ts';
import { manifest } from './module.ts';
import { privacyMergePart, privacyPersonalData } from './personal-data.ts';
import { deskPolicy, heldPolicy, leaversPolicy } from './policy.ts';
import { actTexts, refusalTexts, rightsTexts } from './texts.ts';

/** What the rights of persons give to the house; `others`: the modules below, one of which names persons. */
export function privacyModule(others: readonly Module[]): Module {
  const names = others.find((module) => module.names)?.names;
  if (!names) throw new Error('data protection needs a module that names persons and schools');
  return {
    manifest,
    routes: [...heldRoutes, ...leavingRoutes, ...deskRoutes(names)],
    policies: [heldPolicy, leaversPolicy, deskPolicy],
    rightsTexts,
    refusalTexts,
    actTexts,
    personalData: privacyPersonalData,
    mergeParts: [privacyMergePart],
    jobs: [...leavingJobs, purgeJob],
    tableParts,
    homeCards: [deskCard],
    pageParts: [accountPart],
    tiles: [
      {
        key: 'data-protection',
        icon: 'shield',
        href: showDesk.path,
        label: (locale) => desk[locale].title,
        detail: (locale) => desk[locale].hint,
        shownTo: ({ actor }) => deskPolicy.can(actor, 'seeCounts', {}),
      },
    ],
    menu: [
      {
        key: 'my-data',
        order: 28,
        icon: 'folder',
        href: showHeld.path,
        label: (locale) => held[locale].title,
      },
    ],
  };
}
