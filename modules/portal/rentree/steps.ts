import type { AssistantStep, Moment } from '../../../platform/assistants/step.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type RawBuilder, sql } from '../../../platform/db/db.ts';
import { showPortal } from '../school/contract.ts';
import { showWelcome } from '../welcome/contract.ts';
import { seasonOf } from './season.ts';
import { texts } from './texts.ts';

const ASSISTANT = 'rentree';

/** SQL query: each open school once, done when it has a row in `since` (a query of `school_id`). */
const onceEach = (places: readonly string[] | null, since: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select s.school_id as place, count(d.school_id) as done, 1 as total
  from directory.school_places s left join (select distinct school_id from (${since}) as w) as d on d.school_id = s.school_id
  where s.closed_on is null and ${places ? sql`s.school_id = any(${[...places]}::uuid[])` : sql`true`}
  group by s.school_id`;

/** The school chose what its portal shows, or keeps it as it is. */
const portal: AssistantStep = {
  key: 'portal',
  assistant: ASSISTANT,
  order: 60,
  icon: 'layout-grid',
  title: (locale) => texts[locale].portal.title,
  why: (locale) => texts[locale].portal.why,
  count: ({ done }, locale) => texts[locale].portal.count(done > 0),
  progress: ({ today }: Moment, places) =>
    onceEach(places, sql`select school_id from portal.choices where chosen_at >= ${seasonOf(today)}::date`),
  action: ({ locale }, place, { done }) => ({
    label: done > 0 ? texts[locale].portal.see : texts[locale].portal.choose,
    href: addressOf(showPortal, { schoolUai: place.key }),
  }),
};

/** Families find a word of welcome. */
const welcome: AssistantStep = {
  key: 'welcome',
  assistant: ASSISTANT,
  order: 70,
  icon: 'message-circle',
  title: (locale) => texts[locale].welcome.title,
  why: (locale) => texts[locale].welcome.why,
  count: ({ done }, locale) => texts[locale].welcome.count(done > 0),
  progress: ({ today }: Moment, places) =>
    onceEach(places, sql`select school_id from portal.welcomes where written_at >= ${seasonOf(today)}::date`),
  action: ({ locale }, place, { done }) => ({
    label: done > 0 ? texts[locale].welcome.see : texts[locale].welcome.write,
    href: addressOf(showWelcome, { schoolUai: place.key }),
  }),
};

/** The portal's steps of the start of the year. */
export const assistantSteps: readonly AssistantStep[] = [portal, welcome];
