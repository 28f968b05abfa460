import { refuse } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { stopFor } from '../../safety/index.ts';

/** Whether an emergency stop keeps the actor from reading what came to them. What they wrote themselves they may look at. */
export const isReadingStopped = async (ctx: Pick<SessionContext, 'db' | 'actor' | 'now'>): Promise<boolean> =>
  (await stopFor(ctx, { schoolIds: [], act: 'read' })) !== undefined;

/** @throws Refusal `messaging.reading-stopped` */
export async function refuseIfReadingStopped(ctx: SessionContext): Promise<void> {
  if (await isReadingStopped(ctx)) refuse('messaging.reading-stopped');
}

/** Boxes in which lies what one wrote. */
export const isOwnBox = (box: string): boolean => box === 'sent' || box === 'waiting' || box === 'drafts';
