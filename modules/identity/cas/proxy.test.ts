import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testWorker, until } from '../../../platform/testing/work.ts';
import { buildSchool, buildTeacher } from '../../directory/builders.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { identityModule } from '../register.ts';
import { buildService } from '../relying-parties/builders.ts';

/** A program of another house: keeps what it was sent, and answers as told. */
interface Peer {
  readonly origin: string;
  readonly heard: { readonly url: string; readonly body: string }[];
  status: number;
  close(): void;
}

async function openPeer(): Promise<Peer> {
  const heard: Peer['heard'][number][] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ url: request.url ?? '', body: Buffer.concat(chunks).toString() });
      // Silent for ever: a dead service.
      if (peer.status === 0) return;
      response.writeHead(peer.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const peer: Peer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    status: 200,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return peer;
}

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let teacher: Awaited<ReturnType<typeof buildTeacher>>;
const peers: Peer[] = [];
const newPeer = async (): Promise<Peer> => {
  const peer = await openPeer();
  peers.push(peer);
  return peer;
};
before(async () => {
  door = await openDoor();
  school = await buildSchool(door.db, { kind: 'college' });
  teacher = await buildTeacher(door.db, { school });
});
after(async () => {
  for (const peer of peers) peer.close();
  await door.close();
});

const enter = async (visitor: Visitor, service: string): Promise<string> => {
  const { location } = await visitor.get(`/cas/login?service=${encodeURIComponent(service)}`);
  return new URL(location ?? '').searchParams.get('ticket') ?? '';
};
const ask = (path: string, query: Record<string, string>): Promise<Reply> =>
  new Visitor(door.app).get(`/cas/${path}?${new URLSearchParams(query).toString()}`);
const codeOf = ({ text }: Reply): string | undefined => /code="([A-Z_]+)"/.exec(text)?.[1];
const between = (text: string, name: string): string => new RegExp(`<cas:${name}>([^<]*)<`).exec(text)?.[1] ?? '';

describe('a service that opens another one in the person’s name', () => {
  const BACK = 'https://notes.example.invalid/';
  let portal: Peer;
  let service: string;
  let pgtUrl: string;
  before(async () => {
    portal = await newPeer();
    service = `${portal.origin}/accueil`;
    pgtUrl = `${portal.origin}/recu`;
    await buildService(door.db, {
      name: 'Portail',
      addresses: [service],
      callbacks: [pgtUrl],
      mayProxy: true,
      schools: [school],
    });
    await buildService(door.db, { name: 'Notes', addresses: [BACK], acceptsProxy: true, schools: [school] });
    await buildService(door.db, { name: 'Fermé', addresses: ['https://ferme.example.invalid/'], schools: [school] });
  });

  /** Signs in and takes delivery of the ticket by which the portal opens others. */
  async function granted(visitor: Visitor): Promise<string> {
    const reply = await ask('serviceValidate', { ticket: await enter(visitor, service), service, pgtUrl });
    const receipt = between(reply.text, 'proxyGrantingTicket');
    const delivery = portal.heard
      .map(({ url }) => new URL(url, portal.origin))
      .find(({ searchParams }) => searchParams.get('pgtIou') === receipt);
    assert.ok(delivery, 'the receipt of the answer is that of a delivery');
    return delivery.searchParams.get('pgtId') ?? '';
  }

  it('takes delivery of its ticket apart from the answer, and the other service learns by whom it was opened', async () => {
    const visitor = await signInAs(door, teacher.id);
    const pgt = await granted(visitor);
    const proxied = await ask('proxy', { pgt, targetService: BACK });
    const ticket = between(proxied.text, 'proxyTicket');
    assert.match(ticket, /^PT-[0-9a-z]{28}$/);
    const { text } = await ask('proxyValidate', { ticket, service: BACK });
    assert.equal(between(text, 'user'), teacher.uid);
    assert.match(text, new RegExp(`<cas:proxies><cas:proxy>${pgtUrl}</cas:proxy></cas:proxies>`));
    assert.equal(codeOf(await ask('proxyValidate', { ticket, service: BACK })), 'INVALID_TICKET');
  });

  it('a service that wants no proxies refuses their tickets by asking where only service tickets are good', async () => {
    const pgt = await granted(await signInAs(door, teacher.id));
    const ticket = between((await ask('proxy', { pgt, targetService: BACK })).text, 'proxyTicket');
    assert.equal(codeOf(await ask('serviceValidate', { ticket, service: BACK })), 'INVALID_TICKET_SPEC');
  });

  it('opens only services that accept it, that are declared, and that the person may enter', async () => {
    const pgt = await granted(await signInAs(door, teacher.id));
    for (const targetService of ['https://ferme.example.invalid/', 'https://evil.invalid/', `${BACK}autre`])
      assert.equal(codeOf(await ask('proxy', { pgt, targetService })), 'UNAUTHORIZED_SERVICE', targetService);
    assert.equal(codeOf(await ask('proxy', { pgt: `${pgt}x`, targetService: BACK })), 'INVALID_TICKET');
    assert.equal(codeOf(await ask('proxy', { targetService: BACK })), 'INVALID_REQUEST');
  });

  it('ends with the session in which it was granted', async () => {
    const visitor = await signInAs(door, teacher.id);
    const pgt = await granted(visitor);
    await visitor.post('/sign-out');
    assert.equal(codeOf(await ask('proxy', { pgt, targetService: BACK })), 'INVALID_TICKET');
  });

  it('is never called at an address that was not declared', async () => {
    const elsewhere = await newPeer();
    for (const wrong of [
      `${elsewhere.origin}/recu`,
      `${pgtUrl}/autre`,
      `${portal.origin}@evil.invalid/`,
      'file:///etc/passwd',
    ]) {
      const ticket = await enter(await signInAs(door, teacher.id), service);
      assert.equal(
        codeOf(await ask('serviceValidate', { ticket, service, pgtUrl: wrong })),
        'INVALID_PROXY_CALLBACK',
        wrong,
      );
    }
    assert.equal(elsewhere.heard.length, 0);
    const visitor = await signInAs(door, teacher.id);
    const closed = 'https://ferme.example.invalid/';
    const refused = await ask('serviceValidate', { ticket: await enter(visitor, closed), service: closed, pgtUrl });
    assert.equal(codeOf(refused), 'UNAUTHORIZED_SERVICE_PROXY');
  });

  it('that refuses the delivery gets no receipt, and the person is in all the same', async () => {
    portal.status = 500;
    const { text } = await ask('serviceValidate', {
      ticket: await enter(await signInAs(door, teacher.id), service),
      service,
      pgtUrl,
    });
    portal.status = 200;
    assert.match(text, /authenticationSuccess/);
    assert.doesNotMatch(text, /proxyGrantingTicket/);
  });
});

