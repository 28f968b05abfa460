import { constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import { NS } from './xml/names.ts';
import { element, keyInfo } from './xml/write.ts';

const AES = 'http://www.w3.org/2009/xmlenc11#aes256-gcm';
/**
 * RSA-OAEP as every reader knows it. SHA-1 is only the mask here, where nothing that breaks it as a digest of documents has a hold;
 * readers of the younger form with SHA-256 are few.
 */
const OAEP = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p';
const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const NONCE = 12;

/** An assertion for the holder of a certificate's key alone. `assertion`: XML that stands by itself. */
export function encrypted(assertion: string, certificate: string): string {
  const key = randomBytes(32);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([nonce, cipher.update(assertion, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const wrapped = publicEncrypt({ key: certificate, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, key);
  const value = (bytes: Buffer): string =>
    element('xenc:CipherData', {}, element('xenc:CipherValue', {}, bytes.toString('base64')));
  return element(
    'saml:EncryptedAssertion',
    { 'xmlns:saml': NS.assertion },
    element(
      'xenc:EncryptedData',
      { 'xmlns:xenc': NS.encryption, Type: `${NS.encryption}Element` },
      element('xenc:EncryptionMethod', { Algorithm: AES }),
      element(
        'ds:KeyInfo',
        { 'xmlns:ds': NS.signature },
        element(
          'xenc:EncryptedKey',
          {},
          element('xenc:EncryptionMethod', { Algorithm: OAEP }, element('ds:DigestMethod', { Algorithm: SHA1 })),
          keyInfo(certificate, {}),
          value(wrapped),
        ),
      ),
      value(body),
    ),
  );
}
