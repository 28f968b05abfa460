import { jobFigures } from '../../platform/jobs/failures.ts';
import type { Module } from '../../platform/module.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import { showDevelopers, showJobs, showRights, showSms } from './contract.ts';
import { jobsCard } from './jobs-page.tsx';
import { housePolicy, theHouse } from './policy.ts';
import { houseRoutes } from './routes.ts';
import { texts } from './texts.ts';
import { actTexts } from './texts-acts.ts';
import { texts as smsTexts } from './texts-sms.ts';

/**
 * What belongs to the house and to none of its modules: who may do what, the work left to do, the API described. It reads what the
 * modules register, itself included; `modules` is called once all are known.
 */
export const houseModule = (modules: () => readonly Module[]): Module => ({
  manifest: {
    name: 'house',
    label: 'Plateforme',
    level: 4,
    dependsOn: [],
    purpose: 'Says who may do what, what work is left to do, and how other programs may ask.',
  },
  routes: houseRoutes(modules),
  policies: [housePolicy],
  rightsTexts: { fr: texts.fr.grid, en: texts.en.grid },
  actTexts,
  refusalTexts: { fr: smsTexts.fr.refused, en: smsTexts.en.refused },
  tiles: [
    {
      key: 'rights',
      icon: 'shield-check',
      href: showRights.path,
      label: (locale: Locale) => texts[locale].tiles.rights,
      detail: (locale: Locale) => texts[locale].tiles.rightsDetail,
      shownTo: ({ actor }) => housePolicy.can(actor, 'seeRights', theHouse),
    },
    {
      key: 'jobs',
      icon: 'send',
      href: showJobs.path,
      label: (locale: Locale) => texts[locale].tiles.jobs,
      detail: (locale: Locale) => texts[locale].tiles.jobsDetail,
      shownTo: ({ actor }) => housePolicy.can(actor, 'seeJobs', theHouse),
    },
    {
      key: 'sms',
      icon: 'phone',
      href: showSms.path,
      label: (locale: Locale) => smsTexts[locale].title,
      detail: (locale: Locale) => smsTexts[locale].tile,
      shownTo: ({ actor, sms }) => sms.isOn && housePolicy.can(actor, 'trySms', theHouse),
    },
    {
      key: 'developers',
      icon: 'link',
      href: showDevelopers.path,
      label: (locale: Locale) => texts[locale].tiles.developers,
      detail: (locale: Locale) => texts[locale].tiles.developersDetail,
      shownTo: ({ actor }) => housePolicy.can(actor, 'seeJobs', theHouse),
    },
  ],
  homeCards: [
    {
      key: 'jobs',
      order: 80,
      shownTo: ({ actor }) => housePolicy.can(actor, 'seeJobs', theHouse),
      render: async ({ db, locale }) => jobsCard(locale, await jobFigures(db)),
    },
  ],
});
