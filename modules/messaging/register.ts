import type { Module } from '../../platform/module.ts';
import { texts as absenceTexts } from './absence/texts.ts';
import { listMessages } from './contract.ts';
import { messageGate } from './gate.ts';
import { listMessages as moderatedLists } from './group-lists/moderation.ts';
import { groupListPart } from './group-lists/page.tsx';
import { listPolicy } from './group-lists/policy.ts';
import { listRoutes } from './group-lists/routes.ts';
import { jobs, subscriptions } from './jobs.ts';
import { mergePart } from './merge-part.ts';
import { manifest } from './module.ts';
import { messageKind, unreadBadge } from './notices.ts';
import { messagingPersonalData } from './personal-data.ts';
import { messagePolicy, widePolicy } from './policy.ts';
import { pupilKinds } from './pupils/kinds.ts';
import { pupilMessages } from './pupils/moderation.ts';
import { classWritingPart } from './pupils/part.tsx';
import { classWritingPolicy } from './pupils/policy.ts';
import { pupilRoutes } from './pupils/routes.ts';
import { texts as pupilTexts } from './pupils/texts.ts';
import { reportableMessage } from './reporting.ts';
import { messagingRoutes } from './routes.ts';
import { takingAwayRoutes } from './taking-away/routes.ts';
import { texts } from './texts.ts';
import { actTexts } from './texts-acts.ts';
import { rightsTexts } from './texts-rights.ts';
import { hasMessages, messageTo } from './writing/address.ts';

/** What messages give to the house. */
export const messagingModule: Module = {
  manifest,
  routes: [...takingAwayRoutes, ...messagingRoutes, ...pupilRoutes, ...listRoutes],
  policies: [messagePolicy, widePolicy, classWritingPolicy, listPolicy],
  rightsTexts,
  refusalTexts: {
    fr: { ...texts.fr.refused, ...pupilTexts.fr.refused, ...absenceTexts.fr.refused },
    en: { ...texts.en.refused, ...pupilTexts.en.refused, ...absenceTexts.en.refused },
  },
  actTexts,
  moderations: [pupilMessages, moderatedLists],
  pageParts: [classWritingPart, groupListPart],
  jobs,
  subscriptions,
  notificationKinds: [messageKind, ...pupilKinds],
  badges: [unreadBadge],
  reportables: [reportableMessage],
  fileGates: [messageGate],
  mergeParts: [mergePart],
  personalData: messagingPersonalData,
  messageTo,
  destinations: [
    {
      key: 'messages',
      order: 30,
      icon: 'mail',
      href: listMessages.path,
      label: ({ locale }) => texts[locale].destination,
      shownTo: hasMessages,
    },
  ],
};
