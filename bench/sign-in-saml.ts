import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { certify } from '../modules/identity/keys/certificate.ts';
import { buildService } from '../modules/identity/relying-parties/builders.ts';
import { keepSamlService } from '../modules/identity/saml/keep.ts';
import { spMetadata } from '../modules/identity/saml/testing/peer.ts';
import { firstOf, sql } from '../platform/db/db.ts';
import type { Bench } from './bench.ts';
import type { Operation } from './ground/load.ts';
import { openMetropole } from './ground/metropole.ts';
import { guardiansOfTwo, homeAddress, openSessions, type Player, withDb } from './ground/people.ts';
import { run } from './ground/serve.ts';

const people = 2000;
const entityId = 'https://bench-saml.example.invalid/saml';
const acs = `${entityId}/acs`;

export const signInSaml: Bench = {
  name: 'sign-in-saml',
  sentence:
    'a signed-in guardian opens a service by SAML: request by Redirect, response and assertion signed, five attributes',
  bar: { least: 200 },
  async run(options, say) {
    const metropole = await openMetropole(say);
    try {
      const operation = await withDb(metropole, async (db) => {
        const known = await firstOf(db, sql`select 1 from identity.saml_services where entity_id = ${entityId}`);
        if (!known) {
          const now = new Date();
          const certificate = await certify(generateKeyPairSync('rsa', { modulusLength: 2048 }), {
            host: 'bench-saml.example.invalid',
            now,
            serial: '2a',
          });
          const partyId = await buildService(db, {
            protocol: 'saml',
            addresses: [],
            reach: 'every-school',
            principal: 'pairwiseId',
            released: [
              { attribute: 'familyName', as: 'urn:oid:2.5.4.4' },
              { attribute: 'givenName', as: 'urn:oid:2.5.4.42' },
              { attribute: 'profileName', as: 'ENTPersonProfils' },
              { attribute: 'schoolUai', as: 'UAI' },
              { attribute: 'children', as: 'enfants' },
            ],
          });
          const metadata = spMetadata({ entityId, acs, certificate, signsRequests: false });
          const choice = { metadata, nameId: 'persistent', encrypts: false, unsolicited: false, fixed: '' } as const;
          await keepSamlService(db, partyId, choice, now);
        }
        const players = await guardiansOfTwo(db, people);
        return openService(players, await openSessions(db, players));
      });
      const course = { metropole, operation, rate: 60, seconds: 8, connections: 32, full: true, options };
      const { capacity, beside } = await run(course);
      return { value: capacity, unit: 'responses/s', ...beside };
    } finally {
      await metropole.stop();
    }
  },
};

const request = (): string =>
  `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${randomUUID()}" Version="2.0" IssueInstant="${new Date().toISOString()}" AssertionConsumerServiceURL="${acs}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${entityId}</saml:Issuer></samlp:AuthnRequest>`;

const openService =
  (players: readonly Player[], tokens: readonly string[]): Operation =>
  async (connection, number) => {
    const at = number % players.length;
    const asked = encodeURIComponent(deflateRawSync(request()).toString('base64'));
    const page = await connection.send('GET', `/saml/sso?SAMLRequest=${asked}&RelayState=x`, {
      cookie: `preau-session=${tokens[at]}`,
      ...homeAddress(at),
    });
    const sent = /name="SAMLResponse" value="([^"]+)"/.exec(page.text())?.[1];
    const xml = Buffer.from(sent ?? '', 'base64').toString();
    if (page.status !== 200 || !xml.includes('urn:oid:2.5.4.4') || xml.split('<ds:Signature ').length !== 3)
      throw new Error(`the door answers ${page.status} and no response signed twice`);
  };
