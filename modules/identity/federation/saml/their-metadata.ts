import { X509Certificate } from 'node:crypto';
import { BINDING, NS } from '../../saml/xml/names.ts';
import { childrenOf, plainText, readXml, within, type XmlElement } from '../../saml/xml/read.ts';
import { isSafe } from '../client/connect.ts';

/** What a provider says of itself, as far as we need it. */
export interface TheirMetadata {
  readonly issuer: string;
  readonly ssoAddress: string;
  readonly sloAddress: string | null;
  readonly sloAnswerAddress: string | null;
  readonly sloBinding: 'redirect' | 'post' | null;
  /** PEM. */
  readonly certificates: readonly string[];
}

/** Signs of a metadata file; a whole federation's is not one provider's. */
export const LARGEST_METADATA = 200_000;
const MOST_CERTIFICATES = 4;

/** Reads the metadata of one provider as the operator pasted it; undefined when it is not that, or lacks what we need. */
export function readTheirMetadata(pasted: string): TheirMetadata | undefined {
  try {
    const root = readXml(pasted.replace(/^\uFEFF/, '').trim(), { most: LARGEST_METADATA, comments: 'skipped' });
    return fromTree(root);
  } catch {
    return undefined;
  }
}

function fromTree(root: XmlElement): TheirMetadata | undefined {
  const entities = [...within(root)].filter(({ uri, local }) => uri === NS.metadata && local === 'EntityDescriptor');
  const [entity] = entities;
  const [role] = entity ? childrenOf(entity, NS.metadata, 'IDPSSODescriptor') : [];
  const issuer = entity?.attributes.get('entityID')?.trim();
  if (!entity || !role || !issuer || entities.length > 1 || issuer.length > 500) return undefined;
  const ssoAddress = placeOf(role, 'SingleSignOnService', BINDING.redirect)?.location;
  const slo =
    placeOf(role, 'SingleLogoutService', BINDING.redirect) ?? placeOf(role, 'SingleLogoutService', BINDING.post);
  const certificates = certificatesOf(role);
  if (!ssoAddress || certificates.length === 0 || certificates.length > MOST_CERTIFICATES) return undefined;
  return {
    issuer,
    ssoAddress,
    sloAddress: slo?.location ?? null,
    sloAnswerAddress: slo?.answers ?? null,
    sloBinding: slo ? (slo.binding === BINDING.redirect ? 'redirect' : 'post') : null,
    certificates,
  };
}

interface ServicePlace {
  readonly binding: string;
  readonly location: string;
  readonly answers: string | null;
}

/** The first address of a service by that binding, if it is one to which a browser may be sent. */
function placeOf(role: XmlElement, service: string, binding: string): ServicePlace | undefined {
  for (const { attributes } of childrenOf(role, NS.metadata, service)) {
    if (attributes.get('Binding') !== binding) continue;
    const location = safeAddress(attributes.get('Location'));
    const answers = attributes.get('ResponseLocation');
    if (location) return { binding, location, answers: answers === undefined ? null : (safeAddress(answers) ?? null) };
  }
  return undefined;
}

function safeAddress(given: string | undefined): string | undefined {
  const url = URL.parse(given?.trim() ?? '');
  return url && isSafe(url) && !url.username && !url.hash ? url.href : undefined;
}

/** Its RSA certificates for signatures, PEM, each once. @throws Error for what is no certificate */
function certificatesOf(role: XmlElement): string[] {
  const bodies = childrenOf(role, NS.metadata, 'KeyDescriptor')
    .filter(({ attributes }) => (attributes.get('use') ?? 'signing') === 'signing')
    .flatMap((descriptor) => [...within(descriptor)])
    .filter(({ uri, local }) => uri === NS.signature && local === 'X509Certificate')
    .map((element) => plainText(element)?.replaceAll(/\s/g, '') ?? '');
  return [...new Set(bodies)]
    .map((body) => new X509Certificate(Buffer.from(body, 'base64')))
    .filter(({ publicKey }) => publicKey.asymmetricKeyType === 'rsa' && bitsOf(publicKey) >= 2048)
    .map((certificate) => certificate.toString());
}

const bitsOf = ({ asymmetricKeyDetails }: X509Certificate['publicKey']): number =>
  asymmetricKeyDetails?.modulusLength ?? 0;

/** Of a certificate: whose, until when, and the fingerprint that two people compare by telephone. */
export function certificateFacts(pem: string): { readonly until: Date; readonly fingerprint: string } {
  const { validToDate, fingerprint256 } = new X509Certificate(pem);
  // In fours: it is read aloud, and goes on to the next line of a telephone.
  const fours = fingerprint256.replaceAll(':', '').match(/.{4}/g) ?? [];
  return { until: validToDate, fingerprint: fours.join(' ') };
}
