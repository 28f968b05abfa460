import { sql } from '../../platform/db/db.ts';
import type { PersonalDataPart } from '../../platform/personal-data/part.ts';
import { hoursColumns } from './quiet-hours/held.ts';
import { words } from './texts-held.ts';

/** When somebody is left in peace. */
export const notificationsPersonalData: PersonalDataPart = {
  key: 'notifications',
  columns: [{ table: 'notifications.quiet_hours', column: 'person_id', fate: 'deleted' }, ...hoursColumns],
  things: [
    {
      key: 'hours',
      query: (personId) => sql`
        select to_char(make_interval(mins => quiet_from), 'HH24:MI') as quiet_from, to_char(make_interval(mins => quiet_until), 'HH24:MI') as quiet_until,
               quiet_days, chosen_at
        from notifications.quiet_hours where person_id = ${personId}::uuid`,
    },
  ],
  words,
};
