import { type Db, firstOf, sql } from '../../platform/db/db.ts';

/** What identity holds of a person, as they may read it: no password, token, code or digest of one. */
export interface HeldData {
  readonly account: Readonly<Record<string, unknown>>;
  readonly addresses: readonly Readonly<Record<string, unknown>>[];
  readonly sessions: readonly Readonly<Record<string, unknown>>[];
  readonly devices: readonly Readonly<Record<string, unknown>>[];
  readonly charters: readonly Readonly<Record<string, unknown>>[];
  readonly tokens: readonly Readonly<Record<string, unknown>>[];
  readonly codes: readonly Readonly<Record<string, unknown>>[];
  readonly secondFactor: Readonly<Record<string, unknown>> | null;
}

/** Everything identity holds of a person; undefined when they have no account. */
export async function heldData(db: Db, personId: string): Promise<HeldData | undefined> {
  const row = await firstOf(
    db,
    sql<{ data: HeldData }>`
      select json_build_object(
        'account', json_build_object('login', a.login, 'createdAt', a.created_at, 'activatedAt', a.activated_at,
                                     'passwordSetAt', a.password_set_at, 'language', a.locale),
        'addresses', coalesce((select json_agg(json_build_object('address', m.address, 'addedAt', m.added_at, 'confirmedAt', m.verified_at)
                               order by m.added_at, m.id) from identity.mail_addresses m where m.person_id = a.person_id), '[]'),
        'sessions', coalesce((select json_agg(json_build_object('device', s.device, 'kind', s.kind, 'startedAt', s.started_at,
                               'lastSeenAt', s.last_seen_at) order by s.started_at, s.id) from identity.sessions s where s.person_id = a.person_id), '[]'),
        'devices', coalesce((select json_agg(json_build_object('firstUsedAt', d.first_used_at, 'lastUsedAt', d.last_used_at)
                              order by d.first_used_at) from identity.known_devices d where d.person_id = a.person_id), '[]'),
        'charters', coalesce((select json_agg(json_build_object('audience', x.audience, 'version', x.version, 'acceptedAt', x.accepted_at)
                              order by x.accepted_at) from identity.charter_acceptances x where x.person_id = a.person_id), '[]'),
        'tokens', coalesce((select json_agg(json_build_object('name', t.name, 'mayWrite', t.may_write, 'createdAt', t.created_at,
                             'expiresAt', t.expires_at, 'lastUsedAt', t.last_used_at, 'revokedAt', t.revoked_at) order by t.created_at, t.id)
                            from identity.api_tokens t where t.person_id = a.person_id), '[]'),
        'codes', coalesce((select json_agg(json_build_object('issuedAt', k.issued_at, 'expiresAt', k.expires_at, 'usedAt', k.used_at,
                            'cancelledAt', k.cancelled_at, 'printedAt', k.printed_at) order by k.issued_at) from identity.activation_codes k where k.person_id = a.person_id), '[]'),
        'secondFactor', (select json_build_object('addedAt', f.confirmed_at, 'lastUsedAt', f.last_used_at)
                         from identity.authenticators f where f.person_id = a.person_id and f.confirmed_at is not null)
      ) as data
      from identity.accounts a where a.person_id = ${personId}`,
  );
  return row?.data;
}

/**
 * Erases all of it, in the caller's transaction. Of the login only a digest stays, so that it is never given again. The acceptances of
 * charters go too: what must outlive the person as proof is archived by the caller beforehand.
 */
export async function eraseHeldData(db: Db, personId: string): Promise<void> {
  await sql`
    insert into identity.retired_logins as r (base_digest, last_number)
    select sha256(convert_to(login_base, 'UTF8')), login_number from identity.accounts where person_id = ${personId}
    on conflict (base_digest) do update set last_number = greatest(r.last_number, excluded.last_number)`.execute(db);
  await sql`delete from identity.viewings where viewer_id = ${personId} or viewed_id = ${personId}`.execute(db);
  for (const table of OWNED) {
    await sql`delete from ${sql.table(`identity.${table}`)} where person_id = ${personId}`.execute(db);
  }
}

/** The tables with a person's rows, children before parents. */
const OWNED = [
  'mail_links',
  'mail_addresses',
  'passes',
  'sessions',
  'known_devices',
  'activation_codes',
  'api_tokens',
  'recovery_codes',
  'authenticators',
  'charter_acceptances',
  'account_closures',
  'home_cards',
  'picture_secrets',
  'class_animals',
  'first_runs',
  'accounts',
] as const;
