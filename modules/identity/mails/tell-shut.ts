import { z } from 'zod';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { sql } from '../../../platform/db/db.ts';
import type { Subscription } from '../../../platform/module.ts';
import { DOORS_CLOSED } from '../accounts/close-doors.ts';
import { followLink } from '../recovery/contract.ts';
import { newLink, recipients, sendTo } from './readers.ts';
import { texts } from './texts.ts';

const DAY = 86_400_000;
/** The mail may lie over a week-end. */
const LINK_LIFE = 3 * DAY;
/** An address confirmed since then may be the thief's: the school hands out a code instead. */
const SETTLED = 7 * DAY;

const given = z.object({ personIds: z.array(z.uuid()), orderId: z.uuid() });

/** Tells those to whom doors were closed how they come back, by the addresses that were theirs before. */
export const tellShut: Subscription = {
  fact: DOORS_CLOSED,
  reader: 'identity.tell-shut',
  async read(ctx, payload) {
    const { personIds, orderId } = given.parse(payload);
    const since = new Date(ctx.clock.now().getTime() - SETTLED);
    const all = await recipients(
      ctx,
      'reset',
      sql`m.person_id = any(${personIds}::uuid[]) and m.verified_at < ${since} and a.password is null`,
    );
    for (const to of all) {
      const locale = to.locale ?? 'fr';
      const words = texts[locale].shut;
      const token = await newLink(ctx, 'reset', to, LINK_LIFE);
      await sendTo(ctx, {
        id: `identity.shut:${orderId}:${to.address_id}`,
        to: { address: to.address },
        locale,
        subject: words.subject,
        heading: words.heading,
        paragraphs: [words.text(to.login)],
        action: { label: words.action, href: ctx.settings.publicUrl + addressOf(followLink, { token }) },
        notes: [words.until],
      });
    }
  },
};
