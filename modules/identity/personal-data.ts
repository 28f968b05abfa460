import { type Db, sql } from '../../platform/db/db.ts';
import { archive } from '../../platform/personal-data/archive.ts';
import type { Erasure, HeldThing, NamingColumn, PersonalDataPart } from '../../platform/personal-data/part.ts';
import { archiveConsents, consentThing } from './consents/personal-data.ts';
import { archiveReuse, reuseThings } from './reuse/personal-data.ts';
import { words } from './texts-held.ts';

/** The tables with a person's rows, children before parents. */
const OWNED = [
  'consents',
  'reuse_answers',
  'linked_identities',
  'profile_choices',
  'mail_links',
  'mail_addresses',
  'passes',
  'sessions',
  'known_devices',
  'activation_codes',
  'api_tokens',
  'recovery_codes',
  'passkeys',
  'authenticators',
  'charter_acceptances',
  'account_closures',
  'home_cards',
  'picture_secrets',
  'class_animals',
  'refused_tries',
  'doctor_visits',
  'connections',
  'service_openings',
  'service_notices',
  'pairwise_ids',
  'first_runs',
  'accounts',
] as const;

/** Who saw the product in the place of whom. */
const VIEWED = ['viewer_id', 'viewed_id'] as const;

/** Who did it to others. */
const AUTHORS = [
  ['account_closures', 'closed_by'],
  ['account_closures', 'reopened_by'],
  ['activation_codes', 'issued_by'],
  ['activation_codes', 'cancelled_by'],
  ['class_posters', 'made_by'],
  ['class_sessions', 'opened_by'],
  ['consents', 'author_id'],
  ['home_cards', 'issued_by'],
  ['doctor_visits', 'opened_by'],
  ['relying_parties', 'changed_by'],
  ['relying_party_schools', 'switched_by'],
  ['reuse_requests', 'closed_by'],
  ['reuse_requests', 'declared_by'],
  ['reuse_uses', 'read_by'],
  ['viewings', 'answered_by'],
  ['viewings', 'ended_by'],
] as const;

/** What a person may read of what identity holds: no password, token, code or digest of one. */
const things: readonly HeldThing[] = [
  {
    key: 'account',
    query: (personId) => sql`
      select login, created_at, activated_at, password_set_at, locale, reading from identity.accounts where person_id = ${personId}::uuid`,
  },
  {
    key: 'addresses',
    query: (personId) => sql`
      select address, added_at, verified_at from identity.mail_addresses where person_id = ${personId}::uuid order by added_at, id`,
  },
  {
    key: 'sessions',
    query: (personId) => sql`
      select kind, device, started_at, last_seen_at from identity.sessions where person_id = ${personId}::uuid order by started_at desc, id`,
  },
  {
    key: 'connections',
    query: (personId) => sql`
      select c.happened_at, c.means, p.name as provider, c.address, c.device, case when c.factor_due then true end as factor_due
      from identity.connections c left join identity.providers p on p.id = c.provider_id
      where c.person_id = ${personId}::uuid order by c.happened_at desc, c.id`,
  },
  {
    key: 'refusals',
    query: (personId) => sql`
      select happened_at, way, reason, open_at, device from identity.refused_tries where person_id = ${personId}::uuid
      order by happened_at desc, id`,
  },
  {
    key: 'visits',
    query: (personId) => sql`
      select opened_at, ground, reason from identity.doctor_visits where person_id = ${personId}::uuid order by opened_at desc, id`,
  },
  {
    key: 'openings',
    query: (personId) => sql`
      select o.opened_at, p.name as service, o.way, array_to_string(o.released, ', ') as released
      from identity.service_openings o join identity.relying_parties p on p.id = o.relying_party_id
      where o.person_id = ${personId}::uuid order by o.opened_at desc, o.id`,
  },
  {
    key: 'ownNames',
    query: (personId) => sql`
      select p.name as service, w.value from identity.pairwise_ids w join identity.relying_parties p on p.id = w.relying_party_id
      where w.person_id = ${personId}::uuid order by p.name, p.id`,
  },
  {
    key: 'notices',
    query: (personId) => sql`
      select p.name as service, n.read_at from identity.service_notices n join identity.relying_parties p on p.id = n.relying_party_id
      where n.person_id = ${personId}::uuid order by p.name, p.id`,
  },
  {
    key: 'devices',
    query: (personId) => sql`
      select first_used_at, last_used_at from identity.known_devices where person_id = ${personId}::uuid order by first_used_at, digest`,
  },
  {
    key: 'charters',
    query: (personId) => sql`
      select audience, version, accepted_at from identity.charter_acceptances where person_id = ${personId}::uuid
      order by accepted_at, audience, version`,
  },
  {
    key: 'codes',
    query: (personId) => sql`
      select issued_at, expires_at, printed_at, used_at, cancelled_at from identity.activation_codes where person_id = ${personId}::uuid
      order by issued_at desc, id`,
  },
  {
    key: 'tokens',
    query: (personId) => sql`
      select name, may_write, created_at, expires_at, last_used_at, revoked_at from identity.api_tokens where person_id = ${personId}::uuid
      order by created_at, id`,
  },
  {
    key: 'secondFactor',
    query: (personId) => sql`
      select confirmed_at, last_used_at from identity.authenticators
      where person_id = ${personId}::uuid and confirmed_at is not null`,
  },
  {
    key: 'passkeys',
    query: (personId) => sql`
      select name, added_at, last_used_at, opens_alone, backed_up from identity.passkeys
      where person_id = ${personId}::uuid order by added_at, id`,
  },
  {
    key: 'ways',
    query: (personId) => sql`
      select p.name as provider, l.label, l.organisation, l.linked_at, l.last_used_at, l.certified_at
      from identity.linked_identities l join identity.providers p on p.id = l.provider_id
      where l.person_id = ${personId}::uuid order by l.linked_at, l.id`,
  },
  consentThing,
  ...reuseThings,
  {
    key: 'closures',
    query: (personId) => sql`
      select closed_at, reopened_at from identity.account_closures where person_id = ${personId}::uuid order by closed_at desc, id`,
  },
  {
    key: 'animals',
    query: (personId) => sql`
      select animal, tint from identity.class_animals where person_id = ${personId}::uuid order by school_id, group_id`,
  },
  {
    key: 'pictures',
    query: (personId) => sql`select chosen_at from identity.picture_secrets where person_id = ${personId}::uuid`,
  },
  {
    key: 'viewings',
    query: (personId) => sql`
      select viewed_id = ${personId}::uuid as of_oneself, reason, asked_at, granted, answered_at, started_at, ended_at from identity.viewings
      where viewed_id = ${personId}::uuid or viewer_id = ${personId}::uuid order by asked_at desc, id`,
  },
  {
    key: 'firstRun',
    query: (personId) => sql`
      select started_at, finished_at from identity.first_runs where person_id = ${personId}::uuid`,
  },
  {
    key: 'cards',
    query: (personId) => sql`
      select issued_at, expires_at, revoked_at from identity.home_cards where person_id = ${personId}::uuid order by issued_at desc, id`,
  },
];

