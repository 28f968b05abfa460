import type { SessionContext } from '../../../platform/http/context.ts';
import type { TableColumn } from '../../../platform/tables/table.ts';
import { schoolPolicy } from '../policy.ts';
import { schoolYearLabel } from '../rules.ts';
import type { stages } from './contract.ts';
import { stageOf } from './follow.ts';
import { yearAhead } from './rules.ts';
import { texts } from './texts.ts';

/** In the table of schools, beside the start of the year: how far each is with the next one. */
export const yearColumn: TableColumn<(typeof stages)[number]> = {
  key: 'next-year',
  table: 'schools',
  order: 190,
  label: (locale) => texts[locale].entryRead,
  byDefault: false,
  shownTo: ({ actor }: SessionContext) => schoolPolicy.can(actor, 'followYears', { schoolId: '', communeId: null }),
  value: ({ actor }) => stageOf(yearAhead(actor.today), 't'),
  sort: ({ actor }) => stageOf(yearAhead(actor.today), 't'),
  text: (stage, { actor, locale }) => `${texts[locale].stages[stage]} (${schoolYearLabel(yearAhead(actor.today))})`,
};
