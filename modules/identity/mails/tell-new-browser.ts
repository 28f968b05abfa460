import { z } from 'zod';
import { dayOf } from '../../../platform/clock/clock.ts';
import { firstOf, sql } from '../../../platform/db/db.ts';
import type { Device } from '../../../platform/http/device.ts';
import type { Subscription } from '../../../platform/module.ts';
import { recognise } from '../../directory/index.ts';
import { listSessions } from '../sessions/contract.ts';
import { NEW_BROWSER } from '../sessions/new-browser.ts';
import { texts as sessionTexts } from '../sessions/texts.ts';
import { inWords } from '../when.ts';
import { recipients, sendTo } from './readers.ts';
import { texts } from './texts.ts';

const newBrowser = z.object({ personId: z.uuid(), connectionId: z.uuid() });

/**
 * Tells an administrator who came in from a browser they had never come in from: at every confirmed address, without one at the address
 * that the directory knows.
 */
export const tellNewBrowser: Subscription = {
  fact: NEW_BROWSER,
  reader: 'identity.tell-new-browser',
  async read(ctx, payload) {
    const { personId, connectionId } = newBrowser.parse(payload);
    const came = await firstOf(
      ctx.db,
      sql<{ at: Date; device: Device; login: string }>`
        select c.happened_at as at, c.device, a.login from identity.connections c join identity.accounts a on a.person_id = c.person_id
        where c.id = ${connectionId}`,
    );
    if (!came) return;
    const confirmed = await recipients(ctx, 'reset', sql`m.person_id = ${personId} and m.verified_at is not null`);
    const to: { key: string; address: string; locale: 'fr' | 'en' }[] = confirmed.map((one) => ({
      key: one.address_id,
      address: one.address,
      locale: one.locale ?? 'fr',
    }));
    if (to.length === 0) {
      const known = await recognise(ctx.db, { id: personId }, dayOf(ctx.clock.now()));
      if (known?.email) to.push({ key: 'directory', address: known.email, locale: 'fr' });
    }
    for (const { key, address, locale } of to) {
      const { newBrowser: words } = texts[locale];
      const device = sessionTexts[locale].device(came.device.browser, came.device.system);
      await sendTo(ctx, {
        id: `identity.new-browser:${connectionId}:${key}`,
        to: { address },
        locale,
        subject: words.subject,
        heading: words.subject,
        // Said as of an hour later: the mail may be read tomorrow.
        paragraphs: [words.text(came.login, device, inWords(locale, came.at, new Date(came.at.getTime() + 3_600_000)))],
        action: { label: words.action, href: ctx.settings.publicUrl + listSessions.path },
        notes: [words.otherwise],
      });
    }
  },
};
