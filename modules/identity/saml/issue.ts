import { randomBytes } from 'node:crypto';
import { encrypted } from './encrypt.ts';
import type { SamlAttribute } from './names.ts';
import { NS, statusUri } from './xml/names.ts';
import { content, element, type SigningKey, signedXml } from './xml/write.ts';

/** A new name for a message or a session: 160 random bits, an XML name. */
export const newSamlId = (): string => `_${randomBytes(20).toString('hex')}`;

/** Minutes for which an assertion may be presented; seconds by which it begins earlier, for clocks that are late. */
const GOOD_MINUTES = 5;
const EARLIER_SECONDS = 60;

export interface Name {
  readonly value: string;
  readonly format: string;
}

/** Where an answer goes, and what it answers. */
export interface Envelope {
  readonly now: Date;
  /** Our name. */
  readonly issuer: string;
  /** The service's door. */
  readonly to: string;
  readonly requestId: string | null;
}

/** What is said of a person. */
export interface Statement {
  /** The service's name. */
  readonly audience: string;
  readonly name: Name;
  readonly sessionIndex: string;
  readonly provedAt: Date;
  readonly sessionEndsAt: Date;
  readonly context: string;
  readonly attributes: readonly SamlAttribute[];
  /** PEM, of whom alone may read it; null: everybody whose hands it goes through. */
  readonly encryptTo: string | null;
}

/** An answer that says who somebody is: the assertion signed, and the answer around it. */
export async function successResponse(key: SigningKey, envelope: Envelope, given: Statement): Promise<string> {
  const id = newSamlId();
  const assertion = await signedXml(key, id, (signature) => assertionXml(id, signature, envelope, given));
  const body = given.encryptTo === null ? assertion : encrypted(assertion, given.encryptTo);
  return response(key, envelope, [status('Success')], body);
}

/** Why there is no assertion: whose fault, and which. */
export interface Failure {
  readonly whose: 'Requester' | 'Responder';
  readonly code: 'NoPassive' | 'InvalidNameIDPolicy' | 'NoAuthnContext' | 'RequestDenied' | 'UnknownPrincipal';
}

/** An answer that says no. */
export const failureResponse = (key: SigningKey, envelope: Envelope, { whose, code }: Failure): Promise<string> =>
  response(key, envelope, [status(whose, code)], '');

/** The element that says how it went. */
export const status = (...names: readonly string[]): string =>
  element(
    'samlp:Status',
    {},
    names.reduceRight((inner, name) => element('samlp:StatusCode', { Value: statusUri(name) }, inner), ''),
  );

/** Who says it. */
export const issuerXml = (issuer: string): string =>
  element('saml:Issuer', { 'xmlns:saml': NS.assertion }, content(issuer));

function response(key: SigningKey, envelope: Envelope, statuses: readonly string[], body: string): Promise<string> {
  const id = newSamlId();
  const { now, to, requestId, issuer } = envelope;
  return signedXml(key, id, (signature) =>
    element(
      'samlp:Response',
      {
        'xmlns:samlp': NS.protocol,
        Destination: to,
        ID: id,
        InResponseTo: requestId ?? undefined,
        IssueInstant: now.toISOString(),
        Version: '2.0',
      },
      issuerXml(issuer),
      signature,
      ...statuses,
      body,
    ),
  );
}

function assertionXml(
  id: string,
  signature: string,
  { now, issuer, to, requestId }: Envelope,
  given: Statement,
): string {
  const until = new Date(now.getTime() + GOOD_MINUTES * 60_000).toISOString();
  const { name, audience } = given;
  return element(
    'saml:Assertion',
    { 'xmlns:saml': NS.assertion, ID: id, IssueInstant: now.toISOString(), Version: '2.0' },
    element('saml:Issuer', {}, content(issuer)),
    signature,
    element(
      'saml:Subject',
      {},
      nameIdXml(name, { issuer, audience }),
      element(
        'saml:SubjectConfirmation',
        { Method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer' },
        element('saml:SubjectConfirmationData', {
          InResponseTo: requestId ?? undefined,
          NotOnOrAfter: until,
          Recipient: to,
        }),
      ),
    ),
    element(
      'saml:Conditions',
      { NotBefore: new Date(now.getTime() - EARLIER_SECONDS * 1000).toISOString(), NotOnOrAfter: until },
      element('saml:AudienceRestriction', {}, element('saml:Audience', {}, content(audience))),
    ),
    element(
      'saml:AuthnStatement',
      {
        AuthnInstant: given.provedAt.toISOString(),
        SessionIndex: given.sessionIndex,
        SessionNotOnOrAfter: given.sessionEndsAt.toISOString(),
      },
      element('saml:AuthnContext', {}, element('saml:AuthnContextClassRef', {}, content(given.context))),
    ),
    given.attributes.length === 0 ? '' : element('saml:AttributeStatement', {}, ...given.attributes.map(attributeXml)),
  );
}

/** A person's name; one that only means something between us and a service says so. */
export const nameIdXml = (
  { value, format }: Name,
  { issuer, audience }: { readonly issuer: string; readonly audience: string },
  declared: Readonly<Record<string, string>> = {},
): string => {
  const isBetweenTwo = /:nameid-format:(?:persistent|transient)$/.test(format);
  return element(
    'saml:NameID',
    {
      ...declared,
      Format: format,
      NameQualifier: isBetweenTwo ? issuer : undefined,
      SPNameQualifier: isBetweenTwo ? audience : undefined,
    },
    content(value),
  );
};

const attributeXml = ({ name, format, friendlyName, values }: SamlAttribute): string =>
  element(
    'saml:Attribute',
    { FriendlyName: friendlyName, Name: name, NameFormat: format },
    ...values.map((one) => element('saml:AttributeValue', {}, content(one))),
  );
