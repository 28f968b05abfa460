import { z } from 'zod';
import { refuse } from '../../../platform/contract/refusal.ts';

/** Characters of an answer: a public key of 4,096 bits with its envelope takes half of it. */
const LARGEST = 8_000;

const bytes = z
  .string()
  .min(1)
  .regex(/^[A-Za-z0-9_-]+$/);

const common = { id: bytes.max(1_364), rawId: bytes.max(1_364), type: z.literal('public-key') };

const made = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .default([]),
  }),
});

const given = z.object({
  ...common,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.optional(),
  }),
});

const clientData = z.object({ challenge: bytes.max(100), crossOrigin: z.boolean().optional() });

/** A new passkey, as the browser's script sends it. */
export type MadePasskey = z.infer<typeof made>;
/** The answer of a passkey, as the browser's script sends it. */
export type GivenPasskey = z.infer<typeof given>;

/** What came, with the challenge it says it answers. */
interface Read<T> {
  readonly answer: T;
  readonly challenge: string;
}

/** Reads what made a passkey. @throws Refusal `identity.passkey-refused` */
export const readMade = (posted: string): Read<MadePasskey> => read(posted, made);

/** Reads the answer of a passkey. @throws Refusal `identity.passkey-refused` */
export const readGiven = (posted: string): Read<GivenPasskey> => read(posted, given);

function read<T extends { readonly response: { readonly clientDataJSON: string } }>(
  posted: string,
  shape: z.ZodType<T>,
): Read<T> {
  if (posted.length > LARGEST) refuse('identity.passkey-refused', { reason: 'oversize' });
  const answer = shape.safeParse(parsed(posted));
  if (!answer.success) refuse('identity.passkey-refused', { reason: 'shape' });
  const client = clientData.safeParse(parsed(Buffer.from(answer.data.response.clientDataJSON, 'base64url').toString()));
  if (!client.success) refuse('identity.passkey-refused', { reason: 'shape' });
  if (client.data.crossOrigin) refuse('identity.passkey-refused', { reason: 'other-page' });
  return { answer: answer.data, challenge: client.data.challenge };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a proof is a passkey's answer: neither a password nor a code begins like this and is so long. */
export const isPasskeyAnswer = (proof: string): boolean => proof.length > 200 && proof.startsWith('{"');
