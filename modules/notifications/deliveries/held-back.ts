import type { WorkContext } from '../../../platform/module.ts';
import type { Batch, LeavingEntry } from './claim.ts';

/**
 * Of those batches, the ones that may leave now. One that holds something of a kind that is held back from its reader stays in hand as a whole,
 * and is taken again some minutes later, like what a process left that died.
 */
export async function mayLeaveNow(
  { db, clock, extensions }: Pick<WorkContext, 'db' | 'clock' | 'extensions'>,
  batches: readonly Batch[],
  contents: ReadonlyMap<string, readonly LeavingEntry[]>,
): Promise<Batch[]> {
  const held = new Set<string>();
  for (const kind of extensions.notificationKinds) {
    if (!kind.heldBackFrom) continue;
    const holding = batches.filter(({ id }) => contents.get(id)?.some((entry) => entry.kind === kind.key));
    if (holding.length === 0) continue;
    const persons = await kind.heldBackFrom(
      { db, clock },
      holding.map(({ personId }) => personId),
    );
    for (const { id, personId } of holding) if (persons.has(personId)) held.add(id);
  }
  return batches.filter(({ id }) => !held.has(id));
}
