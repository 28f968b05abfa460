import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
  VerifiedRegistrationResponse,
} from '@simplewebauthn/server';
import { Refusal, refuse } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { GivenPasskey, MadePasskey } from './answer.ts';

/** Algorithms asked for, by their COSE number: ECDSA on P-256, which all know, and RSA of Windows' own chip. */
export const ALGORITHMS = [-7, -257];

/** The site as browsers know it: the passkeys of one host are of no use on another. */
export const relyingParty = ({ publicUrl }: Context): { readonly id: string; readonly origin: string } => {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, origin };
};

/** What is kept of a new passkey. */
export interface NewPasskey {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly signCount: number;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
}

/**
 * Checks that a passkey was made for this site, for that challenge, by a device that checked its owner.
 * @throws Refusal `identity.passkey-refused`
 */
export async function verifyMade(ctx: Context, answer: MadePasskey, challenge: string): Promise<NewPasskey> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  await refuseAttested(answer);
  const { id, origin } = relyingParty(ctx);
  const { registrationInfo: made } = await refusing<VerifiedRegistrationResponse>(() =>
    verifyRegistrationResponse({
      response: { ...answer, clientExtensionResults: {} } as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!made) refuse('identity.passkey-refused', { reason: 'signature' });
  const { credential } = made;
  if (credential.id !== answer.id) refuse('identity.passkey-refused', { reason: 'shape' });
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    signCount: credential.counter,
    backupEligible: made.credentialDeviceType === 'multiDevice',
    backedUp: made.credentialBackedUp,
  };
}

/**
 * We ask who made a device of nobody: browsers then send no statement, or one that the passkey signed itself. Whatever brings
 * certificates was not made by a browser for us, and is not read.
 */
async function refuseAttested({ response }: MadePasskey): Promise<void> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  await refusing(async () => {
    const statement = decodeAttestationObject(new Uint8Array(Buffer.from(response.attestationObject, 'base64url')));
    const format = statement.get('fmt');
    const isOwn = format === 'none' || (format === 'packed' && statement.get('attStmt').get('x5c') === undefined);
    if (!isOwn) refuse('identity.passkey-refused', { reason: 'attestation' });
  });
}

/** What is known of the passkey that answers. */
interface Known {
  readonly publicKey: Buffer;
  readonly backupEligible: boolean;
}

/**
 * Checks that the answer was signed by that passkey, for this site and that challenge, by a device that checked its owner. Its count
 * is for the caller to compare, in the statement that keeps it.
 * @throws Refusal `identity.passkey-refused`
 */
export async function verifyGiven(
  ctx: Context,
  answer: GivenPasskey,
  challenge: string,
  known: Known,
): Promise<{ readonly signCount: number; readonly backedUp: boolean }> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const { id, origin } = relyingParty(ctx);
  const { verified, authenticationInfo: told } = await refusing(() =>
    verifyAuthenticationResponse({
      response: { ...answer, clientExtensionResults: {} } as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      credential: { id: answer.id, publicKey: new Uint8Array(known.publicKey), counter: 0 },
    }),
  );
  if (!verified) refuse('identity.passkey-refused', { reason: 'signature' });
  // What may be copied elsewhere was so from the beginning, or it is not the same.
  if ((told.credentialDeviceType === 'multiDevice') !== known.backupEligible)
    refuse('identity.passkey-refused', { reason: 'backup' });
  return { signCount: told.newCounter, backedUp: told.credentialBackedUp };
}

/** What the library complains of, in a word for the audit. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/origin/i, 'origin'],
  [/RP ID/i, 'site'],
  [/response type/i, 'errand'],
  [/\balg\b/i, 'algorithm'],
  [/not present|could not be verified/i, 'owner-not-checked'],
];

/** Runs the library: what it throws is a refusal, never a defect, for it throws at whatever strangers send. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const message = error instanceof Error ? error.message : '';
    const reason = REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'malformed';
    refuse('identity.passkey-refused', { reason });
  }
}
