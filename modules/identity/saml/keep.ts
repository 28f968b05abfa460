import { Refusal } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import { readMetadata } from './metadata-read.ts';
import { isSamlName } from './names.ts';
import type { NameIdKind, SamlService } from './service.ts';

/** What the operator says of a service of SAML. */
export interface SamlChoice {
  /** As the service gave it. */
  readonly metadata: string;
  readonly nameId: NameIdKind;
  readonly encrypts: boolean;
  readonly unsolicited: boolean;
  /** What goes to it about everybody, one a line: `name=value`. */
  readonly fixed: string;
}

/**
 * Keeps what lies beside the entry of a service of SAML, in the caller's transaction.
 * @throws Refusal with a fault of `samlMetadata`, `samlEncrypts` or `samlFixed`
 */
export async function keepSamlService(db: Db, partyId: string, given: SamlChoice, now: Date): Promise<void> {
  const read = readMetadata(given.metadata, now);
  if (typeof read === 'string') throw fault('samlMetadata', read);
  const fixed = fixedIn(given.fixed);
  if (!fixed) throw fault('samlFixed', 'identity.saml-fixed-faulty');
  if (given.encrypts && read.encryptionCertificate === null)
    throw fault('samlEncrypts', 'identity.saml-encryption-missing');
  const taken = await firstOf(
    db,
    sql`select 1 from identity.saml_services where entity_id = ${read.entityId} and relying_party_id <> ${partyId}`,
  );
  if (taken) throw fault('samlMetadata', 'identity.saml-service-taken');
  await sql`
    insert into identity.saml_services (relying_party_id, entity_id, metadata, doors, logout_doors, certificates, encryption_certificate,
                                        signs_requests, name_id, encrypts, unsolicited, fixed, changed_at)
    values (${partyId}, ${read.entityId}, ${given.metadata.trim()}, ${JSON.stringify(read.doors)}::jsonb,
            ${JSON.stringify(read.logoutDoors)}::jsonb, ${[...read.certificates]}::text[], ${read.encryptionCertificate},
            ${read.signsRequests}, ${given.nameId}, ${given.encrypts}, ${given.unsolicited}, ${JSON.stringify(fixed)}::jsonb, ${now})
    on conflict (relying_party_id) do update
    set entity_id = excluded.entity_id, metadata = excluded.metadata, doors = excluded.doors, logout_doors = excluded.logout_doors,
        certificates = excluded.certificates, encryption_certificate = excluded.encryption_certificate,
        signs_requests = excluded.signs_requests, name_id = excluded.name_id, encrypts = excluded.encrypts,
        unsolicited = excluded.unsolicited, fixed = excluded.fixed, changed_at = excluded.changed_at`.execute(db);
}

const fault = (field: string, code: string): Refusal => new Refusal('platform.invalid-input', {}, [{ field, code }]);

/** Lines `name=value`; undefined when one is none, or a name is there twice. */
function fixedIn(typed: string): SamlService['fixed'] | undefined {
  const fixed = typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const equals = line.indexOf('=');
      return { name: line.slice(0, Math.max(equals, 0)).trim(), value: line.slice(equals + 1).trim() };
    });
  const areRight = fixed.every(({ name, value }) => isSamlName(name) && value !== '' && value.length <= 500);
  return areRight && new Set(fixed.map(({ name }) => name)).size === fixed.length ? fixed : undefined;
}

/** What was chosen of a service, to fill its form again; undefined when it speaks no SAML. */
export const samlChoice = (
  db: Db,
  partyId: string,
): Promise<(SamlChoice & { readonly entityId: string }) | undefined> =>
  firstOf(
    db,
    sql<SamlChoice & { entityId: string }>`
      select entity_id as "entityId", metadata, name_id as "nameId", encrypts, unsolicited,
             coalesce((select string_agg((f ->> 'name') || '=' || (f ->> 'value'), chr(10)) from jsonb_array_elements(fixed) as f), '') as fixed
      from identity.saml_services where relying_party_id = ${partyId}`,
  );
