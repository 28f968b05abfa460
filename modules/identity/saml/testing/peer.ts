import { generateKeyPair } from 'node:crypto';
import { mock } from 'node:test';
import { promisify } from 'node:util';
import { type Profile, SAML, type SamlConfig, ValidateInResponseTo } from '@node-saml/node-saml';
import type { Db } from '../../../../platform/db/db.ts';
import type { Reply } from '../../../../platform/testing/browser.ts';
import type { Door } from '../../builders.ts';
import { certify } from '../../keys/certificate.ts';
import { keysFor } from '../../keys/keys.ts';
import { buildService } from '../../relying-parties/builders.ts';
import type { DeclaredParty } from '../../relying-parties/keep.ts';
import { ownEntityId, sloAddress, ssoAddress } from '../addresses.ts';
import { keepSamlService, type SamlChoice } from '../keep.ts';
import { BINDING, NS } from '../xml/names.ts';
import { certificateBody, type SigningKey } from '../xml/write.ts';

/* A service of another house, made of a library that is not ours, and declared here. */

export const PUBLIC_URL = 'http://localhost';

export interface Peer {
  readonly entityId: string;
  readonly acs: string;
  readonly key: SigningKey & { readonly certificate: string };
  readonly metadata: string;
  readonly partyId: string;
  /** The library, set up for this service. */
  readonly sp: SAML;
  /** The library set up otherwise. */
  readonly otherwise: (more: Partial<SamlConfig>) => Promise<SAML>;
}

export interface PeerOptions {
  readonly name?: string;
  readonly party?: Partial<DeclaredParty> & { readonly schools?: readonly { readonly id: string }[] };
  readonly choice?: Partial<Omit<SamlChoice, 'metadata'>>;
  readonly signsRequests?: boolean;
  readonly withCertificate?: boolean;
  readonly logoutDoors?: readonly (readonly [binding: 'redirect' | 'post' | 'soap', location: string])[];
}

const makeKey = promisify(generateKeyPair);

/** Declares a service that reads assertions. */
export async function buildPeer(door: Pick<Door, 'db' | 'clock'>, given: PeerOptions = {}): Promise<Peer> {
  const { name = 'lecture', signsRequests = true, withCertificate = true } = given;
  const now = door.clock.now();
  const pair = await makeKey('rsa', { modulusLength: 2048 });
  const certificate = await certify(pair, { host: `${name}.example.invalid`, now, serial: '2a' });
  const key = { key: pair.privateKey, certificate };
  const entityId = `https://${name}.example.invalid/saml`;
  const acs = `https://${name}.example.invalid/saml/acs`;
  const metadata = spMetadata({
    entityId,
    acs,
    certificate: withCertificate ? certificate : undefined,
    signsRequests,
    logoutDoors: given.logoutDoors ?? [['redirect', `https://${name}.example.invalid/saml/slo`]],
  });
  const partyId = await buildService(door.db, {
    protocol: 'saml',
    addresses: [],
    principal: 'pairwiseId',
    ...given.party,
  });
  const choice = { nameId: 'persistent', encrypts: false, unsolicited: false, fixed: '', ...given.choice } as const;
  await keepSamlService(door.db, partyId, { metadata, ...choice }, now);
  const otherwise = async (more: Partial<SamlConfig>): Promise<SAML> =>
    new SAML({
      idpCert: await ourCertificate(door),
      issuer: entityId,
      audience: entityId,
      callbackUrl: acs,
      entryPoint: ssoAddress(PUBLIC_URL),
      logoutUrl: sloAddress(PUBLIC_URL),
      idpIssuer: ownEntityId(PUBLIC_URL),
      identifierFormat: null,
      disableRequestedAuthnContext: true,
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: true,
      validateInResponseTo: ValidateInResponseTo.always,
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
      acceptedClockSkewMs: 0,
      decryptionPvk: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      ...(signsRequests ? { privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() } : {}),
      ...more,
    });
  return { entityId, acs, key, metadata, partyId, sp: await otherwise({}), otherwise };
}

/** The certificate that our assertions are checked by. */
export async function ourCertificate({
  db,
  clock,
}: {
  readonly db: Db;
  readonly clock: Door['clock'];
}): Promise<string> {
  const { testKeys } = await import('../../../../platform/testing/keys.ts');
  const { current } = await keysFor({ db, keys: testKeys, now: clock.now(), publicUrl: PUBLIC_URL }, 'assertions');
  return current.certificate ?? '';
}

export function spMetadata(given: {
  readonly entityId: string;
  readonly acs: string;
  readonly certificate: string | undefined;
  readonly signsRequests?: boolean;
  readonly logoutDoors?: readonly (readonly [binding: 'redirect' | 'post' | 'soap', location: string])[];
}): string {
  const key = (use: string): string =>
    given.certificate === undefined
      ? ''
      : `<KeyDescriptor use="${use}"><ds:KeyInfo xmlns:ds="${NS.signature}"><ds:X509Data><ds:X509Certificate>${certificateBody(given.certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>`;
  const doors = (given.logoutDoors ?? []).map(
    ([binding, location]) => `<SingleLogoutService Binding="${BINDING[binding]}" Location="${location}"/>`,
  );
  return `<?xml version="1.0"?>
<!-- as the publisher sent it -->
<EntityDescriptor xmlns="${NS.metadata}" entityID="${given.entityId}">
  <SPSSODescriptor protocolSupportEnumeration="${NS.protocol}" AuthnRequestsSigned="${String(given.signsRequests ?? true)}" WantAssertionsSigned="true">
    ${key('signing')}${key('encryption')}
    ${doors.join('')}
    <AssertionConsumerService index="0" Binding="${BINDING.post}" Location="${given.acs}"/>
    <AssertionConsumerService index="1" Binding="${BINDING.post}" Location="${given.acs}/autre"/>
  </SPSSODescriptor>
</EntityDescriptor>`;
}

/** Where an address of ours is, without our origin. */
export const pathOf = (address: string): string => {
  const { pathname, search } = new URL(address, PUBLIC_URL);
  return pathname + search;
};

/** The fields of the form that a page sends to a service. */
export function parcelIn({ text }: Pick<Reply, 'text'>): {
  readonly to: string;
  readonly SAMLResponse: string;
  readonly RelayState?: string;
} {
  const value = (name: string): string | undefined =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
  const state = value('RelayState');
  return {
    to: /<form[^>]*action="(https:[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '',
    SAMLResponse: value('SAMLResponse') ?? '',
    ...(state === undefined ? {} : { RelayState: state }),
  };
}

/** What the library believes of an answer. @throws Error when it does not */
export async function profileIn(sp: SAML, reply: Pick<Reply, 'text'>): Promise<Profile> {
  const { profile } = await sp.validatePostResponseAsync({ SAMLResponse: parcelIn(reply).SAMLResponse });
  if (!profile) throw new Error('nobody is named');
  return profile;
}

/** The clock of the libraries is that of the door. */
export const clocksAgree = (clock: Door['clock']): void => {
  mock.timers.enable({ apis: ['Date'], now: clock.now() });
};
export const advanceBoth = (clock: Door['clock'], ms: number): void => {
  clock.advance(ms);
  mock.timers.setTime(clock.now().getTime());
};
export const clocksPart = (): void => mock.timers.reset();
