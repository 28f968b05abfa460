import { z } from 'zod';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import type { Subscription } from '../../../../platform/module.ts';
import { recipients, sendTo } from '../../mails/readers.ts';
import { WAYS_CHANGED } from './link.ts';
import { texts } from './texts.ts';

const changed = z.object({
  personId: z.uuid(),
  act: z.enum(['identity.way-linked', 'identity.way-unlinked']),
  providerId: z.uuid(),
  orderId: z.uuid(),
});

/** Tells every confirmed address that an outside identity now opens the account, or no longer does. */
export const tellWays: Subscription = {
  fact: WAYS_CHANGED,
  reader: 'identity.tell-ways-changed',
  async read(ctx, payload) {
    const { personId, act, providerId, orderId } = changed.parse(payload);
    const provider = await firstOf(
      ctx.db,
      sql<{ name: string }>`select name from identity.providers where id = ${providerId}`,
    );
    if (!provider) return;
    for (const to of await recipients(ctx, 'reset', sql`m.person_id = ${personId} and m.verified_at is not null`)) {
      const locale = to.locale ?? 'fr';
      const { mail } = texts[locale];
      const words = act === 'identity.way-linked' ? mail.linked : mail.unlinked;
      await sendTo(ctx, {
        id: `identity.ways:${orderId}:${to.address_id}`,
        to: { address: to.address },
        locale,
        subject: words.subject,
        heading: words.subject,
        paragraphs: [words.text(to.login, provider.name)],
        notes: [mail.otherwise],
      });
    }
  },
};
