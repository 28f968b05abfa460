import type { Module } from '../../platform/module.ts';
import { showHeld } from './held/contract.ts';
import { accountPart } from './held/part.tsx';
import { heldRoutes } from './held/routes.ts';
import { texts as held } from './held/texts.ts';
import { leavingJobs, purgeJob } from './jobs.ts';
import { leavingRoutes } from './leaving/routes.ts';
import { manifest } from './module.ts';
import { privacyMergePart, privacyPersonalData } from './personal-data.ts';
import { heldPolicy } from './policy.ts';
import { actTexts, refusalTexts, rightsTexts } from './texts.ts';

/** What the rights of persons give to the house. */
export const privacyModule: Module = {
  manifest,
  routes: [...heldRoutes, ...leavingRoutes],
  policies: [heldPolicy],
  rightsTexts,
  refusalTexts,
  actTexts,
  personalData: privacyPersonalData,
  mergeParts: [privacyMergePart],
  jobs: [...leavingJobs, purgeJob],
  pageParts: [accountPart],
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
