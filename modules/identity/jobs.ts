import { z } from 'zod';
import { dayOf } from '../../platform/clock/clock.ts';
import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import type { Job, Subscription } from '../../platform/module.ts';
import { inTransaction } from '../../platform/outbox/outbox.ts';
import { provisionAccounts } from './accounts/provision.ts';
import { REMEMBERED } from './saml/request.ts';
import { endSessions } from './sessions/end.ts';

const provisionAfter = (fact: string, reader: string): Subscription => ({
  fact,
  reader,
  async read({ db, clock, log }) {
    const now = clock.now();
    const made = await provisionAccounts(db, dayOf(now), now);
    log('info', 'identity.accounts-provisioned', { made });
  },
});

/** After each delivery of the academy, be it in part, and each table that a school sent: an account "to activate" for every newcomer. */
export const provision: readonly Subscription[] = [
  provisionAfter('directory.delivery-applied', 'identity.provision-accounts'),
  provisionAfter('directory.delivery-partly-applied', 'identity.provision-accounts-after-partial-delivery'),
  provisionAfter('directory.table-applied', 'identity.provision-accounts-from-table'),
];

/** Of these persons, those whose account is activated: they use the product already. */
export async function activatedAmong(db: Db, personIds: readonly string[]): Promise<string[]> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select person_id as id from identity.accounts where person_id = any(${[...personIds]}::uuid[]) and activated_at is not null`,
  );
  return rows.map((row) => row.id);
}
/** Facts after which somebody may enter who could not: created by hand, back, or given a post or a right. */
const NEWCOMERS = [
  'directory.person-created',
  'directory.person-returned',
  'directory.post-given',
  'directory.right-given',
] as const;

/** After each of them: an account "to activate" where there is none. */
export const provisionByHand: readonly Subscription[] = NEWCOMERS.map((fact) => ({
  fact,
  reader: `identity.provision-after-${fact.replace('directory.', '')}`,
  async read({ db, clock }) {
    const now = clock.now();
    await provisionAccounts(db, dayOf(now), now);
  },
}));

const disabled = z.object({ personIds: z.array(z.uuid()) });

/** Whose account is disabled: sessions, tokens, codes and cards end; the password still opens the page of their leaving. */
export const closeLeavers: Subscription = {
  fact: 'privacy.leavers-disabled',
  reader: 'identity.close-leavers',
  async read({ db, clock }, payload) {
    const { personIds } = disabled.parse(payload);
    const now = clock.now();
    const them = sql`person_id = any(${personIds}::uuid[])`;
    await inTransaction(db, async (tx) => {
      await endSessions(tx, now, sql`s.${them}`);
      await sql`update identity.api_tokens set revoked_at = ${now} where ${them} and revoked_at is null`.execute(tx.db);
      await sql`update identity.activation_codes set cancelled_at = ${now}
                where ${them} and used_at is null and cancelled_at is null`.execute(tx.db);
      await sql`update identity.home_cards set revoked_at = ${now} where ${them} and revoked_at is null`.execute(tx.db);
    });
  },
};

const HOUR = 3600_000;
const DAY = 24 * HOUR;

/** Forgets what has served: every table's retention, as its comment says it; what lives for minutes is `forgetSpent`'s. */
export async function sweep(db: Db, now: Date): Promise<void> {
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY);
  await sql`delete from identity.sessions where idle_until <= ${now} or ends_at <= ${now}`.execute(db);
  await sql`delete from identity.passes where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.throttles where since < ${ago(1)} and open_at < ${ago(1)}`.execute(db);
  await sql`delete from identity.mail_links where sent_at < ${ago(7)}`.execute(db);
  await sql`delete from identity.mail_addresses where verified_at is null and added_at < ${ago(7)}`.execute(db);
  await sql`delete from identity.known_devices where last_used_at < ${ago(365)}`.execute(db);
  await sql`delete from identity.activation_codes where issued_at < ${ago(365)}`.execute(db);
  await sql`delete from identity.api_tokens where least(revoked_at, expires_at) < ${ago(365)}`.execute(db);
  await sql`delete from identity.authenticators where confirmed_at is null and created_at < ${ago(1)}`.execute(db);
  await sql`delete from identity.class_sessions where opened_at < ${ago(365)}`.execute(db);
  await sql`delete from identity.connections where happened_at < ${ago(365)}`.execute(db);
  await sql`delete from identity.refused_tries where happened_at < ${ago(30)}`.execute(db);
  await sql`delete from identity.doctor_visits where opened_at < ${ago(365)}`.execute(db);
  await sql`delete from identity.home_cards where least(revoked_at, expires_at) < ${ago(365)}`.execute(db);
  await sql`delete from identity.service_openings where opened_at < ${ago(365)}`.execute(db);
  await sql`delete from identity.service_logins where at < ${ago(92)}`.execute(db);
  await sql`delete from identity.saml_logins where at < ${ago(92)}`.execute(db);
  await sql`delete from identity.signing_keys where retired_at < ${ago(365)}`.execute(db);
  await sql`delete from identity.viewings where asked_at < ${ago(365)}`.execute(db);
  await sql`delete from identity.account_closures where reopened_at < ${ago(365)}`.execute(db);
}

/** At 3.17, when nobody is at school and the deliveries of the night are not in yet. */
export const sweepJob: Job = {
  name: 'identity.sweep',
  cron: '17 3 * * *',
  run: ({ db, clock }) => sweep(db, clock.now()),
};

/** Forgets what served for minutes: what travels between the doors, some of which holds names. */
async function forgetSpent(db: Db, now: Date): Promise<void> {
  const ago = (ms: number): Date => new Date(now.getTime() - ms);
  await sql`delete from identity.departures where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.arrivals where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.passkey_challenges where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.saml_passages where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.saml_answers where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.saml_requests where asked_at < ${ago(REMEMBERED)}`.execute(db);
  await sql`delete from identity.oidc_requests where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.oidc_codes where expires_at < ${ago(HOUR)}`.execute(db);
  await sql`delete from identity.oidc_tokens where expires_at < ${ago(HOUR)}`.execute(db);
  await sql`delete from identity.oidc_assertions where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.cas_tickets where expires_at < ${ago(HOUR)}`.execute(db);
  await sql`delete from identity.cas_grants g where g.granted_at < ${ago(DAY)}
            and not exists (select 1 from identity.sessions s where s.id = g.session_id)`.execute(db);
}

/** Every minute. */
export const forgetSpentJob: Job = {
  name: 'identity.forget-spent',
  cron: '* * * * *',
  attempts: 2,
  run: ({ db, clock }) => forgetSpent(db, clock.now()),
};
