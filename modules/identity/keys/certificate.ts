import 'reflect-metadata';
import { type KeyObject, webcrypto } from 'node:crypto';
import { cryptoProvider, KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } from '@peculiar/x509';

cryptoProvider.set(webcrypto as Crypto);

const RSA_SHA256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
const YEARS = 10;

/**
 * A self-signed certificate (PEM) that carries a public key: metadata of SAML want one, and only its key counts there. It outlives
 * the key's use, so that a forgotten date stops nobody from signing in.
 */
export async function certify(
  { privateKey, publicKey }: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  { host, now, serial }: { readonly host: string; readonly now: Date; readonly serial: string },
): Promise<string> {
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial,
    name: [{ CN: [host] }],
    notBefore: new Date(now.getTime() - 3_600_000),
    notAfter,
    signingAlgorithm: RSA_SHA256,
    keys: {
      privateKey: await imported(privateKey.export({ type: 'pkcs8', format: 'der' }), 'pkcs8', 'sign'),
      publicKey: await imported(publicKey.export({ type: 'spki', format: 'der' }), 'spki', 'verify'),
    },
    extensions: [new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true)],
  });
  return certificate.toString('pem');
}

const imported = (der: Buffer, format: 'pkcs8' | 'spki', usage: 'sign' | 'verify'): Promise<CryptoKey> =>
  webcrypto.subtle.importKey(format, new Uint8Array(der), RSA_SHA256, true, [usage]) as Promise<CryptoKey>;
