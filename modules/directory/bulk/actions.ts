import type { SessionContext } from '../../../platform/http/context.ts';
import type { BulkAction, Place } from '../../../platform/tables/table.ts';
import { schoolPolicy } from '../policy.ts';
import type { BulkKind } from './contract.ts';
import { bulkView } from './page.tsx';
import { texts } from './texts.ts';

const may =
  (verb: 'managePeople' | 'manageGroups') =>
  ({ actor }: SessionContext, place: Place | null): boolean =>
    place !== null && schoolPolicy.can(actor, verb, { schoolId: place.id, communeId: null });

/** Chosen people of the table: the page that follows says how many and whom, and asks where or when. */
const action = (kind: BulkKind, order: number, icon: string, verb: 'managePeople' | 'manageGroups'): BulkAction => ({
  key: `${kind}-people`,
  table: 'people',
  order,
  icon,
  most: 700,
  label: (locale) => texts[locale].kinds[kind].label,
  shownTo: may(verb),
  run: (ctx, place, ids) => bulkView(ctx, place?.key ?? '', kind, { ids }),
});

export const bulkActions: readonly BulkAction[] = [
  action('move', 20, 'graduation-cap', 'managePeople'),
  action('join', 30, 'users', 'manageGroups'),
  action('leave', 40, 'log-out', 'managePeople'),
];
