import type { NamingColumn } from '../../../platform/personal-data/part.ts';

/** Who stopped, lifted, hid and restored; which accounts sent a campaign: evidence of an attack, which only leads to them. */
export const stopColumns: readonly NamingColumn[] = [
  { table: 'safety.stops', column: 'started_by', fate: 'tombstone' },
  { table: 'safety.stops', column: 'ended_by', fate: 'tombstone' },
  { table: 'safety.campaigns', column: 'started_by', fate: 'tombstone' },
  { table: 'safety.campaigns', column: 'restored_by', fate: 'tombstone' },
  { table: 'safety.campaigns', column: 'doors_closed_by', fate: 'tombstone' },
  { table: 'safety.campaign_copies', column: 'author_id', fate: 'tombstone' },
  { table: 'safety.campaign_searches', column: 'made_by', fate: 'tombstone' },
  { table: 'safety.closed_doors', column: 'person_id', fate: 'tombstone' },
  { table: 'safety.send_alarms', column: 'seen_by', fate: 'tombstone' },
];
