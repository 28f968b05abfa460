import { columnName, giveBackRows, moveRows, type PersonColumn } from '../../platform/merge/rows.ts';
import type { MergePart, Module } from '../../platform/module.ts';
import { choiceRoutes } from './choices/routes.ts';
import { texts as choiceTexts } from './choices/texts.ts';
import { collectDueJob, collectTold } from './deliveries/collect.ts';
import { deliveriesPart } from './deliveries/part.tsx';
import { forgetJob } from './entries/forget.ts';
import { feedCard, todoCard } from './feed/cards.tsx';
import { feedBadge } from './feed/read.ts';
import { feedRoutes } from './feed/routes.ts';
import { hoursRoutes } from './hours/routes.ts';
import { texts as hoursTexts } from './hours/texts.ts';
import { ownKinds } from './kinds.ts';
import { mailRoutes } from './mails/routes.tsx';
import { sendMailsJob, sendMailsSoonJob } from './mails/send.ts';
import { manifest } from './module.ts';
import { notificationsPersonalData } from './personal-data.ts';
import { pushRoutes } from './push/routes.tsx';
import { sendPushesJob, sendPushesSoonJob } from './push/send.ts';
import { texts as pushTexts } from './push/texts.ts';
import { hoursPart, platformHoursTile } from './quiet-hours/part.tsx';
import { platformHoursPolicy, schoolHoursPolicy } from './quiet-hours/policy.ts';
import { quietHoursRoutes } from './quiet-hours/routes.ts';
import { refusalTexts } from './quiet-hours/texts-refusals.ts';
import { urgentBanner } from './quiet-hours/urgent-banner.ts';
import { actTexts } from './texts-acts.ts';
import { rightsTexts } from './texts-rights.ts';

const columns: readonly PersonColumn[] = [
  { table: 'notifications.quiet_hours', column: 'person_id', key: ['person_id'], once: { per: [] } },
  { table: 'notifications.entries', column: 'author_id', key: ['id'] },
  { table: 'notifications.recipients', column: 'person_id', key: ['entry_id'], once: { per: ['entry_id'] } },
  { table: 'notifications.readers', column: 'person_id', key: ['person_id'], once: { per: [] } },
  { table: 'notifications.choices', column: 'person_id', key: ['kind'], once: { per: ['kind'] } },
  { table: 'notifications.addressees', column: 'person_id', key: ['entry_id'], once: { per: ['entry_id'] } },
  { table: 'notifications.deliveries', column: 'person_id', key: ['id'], once: { per: ['entry_id', 'way'] } },
  { table: 'notifications.push_subscriptions', column: 'person_id', key: ['id'] },
  { table: 'notifications.bounces', column: 'person_id', key: ['id'] },
];

/** What the record that stays chose holds, and it takes the other's where it has none; what either was told is told to the one. */
const mergePart: MergePart = {
  key: 'notifications',
  columns: columns.map(columnName),
  move: ({ db }, merge) => moveRows(db, columns, merge),
  undo: (db, merge, moved) => giveBackRows(db, columns, merge, moved),
};

/** What notifications give to the house. */
export const notificationsModule: Module = {
  manifest,
  banners: [urgentBanner],
  routes: [...hoursRoutes, ...feedRoutes, ...choiceRoutes, ...mailRoutes, ...pushRoutes, ...quietHoursRoutes],
  notificationKinds: ownKinds,
  jobs: [collectDueJob, sendMailsJob, sendMailsSoonJob, sendPushesJob, sendPushesSoonJob, forgetJob],
  subscriptions: [collectTold],
  pageParts: [hoursPart, deliveriesPart],
  tiles: [platformHoursTile],
  policies: [schoolHoursPolicy, platformHoursPolicy],
  rightsTexts,
  actTexts,
  refusalTexts: {
    fr: { ...hoursTexts.fr.refused, ...refusalTexts.fr, ...choiceTexts.fr.refused, ...pushTexts.fr.refused },
    en: { ...hoursTexts.en.refused, ...refusalTexts.en, ...choiceTexts.en.refused, ...pushTexts.en.refused },
  },
  homeCards: [todoCard, feedCard],
  badges: [feedBadge],
  mergeParts: [mergePart],
  personalData: notificationsPersonalData,
};
