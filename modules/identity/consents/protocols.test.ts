import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import * as openid from 'openid-client';
import { extensionsOf } from '../../../platform/extensions.ts';
import type { Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import { testMailer } from '../../../platform/testing/work.ts';
import { buildSchool, buildTeacher } from '../../directory/builders.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { begin, buildOpenidService, openidClientOf } from '../oidc/testing/client.ts';
import { buildPeer, clocksAgree, clocksPart, PUBLIC_URL, pathOf, profileIn } from '../saml/testing/peer.ts';
import { tellWithdrawal } from './told.ts';

const terms = { purpose: 'Suivre un cours.', recipient: 'Maison des cours', months: 6 };

/** The way on, from a page that leads on by itself. */
const onward = ({ text }: Reply): string =>
  /<meta http-equiv="refresh" content="0; url=([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
const fieldIn = ({ text }: Reply, name: string): string =>
  new RegExp(`action="/account/consents/.*?name="${name}" value="([^"]*)"`, 's')
    .exec(text)?.[1]
    ?.replaceAll('&amp;', '&') ?? '';

// The clock of the SAML sp is the machine's: it stands still for these tests only, hence hooks inside one suite.
describe('a consent, whatever the service speaks', () => {
  let door: Door;
  let school: Awaited<ReturnType<typeof buildSchool>>;
  let visitor: Visitor;
  let personId: string;
  before(async () => {
    door = await openDoor();
    clocksAgree(door.clock);
    school = await buildSchool(door.db, { kind: 'college' });
    const teacher = await buildTeacher(door.db, { school, familyName: 'MARTIN' });
    personId = teacher.id;
    visitor = await signInAs(door, teacher.id);
  });
  after(async () => {
    clocksPart();
    await door.close();
  });

  /** Reads the question at that address, answers, and gives what comes next. */
  const answer = async (asking: string, wish: 'yes' | 'no'): Promise<Reply> => {
    const question = await visitor.get(asking);
    assert.match(question.text, /Maison des cours/);
    const shown = fieldIn(question, 'shown');
    return visitor.post(asking.split('?')[0] ?? '', { answer: wish, shown, next: fieldIn(question, 'next') });
  };

  it('is asked before OpenID Connect gives a code; taken back, a token that was given tells nothing more', async () => {
    const service = await buildOpenidService(door.db, { claims: ['family_name'], schools: [school], consent: terms });
    const client = await openidClientOf(door.app, service.id, openid.ClientSecretBasic(service.secret));
    const quiet = await begin(client, { prompt: 'none' });
    assert.match((await visitor.get(quiet.path)).location ?? '', /error=consent_required/);
    const { path, checks } = await begin(client);
    const asking = (await visitor.get(path)).location ?? '';
    assert.match(asking, /^\/account\/consents\//);
    const next = (await answer(asking, 'yes')).location ?? '';
    const back = await visitor.get(onward(await visitor.get(next)));
    const tokens = await openid.authorizationCodeGrant(client, new URL(back.location ?? ''), checks);
    const sub = tokens.claims()?.sub ?? '';
    const told = await openid.fetchUserInfo(client, tokens.access_token, sub);
    assert.equal(told.family_name, 'MARTIN');
    await visitor.post(`/account/consents/${service.id}`, { answer: 'no' });
    await assert.rejects(openid.fetchUserInfo(client, tokens.access_token, sub));
    const anew = await begin(client);
    assert.match((await visitor.get(anew.path)).location ?? '', /^\/account\/consents\//);
  });

  it('is asked before SAML gives an assertion; taken back, the service is told by our server', async () => {
    const heard: string[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      heard.push(Buffer.concat(chunks).toString());
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slo`;
    try {
      const released = [{ attribute: 'familyName', as: 'nom' }] as const;
      const peer = await buildPeer(door, {
        party: { schools: [school], released, consent: terms },
        logoutDoors: [['soap', location]],
      });
      const asking = await visitor.get(pathOf(await peer.sp.getAuthorizeUrlAsync('retour', undefined, {})));
      assert.match(asking.location ?? '', /^\/account\/consents\//);
      assert.doesNotMatch(asking.text, /SAMLResponse/);
      const next = (await answer(asking.location ?? '', 'yes')).location ?? '';
      const page = await visitor.get(next);
      const sent = onward(page) ? await visitor.get(onward(page)) : page;
      const profile = await profileIn(peer.sp, sent);
      assert.equal(profile.nom, 'MARTIN');
      await visitor.post(`/account/consents/${peer.partyId}`, { answer: 'no' });
      await tellWithdrawal.read(
        {
          db: door.db,
          clock: door.clock,
          keys: testKeys,
          settings: { publicUrl: PUBLIC_URL, dataDir: 'var' },
          extensions: extensionsOf([]),
          storage: door.storage,
          mailer: testMailer(),
          signal: new AbortController().signal,
          log: () => undefined,
          enqueue: async () => undefined,
        },
        { personId, partyId: peer.partyId },
      );
      assert.match(heard[0] ?? '', /LogoutRequest/);
      const again = await visitor.get(pathOf(await peer.sp.getAuthorizeUrlAsync('retour', undefined, {})));
      assert.match(again.location ?? '', /^\/account\/consents\//);
    } finally {
      server.close();
    }
  });
});
