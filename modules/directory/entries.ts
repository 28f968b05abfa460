import type { SessionContext } from '../../platform/http/context.ts';
import type { DestinationEntry, TileEntry } from '../../platform/module.ts';
import { findPeople, listDeliveries, listGroups, listSchools } from './contract.ts';
import { listFunctions } from './functions/contract.ts';
import { texts as functionTexts } from './functions/texts.ts';
import { defaultRulePolicy, deliveryPolicy, functionPolicy, personPolicy, schoolPolicy } from './policy.ts';
import { followYears } from './school-year/contract.ts';
import { texts as yearTexts } from './school-year/texts.ts';
import { schoolsAs } from './scopes.ts';
import { chooseSchool } from './sent-tables/contract.ts';
import { texts as tableTexts } from './sent-tables/texts.ts';
import { texts } from './texts.ts';
import { listReach, showDefaultRules, simulateRules } from './visibility/contract.ts';
import { texts as visibilityTexts } from './visibility/texts.ts';

const belongsToGroups = ({ actor }: SessionContext): boolean =>
  actor.roles.includes('pupil') || actor.roles.includes('teacher') || actor.children.length > 0;
const readsDeliveries = ({ actor }: SessionContext): boolean => deliveryPolicy.can(actor, 'see', {});
const everybody = (_ctx: SessionContext): boolean => true;

/** "École" or "Collège" for who has one, else "Établissements". */
function schoolLabel({ actor, locale }: SessionContext): string {
  const t = texts[locale].entries;
  const [only] = actor.profiles;
  if (!only || actor.mandates.length > 0 || new Set(actor.profiles.map((entry) => entry.schoolId)).size > 1)
    return t.schools;
  return only.schoolKind === 'college' || only.schoolKind === 'segpa' ? t.college : t.school;
}

/** The directory's places in the main menu. */
export const destinations: readonly DestinationEntry[] = [
  {
    key: 'groups',
    order: 10,
    icon: 'users',
    href: listGroups.path,
    label: ({ actor, locale }) =>
      actor.roles.includes('pupil') ? texts[locale].entries.myClass : texts[locale].entries.classes,
    shownTo: belongsToGroups,
  },
  { key: 'schools', order: 20, icon: 'school', href: listSchools.path, label: schoolLabel, shownTo: everybody },
  {
    key: 'deliveries',
    order: 30,
    icon: 'import',
    href: listDeliveries.path,
    label: ({ locale }) => texts[locale].entries.deliveries,
    shownTo: readsDeliveries,
  },
];

/** The directory's doors under "Plus". */
export const tiles: readonly TileEntry[] = [
  {
    key: 'directory.people',
    service: true,
    icon: 'search',
    href: findPeople.path,
    label: (locale) => texts[locale].entries.people,
    detail: (locale) => texts[locale].entries.peopleDetail,
    shownTo: everybody,
  },
  {
    key: 'directory.groups',
    service: true,
    icon: 'users',
    href: listGroups.path,
    label: (locale) => texts[locale].entries.classes,
    detail: (locale) => texts[locale].entries.classesDetail,
    shownTo: belongsToGroups,
  },
  {
    key: 'directory.schools',
    icon: 'school',
    href: listSchools.path,
    label: (locale) => texts[locale].entries.schools,
    detail: (locale) => texts[locale].entries.schoolsDetail,
    shownTo: everybody,
  },
  {
    key: 'directory.deliveries',
    icon: 'import',
    href: listDeliveries.path,
    label: (locale) => texts[locale].entries.deliveries,
    detail: (locale) => texts[locale].entries.deliveriesDetail,
    shownTo: readsDeliveries,
  },
  {
    key: 'directory.tables',
    icon: 'import',
    href: chooseSchool.path,
    label: (locale) => tableTexts[locale].title,
    detail: (locale) => tableTexts[locale].detail,
    shownTo: ({ actor }) => schoolsAs(actor, 'head').length > 0,
  },
  {
    key: 'directory.years',
    icon: 'calendar-days',
    href: followYears.path,
    label: (locale) => yearTexts[locale].follow,
    detail: (locale) => yearTexts[locale].followDetail,
    shownTo: ({ actor }) => schoolPolicy.can(actor, 'followYears', { schoolId: '', communeId: null }),
  },
  {
    key: 'directory.functions',
    icon: 'table',
    href: listFunctions.path,
    label: (locale) => functionTexts[locale].title,
    detail: (locale) => functionTexts[locale].detail,
    shownTo: ({ actor }) => functionPolicy.can(actor, 'see', {}),
  },
  {
    key: 'directory.reach',
    icon: 'users',
    href: listReach.path,
    label: (locale) => visibilityTexts[locale].reach.title.see,
    detail: (locale) => visibilityTexts[locale].reach.detail,
    shownTo: everybody,
  },
  {
    key: 'directory.simulator',
    icon: 'message-circle',
    href: simulateRules.path,
    label: (locale) => visibilityTexts[locale].simulator.title,
    detail: (locale) => visibilityTexts[locale].simulator.detail,
    shownTo: ({ actor }) => personPolicy.rules.explain.some(({ role }) => actor.roles.includes(role)),
  },
  {
    key: 'directory.default-rules',
    icon: 'eye',
    href: showDefaultRules.path,
    label: (locale) => visibilityTexts[locale].platform.title,
    detail: (locale) => visibilityTexts[locale].platform.detail,
    shownTo: ({ actor }) => defaultRulePolicy.can(actor, 'see', {}),
  },
];
