import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../platform/merge/rows.ts';
import type { MergePart, Module } from '../../platform/module.ts';
import { countSent, forgetRatesJob } from './campaigns/alarm.ts';
import { forgetOldJob } from './campaigns/forget.ts';
import { campaignPolicy } from './campaigns/policy.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { campaignTile } from './campaigns/tile.ts';
import { heldRoutes } from './held/routes.ts';
import { askAgainJob, endedJob, forgetJob } from './image-rights/jobs.ts';
import { mayShow } from './image-rights/may-show.ts';
import { childPart, classPart } from './image-rights/parts.tsx';
import { classImagePolicy, imageRightPolicy } from './image-rights/policy.ts';
import { imageRightRoutes } from './image-rights/routes.ts';
import { manifest } from './module.ts';
import { panelMenu, panelTile, personPart, pupilCard } from './panel/parts.tsx';
import { panelRoutes } from './panel/routes.ts';
import { safetyPersonalData } from './personal-data.ts';
import { queueTiles } from './queue/parts.tsx';
import { queueRoutes } from './queue/routes.ts';
import { forgetReportsJob } from './reports/jobs.ts';
import { reportPolicy } from './reports/policy.ts';
import { reportRoutes } from './reports/routes.ts';
import { stopBanner } from './stop/banner.ts';
import { stopPolicy } from './stop/policy.ts';
import { stopRoutes } from './stop/routes.ts';
import { stopTile } from './stop/tile.ts';
import { actTexts } from './texts-acts.ts';
import { stopActTexts } from './texts-acts-stop.ts';
import { refusalTexts } from './texts-refusals.ts';
import { rightsTexts } from './texts-rights.ts';
import { stopRightsTexts } from './texts-rights-stop.ts';
import { notificationKinds } from './told.ts';

const IN_FORCE = 'r.replaced_at is null';
const columns: readonly PersonColumn[] = [
  {
    table: 'safety.image_answers',
    column: 'person_id',
    key: ['id'],
    once: { per: ['author_id', 'purpose', 'kind', 'request_id'], when: IN_FORCE },
  },
  {
    table: 'safety.image_answers',
    column: 'author_id',
    key: ['id'],
    once: { per: ['person_id', 'purpose', 'kind', 'request_id'], when: IN_FORCE },
  },
  { table: 'safety.image_requests', column: 'asked_by', key: ['id'] },
  { table: 'safety.image_requests', column: 'closed_by', key: ['id'] },
  { table: 'safety.reports', column: 'reporter_id', key: ['id'] },
  { table: 'safety.report_persons', column: 'person_id', key: ['report_id'], once: { per: ['report_id'] } },
  { table: 'safety.report_entries', column: 'by_id', key: ['report_id', 'rank'] },
  { table: 'safety.closed_doors', column: 'person_id', key: ['campaign_id'], once: { per: ['campaign_id'] } },
];

/** Answers and reports follow their persons when two records are merged. */
const mergePart: MergePart = {
  key: 'safety',
  columns: columns.map(columnName),
  move: ({ db }, merge) => moveRows(db, columns, merge),
  undo: (db, merge, moved) => giveBackRows(db, columns, merge, moved),
};

/** What safety gives to the house. */
export const safetyModule: Module = {
  manifest,
  routes: [
    ...panelRoutes,
    ...reportRoutes,
    ...queueRoutes,
    ...heldRoutes,
    ...imageRightRoutes,
    ...stopRoutes,
    ...campaignRoutes,
  ],
  policies: [reportPolicy, imageRightPolicy, classImagePolicy, stopPolicy, campaignPolicy],
  banners: [stopBanner],
  rightsTexts: { fr: { ...rightsTexts.fr, ...stopRightsTexts.fr }, en: { ...rightsTexts.en, ...stopRightsTexts.en } },
  actTexts: { fr: { ...actTexts.fr, ...stopActTexts.fr }, en: { ...actTexts.en, ...stopActTexts.en } },
  refusalTexts,
  menu: [panelMenu],
  tiles: [panelTile, ...queueTiles, stopTile, campaignTile],
  notificationKinds,
  homeCards: [pupilCard],
  mergeParts: [mergePart],
  personalData: safetyPersonalData,
  jobs: [forgetJob, askAgainJob, endedJob, forgetReportsJob, forgetRatesJob, forgetOldJob],
  subscriptions: [countSent],
  pageParts: [classPart, childPart, personPart],
  pictureConsent: (db, personIds, today) => mayShow(db, personIds, 'class', today),
};
