import { recordAct } from '../../../platform/audit/audit.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { Asked } from './contract.ts';
import { type Heading, headingOf, issuerOf } from './request.ts';
import { type FoundService, findService } from './service.ts';
import { disbelieve, SamlFault } from './xml/fault.ts';
import { readXml, type XmlElement } from './xml/read.ts';
import { asText, checkRedirect, decoded, LARGEST_MESSAGE, readRedirect } from './xml/redirect.ts';
import { bearsSignature, verifiedMessage } from './xml/verify.ts';

/* From what came over the wire to a message that is believed: whose it is, signed by them where they sign, for us, and of now. */

/** A message as it travelled. */
export interface Travelled {
  readonly kind: 'SAMLRequest' | 'SAMLResponse';
  readonly xml: string;
  readonly relayState: string | undefined;
  readonly isSigned: boolean;
  /** The message as its signature covers it. @throws SamlFault */
  verified(certificates: readonly string[]): XmlElement;
}

const READING = { most: LARGEST_MESSAGE };

/** What the query of this request carries; undefined when it carries nothing. @throws SamlFault */
export function byRedirect({ url }: Pick<Context, 'url'>): Travelled | undefined {
  const mark = url.indexOf('?');
  const query = mark === -1 ? '' : url.slice(mark + 1);
  const message = readRedirect(query);
  return (
    message && {
      ...message,
      verified(certificates) {
        checkRedirect(query, certificates);
        return readXml(message.xml, READING);
      },
    }
  );
}

/** What a form carries; undefined when it carries nothing. @throws SamlFault */
export function byPost({
  SAMLRequest: request,
  SAMLResponse: response,
  RelayState: state,
}: Asked): Travelled | undefined {
  if (request === undefined && response === undefined) return undefined;
  const message = request ?? response;
  if (typeof message !== 'string' || (request !== undefined && response !== undefined)) disbelieve('not-that-message');
  if (state !== undefined && typeof state !== 'string') disbelieve('not-that-message');
  const xml = asText(decoded(message));
  return {
    kind: request === undefined ? 'SAMLResponse' : 'SAMLRequest',
    xml,
    relayState: state,
    isSigned: bearsSignature(readXml(xml, READING)),
    verified: (certificates) => verifiedMessage(xml, certificates, READING),
  };
}

/** A message that is believed. */
export interface Believed extends Heading {
  readonly root: XmlElement;
  readonly found: FoundService;
  readonly relayState: string | undefined;
}

/** Nobody of that name is declared here. */
export class UnknownService extends SamlFault {
  constructor() {
    super('wrong-issuer');
  }
}

/**
 * Believes a message, or does not. @throws SamlFault
 * @param signed whether a service's messages of this kind are signed, always
 */
export async function believe(
  ctx: Context,
  message: Travelled,
  local: 'AuthnRequest' | 'LogoutRequest' | 'LogoutResponse',
  { destination, signed }: { readonly destination: string; readonly signed: (found: FoundService) => boolean },
): Promise<Believed> {
  const claimed = readXml(message.xml, READING);
  const found = await findService(ctx.db, issuerOf(claimed), ctx.session?.means === 'session' ? ctx.actor : null);
  if (!found) throw new UnknownService();
  const isSigned = message.isSigned || signed(found);
  const root = isSigned ? message.verified(found.saml.certificates) : claimed;
  const heading = headingOf(root, local, { now: ctx.now, destination });
  if (heading.issuer !== found.saml.entityId) disbelieve('wrong-issuer');
  if (isSigned && !root.attributes.has('Destination')) disbelieve('wrong-destination');
  return { ...heading, root, found, relayState: message.relayState };
}

/** One line for a message that is not believed: which fault, and nothing that it said. */
export const noteFault = (ctx: Context, { fault }: SamlFault): Promise<void> =>
  recordAct(ctx.db, {
    act: 'identity.saml-refused',
    at: ctx.now,
    actorId: ctx.actor?.personId ?? null,
    details: { fault },
    requestId: ctx.requestId,
  });
