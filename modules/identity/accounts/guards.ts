import { refuse } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';

/** What guards the account itself asks for the person at a browser: a token, were it stolen, must not make another or end sessions. */
export function byThemselves(ctx: SessionContext): void {
  if (ctx.session.means !== 'session') refuse('platform.forbidden');
}
