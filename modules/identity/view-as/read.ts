import type { Answer } from '../../../platform/contract/endpoint.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { consentersOf, names } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { codeOf } from './code.ts';
import type { showView } from './contract.ts';
import { findViewing, pagesSeen } from './queries.ts';

/** A viewing, for who asked and for who consents; for others it does not exist. */
export async function readView(ctx: SessionContext, viewingId: string): Promise<Answer<typeof showView>> {
  byThemselves(ctx);
  const { actor, db, now, keys } = ctx;
  const viewing = await findViewing(db, viewingId, now);
  if (!viewing) notFound();
  const viewed = await consentersOf(db, actor.today, viewing.viewedId);
  const side = viewing.viewerId === actor.personId ? 'viewer' : 'consenter';
  if (!viewed || (side === 'consenter' && !viewed.consenters.includes(actor.personId))) notFound();
  const known = await names.of(ctx, [viewing.viewerId], []);
  return {
    id: viewing.id,
    side,
    state: viewing.state,
    viewer: known.persons.get(viewing.viewerId) ?? '',
    viewed: viewed.displayName,
    ofOneself: viewing.viewedId === actor.personId,
    reason: viewing.reason,
    askedAt: viewing.askedAt,
    startedAt: viewing.startedAt,
    endsAt: viewing.endsAt,
    code: side === 'consenter' && viewing.state === 'asked' ? codeOf(keys, viewing.id) : null,
    pages: await pagesSeen(db, viewing),
  };
}
