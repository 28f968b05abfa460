import type { SAML } from '@node-saml/node-saml';
import { Refusal } from '../../../../platform/contract/refusal.ts';
import { sql } from '../../../../platform/db/db.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { keysFor } from '../../keys/keys.ts';
import type { OwnKey } from '../../keys/own-key.ts';
import { disbelieve, type MessageFault, SamlFault } from '../../saml/xml/fault.ts';
import { NS } from '../../saml/xml/names.ts';
import { readXml } from '../../saml/xml/read.ts';
import { asText, decoded } from '../../saml/xml/redirect.ts';
import { digestOf } from '../../sessions/token.ts';
import { type Asserted, checkResponse, checkStatus, type Expected, OLDEST, readAssertion } from './assertion.ts';
import { gateAssertion, gateResponse } from './gate.ts';
import { ownAddresses, type SamlProvider } from './provider.ts';

/** Signs of an answer; the form that brings it holds no more either. */
const LARGEST = 128_000;

/**
 * Believes an answer that arrived by POST, or says why not: form, status, sender, times and address first, then both signatures and the
 * encryption, then what the signed assertion itself says. It serves once in all processes.
 * @param sent the field `SAMLResponse`, whatever it is
 * @throws Refusal `identity.answer-refused`, `identity.provider-clock`, `identity.provider-declined`, `identity.provider-unreachable`
 */
export async function believe(ctx: Context, provider: SamlProvider, sent: unknown): Promise<Asserted> {
  try {
    if (typeof sent !== 'string') disbelieve('not-that-message');
    const asserted = await read(ctx, provider, asText(decoded(sent)), sent);
    if (asserted.inResponseTo === null && !provider.unsolicited) disbelieve('unsolicited');
    if (!(await isFirst(ctx, provider, asserted.id))) disbelieve('replayed');
    return asserted;
  } catch (error) {
    throw refusalOf(error);
  }
}

async function read(ctx: Context, provider: SamlProvider, text: string, sent: string): Promise<Asserted> {
  const response = readXml(text, { most: LARGEST });
  if (response.uri !== NS.protocol || response.local !== 'Response') disbelieve('not-that-message');
  checkStatus(response);
  const { encrypted } = gateResponse(response);
  if (provider.encrypted && !encrypted) disbelieve('not-encrypted');
  const own = ownAddresses(ctx.publicUrl, provider.key);
  const expected: Expected = {
    issuer: provider.issuer,
    audience: own.entityId,
    address: own.answers,
    now: ctx.now,
  };
  const inResponseTo = checkResponse(response, expected);
  const keys = encrypted ? (await keysFor(ctx, 'decryption')).published : [undefined];
  const assertion = readXml(await signedAssertion(provider, own, keys, sent), { most: LARGEST });
  gateAssertion(assertion);
  return readAssertion(assertion, inResponseTo, expected);
}

/**
 * The assertion as it was signed, and nothing else of the answer. While our keys turn, providers may still encrypt to the former one.
 * @throws SamlFault
 */
async function signedAssertion(
  provider: SamlProvider,
  own: ReturnType<typeof ownAddresses>,
  keys: readonly (OwnKey | undefined)[],
  sent: string,
): Promise<string> {
  let fault: MessageFault = 'not-opened';
  for (const key of keys) {
    const library = await libraryFor(provider, own, key);
    try {
      const { profile } = await library.validatePostResponseAsync({ SAMLResponse: sent });
      const assertion = profile?.getAssertionXml?.();
      if (assertion) return assertion;
      fault = 'not-that-message';
    } catch (error) {
      fault = faultOf(error);
      // Another key opens no better what nobody signed.
      if (fault !== 'not-opened') break;
    }
  }
  return disbelieve(fault);
}

/** The library, told to check what it can see: signatures of both, one assertion. Times and addresses are ours to check, by our clock. */
async function libraryFor(
  { issuer, certificates, ssoAddress }: SamlProvider,
  { entityId, answers }: ReturnType<typeof ownAddresses>,
  key: OwnKey | undefined,
): Promise<SAML> {
  const { SAML } = await import('@node-saml/node-saml');
  return new SAML({
    callbackUrl: answers,
    issuer: entityId,
    audience: entityId,
    entryPoint: ssoAddress,
    idpIssuer: issuer,
    idpCert: [...certificates],
    wantAuthnResponseSigned: true,
    wantAssertionsSigned: true,
    acceptedClockSkewMs: -1,
    ...(key ? { decryptionPvk: key.key.export({ type: 'pkcs8', format: 'pem' }) } : {}),
  });
}

/** What the library found wrong, by the words it has for it. */
function faultOf(error: unknown): MessageFault {
  const message = error instanceof Error ? error.message : '';
  if (/encrypted assertion|signature/i.test(message)) return 'signature-wrong';
  if (/audience/i.test(message)) return 'wrong-audience';
  if (/decrypt|oaep|cipher|padding|bad decrypt|authenticate data|block length|encoding|rsa/i.test(message))
    return 'not-opened';
  return 'not-that-message';
}

/** Whether a message of that ID comes for the first time; of two at once one does. */
export async function isFirst(ctx: Context, provider: SamlProvider, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into identity.saml_answers (digest, expires_at)
    values (${digestOf(`${provider.id} ${id}`)}, ${new Date(ctx.now.getTime() + 2 * OLDEST * 1000)}) on conflict do nothing`.execute(
    ctx.db,
  );
  return Number(numAffectedRows ?? 0) > 0;
}

/** A message that is not believed, as a refusal that the door can put in words; `reason` is for the audit. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof SamlFault)) throw error;
  const isClock = error.fault === 'expired' || error.fault === 'future';
  return new Refusal(isClock ? 'identity.provider-clock' : 'identity.answer-refused', { reason: error.fault });
}
