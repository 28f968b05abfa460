import type { Actor } from '../../../platform/authz/policy.ts';
import { isAdministrator } from '../sessions/kinds.ts';

/** Days that an administrator has, from the first sign-in, to add a second factor. */
export const GRACE_DAYS = 7;

/** Whether an administrator without second factor has had their time. */
export const isFactorOverdue = (actor: Actor, activatedAt: Date | null, now: Date): boolean =>
  isAdministrator(actor) && (!activatedAt || now.getTime() - activatedAt.getTime() >= GRACE_DAYS * 24 * 3600_000);
