import type { Attribute } from '../relying-parties/attributes.ts';
import type { RelyingParty } from '../relying-parties/party.ts';
import type { Release } from '../relying-parties/release.ts';
import type { SamlService } from './service.ts';

/** One attribute as it leaves by SAML. */
export interface SamlAttribute {
  readonly name: string;
  /** The kind of its name. */
  readonly format: string;
  /** For people who read an assertion. */
  readonly friendlyName: string;
  readonly values: readonly string[];
}

const FORMATS = {
  basic: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
  uri: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
} as const;

/** Names that directories have for numbers which services often ask for. */
const FRIENDLY: ReadonlyMap<string, string> = new Map([
  ['urn:oid:0.9.2342.19200300.100.1.1', 'uid'],
  ['urn:oid:0.9.2342.19200300.100.1.3', 'mail'],
  ['urn:oid:2.5.4.3', 'cn'],
  ['urn:oid:2.5.4.4', 'sn'],
  ['urn:oid:2.5.4.12', 'title'],
  ['urn:oid:2.5.4.42', 'givenName'],
  ['urn:oid:2.16.840.1.113730.3.1.241', 'displayName'],
  ['urn:oid:1.3.6.1.4.1.5923.1.1.1.1', 'eduPersonAffiliation'],
  ['urn:oid:1.3.6.1.4.1.5923.1.1.1.6', 'eduPersonPrincipalName'],
]);

/** The name under which an attribute leaves unless its entry says otherwise: that of directories where there is one. */
export const samlName = (attribute: Attribute): string => STANDARD[attribute] ?? attribute;

const STANDARD: Readonly<Partial<Record<Attribute, string>>> = {
  uid: 'urn:oid:0.9.2342.19200300.100.1.1',
  email: 'urn:oid:0.9.2342.19200300.100.1.3',
  familyName: 'urn:oid:2.5.4.4',
  title: 'urn:oid:2.5.4.12',
  givenName: 'urn:oid:2.5.4.42',
  displayName: 'urn:oid:2.16.840.1.113730.3.1.241',
};

const isUri = (name: string): boolean => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(name);

/** Whether a service of SAML may receive an attribute under that name: a plain word, or an address (`urn:oid:…`, `https://…`). */
export const isSamlName = (name: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_.-]{0,59}$/.test(name) || /^(?:urn|https?):[!-;=?-~]{1,250}$/.test(name);

/** What leaves, with the names of SAML: released attributes under the names of the entry, then what the service receives about everybody. */
export function samlAttributes(
  { released }: Pick<RelyingParty, 'released'>,
  { fixed }: Pick<SamlService, 'fixed'>,
  release: Release,
): SamlAttribute[] {
  const ours = new Map(released.map(({ attribute, as }) => [as, attribute]));
  const named = (name: string, values: readonly string[]): SamlAttribute => ({
    name,
    format: isUri(name) ? FORMATS.uri : FORMATS.basic,
    friendlyName: isUri(name) ? (FRIENDLY.get(name) ?? ours.get(name) ?? name) : name,
    values,
  });
  return [
    ...release.attributes.map(({ name, values }) => named(name, values)),
    ...fixed.map(({ name, value }) => named(name, [value])),
  ];
}
