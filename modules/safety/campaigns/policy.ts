import { definePolicy, type Rule } from '../../../platform/authz/policy.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';

const everywhere = (role: 'platform' | 'academy'): Rule<object> => ({
  role,
  scope: 'everywhere',
  allows: () => true,
  sql: () => sql`true`,
});

/** Who looks for campaigns, hides and restores them, and shuts out the accounts that sent them: they cross schools. */
export const campaignPolicy = definePolicy<object, 'see' | 'hide' | 'close'>('safety.campaign', {
  see: [everywhere('platform'), everywhere('academy')],
  hide: [everywhere('platform'), everywhere('academy')],
  close: [everywhere('platform'), everywhere('academy')],
});

/** For others than academy and operator campaigns do not exist. */
export function asCampaignKeeper({ actor }: SessionContext, verb: 'see' | 'hide' | 'close' = 'see'): void {
  if (!campaignPolicy.can(actor, verb, {})) notFound();
}
