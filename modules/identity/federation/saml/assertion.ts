import { refuse } from '../../../../platform/contract/refusal.ts';
import { disbelieve } from '../../saml/xml/fault.ts';
import { NS, statusUri } from '../../saml/xml/names.ts';
import { childOf, childrenOf, plainText, type XmlElement } from '../../saml/xml/read.ts';
import type { SentAttribute } from '../recognition/told.ts';

/** Seconds by which the provider's clock may differ from ours. */
const SKEW = 30;
/** Seconds that an answer may be old: a person waits for it. */
export const OLDEST = 600;

/** What an answer must say of itself. */
export interface Expected {
  readonly issuer: string;
  /** Our entityID. */
  readonly audience: string;
  /** Where the answer arrived. */
  readonly address: string;
  readonly now: Date;
}

/** What a verified assertion says, beside the person. */
export interface Asserted {
  readonly id: string;
  /** The request that it answers; null: nobody asked. */
  readonly inResponseTo: string | null;
  /** By which name the provider will sign this person out. */
  readonly nameId: {
    readonly value: string;
    readonly format: string | null;
    readonly qualifier: string | null;
    readonly spQualifier: string | null;
  };
  readonly sessionIndex: string | null;
  readonly attributes: readonly SentAttribute[];
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

function instant(element: XmlElement, name: string): number | undefined {
  const written = element.attributes.get(name);
  if (written === undefined) return undefined;
  const time = INSTANT.test(written) ? Date.parse(written) : Number.NaN;
  return Number.isNaN(time) ? disbelieve('not-that-message') : time;
}

const isFuture = (time: number, now: Date): boolean => time > now.getTime() + SKEW * 1000;
const isPast = (time: number, now: Date): boolean => time <= now.getTime() - SKEW * 1000;

/** When it was made: neither long ago nor in the future. @throws SamlFault */
export function checkMade(message: XmlElement, now: Date): void {
  const made = instant(message, 'IssueInstant');
  if (made === undefined || message.attributes.get('Version') !== '2.0') disbelieve('not-that-message');
  if (isFuture(made, now)) disbelieve('future');
  if (made < now.getTime() - (OLDEST + SKEW) * 1000) disbelieve('expired');
}

/** Who speaks. @throws SamlFault */
export function checkIssuer(message: XmlElement, issuer: string): void {
  if (plainText(childOf(message, NS.assertion, 'Issuer')) !== issuer) disbelieve('wrong-issuer');
}

/** A window of time in which something holds. @throws SamlFault */
export function checkWindow(element: XmlElement, now: Date, due: 'needs-end' | 'open'): void {
  const [from, until] = [instant(element, 'NotBefore'), instant(element, 'NotOnOrAfter')];
  if (until === undefined && due === 'needs-end') disbelieve('not-that-message');
  if (from !== undefined && isFuture(from, now)) disbelieve('future');
  if (until !== undefined && isPast(until, now)) disbelieve('expired');
}

/**
 * Whether the provider says no: the person broke off, or it could not prove who they are. That needs no signature, for it opens nothing.
 * @throws Refusal `identity.provider-declined`, `identity.provider-unreachable`
 */
export function checkStatus(response: XmlElement): void {
  const status = childOf(response, NS.protocol, 'Status');
  const code = status && childOf(status, NS.protocol, 'StatusCode');
  const value = code?.attributes.get('Value');
  if (!code || value === undefined) disbelieve('not-that-message');
  if (value === statusUri('Success')) return;
  const inner = childOf(code, NS.protocol, 'StatusCode')?.attributes.get('Value') ?? value;
  const reason = `status-${inner
    .replace(/^.*:/, '')
    .replaceAll(/[^\w-]/g, '')
    .slice(0, 40)}`;
  refuse(
    value === statusUri('Responder') && inner === value
      ? 'identity.provider-unreachable'
      : 'identity.provider-declined',
    {
      reason,
    },
  );
}

/** The answer around the assertion: who sent it, when, to which address, for which request. @throws SamlFault */
export function checkResponse(response: XmlElement, expected: Expected): string | null {
  checkMade(response, expected.now);
  checkIssuer(response, expected.issuer);
  if (response.attributes.get('Destination') !== expected.address) disbelieve('wrong-destination');
  return response.attributes.get('InResponseTo') ?? null;
}

/**
 * The assertion: whose word it is, about whom, for whom, when, and for which request.
 * @param inResponseTo what the answer around it says
 * @throws SamlFault
 */
export function readAssertion(assertion: XmlElement, inResponseTo: string | null, expected: Expected): Asserted {
  checkMade(assertion, expected.now);
  checkIssuer(assertion, expected.issuer);
  const id = assertion.attributes.get('ID');
  const subject = childOf(assertion, NS.assertion, 'Subject');
  const name = subject && childOf(subject, NS.assertion, 'NameID');
  const value = plainText(name);
  if (!id || !subject || !name || !value || value.length > 500) return disbelieve('not-that-message');
  checkBearer(subject, inResponseTo, expected);
  checkConditions(assertion, expected);
  const statements = childrenOf(assertion, NS.assertion, 'AuthnStatement');
  const [statement] = statements;
  if (!statement || statements.length > 1) return disbelieve('not-that-message');
  const ends = instant(statement, 'SessionNotOnOrAfter');
  if (ends !== undefined && isPast(ends, expected.now)) disbelieve('expired');
  return {
    id,
    inResponseTo,
    nameId: {
      value,
      format: name.attributes.get('Format') ?? null,
      qualifier: name.attributes.get('NameQualifier') ?? null,
      spQualifier: name.attributes.get('SPNameQualifier') ?? null,
    },
    sessionIndex: statement.attributes.get('SessionIndex') ?? null,
    attributes: attributesOf(assertion),
  };
}

/** Whoever brings it is its subject, at this address, for this request, now. */
function checkBearer(subject: XmlElement, inResponseTo: string | null, expected: Expected): void {
  const confirmations = childrenOf(subject, NS.assertion, 'SubjectConfirmation');
  const [confirmation] = confirmations;
  const data = confirmation && childOf(confirmation, NS.assertion, 'SubjectConfirmationData');
  if (
    !confirmation ||
    !data ||
    confirmations.length > 1 ||
    confirmation.attributes.get('Method') !== 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
  )
    disbelieve('not-that-message');
  if (data.attributes.get('Recipient') !== expected.address) disbelieve('wrong-address');
  checkWindow(data, expected.now, 'needs-end');
  if ((data.attributes.get('InResponseTo') ?? null) !== inResponseTo) disbelieve('wrong-request');
}

/** Conditions that we understand; any other is one that we cannot keep. */
function checkConditions(assertion: XmlElement, expected: Expected): void {
  const conditions = childOf(assertion, NS.assertion, 'Conditions');
  if (!conditions) disbelieve('not-that-message');
  checkWindow(conditions, expected.now, 'needs-end');
  const restrictions = childrenOf(conditions, NS.assertion, 'AudienceRestriction');
  const known = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'];
  if (conditions.elements.some(({ uri, local }) => uri !== NS.assertion || !known.includes(local)))
    disbelieve('not-that-message');
  const isForUs = (restriction: XmlElement): boolean =>
    childrenOf(restriction, NS.assertion, 'Audience').some((audience) => plainText(audience) === expected.audience);
  if (restrictions.length === 0 || !restrictions.every(isForUs)) disbelieve('wrong-audience');
}

/** Every attribute with its plain values; a value with something inside it is not read. */
const attributesOf = (assertion: XmlElement): SentAttribute[] =>
  childrenOf(assertion, NS.assertion, 'AttributeStatement')
    .flatMap((statement) => childrenOf(statement, NS.assertion, 'Attribute'))
    .map((attribute) => ({
      name: attribute.attributes.get('Name') ?? '',
      friendlyName: attribute.attributes.get('FriendlyName'),
      values: childrenOf(attribute, NS.assertion, 'AttributeValue')
        .filter(({ elements }) => elements.length === 0)
        .map(({ text }) => text),
    }));
