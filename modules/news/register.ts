import type { SessionContext } from '../../platform/http/context.ts';
import type { Module } from '../../platform/module.ts';
import { fileGates } from './attachments.ts';
import { classPart } from './class-part.tsx';
import { listNews } from './contract.ts';
import { answerReader, closePicturesJob } from './image-rights.ts';
import { sweepJob } from './jobs.ts';
import { notificationKinds } from './kinds.ts';
import { moderations, reportables } from './moderation.ts';
import { manifest } from './module.ts';
import { newsMergePart, newsPersonalData } from './personal-data.ts';
import { postPolicy } from './policy.ts';
import { publicNewsPart } from './public/part.tsx';
import { newsRoutes } from './routes.ts';
import { texts } from './texts.ts';
import { actTexts } from './texts-acts.ts';
import { rightsTexts } from './texts-rights.ts';

const everybody = ({ actor }: SessionContext): boolean => !actor.roles.includes('leaver');

/** What news gives to the house. */
export const newsModule: Module = {
  manifest,
  routes: newsRoutes,
  policies: [postPolicy],
  rightsTexts,
  actTexts,
  refusalTexts: { fr: texts.fr.refused, en: texts.en.refused },
  jobs: [sweepJob, closePicturesJob],
  tiles: [
    {
      key: 'news.posts',
      icon: 'megaphone',
      href: listNews.path,
      label: (locale) => texts[locale].title,
      detail: (locale) => texts[locale].detail,
      shownTo: everybody,
      service: true,
    },
  ],
  notificationKinds,
  fileGates,
  reportables,
  moderations,
  subscriptions: [answerReader],
  pageParts: [classPart],
  publicParts: [publicNewsPart],
  mergeParts: [newsMergePart],
  personalData: newsPersonalData,
};
