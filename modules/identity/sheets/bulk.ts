import type { SessionContext } from '../../../platform/http/context.ts';
import type { BulkAction, Place } from '../../../platform/tables/table.ts';
import { printForPeople } from './commands.ts';
import { fileOf } from './file.ts';
import { texts } from './texts.ts';

/** Who hands out codes in the whole school; whom exactly is decided for each person when it is done. */
const handsCodes = ({ actor }: SessionContext, place: Place | null): boolean =>
  actor.profiles.some((profile) => profile.schoolId === place?.id && ['head', 'school_life'].includes(profile.role)) ||
  actor.mandates.some(
    (mandate) => mandate.kind === 'delegate' && mandate.schoolId === place?.id && mandate.duties.includes('codes'),
  );

/** Login sheets for the people chosen in the table. */
export const printChosen: BulkAction = {
  key: 'print-sheets',
  table: 'people',
  order: 10,
  icon: 'printer',
  most: 700,
  label: (locale) => texts[locale].bulk.label,
  confirm: (locale) => texts[locale].bulk.confirm,
  shownTo: handsCodes,
  run: async (ctx, place, ids) => {
    const batch = await printForPeople(ctx, place?.key ?? '', ids);
    return fileOf(ctx, batch, place?.key ?? '');
  },
};
