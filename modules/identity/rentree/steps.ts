import type { AssistantStep } from '../../../platform/assistants/step.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { sql } from '../../../platform/db/db.ts';
import { legalGuardiansOf, peopleOfSchools } from '../../directory/index.ts';
import { showSchoolAccess } from '../sheets/contract.ts';
import { texts } from './texts.ts';

const ASSISTANT = 'rentree';

/** A list of the console, by the key its table is registered under. */
const list = (place: string, filters: string): string => `/console/tables/people?place=${place}&${filters}`;

/** Everybody who may enter has a code in hand, or has entered. */
const sheets: AssistantStep = {
  key: 'sheets',
  assistant: ASSISTANT,
  order: 40,
  icon: 'printer',
  title: (locale) => texts[locale].sheets.title,
  why: (locale) => texts[locale].sheets.why,
  count: ({ done, total }, locale) => texts[locale].sheets.count(done, total),
  progress: ({ today, now }, places) => sql`
    select q.school_id as place, count(*) filter (where q.served) as done, count(*) as total
    from (select distinct e.school_id, e.person_id, a.activated_at is not null or k.person_id is not null as served
          from (${peopleOfSchools(today, places)}) as e
          join identity.accounts a on a.person_id = e.person_id
          left join identity.activation_codes k on k.person_id = a.person_id and k.used_at is null and k.cancelled_at is null
            and k.expires_at > ${now}
          where not exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null)) as q
    group by q.school_id`,
  action: ({ locale }, place, { done, total }) => ({
    label: done < total ? texts[locale].sheets.missing(total - done) : texts[locale].sheets.action,
    href: addressOf(showSchoolAccess, { schoolUai: place.key }),
  }),
};

/** A guardian of every pupil has entered. */
const families: AssistantStep = {
  key: 'families',
  assistant: ASSISTANT,
  order: 50,
  icon: 'heart',
  title: (locale) => texts[locale].families.title,
  why: (locale) => texts[locale].families.why,
  count: ({ done, total }, locale) => texts[locale].families.count(done, total),
  progress: ({ today }, places) => sql`
    select q.school_id as place, count(*) filter (where q.entered) as done, count(*) as total
    from (select f.school_id, f.pupil_id, bool_or(a.activated_at is not null) as entered
          from (${legalGuardiansOf(today, places)}) as f
          left join identity.accounts a on a.person_id = f.adult_id
          group by f.school_id, f.pupil_id) as q
    group by q.school_id`,
  action: ({ locale }, place, { done, total }) => ({
    label: done < total ? texts[locale].families.missing(total - done) : texts[locale].families.action,
    href: list(place.key, done < total ? 'kind=guardian&flag=never-connected' : 'kind=guardian'),
  }),
};

/** Identity's steps of the start of the year. */
export const assistantSteps: readonly AssistantStep[] = [sheets, families];
