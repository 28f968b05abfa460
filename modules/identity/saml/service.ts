import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, sql, statement } from '../../../platform/db/db.ts';
import { audiencesBySchool, type Opening } from '../relying-parties/access.ts';
import type { FoundParty } from '../relying-parties/find.ts';
import { partyColumns, type RelyingParty } from '../relying-parties/party.ts';

/** How a service knows a person: anew each time, by a name of its own, by the academy's address, or by what its entry says. */
export const nameIdKinds = ['transient', 'persistent', 'email', 'principal'] as const;
export type NameIdKind = (typeof nameIdKinds)[number];

/** Where answers go, by POST. */
export interface Door {
  readonly index: number;
  readonly location: string;
  readonly isDefault: boolean;
}

/** Where a service hears of the end of sessions. */
export interface LogoutDoor {
  readonly binding: 'redirect' | 'post' | 'soap';
  readonly location: string;
  /** Where it awaits answers; null: at the same address. */
  readonly answersAt: string | null;
}

/** A service of SAML: what its metadata say, and what the operator chose. */
export interface SamlService {
  readonly entityId: string;
  readonly doors: readonly Door[];
  readonly logoutDoors: readonly LogoutDoor[];
  /** PEM. */
  readonly certificates: readonly string[];
  readonly encryptionCertificate: string | null;
  /** Its requests are signed, always. */
  readonly signsRequests: boolean;
  readonly nameId: NameIdKind;
  readonly encrypts: boolean;
  /** May be opened without having asked. */
  readonly unsolicited: boolean;
  readonly fixed: readonly { readonly name: string; readonly value: string }[];
}

/** A service that was found, with what the schools of somebody chose of it. */
export interface FoundService extends FoundParty {
  readonly saml: SamlService;
}

interface Row extends RelyingParty {
  readonly saml: SamlService;
  readonly chosen: Opening['chosen'];
}

const columns = sql`${partyColumns},
  json_build_object('entityId', x.entity_id, 'doors', x.doors, 'logoutDoors', x.logout_doors, 'certificates', x.certificates,
                    'encryptionCertificate', x.encryption_certificate, 'signsRequests', x.signs_requests, 'nameId', x.name_id,
                    'encrypts', x.encrypts, 'unsolicited', x.unsolicited, 'fixed', x.fixed) as saml`;

const chosenBy = (schoolIds: string[]) => sql`
  coalesce((select json_agg(json_build_object('schoolId', c.school_id, 'audiences', c.audiences))
            from identity.relying_party_schools c
            where c.relying_party_id = p.id and c.school_id = any(${schoolIds}::uuid[])), '[]'::json) as chosen`;

const byEntity = statement<{ entityId: string; schoolIds: string[] }, Row>(
  ['entityId', 'schoolIds'],
  ({ entityId, schoolIds }) => sql<Row>`
    select ${columns}, ${chosenBy(schoolIds)}
    from identity.saml_services x join identity.relying_parties p on p.id = x.relying_party_id
    where x.entity_id = ${entityId} and p.protocol = 'saml' and p.is_active`,
);

const byId = statement<{ id: string; schoolIds: string[] }, Row>(
  ['id', 'schoolIds'],
  ({ id, schoolIds }) => sql<Row>`
    select ${columns}, ${chosenBy(schoolIds)}
    from identity.saml_services x join identity.relying_parties p on p.id = x.relying_party_id
    where p.id = ${id}::uuid and p.protocol = 'saml' and p.is_active`,
);

type Somebody = Pick<Actor, 'profiles' | 'children' | 'mandates'> | null;

const schoolsOf = (actor: Somebody): string[] => (actor ? [...audiencesBySchool(actor).keys()] : []);

const found = ([row]: readonly Row[]): FoundService | undefined =>
  row && { party: row, saml: row.saml, chosen: row.chosen, onlySchoolId: null };

/** The active service of that name. */
export const findService = async (db: Db, entityId: string, actor: Somebody): Promise<FoundService | undefined> =>
  found(await byEntity(db, { entityId, schoolIds: schoolsOf(actor) }));

/** The active service of that id. */
export const serviceOf = async (db: Db, id: string, actor: Somebody): Promise<FoundService | undefined> =>
  found(await byId(db, { id, schoolIds: schoolsOf(actor) }));
