import { type Db, sql } from '../../../../platform/db/db.ts';

/** Forgets who left for a provider, who arrived from one, and what passkeys were asked to sign, once their time is over: an arrival holds names. */
export async function forgetPassages(db: Db, now: Date): Promise<void> {
  await sql`delete from identity.departures where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.arrivals where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.passkey_challenges where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.saml_passages where expires_at <= ${now}`.execute(db);
  await sql`delete from identity.saml_answers where expires_at <= ${now}`.execute(db);
}
