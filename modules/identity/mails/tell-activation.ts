import { z } from 'zod';
import { dayOf } from '../../../platform/clock/clock.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { Subscription } from '../../../platform/module.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { recognise } from '../../directory/index.ts';
import { lastIssuerOf } from '../activation/issuer.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { texts } from '../sheets/texts.ts';
import { dayInWords, inWords } from '../when.ts';
import { sendTo } from './readers.ts';

const activated = z.object({ personId: z.uuid(), at: z.coerce.date() });

/**
 * Tells an adult whose account was opened with a sheet, at the address that the school knows: a sheet in wrong hands does not go unseen.
 * Pupils have no address; their guardians have the sheet.
 */
export const tellActivation: Subscription = {
  fact: 'identity.account-activated',
  reader: 'identity.tell-account-activated',
  async read(ctx, payload) {
    const { personId, at } = activated.parse(payload);
    const now = ctx.clock.now();
    const holder = await recognise(ctx.db, { id: personId }, dayOf(now));
    if (!holder?.email || holder.actor.roles.length === 0 || audienceOf(holder.actor) !== 'adult') return;
    const account = await firstOf(
      ctx.db,
      sql<{ locale: Locale | null }>`select locale from identity.accounts where person_id = ${personId}`,
    );
    const locale = account?.locale ?? 'fr';
    const { mail } = texts[locale];
    const issuer = await lastIssuerOf(ctx.db, personId, now);
    await sendTo(ctx, {
      id: `identity.activated:${personId}:${at.toISOString()}`,
      to: { address: holder.email },
      locale,
      subject: mail.subject,
      heading: mail.heading,
      paragraphs: [mail.text(holder.actor.displayName, inWords(locale, at, new Date(at.getTime() + 3600_000)))],
      notes: [...(issuer?.name ? [mail.handedBy(issuer.name, dayInWords(locale, issuer.at))] : []), mail.otherwise],
    });
  },
};
