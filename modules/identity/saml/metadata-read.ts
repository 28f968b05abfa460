import { X509Certificate } from 'node:crypto';
import { presentedAddress } from '../relying-parties/address.ts';
import type { Door, LogoutDoor, SamlService } from './service.ts';
import { disbelieve, SamlFault } from './xml/fault.ts';
import { BINDING, NS } from './xml/names.ts';
import { childOf, childrenOf, flag, plainText, readXml, within, type XmlElement } from './xml/read.ts';

/** What metadata say of a service. */
export type ServiceMetadata = Omit<SamlService, 'nameId' | 'encrypts' | 'unsolicited' | 'fixed'>;

/** What is wrong with metadata, for the person who pasted them. */
export type MetadataFault =
  | 'identity.saml-metadata-unreadable'
  | 'identity.saml-metadata-no-service'
  | 'identity.saml-metadata-over'
  | 'identity.saml-metadata-no-door'
  | 'identity.saml-metadata-certificate';

const LARGEST = 300_000;
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const LEAST_BITS = 2048;

/** Reads the metadata of one service. @returns what is wrong with them, if anything is */
export function readMetadata(text: string, now: Date): ServiceMetadata | MetadataFault {
  try {
    const root = readXml(withoutDeclaration(text), { most: LARGEST, comments: 'skipped' });
    return metadataOf(root, now);
  } catch (error) {
    if (error instanceof SamlFault) return 'identity.saml-metadata-unreadable';
    throw error;
  }
}

/** A file copied by hand may begin with a mark of its bytes or a blank line, after which no declaration may stand. */
const withoutDeclaration = (text: string): string => text.replace(/^\ufeff?\s*/, '');

function metadataOf(root: XmlElement, now: Date): ServiceMetadata | MetadataFault {
  const entityId = root.attributes.get('entityID') ?? '';
  if (root.uri !== NS.metadata || root.local !== 'EntityDescriptor' || !/^[!-~]{1,1024}$/.test(entityId))
    return 'identity.saml-metadata-no-service';
  const roles = childrenOf(root, NS.metadata, 'SPSSODescriptor');
  const role = roles.find(({ attributes }) =>
    attributes.get('protocolSupportEnumeration')?.split(/\s+/).includes(PROTOCOL),
  );
  if (!role) return 'identity.saml-metadata-no-service';
  for (const { attributes } of [root, role]) {
    const until = attributes.get('validUntil');
    if (until !== undefined && !(Date.parse(until) > now.getTime())) return 'identity.saml-metadata-over';
  }
  const doors = doorsOf(role);
  if (!doors || doors.length === 0) return 'identity.saml-metadata-no-door';
  const certificates = certificatesOf(role, 'signing');
  const encryption = certificatesOf(role, 'encryption');
  const signsRequests = flag(role, 'AuthnRequestsSigned') ?? false;
  if (!certificates || !encryption || (signsRequests && certificates.length === 0))
    return 'identity.saml-metadata-certificate';
  return {
    entityId,
    doors,
    logoutDoors: logoutDoorsOf(role),
    certificates,
    encryptionCertificate: encryption[0] ?? null,
    signsRequests,
  };
}

/** The doors by POST; undefined when one of them is no address that we would send anything to. */
function doorsOf(role: XmlElement): Door[] | undefined {
  const doors = childrenOf(role, NS.metadata, 'AssertionConsumerService')
    .filter(({ attributes }) => attributes.get('Binding') === BINDING.post)
    .map((door) => ({
      index: Number(door.attributes.get('index') ?? 0),
      location: door.attributes.get('Location') ?? '',
      isDefault: flag(door, 'isDefault') ?? false,
    }));
  const areRight = doors.every(
    ({ index, location }) => presentedAddress(location) !== undefined && Number.isInteger(index) && index >= 0,
  );
  return areRight ? doors : undefined;
}

const BINDINGS = new Map(Object.entries(BINDING).map(([name, uri]) => [uri as string, name as LogoutDoor['binding']]));

function logoutDoorsOf(role: XmlElement): LogoutDoor[] {
  return childrenOf(role, NS.metadata, 'SingleLogoutService').flatMap(({ attributes }) => {
    const binding = BINDINGS.get(attributes.get('Binding') ?? '');
    const location = attributes.get('Location');
    const answersAt = attributes.get('ResponseLocation') ?? null;
    if (!binding || !presentedAddress(location) || (answersAt !== null && !presentedAddress(answersAt))) return [];
    return location === undefined ? [] : [{ binding, location, answersAt }];
  });
}

/** PEM certificates of that use, or of any; undefined when one is none, or its key is too short or of another kind. */
function certificatesOf(role: XmlElement, use: 'signing' | 'encryption'): string[] | undefined {
  const texts = childrenOf(role, NS.metadata, 'KeyDescriptor')
    .filter(({ attributes }) => (attributes.get('use') ?? use) === use)
    .flatMap((descriptor) => {
      const info = childOf(descriptor, NS.signature, 'KeyInfo') ?? disbelieve('not-that-message');
      return [...within(info)].filter(({ uri, local }) => uri === NS.signature && local === 'X509Certificate');
    })
    .map((one) => plainText(one) ?? '');
  const certificates = texts.map(pemOf);
  const known = certificates.filter((one) => one !== undefined);
  return known.length === certificates.length ? [...new Set(known)] : undefined;
}

function pemOf(body: string): string | undefined {
  try {
    const certificate = new X509Certificate(Buffer.from(body, 'base64'));
    const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS
      ? certificate.toString()
      : undefined;
  } catch {
    return undefined;
  }
}
