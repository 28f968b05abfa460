import type { Protocol } from '../../identity/index.ts';
import { casPart } from './cas.tsx';
import { openidPart } from './openid.tsx';
import type { ProtocolPart } from './part.ts';
import { samlPart } from './saml.tsx';

/** What a service may speak with us, the oldest first. */
export const protocolParts: readonly ProtocolPart[] = [casPart, openidPart, samlPart];

/** The part of one protocol. */
export function partOf(protocol: Protocol): ProtocolPart {
  const part = protocolParts.find((one) => one.protocol === protocol);
  if (!part) throw new Error(`no form for services of ${protocol}`);
  return part;
}
