import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

cryptoProvider.set(crypto);

/** A certificate that every address of this machine may show, and the authority behind it: product and peers speak TLS as elsewhere. */
export interface Authority {
  /** PEM: what clients trust. */
  readonly authorityFile: string;
  readonly certificate: string;
  readonly key: string;
}

/** Loopback addresses, one for each peer: browsers keep cookies apart by host, not by port. */
const hosts = ['127.0.0.1', '127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5', '127.0.0.6', '127.0.0.7', '127.0.0.8'];

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Makes an authority that lives as long as a run, and writes what clients have to trust in `folder`. */
export async function makeAuthority(folder: string): Promise<Authority> {
  const newKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const [own, shown] = await Promise.all([newKeys(), newKeys()]);
  const name = 'CN=Authority of a run of the tests';
  const hour = 3600_000;
  const validity = { notBefore: new Date(Date.now() - hour), notAfter: new Date(Date.now() + 12 * hour) };
  const signed = { ...validity, issuer: name, signingAlgorithm: algorithm, signingKey: own.privateKey };
  const authority = await X509CertificateGenerator.create({
    ...signed,
    serialNumber: '01',
    subject: name,
    publicKey: own.publicKey,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  const certificate = await X509CertificateGenerator.create({
    ...signed,
    serialNumber: '02',
    subject: 'CN=localhost',
    publicKey: shown.publicKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        ...hosts.map((value) => ({ type: 'ip' as const, value })),
      ]),
    ],
  });
  const authorityFile = join(folder, 'authority.pem');
  writeFileSync(authorityFile, authority.toString('pem'));
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', shown.privateKey)).toString('base64');
  return {
    authorityFile,
    certificate: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${key.replace(/.{64}/g, '$&\n').trim()}\n-----END PRIVATE KEY-----\n`,
  };
}
