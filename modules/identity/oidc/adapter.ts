import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';
import { claimNames } from './claims.ts';
import type { Library } from './library.ts';
import { grantOf, type Passage, passageOf, sidOf } from './passage.ts';
import {
  consumeCode,
  type Door,
  dropTokens,
  type Found,
  findCode,
  findToken,
  keepCode,
  keepToken,
  keepWaiting,
  noteAssertion,
  takeWaiting,
} from './store.ts';

/* What the library keeps, and where it lies with us: sessions and grants are our own sessions, the rest are rows (`store.ts`). */

const HOUR = 3600;
const seconds = (instant: Date): number => Math.floor(instant.getTime() / 1000);

/** A model of which nothing is kept: each of its questions is one that is never asked of us, or is answered elsewhere. */
const NOTHING: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

/** Makes the library's store, model by model. */
export function adapters({ Provider, errors }: Library): (model: string) => Adapter {
  const here = (): Passage => {
    const ctx = Provider.ctx;
    if (!ctx) throw new Error('the library asks for something outside a request');
    return passageOf(ctx);
  };
  const models: Readonly<Record<string, Partial<Adapter>>> = {
    Client: {
      find: async (id) => {
        const door = await here().door(id);
        return door && (clientOf(door) as AdapterPayload);
      },
    },
    // The browser's session is ours; its name never leaves, for the library has no cookie.
    Session: {
      find: async (id) => {
        const { session } = here();
        return session?.id === id ? sessionPayload(session, clientIdAsked()) : undefined;
      },
      findByUid: async (uid) => {
        const { found } = here();
        if (!found?.personId || found.sessionId !== uid) return undefined;
        const { sessionId: id, personId, provedAt, partyId } = found;
        return sessionPayload({ id, personId, provedAt }, partyId);
      },
    },
    Grant: {
      find: async (id) => grantPayload(here(), id),
    },
    Interaction: {
      upsert: async (name, { params = {}, prompt }) => {
        const { ctx, waiting } = here();
        const given = Object.entries(params).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, String(value)]],
        );
        await keepWaiting(ctx.db, ctx.now, name, {
          partyId: String(params.client_id),
          params: Object.fromEntries(given),
          prompt: String((prompt as { name?: unknown } | undefined)?.name),
          askedAt: waiting?.askedAt ?? ctx.now,
        });
      },
    },
    AuthorizationCode: {
      upsert: async (name, payload, life) => {
        const passage = here();
        const { ctx, waiting } = passage;
        // One proof, one code: whoever finds the address later does not enter by it.
        if (waiting && !(await takeWaiting(ctx.db, waiting)))
          throw new errors.InvalidRequest('this was answered already');
        await keep(passage, keepCode, name, payload, life);
      },
      find: async (name) => {
        const passage = here();
        return foundPayload(passage, name, await findCode(passage.ctx.db, passage.ctx.now, name));
      },
      consume: async (name) => {
        const { ctx } = here();
        if (!(await consumeCode(ctx.db, ctx.now, name)))
          throw new errors.InvalidGrant('authorization code already consumed');
      },
    },
    AccessToken: {
      upsert: (name, payload, life) => keep(here(), keepToken, name, payload, life),
      find: async (name) => {
        const passage = here();
        return foundPayload(passage, name, await findToken(passage.ctx.db, passage.ctx.now, name));
      },
      // A code that comes back a second time was stolen, or its answer was: what it gave is worth nothing any more.
      revokeByGrantId: async (grantId) => {
        const [sessionId = '', partyId = ''] = grantId.split('.');
        await dropTokens(here().ctx.db, sessionId, partyId);
      },
    },
    ReplayDetection: {
      upsert: async (name, _payload, life = HOUR) => {
        const { ctx } = here();
        if (!(await noteAssertion(ctx.db, name, new Date(ctx.now.getTime() + life * 1000))))
          throw new errors.InvalidClientAuth('client assertion tokens must only be used once');
      },
    },
  };
  const clientIdAsked = (): string => {
    const asked = Provider.ctx?.query?.client_id;
    return typeof asked === 'string' ? asked : '';
  };
  return (model) => ({ ...NOTHING, ...models[model] });
}

/** A service as the library knows it. */
const clientOf = (door: Door): ClientMetadata => ({
  client_id: door.id,
  client_name: door.name,
  redirect_uris: [...door.redirectAddresses],
  response_types: ['code'],
  grant_types: ['authorization_code'],
  token_endpoint_auth_method: door.auth,
  subject_type: 'pairwise',
  // Names are drawn by service, not made of an address, so that one with addresses on two hosts has one too; nobody asks at this one.
  sector_identifier_uri: `https://${door.id}.invalid/`,
  // Who needs a secret and was given none yet has one that nobody knows; compared as a digest (`provider.ts`).
  ...(door.auth.startsWith('client_secret') ? { client_secret: door.secretDigest?.toString('hex') ?? 'none' } : {}),
  ...(door.jwks ? { jwks: door.jwks as NonNullable<ClientMetadata['jwks']> } : {}),
  ...(door.jwksAddress ? { jwks_uri: door.jwksAddress } : {}),
});

interface Behind {
  readonly id: string;
  readonly personId: string;
  readonly provedAt: Date | null;
}

const sessionPayload = ({ id, personId, provedAt }: Behind, partyId: string): AdapterPayload => ({
  jti: id,
  uid: id,
  kind: 'Session',
  accountId: personId,
  ...(provedAt ? { loginTs: seconds(provedAt) } : {}),
  iat: seconds(new Date()),
  exp: seconds(new Date()) + HOUR,
  authorizations: { [partyId]: { sid: sidOf(id, partyId), grantId: grantOf(id, partyId) } },
});

/** All that a service may be granted; what it is told is decided by its entry, not here. */
function grantPayload({ session, found }: Passage, id: string): AdapterPayload | undefined {
  const [sessionId = '', partyId = ''] = id.split('.');
  const personId =
    session?.id === sessionId ? session.personId : found?.sessionId === sessionId ? found.personId : undefined;
  if (!personId) return undefined;
  return {
    jti: id,
    kind: 'Grant',
    accountId: personId,
    clientId: partyId,
    iat: seconds(new Date()),
    exp: seconds(new Date()) + HOUR,
    openid: { scope: 'openid profile email ent', claims: [...claimNames] },
  };
}

async function keep(
  { ctx, schoolIds }: Passage,
  into: typeof keepCode,
  name: string,
  { jti: _name, accountId: _person, ...payload }: AdapterPayload,
  life = HOUR,
): Promise<void> {
  await into(ctx.db, name, {
    partyId: String(payload.clientId),
    sessionId: String(payload.sessionUid),
    payload: { ...payload, schoolIds },
    expiresAt: new Date(ctx.now.getTime() + life * 1000),
  });
}

/** A code or token as the library kept it, while it is good and its session lives. */
function foundPayload(passage: Passage, name: string, found: Found | undefined): AdapterPayload | undefined {
  if (!found?.personId || found.expiresAt <= passage.ctx.now) return undefined;
  const { schoolIds, ...payload } = found.payload;
  passage.found = found;
  passage.schoolIds = schoolIds as string[];
  return {
    ...payload,
    jti: name,
    accountId: found.personId,
    ...(found.usedAt ? { consumed: seconds(found.usedAt) } : {}),
  };
}