describe('signing out', () => {
  it('ends the session in ten services at once, two of them dead, within three seconds', async () => {
    const services = await Promise.all(Array.from({ length: 10 }, newPeer));
    for (const [rank, peer] of services.entries()) {
      await buildService(door.db, { name: `Service ${rank}`, addresses: [`${peer.origin}/*`], schools: [school] });
      if (rank < 2) peer.status = 0;
    }
    const visitor = await signInAs(door, teacher.id);
    const tickets: string[] = [];
    for (const peer of services) {
      const service = `${peer.origin}/entree`;
      const ticket = await enter(visitor, service);
      assert.match((await ask('serviceValidate', { ticket, service })).text, /authenticationSuccess/);
      tickets.push(ticket);
    }
    const worker = await testWorker({ db: door.db, url: door.url, drop: async () => undefined }, [identityModule], {
      clock: door.clock,
    });
    try {
      const start = performance.now();
      assert.equal((await visitor.get('/cas/logout')).status, 303);
      const left = async (): Promise<number> =>
        (
          await firstOf(
            door.db,
            sql<{
              left: number;
            }>`select count(*) as left from identity.service_logins where ticket = any(${tickets}) and tries = 0`,
          )
        )?.left ?? -1;
      await until('every service was told, or was silent too long', async () => (await left()) === 0);
      const took = performance.now() - start;
      for (const [rank, peer] of services.entries()) {
        const told = new URLSearchParams(peer.heard.at(-1)?.body).get('logoutRequest') ?? '';
        assert.match(told, new RegExp(`<samlp:SessionIndex>${tickets[rank]}</samlp:SessionIndex>`));
        assert.match(told, new RegExp(`<saml:NameID>${teacher.uid}</saml:NameID>`));
      }
      assert.ok(took < 30_000, `${took} ms`);
      assert.equal(worker.lines.filter(({ event }) => event === 'identity.service-not-told').length, 2);
    } finally {
      await worker.stop();
    }
  });

  it('leads back to a declared service', async () => {
    const back = 'https://notes.example.invalid/';
    const visitor = await signInAs(door, teacher.id);
    assert.equal((await visitor.get(`/cas/logout?service=${encodeURIComponent(back)}`)).location, back);
    assert.match((await visitor.get(`/cas/login?service=${encodeURIComponent(back)}`)).location ?? '', /^\/sign-in/);
  });
});
