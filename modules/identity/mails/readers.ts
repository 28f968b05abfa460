import { z } from 'zod';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { MailRefused } from '../../../platform/mail/mailer.ts';
import type { Subscription, WorkContext } from '../../../platform/module.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { tellingMail } from '../../directory/index.ts';
import { showConfirmation } from '../addresses/contract.ts';
import { texts as passkeyTexts } from '../passkeys/texts.ts';
import { followLink } from '../recovery/contract.ts';
import { texts as factorTexts } from '../second-factor/texts.ts';
import { newToken } from '../sessions/token.ts';
import { texts } from './texts.ts';

/*
 * Mails follow from facts. The token of a link is made here, at the moment of sending: no queue, no log and no table ever holds it,
 * only its digest. A mail sent twice after a crash holds two links that both work, until one is used.
 */

const HOUR = 3600_000;
const LIFE = { verify: 48 * HOUR, reset: HOUR };

/** Links of one kind that an account gets in an hour; whoever asks for more already has some that work. */
const MOST_AN_HOUR = 3;

interface Recipient {
  readonly address_id: string;
  readonly person_id: string;
  readonly address: string;
  readonly login: string;
  readonly locale: Locale | null;
  readonly sent: number;
}

const addressGiven = z.object({ addressId: z.uuid(), orderId: z.uuid() });

/** Sends the link that confirms an address. */
export const sendVerification: Subscription = {
  fact: 'identity.address-given',
  reader: 'identity.send-verification',
  async read(ctx, payload) {
    const { addressId, orderId } = addressGiven.parse(payload);
    const [to] = await recipients(ctx, 'verify', sql`m.id = ${addressId} and m.verified_at is null`);
    if (!to || to.sent >= MOST_AN_HOUR) return;
    const { locale, words } = wordsFor(to);
    const token = await newLink(ctx, 'verify', to);
    await sendTo(ctx, {
      id: `identity.verify:${orderId}`,
      to: { address: to.address },
      locale,
      subject: words.verify.subject,
      heading: words.verify.heading,
      paragraphs: [words.verify.text],
      action: { label: words.verify.action, href: ctx.settings.publicUrl + addressOf(showConfirmation, { token }) },
      notes: [words.verify.until, words.ignore],
    });
  },
};

const passwordForgotten = z.object({ personIds: z.array(z.uuid()), orderId: z.uuid() });

/** Sends the link to a new password to every confirmed address of those accounts; to nobody when there is none. */
export const sendReset: Subscription = {
  fact: 'identity.password-forgotten',
  reader: 'identity.send-reset',
  async read(ctx, payload) {
    const { personIds, orderId } = passwordForgotten.parse(payload);
    const all = await recipients(
      ctx,
      'reset',
      sql`m.person_id = any(${personIds}::uuid[]) and m.verified_at is not null`,
    );
    for (const to of all.filter(({ sent }) => sent < MOST_AN_HOUR)) {
      const { locale, words } = wordsFor(to);
      const token = await newLink(ctx, 'reset', to);
      await sendTo(ctx, {
        id: `identity.reset:${orderId}:${to.address_id}`,
        to: { address: to.address },
        locale,
        subject: words.reset.subject,
        heading: words.reset.heading,
        paragraphs: [words.reset.text(to.login)],
        action: { label: words.reset.action, href: ctx.settings.publicUrl + addressOf(followLink, { token }) },
        notes: [words.reset.until, words.ignore],
      });
    }
  },
};

const passwordChanged = z.object({ personId: z.uuid(), orderId: z.uuid() });

/** Tells every confirmed address that the password changed: the owner learns it if somebody else did it. */
export const tellChange: Subscription = {
  fact: 'identity.password-changed',
  reader: 'identity.tell-password-changed',
  async read(ctx, payload) {
    const { personId, orderId } = passwordChanged.parse(payload);
    for (const to of await recipients(ctx, 'reset', sql`m.person_id = ${personId} and m.verified_at is not null`)) {
      const { locale, words } = wordsFor(to);
      await sendTo(ctx, {
        id: `identity.changed:${orderId}:${to.address_id}`,
        to: { address: to.address },
        locale,
        subject: words.changed.subject,
        heading: words.changed.heading,
        paragraphs: [words.changed.text(to.login)],
        notes: [words.changed.otherwise],
      });
    }
  },
};

const factorChanged = z.object({
  personId: z.uuid(),
  act: z.enum([
    'identity.second-factor-added',
    'identity.second-factor-removed',
    'identity.second-factor-reset',
    'identity.recovery-codes-renewed',
    'identity.passkey-added',
    'identity.passkey-removed',
  ]),
  orderId: z.uuid(),
});