/** What identity holds of persons. */
export const identityPersonalData: PersonalDataPart = {
  key: 'identity',
  columns: [
    ...VIEWED.map((column): NamingColumn => ({ table: 'identity.viewings', column, fate: 'deleted' })),
    ...OWNED.map((name): NamingColumn => ({ table: `identity.${name}`, column: 'person_id', fate: 'deleted' })),
    ...AUTHORS.map(([name, column]): NamingColumn => ({ table: `identity.${name}`, column, fate: 'tombstone' })),
  ],
  things,
  words,
  erase: beforeErasure,
};

/** Proofs that must outlive the person go to the restricted archive; of a login only a digest stays, so that it is never given again. */
async function beforeErasure(db: Db, { persons: erased, at }: Erasure): Promise<void> {
  const persons = [...erased];
  const holder = sql`p.id as person_id, p.uid, concat_ws(' ', p.given_name, p.family_name) as holder`;
  await archive(
    db,
    'consent',
    sql`select ${holder}, x.accepted_at as happened_at, jsonb_build_object('charter', x.audience, 'version', x.version) as content
        from identity.charter_acceptances x join directory.persons p on p.id = x.person_id where x.person_id = any(${persons}::uuid[])`,
    at,
  );
  await archive(
    db,
    'connection',
    sql`select ${holder}, c.happened_at, jsonb_build_object('means', c.means, 'address', c.address, 'device', c.device, 'factorDue', c.factor_due) as content
        from identity.connections c join directory.persons p on p.id = c.person_id where c.person_id = any(${persons}::uuid[])`,
    at,
  );
  await archiveConsents(db, persons, at);
  await archiveReuse(db, persons, at);
  await retireLogins(db, persons);
}

const retireLogins = (db: Db, persons: string[]): Promise<unknown> =>
  sql`
    insert into identity.retired_logins as r (base_digest, last_number)
    select sha256(convert_to(login_base, 'UTF8')), max(login_number) from identity.accounts
    where person_id = any(${persons}::uuid[]) group by login_base
    on conflict (base_digest) do update set last_number = greatest(r.last_number, excluded.last_number)`.execute(db);

/** Erases the account of a record that was merged into another, in the caller's transaction: the person goes on under the other. */
export async function eraseAccount(db: Db, personId: string): Promise<void> {
  await retireLogins(db, [personId]);
  for (const { table, column, fate } of identityPersonalData.columns)
    if (fate === 'deleted')
      await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${personId}`.execute(db);
}
