import { z } from 'zod';
import { endpoint } from '../../../../platform/contract/endpoint.ts';
import { turnedUses, turnSteps } from '../turn.ts';

const certificate = z.object({
  kid: z.string(),
  state: z.enum(['prepared', 'current', 'former']),
  /** SHA-256 of the certificate, as peers show it. */
  fingerprint: z.string(),
  madeAt: z.date(),
  activeFrom: z.date().nullable(),
  validUntil: z.date(),
});
export type ShownCertificate = z.output<typeof certificate>;

export const listCertificates = endpoint({
  name: 'identity.listCertificates',
  method: 'GET',
  path: '/certificates',
  summary: 'The certificates of the platform that SAML peers keep: what serves, what is prepared, what served before.',
  access: 'session',
  answer: z.object({
    uses: z.array(z.object({ use: z.enum(turnedUses), certificates: z.array(certificate) })),
  }),
  api: false,
});

export const turnCertificate = endpoint({
  name: 'identity.turnCertificate',
  method: 'POST',
  path: '/certificates/:use/:step',
  summary: 'One step of turning a certificate: prepare a successor, pass to it, retire the former.',
  access: 'session',
  stepUp: true,
  params: z.object({ use: z.enum(turnedUses), step: z.enum(turnSteps) }),
  /** `everybody`: every peer has read our metadata anew, though the successor was published within the last day. */
  body: z.object({ everybody: z.enum(['', 'yes']).default('') }),
  answer: z.object({ turned: z.enum(['yes', 'nothing', 'too-soon']) }),
  api: false,
});
