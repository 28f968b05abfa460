import type { Module } from '../../platform/module.ts';
import { pictureTexts } from '../../platform/pictures/texts.ts';
import { accessRoutes } from './access/routes.ts';
import { refusalTexts as accessRefusals } from './access/texts.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { texts as bulkTexts } from './bulk/texts.ts';
import { classTeacherRoutes } from './class-teachers/routes.ts';
import { directoryMergePart } from './duplicates/merge-part.ts';
import { duplicateRoutes } from './duplicates/routes.ts';
import { refusalTexts as duplicateRefusals } from './duplicates/texts.ts';
import { destinations, tiles } from './entries.ts';
import { runGroupPart } from './free-groups/part.tsx';
import { freeGroupRoutes } from './free-groups/routes.ts';
import { refusalTexts as groupRefusals } from './free-groups/texts.ts';
import { functionRoutes } from './functions/routes.ts';
import { directoryPersonalData } from './held/part.ts';
import { homeCards } from './home/cards.ts';
import { homeFrame } from './home/frame.tsx';
import { jobs } from './jobs.ts';
import { tableParts } from './lists/parts.ts';
import { manifest } from './module.ts';
import { names } from './names.ts';
import { usedNamePart } from './own/part.tsx';
import { ownRoutes } from './own/routes.ts';
import { keepingPart } from './people/parts.tsx';
import { peopleRoutes } from './people/routes.ts';
import { refusalTexts as peopleRefusals } from './people/texts.ts';
import { photoParts } from './photos/parts.tsx';
import { photoRoutes } from './photos/routes.ts';
import { texts as photoTexts } from './photos/texts.ts';
import {
  defaultRulePolicy,
  deliveryPolicy,
  functionPolicy,
  groupPolicy,
  personPolicy,
  schoolPolicy,
} from './policy.ts';
import { readingLanguageRoutes } from './reading-language/routes.ts';
import { assistantSteps } from './rentree/steps.ts';
import { rightRoutes } from './rights/routes.ts';
import { refusalTexts as rightRefusals } from './rights/texts.ts';
import { routes } from './routes.ts';
import { runSchoolPart } from './run-school.tsx';
import { yearJobs } from './school-year/jobs.ts';
import { comingPart, yearsPart } from './school-year/parts.tsx';
import { pastClassPolicy } from './school-year/policy.ts';
import { yearRoutes } from './school-year/routes.ts';
import { refusalTexts as yearRefusals } from './school-year/texts.ts';
import { tableJobs } from './sent-tables/jobs.ts';
import { tableRoutes } from './sent-tables/routes.ts';
import { tableRefusals } from './sent-tables/texts-refusals.ts';
import { tellingsCard } from './tellings/card.tsx';
import { tellingRoutes } from './tellings/routes.ts';
import { refusalTexts } from './texts.ts';
import { actTexts } from './texts-acts.ts';
import { rightsTexts } from './texts-rights.ts';
import { refreshAfterChange, refreshAfterDelivery } from './visibility/refresh.ts';
import { visibilityRoutes } from './visibility/routes.ts';

/** What the directory gives to the house. */
export const directoryModule: Module = {
  manifest,
  routes: [
    ...routes,
    ...functionRoutes,
    ...tableRoutes,
    ...peopleRoutes,
    ...ownRoutes,
    ...readingLanguageRoutes,
    ...rightRoutes,
    ...accessRoutes,
    ...tellingRoutes,
    ...duplicateRoutes,
    ...freeGroupRoutes,
    ...photoRoutes,
    ...bulkRoutes,
    ...visibilityRoutes,
    ...classTeacherRoutes,
    ...yearRoutes,
  ],
  policies: [
    personPolicy,
    groupPolicy,
    schoolPolicy,
    deliveryPolicy,
    functionPolicy,
    defaultRulePolicy,
    pastClassPolicy,
  ],
  rightsTexts,
  refusalTexts: {
    fr: {
      ...refusalTexts.fr,
      ...tableRefusals.fr,
      ...peopleRefusals.fr,
      ...rightRefusals.fr,
      ...accessRefusals.fr,
      ...duplicateRefusals.fr,
      ...groupRefusals.fr,
      ...photoTexts.fr.refused,
      ...bulkTexts.fr.refused,
      ...pictureTexts.fr,
      ...yearRefusals.fr,
    },
    en: {
      ...refusalTexts.en,
      ...tableRefusals.en,
      ...peopleRefusals.en,
      ...rightRefusals.en,
      ...accessRefusals.en,
      ...duplicateRefusals.en,
      ...groupRefusals.en,
      ...photoTexts.en.refused,
      ...bulkTexts.en.refused,
      ...pictureTexts.en,
      ...yearRefusals.en,
    },
  },
  mergeParts: [directoryMergePart],
  personalData: directoryPersonalData,
  pageParts: [...photoParts, comingPart, runSchoolPart, yearsPart, runGroupPart, keepingPart, usedNamePart],
  destinations,
  tiles,
  homeCards: [tellingsCard, ...homeCards],
  homeFrame,
  jobs: [...jobs, ...yearJobs, ...tableJobs],
  tableParts,
  subscriptions: [...refreshAfterDelivery, ...refreshAfterChange],
  assistantSteps,
  actTexts,
  names,
};
