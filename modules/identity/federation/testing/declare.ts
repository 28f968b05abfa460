import { seal } from '../../../../platform/crypto/seal.ts';
import { type Db, newId, sql } from '../../../../platform/db/db.ts';
import { testKeys } from '../../../../platform/testing/keys.ts';
import { secretOwner } from '../client/connect.ts';
import { type OidcKind, presets } from '../providers/kinds.ts';

interface Declared {
  readonly kind: OidcKind;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  readonly now: Date;
  readonly key?: string;
  readonly organisations?: readonly string[];
  readonly acrValues?: readonly string[];
}

/** Declares a provider straight in the database, as its kind proposes. */
export async function declareForTest(db: Db, given: Declared): Promise<string> {
  const id = newId();
  const preset = presets[given.kind];
  const sealed = seal(testKeys.vault, secretOwner(id), Buffer.from(given.secret));
  await sql`
    insert into identity.providers (id, key, kind, name, issuer, client_id, sealed_secret, client_auth, signed_alg, signed_userinfo,
                                    scopes, acr_values, audiences, organisations, active, declared_at, changed_at)
    values (${id}, ${given.key ?? given.kind}, ${given.kind}, ${preset.name}, ${given.issuer}, ${given.clientId}, ${sealed}, ${preset.clientAuth},
            ${preset.signedAlg}, ${preset.signedUserinfo}, ${[...preset.scopes]}::text[], ${[...(given.acrValues ?? preset.acrValues)]}::text[],
            ${[...preset.audiences]}::text[], ${[...(given.organisations ?? [])]}::text[], true, ${given.now}, ${given.now})`.execute(
    db,
  );
  return id;
}
