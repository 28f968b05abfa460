import type { Door, SamlService } from './service.ts';
import { disbelieve } from './xml/fault.ts';
import { BINDING, NAME_ID, NS } from './xml/names.ts';
import { childOf, childrenOf, flag, plainText, type XmlElement } from './xml/read.ts';

/** What a service asks of the door. Kept while the person signs in. */
export interface Wish {
  /** Null: nobody asked, the person opens the service from here. */
  readonly requestId: string | null;
  /** Where the answer goes: one of the doors of the metadata. */
  readonly to: string;
  readonly relayState: string | null;
  /** The person proves anew who they are, whatever session there is. */
  readonly forceAuthn: boolean;
  /** Without asking the person anything. */
  readonly isPassive: boolean;
  /** The kind of name asked for; null: ours to choose. */
  readonly nameIdFormat: string | null;
  /** For whom the name is to be; null: the service itself. */
  readonly nameQualifier: string | null;
  /** A name may be drawn for it. */
  readonly mayCreate: boolean;
  /** How the person is to have signed in; null: as they did. */
  readonly contexts: { readonly comparison: Comparison; readonly classes: readonly string[] } | null;
}

export const comparisons = ['exact', 'minimum', 'maximum', 'better'] as const;
export type Comparison = (typeof comparisons)[number];

/** How far clocks of two houses may be apart, and how old a request may be, in milliseconds. */
const SKEW = 3 * 60_000;
const AGE = 10 * 60_000;
/** How long a request is remembered so that it serves once: as long as it would be believed. */
export const REMEMBERED = 60 * 60_000;
const LONGEST_STATE = 2000;

/** What every message says of itself. */
export interface Heading {
  readonly id: string;
  readonly issuer: string;
}

/** The heading of a message. @throws SamlFault when it is not that one, too old, from the future, or for somebody else */
export function headingOf(
  root: XmlElement,
  local: 'AuthnRequest' | 'LogoutRequest' | 'LogoutResponse',
  { now, destination }: { readonly now: Date; readonly destination: string },
): Heading {
  const id = root.attributes.get('ID') ?? '';
  if (root.uri !== NS.protocol || root.local !== local || root.attributes.get('Version') !== '2.0')
    disbelieve('not-that-message');
  // It is repeated as an XML id, and kept.
  if (!/^[A-Za-z_][\w.-]{0,199}$/.test(id)) disbelieve('not-that-message');
  const at = instantOf(root.attributes.get('IssueInstant'));
  if (at > now.getTime() + SKEW) disbelieve('future');
  if (at < now.getTime() - AGE) disbelieve('expired');
  const wanted = root.attributes.get('Destination');
  if (wanted !== undefined && wanted !== destination) disbelieve('wrong-destination');
  return { id, issuer: issuerOf(root) };
}

/** Who says that a message is theirs. @throws SamlFault */
export function issuerOf(root: XmlElement): string {
  const issuer = childOf(root, NS.assertion, 'Issuer');
  const format = issuer?.attributes.get('Format');
  if (format !== undefined && format !== NAME_ID.entity) disbelieve('wrong-issuer');
  return plainText(issuer) ?? disbelieve('wrong-issuer');
}

/** An instant of XML Schema in UTC. @throws SamlFault */
export function instantOf(written: string | undefined): number {
  if (!written || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(written)) disbelieve('not-that-message');
  const instant = Date.parse(written);
  return Number.isNaN(instant) ? disbelieve('not-that-message') : instant;
}

/** What a request wants, once its signature and heading are believed. @throws SamlFault */
export function wishOf(
  root: XmlElement,
  { id }: Heading,
  { doors }: SamlService,
  relayState: string | undefined,
): Wish {
  const binding = root.attributes.get('ProtocolBinding');
  // Whom the person is to be: we would have to know whether that is them before they sign in.
  if (childOf(root, NS.assertion, 'Subject')) disbelieve('not-that-message');
  if (binding !== undefined && binding !== BINDING.post) disbelieve('wrong-address');
  const policy = childOf(root, NS.protocol, 'NameIDPolicy');
  const format = policy?.attributes.get('Format');
  const classes = childOf(root, NS.protocol, 'RequestedAuthnContext');
  return {
    requestId: id,
    to: doorOf(root, doors).location,
    relayState: stateOf(relayState),
    forceAuthn: flag(root, 'ForceAuthn') ?? false,
    isPassive: flag(root, 'IsPassive') ?? false,
    nameIdFormat: format === undefined || format === NAME_ID.unspecified ? null : format,
    nameQualifier: policy?.attributes.get('SPNameQualifier') ?? null,
    mayCreate: (policy && flag(policy, 'AllowCreate')) ?? true,
    contexts: classes ? contextsOf(classes) : null,
  };
}

/** What the house would open by itself. */
export const unsolicitedWish = (door: Door, relayState: string | undefined): Wish => ({
  requestId: null,
  to: door.location,
  relayState: stateOf(relayState),
  forceAuthn: false,
  isPassive: false,
  nameIdFormat: null,
  nameQualifier: null,
  mayCreate: true,
  contexts: null,
});

/** The door of those of the metadata that the request names, or the default one. @throws SamlFault */
function doorOf(root: XmlElement, doors: readonly Door[]): Door {
  const location = root.attributes.get('AssertionConsumerServiceURL');
  const index = root.attributes.get('AssertionConsumerServiceIndex');
  if (location !== undefined && index !== undefined) disbelieve('wrong-address');
  if (location !== undefined) return doors.find((door) => door.location === location) ?? disbelieve('wrong-address');
  if (index !== undefined) return doors.find((door) => String(door.index) === index) ?? disbelieve('wrong-address');
  return defaultDoor(doors) ?? disbelieve('wrong-address');
}

/** The door marked so, else the first. */
export const defaultDoor = (doors: readonly Door[]): Door | undefined =>
  doors.find(({ isDefault }) => isDefault) ?? doors[0];

/** Given back as it came; it is the service's own, and never an address that we follow. */
function stateOf(given: string | undefined): string | null {
  if (given === undefined || given === '') return null;
  if (given.length > LONGEST_STATE || /\p{Cc}/u.test(given)) disbelieve('not-that-message');
  return given;
}

function contextsOf(requested: XmlElement): Wish['contexts'] {
  const given = requested.attributes.get('Comparison') ?? 'exact';
  const comparison = comparisons.find((known) => known === given) ?? disbelieve('not-that-message');
  const classes = childrenOf(requested, NS.assertion, 'AuthnContextClassRef').map((one) => plainText(one) ?? '');
  // Declarations are agreed upon between two houses; we have agreed upon none.
  return { comparison, classes: classes.length > 0 ? classes : [''] };
}
