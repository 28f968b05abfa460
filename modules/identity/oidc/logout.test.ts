import assert from 'node:assert/strict';
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import * as openid from 'openid-client';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import { testWorker, until } from '../../../platform/testing/work.ts';
import { buildSchool, buildTeacher } from '../../directory/builders.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { newSigningKey, signedToken } from '../federation/testing/keys.ts';
import { identityModule } from '../register.ts';
import { begin, buildOpenidService, openidClientOf } from './testing/client.ts';

const AFTER = 'https://cours.example.invalid/au-revoir';

/** A service's own address, which hears what it is told; `dead`: it takes the call and never answers. */
interface Peer {
  readonly address: string;
  readonly heard: URLSearchParams[];
  dead: boolean;
}

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let teacher: Awaited<ReturnType<typeof buildTeacher>>;
const servers: Server[] = [];
before(async () => {
  door = await openDoor();
  school = await buildSchool(door.db, { kind: 'college' });
  teacher = await buildTeacher(door.db, { school });
});
after(async () => {
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  await door.close();
});

async function newPeer(): Promise<Peer> {
  const peer: { -readonly [P in keyof Peer]: Peer[P] } = { address: '', heard: [], dead: false };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      peer.heard.push(new URLSearchParams(body));
      if (!peer.dead) response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  peer.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fin`;
  return peer;
}

interface Entered {
  readonly id: string;
  readonly client: openid.Configuration;
  readonly tokens: Awaited<ReturnType<typeof openid.authorizationCodeGrant>>;
  readonly claims: openid.IDToken;
}

/** Enters a service. @returns its client and what it was given */
async function enter(visitor: Visitor, given: Parameters<typeof buildOpenidService>[1]): Promise<Entered> {
  const { id, secret } = await buildOpenidService(door.db, { schools: [school], ...given });
  const client = await openidClientOf(door.app, id, openid.ClientSecretBasic(secret));
  const { path, checks } = await begin(client);
  const { location = '' } = await visitor.get(path);
  const tokens = await openid.authorizationCodeGrant(client, new URL(location), checks);
  return { id, client, tokens, claims: tokens.claims() as openid.IDToken };
}

const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/account/sessions')).status === 200;
const decoded = (part = ''): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString());

describe('signing out', () => {
  it('tells ten services from behind, two of them dead, within three seconds of machine time; each hears whose session, signed', async () => {
    const visitor = await signInAs(door, teacher.id);
    const peers = await Promise.all(Array.from({ length: 10 }, newPeer));
    const entered: Entered[] = [];
    for (const [rank, peer] of peers.entries()) {
      peer.dead = rank < 2;
      entered.push(await enter(visitor, { name: `Service ${rank}`, backChannelAddress: peer.address }));
    }
    // Entered twice, told once.
    const twice = await begin(entered[9]?.client as openid.Configuration);
    const again = (await visitor.get(twice.path)).location ?? '';
    await openid.authorizationCodeGrant(entered[9]?.client as openid.Configuration, new URL(again), twice.checks);
    const worker = await testWorker({ db: door.db, url: door.url, drop: async () => undefined }, [identityModule], {
      clock: door.clock,
    });
    try {
      await visitor.post('/sign-out');
      await until('every service was told, or was silent too long', async () => {
        const row = await firstOf(
          door.db,
          sql<{ left: number }>`select count(*) as left from identity.service_logins where tries = 0`,
        );
        return row?.left === 0;
      });
      const { keys } = (await new Visitor(door.app).get('/oidc/jwks')).json<{
        keys: (JsonWebKey & { kid: string })[];
      }>();
      for (const [rank, { heard }] of peers.entries()) {
        const token = heard[0]?.get('logout_token') ?? '';
        const [head, body, signature = ''] = token.split('.');
        const { alg, typ, kid } = decoded(head);
        assert.deepEqual([alg, typ], ['RS256', 'logout+jwt']);
        const key = createPublicKey({ key: keys.find((one) => one.kid === kid) as JsonWebKey, format: 'jwk' });
        assert.ok(verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')));
        const { iat, exp, jti, ...told } = decoded(body);
        const claims = entered[rank]?.claims;
        assert.deepEqual(told, {
          iss: 'http://localhost',
          aud: entered[rank]?.id,
          sub: claims?.sub,
          sid: claims?.sid,
          events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        });
        assert.ok(Number(exp) > Number(iat) && typeof jti === 'string');
        if (rank >= 2) assert.equal(heard.length, 1);
      }
      assert.equal(worker.lines.filter(({ event }) => event === 'identity.service-not-told').length, 2);
    } finally {
      await worker.stop();
    }
  });

  it('opens in the browser the pages of services that cannot be told otherwise', async () => {
    const visitor = await signInAs(door, teacher.id);
    const { claims } = await enter(visitor, { frontChannelAddress: 'https://vieux.example.invalid/fin?a=b' });
    const page = await visitor.post('/sign-out');
    assert.equal(page.status, 200);
    const address = `https://vieux.example.invalid/fin?a=b&amp;iss=http%3A%2F%2Flocalhost&amp;sid=${claims.sid}`;
    assert.ok(page.text.includes(`<iframe src="${address}"`), page.text);
    assert.match(String(page.headers['content-security-policy']), /frame-src 'self' https:\/\/vieux\.example\.invalid/);
    assert.equal(await isIn(visitor), false);
  });
});

