import { createPublicKey } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { disbelieve } from './fault.ts';
import { ALGORITHM, DIGESTS, NS, SIGNATURES } from './names.ts';
import { childOf, childrenOf, plainText, type Reading, readXml, within, type XmlElement } from './read.ts';

/*
 * A signature is checked, and what is read afterwards is nothing but the bytes that were signed: there is no way to show one element to the
 * check and another to the reader.
 */

/**
 * Checks the signature that a message bears over the whole of itself.
 * @param text the message as it came
 * @param certificates PEM, known beforehand; a certificate inside the message is never believed
 * @returns the message, read anew from what was signed
 * @throws SamlFault
 */
export function verifiedMessage(text: string, certificates: readonly string[], reading: Reading): XmlElement {
  const root = readXml(text, reading);
  const id = checkForm(root);
  for (const certificate of certificates) {
    const bytes = signedBytes(text, certificate);
    if (bytes === undefined) continue;
    const read = readXml(bytes, reading);
    if (read.uri !== root.uri || read.local !== root.local || read.attributes.get('ID') !== id)
      disbelieve('signature-wrong');
    return read;
  }
  return disbelieve('signature-wrong');
}

/** Whether a message bears a signature of its own. */
export const bearsSignature = (root: XmlElement): boolean => childrenOf(root, NS.signature, 'Signature').length > 0;

/**
 * The one form of a signature that is looked at: one in the whole message, child of the root, over the root by its ID, exclusive canonical
 * form, nothing beside. Gives the ID.
 */
function checkForm(root: XmlElement): string {
  const all = [...within(root)].filter(({ uri, local }) => uri === NS.signature && local === 'Signature');
  if (all.length > 1) disbelieve('signature-wrong');
  const signature = childOf(root, NS.signature, 'Signature');
  if (!signature) disbelieve('signature-missing');
  const info = childOf(signature, NS.signature, 'SignedInfo');
  const references = info ? childrenOf(info, NS.signature, 'Reference') : [];
  const [reference] = references;
  if (!info || references.length !== 1 || !reference) disbelieve('signature-wrong');
  if (childrenOf(signature, NS.signature, 'Object').length > 0) disbelieve('signature-wrong');
  const method = (parent: XmlElement, name: string): string | undefined =>
    childOf(parent, NS.signature, name)?.attributes.get('Algorithm');
  const transforms = childOf(reference, NS.signature, 'Transforms');
  const applied = transforms ? childrenOf(transforms, NS.signature, 'Transform') : [];
  const [enveloped, exclusive] = applied.map(({ attributes }) => attributes.get('Algorithm'));
  if (
    !SIGNATURES.has(method(info, 'SignatureMethod') ?? '') ||
    !DIGESTS.has(method(reference, 'DigestMethod') ?? '') ||
    method(info, 'CanonicalizationMethod') !== ALGORITHM.exclusive ||
    applied.length !== 2 ||
    enveloped !== ALGORITHM.enveloped ||
    exclusive !== ALGORITHM.exclusive
  )
    disbelieve('algorithm-refused');
  if (!plainText(childOf(signature, NS.signature, 'SignatureValue'))) disbelieve('signature-missing');
  const id = root.attributes.get('ID');
  if (!id || reference.attributes.get('URI') !== `#${id}`) disbelieve('signature-wrong');
  return id;
}

/** The canonical bytes that this certificate's key signed; undefined when it did not. */
function signedBytes(text: string, certificate: string): string | undefined {
  if (createPublicKey(certificate).asymmetricKeyType !== 'rsa') return undefined;
  try {
    const { documentElement } = new DOMParser({ errorHandler: disbelieveIt }).parseFromString(text, 'text/xml');
    const signature = [...elementsOf(documentElement)].find(
      ({ namespaceURI, localName }) => namespaceURI === NS.signature && localName === 'Signature',
    );
    const check = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
    if (!signature) return undefined;
    check.loadSignature(signature);
    if (!check.checkSignature(text)) return undefined;
    const [bytes, ...others] = check.getSignedReferences();
    return others.length === 0 ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** The library's own reader mends what it does not understand, unless it is told not to. */
const disbelieveIt = (level: string): void => {
  if (level !== 'warning') disbelieve('not-xml');
};

function* elementsOf(parent: Element): Generator<Element> {
  for (let child = parent.firstChild; child; child = child.nextSibling)
    if (child.nodeType === 1) yield child as Element;
}
