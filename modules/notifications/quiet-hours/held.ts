import type { NamingColumn } from '../../../platform/personal-data/part.ts';

/** Who decided of hours, who said that something was urgent: rows about a school, which only lead to their author. */
export const hoursColumns: readonly NamingColumn[] = [
  { table: 'notifications.platform_hours', column: 'decided_by', fate: 'tombstone' },
  { table: 'notifications.school_hours', column: 'decided_by', fate: 'tombstone' },
  { table: 'notifications.hours_exceptions', column: 'decided_by', fate: 'tombstone' },
  { table: 'notifications.hours_exceptions', column: 'removed_by', fate: 'tombstone' },
  { table: 'notifications.urgent_notices', column: 'author_id', fate: 'tombstone' },
];