describe('a service that asks to end the session', () => {
  it('of which it is one: it ends, and the browser is back where the service declared, with its state', async () => {
    const visitor = await signInAs(door, teacher.id);
    const { client, tokens } = await enter(visitor, { postLogoutAddresses: [AFTER] });
    const url = openid.buildEndSessionUrl(client, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: AFTER,
      state: 'é&',
    });
    const reply = await visitor.get(url.pathname + url.search);
    assert.equal(reply.location, `${AFTER}?state=%C3%A9%26`);
    assert.equal(await isIn(visitor), false);
  });

  it('and cannot show that it is one, or is one of another session: the person is asked', async () => {
    const former = await signInAs(door, teacher.id);
    const { id, tokens } = await enter(former, { name: 'Cours', postLogoutAddresses: [AFTER] });
    const visitor = await signInAs(door, teacher.id);
    const back = encodeURIComponent(AFTER);
    for (const shown of [`client_id=${id}`, `id_token_hint=${tokens.id_token}`]) {
      const page = await visitor.get(`/oidc/logout?${shown}&post_logout_redirect_uri=${back}&state=x`);
      assert.equal(page.status, 200);
      assert.match(page.text, /Cours demande de fermer la session/);
      assert.equal(await isIn(visitor), true);
      const wish = /name="wish" value="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      assert.match(wish, new RegExp(`client_id=${id}`));
      if (shown.startsWith('client_id')) continue;
      assert.equal(
        (await visitor.post('/oidc/logout/confirm', { wish }, { 'sec-fetch-site': 'cross-site' })).status,
        403,
      );
      const ended = await visitor.post('/oidc/logout/confirm', { wish });
      assert.match(ended.text, new RegExp(`content="0; url=${AFTER}\\?state=x"`));
      assert.equal(await isIn(visitor), false);
    }
    assert.equal(await isIn(former), true, 'the other session goes on');
    const gone = await new Visitor(door.app).get(`/oidc/logout?client_id=${id}&post_logout_redirect_uri=${back}`);
    assert.equal(gone.location, AFTER, 'nobody is signed in: straight back');
  });

  it('leads nowhere else, and believes no token but ours', async () => {
    const visitor = await signInAs(door, teacher.id);
    const { id, tokens, claims } = await enter(visitor, { postLogoutAddresses: [AFTER] });
    const good = tokens.id_token ?? '';
    const foreign = newSigningKey('RS256');
    const [head = '', body = '', signature = ''] = good.split('.');
    const kid = String(decoded(head).kid);
    const altered = Buffer.from(JSON.stringify({ ...decoded(body), sid: 'x' })).toString('base64url');
    const wrong: Readonly<Record<string, string>>[] = [
      { client_id: id, post_logout_redirect_uri: 'https://evil.invalid/' },
      { client_id: id, post_logout_redirect_uri: `${AFTER}/` },
      { client_id: id, post_logout_redirect_uri: AFTER.toUpperCase() },
      { client_id: '00000000-0000-0000-0000-000000000000', post_logout_redirect_uri: AFTER },
      { client_id: 'x', id_token_hint: good },
      { id_token_hint: signedToken(foreign, { ...claims, aud: id }, { kid }) },
      { id_token_hint: `${head}.${altered}.${signature}` },
      { id_token_hint: `${head}.${body}.` },
      { id_token_hint: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.` },
      { id_token_hint: 'x' },
    ];
    for (const query of wrong) {
      const reply = await visitor.get(`/oidc/logout?${new URLSearchParams(query).toString()}`);
      assert.equal(reply.status, 400, JSON.stringify(query));
      assert.equal(reply.location, undefined);
      assert.match(reply.text, /n’a pas pu s’ouvrir/);
    }
    // Without a service nobody can say whose address it is.
    const plain = await visitor.get('/oidc/logout?post_logout_redirect_uri=https%3A%2F%2Fevil.invalid%2F');
    assert.doesNotMatch(plain.text, /(?:href|content)="[^"]*evil|name="wish" value="[^"]*evil/);
    assert.equal(await isIn(visitor), true);
  });
});
