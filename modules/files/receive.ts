import type { SentBlob } from '../../platform/contract/endpoint.ts';
import { refuse } from '../../platform/contract/refusal.ts';
import { newId } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { announce, complete, judge, undo } from './finish.ts';
import { reserve, schoolsOf } from './quota.ts';
import { KEPT_UNHELD, tidyName } from './rules.ts';

/**
 * Takes over the files that came with a form, before the transaction of its command: each is counted, judged and held by the sender from
 * then on, for a day unless it is attached. Returns their ids, in the order of the form.
 * @param schoolId whose quota counts them; left out: the first school of the sender
 * @throws Refusal `files.quota-person`, `files.quota-school`, `files.empty`, `files.heic`, `files.picture-too-large`
 */
export async function receive(
  ctx: SessionContext,
  sent: readonly SentBlob[],
  schoolId: string | null = schoolsOf(ctx.actor)[0] ?? null,
): Promise<string[]> {
  const { actor, now, storage } = ctx;
  const ids: string[] = [];
  for (const { name, key, bytes, sha256, take } of sent) {
    if (bytes === 0) refuse('files.empty', { name: tidyName(name) });
    const fileId = newId();
    const expiresAt = new Date(now.getTime() + KEPT_UNHELD);
    const judged = await judge(storage.blobs, { fileId, key, bytes, sha256 });
    try {
      await ctx.transaction(async (tx) => {
        await reserve(tx.db, { holderId: actor.personId, schoolId }, actor.roles, bytes);
        const file = { id: fileId, holderId: actor.personId, schoolId, name: tidyName(name), bytes, now, expiresAt };
        await announce(tx.db, file);
        await complete(tx, storage, judged, now, expiresAt);
      });
      take();
      for (const former of judged.superseded) await storage.blobs.remove(former);
    } catch (error) {
      await undo(storage.blobs, judged);
      throw error;
    }
    ids.push(fileId);
  }
  return ids;
}