/** Tells every confirmed address that the second factor changed. */
export const tellFactor: Subscription = {
  fact: 'identity.second-factor-changed',
  reader: 'identity.tell-second-factor-changed',
  async read(ctx, payload) {
    const { personId, act, orderId } = factorChanged.parse(payload);
    for (const to of await recipients(ctx, 'reset', sql`m.person_id = ${personId} and m.verified_at is not null`)) {
      const { locale } = wordsFor(to);
      const { mail } = factorTexts[locale];
      const words = {
        'identity.second-factor-added': mail.added,
        'identity.second-factor-removed': mail.removed,
        'identity.second-factor-reset': mail.reset,
        'identity.recovery-codes-renewed': mail.renewed,
        'identity.passkey-added': passkeyTexts[locale].mail.added,
        'identity.passkey-removed': passkeyTexts[locale].mail.removed,
      }[act];
      await sendTo(ctx, {
        id: `identity.factor:${orderId}:${to.address_id}`,
        to: { address: to.address },
        locale,
        subject: words.subject,
        heading: words.subject,
        paragraphs: [words.text(to.login)],
        notes: [mail.otherwise],
      });
    }
  },
};

const personTold = z.object({ personId: z.uuid(), tellingId: z.uuid() });

/** Sends to every confirmed address what others did about the person, unless they have read it already. */
export const tellPerson: Subscription = {
  fact: 'directory.person-told',
  reader: 'identity.mail-telling',
  read: (ctx, payload) => mailTellings(ctx, [personTold.parse(payload)]),
};

const personsTold = z.object({ tellings: z.array(personTold) });

/** The same for many at once. */
export const tellPersons: Subscription = {
  fact: 'directory.persons-told',
  reader: 'identity.mail-tellings',
  read: (ctx, payload) => mailTellings(ctx, personsTold.parse(payload).tellings),
};

async function mailTellings(ctx: WorkContext, told: readonly z.infer<typeof personTold>[]): Promise<void> {
  const persons = told.map(({ personId }) => personId);
  const all = await recipients(ctx, 'reset', sql`m.person_id = any(${persons}::uuid[]) and m.verified_at is not null`);
  for (const to of all)
    for (const { tellingId } of told.filter(({ personId }) => personId === to.person_id))
      await mailTelling(ctx, to, tellingId);
}

async function mailTelling(ctx: WorkContext, to: Recipient, tellingId: string): Promise<void> {
  const locale = to.locale ?? 'fr';
  const words = await tellingMail(ctx.db, tellingId, locale);
  if (!words) return;
  await sendTo(ctx, {
    id: `directory.told:${tellingId}:${to.address_id}`,
    to: { address: to.address },
    locale,
    subject: words.subject,
    heading: words.subject,
    paragraphs: [words.text],
    action: { label: words.action, href: ctx.settings.publicUrl },
  });
}

/** The addresses that `which` names (alias `m`), of accounts that are not closed, and how many links they got in the last hour. */
export function recipients(
  ctx: WorkContext,
  purpose: 'verify' | 'reset',
  which: ReturnType<typeof sql>,
): Promise<Recipient[]> {
  const since = new Date(ctx.clock.now().getTime() - HOUR);
  return rowsOf(
    ctx.db,
    sql<Recipient>`
      select m.id as address_id, m.person_id, m.address, a.login, a.locale,
             (select count(*) from identity.mail_links l
              where l.address_id = m.id and l.purpose = ${purpose} and l.sent_at > ${since}) as sent
      from identity.mail_addresses m join identity.accounts a on a.person_id = m.person_id
      where ${which}
        and not exists (select 1 from identity.account_closures c where c.person_id = m.person_id and c.reopened_at is null)
      order by m.added_at, m.id`,
  );
}

/** The token of a new link for that address, which works for `life` milliseconds. */
export async function newLink(
  ctx: WorkContext,
  purpose: 'verify' | 'reset',
  to: Pick<Recipient, 'person_id' | 'address_id'>,
  life = LIFE[purpose],
): Promise<string> {
  const now = ctx.clock.now();
  const { token, digest } = newToken();
  await firstOf(
    ctx.db,
    sql`insert into identity.mail_links (digest, purpose, person_id, address_id, sent_at, expires_at)
        values (${digest}, ${purpose}, ${to.person_id}, ${to.address_id}, ${now}, ${new Date(now.getTime() + life)})`,
  );
  return token;
}

function wordsFor(to: Recipient): { readonly locale: Locale; readonly words: (typeof texts)['fr'] } {
  const locale = to.locale ?? 'fr';
  return { locale, words: texts[locale] };
}

/** An address that the post office refuses for good is no failure of ours: trying again changes nothing. */
export async function sendTo(ctx: WorkContext, mail: Parameters<WorkContext['mailer']['send']>[0]): Promise<void> {
  try {
    await ctx.mailer.send(mail);
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    ctx.log('warn', 'identity.mail-refused', { order: mail.id });
  }
}
