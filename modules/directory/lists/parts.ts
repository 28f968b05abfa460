import type { TableColumn, TableParts } from '../../../platform/tables/table.ts';
import { bulkActions } from '../bulk/actions.ts';
import { yearColumn } from '../school-year/column.ts';
import { groupsParts } from './groups.ts';
import { peopleParts } from './people.ts';
import { schoolsParts } from './schools.ts';

/** The directory's tables: people, groups, schools. */
export const tableParts: TableParts = {
  tables: [...peopleParts.tables, ...groupsParts.tables, ...schoolsParts.tables],
  columns: [...peopleParts.columns, ...groupsParts.columns, ...schoolsParts.columns, yearColumn as TableColumn],
  filters: [...peopleParts.filters, ...groupsParts.filters, ...schoolsParts.filters],
  flags: [...peopleParts.flags, ...groupsParts.flags],
  bulkActions,
};
