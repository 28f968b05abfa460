import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import type { Profile } from '@node-saml/node-saml';
import { firstOf, newId, sql } from '../../../platform/db/db.ts';
import { extensionsOf } from '../../../platform/extensions.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import { testMailer } from '../../../platform/testing/work.ts';
import { buildSchool, buildTeacher } from '../../directory/builders.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { tellAfterSignOut, tellEndedSessions } from '../sessions/tell.ts';
import {
  buildPeer,
  clocksAgree,
  clocksPart,
  ourCertificate,
  type Peer,
  PUBLIC_URL,
  pathOf,
  profileIn,
} from './testing/peer.ts';
import { NS } from './xml/names.ts';
import { childOf, plainText, readXml } from './xml/read.ts';
import { verifiedMessage } from './xml/verify.ts';

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let teacher: Awaited<ReturnType<typeof buildTeacher>>;
let first: Peer;
let second: Peer;
// The clock of the library is the machine's: it stands still for these tests only, hence hooks inside one suite.
describe('the end of sessions between us and services of SAML', () => {
  before(async () => {
    door = await openDoor();
    clocksAgree(door.clock);
    school = await buildSchool(door.db, { kind: 'college' });
    teacher = await buildTeacher(door.db, { school });
    const party = { schools: [school] };
    [first, second] = await Promise.all([
      buildPeer(door, { name: 'un', party }),
      buildPeer(door, { name: 'deux', party }),
    ]);
  });
  after(async () => {
    clocksPart();
    await door.close();
  });

  const enter = async (visitor: Visitor, { sp }: Peer): Promise<Profile> =>
    profileIn(sp, await visitor.get(pathOf(await sp.getAuthorizeUrlAsync('', undefined, {}))));
  const sessions = async (): Promise<number> =>
    (
      await firstOf(
        door.db,
        sql<{ open: number }>`select count(*) as open from identity.sessions where person_id = ${teacher.id}`,
      )
    )?.open ?? 0;
  const leaveBy = ({ sp }: Peer, profile: Profile, state = 'la'): Promise<string> =>
    sp.getLogoutUrlAsync(profile, state, {}).then(pathOf);
  const workContext = () => ({
    db: door.db,
    clock: door.clock,
    keys: testKeys,
    storage: door.storage,
    settings: { publicUrl: PUBLIC_URL, dataDir: 'var' },
    extensions: extensionsOf([]),
    mailer: testMailer(),
    signal: new AbortController().signal,
    log: () => undefined,
    enqueue: async () => undefined,
  });
  const framesIn = ({ text }: Reply): string[] =>
    [...text.matchAll(/<iframe src="([^"]+)"/g)].map(([, address]) => (address ?? '').replaceAll('&amp;', '&'));

  describe('a service asks that a session end', () => {
    it('and it does, here and elsewhere; the service has its answer, signed', async () => {
      const visitor = await signInAs(door, teacher.id);
      const profile = await enter(visitor, first);
      const answer = await visitor.get(await leaveBy(first, profile));
      assert.equal(answer.status, 303);
      const address = new URL(answer.location ?? '');
      assert.equal(address.origin + address.pathname, 'https://un.example.invalid/saml/slo');
      assert.equal(address.searchParams.get('RelayState'), 'la');
      const back = await first.sp.validateRedirectAsync(
        Object.fromEntries(address.searchParams),
        address.search.slice(1),
      );
      assert.equal(back.loggedOut, true);
      assert.equal(await sessions(), 0);
      assert.equal((await visitor.get('/account')).status, 303);
    });

    it('others are told by the browser, in frames, three seconds long', async () => {
      const visitor = await signInAs(door, teacher.id);
      const profile = await enter(visitor, first);
      const elsewhere = await enter(visitor, second);
      const page = await visitor.get(await leaveBy(first, profile));
      assert.equal(page.status, 200);
      assert.match(
        page.text,
        /http-equiv="refresh" content="3; url=https:\/\/un\.example\.invalid\/saml\/slo\?SAMLResponse=/,
      );
      const [frame = '', ...more] = framesIn(page);
      assert.deepEqual(more, []);
      assert.match(frame, /^https:\/\/deux\.example\.invalid\/saml\/slo\?SAMLRequest=/);
      assert.match(
        String(page.headers['content-security-policy']),
        /frame-src 'self' https:\/\/deux\.example\.invalid$/,
      );
      const { search, searchParams } = new URL(frame);
      const told = await second.sp.validateRedirectAsync(Object.fromEntries(searchParams), search.slice(1));
      assert.equal(told.profile?.nameID, elsewhere.nameID);
      assert.equal(told.profile?.sessionIndex, elsewhere.sessionIndex);
      const heard = await second.sp.getLogoutResponseUrlAsync(told.profile as Profile, '', {}, true);
      assert.match((await visitor.get(pathOf(heard))).text, /C’est noté/);
      assert.equal((await visitor.get(pathOf(heard), { 'sec-fetch-dest': 'iframe' })).status, 204);
    });

    it('by the POST binding too, from another house’s page', async () => {
      const poster = await buildPeer(door, {
        name: 'poste',
        party: { schools: [school] },
        logoutDoors: [['post', 'https://poste.example.invalid/fin']],
      });
      const visitor = await signInAs(door, teacher.id);
      const profile = await enter(visitor, poster);
      const xml = await poster.sp._generateLogoutRequest(profile);
      const { signXml } = await import('@node-saml/node-saml/lib/xml.js');
      const signed = signXml(
        xml,
        "/*[local-name(.)='LogoutRequest']",
        { reference: "/*/*[local-name(.)='Issuer']", action: 'after' },
        {
          privateKey: poster.key.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
          signatureAlgorithm: 'sha256',
          digestAlgorithm: 'sha256',
        },
      );
      const send = (message: string): Promise<Reply> =>
        new Visitor(door.app).post(
          '/saml/slo',
          { SAMLRequest: Buffer.from(message).toString('base64') },
          { 'sec-fetch-site': 'cross-site' },
        );
      assert.equal((await send(xml)).status, 403, 'unsigned');
      assert.equal((await send(signed.replace(profile.nameID, 'f'.repeat(36)))).status, 403, 'altered');
      assert.equal(await sessions(), 1);
      const sent = await send(signed);
      assert.equal(sent.status, 303, 'the form brings no cookie: a page that has them does it');
      const page = await visitor.get(sent.location ?? '');
      assert.equal(await sessions(), 0);
      assert.ok(String(page.headers['set-cookie']).includes('preau-session=;'), 'the cookie goes with the session');
      assert.equal((await send(signed)).status, 403, 'once');
      assert.equal((await visitor.get(sent.location ?? '')).status, 403, 'once');
      assert.match(page.text, /<form[^>]*action="https:\/\/poste\.example\.invalid\/fin"[^>]*data-sends-itself/);
      const answer = Buffer.from(/name="SAMLResponse" value="([^"]+)"/.exec(page.text)?.[1] ?? '', 'base64').toString();
      const root = verifiedMessage(answer, [await ourCertificate(door)], { most: 64_000 });
      assert.equal(root.local, 'LogoutResponse');
    });

    it('from a service that cannot sign, only for the browser that brings it; another is answered no', async () => {
      const free = await buildPeer(door, {
        name: 'libre',
        party: { schools: [school] },
        signsRequests: false,
        withCertificate: false,
        logoutDoors: [['post', 'https://libre.example.invalid/fin']],
      });
      const visitor = await signInAs(door, teacher.id);
      const profile = await enter(visitor, free);
      const send = async (): Promise<string> => {
        const SAMLRequest = Buffer.from(await free.sp._generateLogoutRequest(profile)).toString('base64');
        const sent = await new Visitor(door.app).post('/saml/slo', { SAMLRequest }, { 'sec-fetch-site': 'cross-site' });
        return sent.location ?? '';
      };
      const answerIn = ({ text }: Reply): string =>
        Buffer.from(/name="SAMLResponse" value="([^"]+)"/.exec(text)?.[1] ?? '', 'base64').toString();
      assert.match(answerIn(await new Visitor(door.app).get(await send())), /status:RequestDenied/);
      assert.equal(await sessions(), 1);
      assert.match(answerIn(await visitor.get(await send())), /status:Success/);
      assert.equal(await sessions(), 0);
    });

    it('once: the same message seen again does not end the session that was opened meanwhile', async () => {
      const visitor = await signInAs(door, teacher.id);
      const { sessionIndex: _, ...profile } = await enter(visitor, first);
      const path = await leaveBy(first, profile as Profile);
      assert.equal((await visitor.get(path)).status, 303);
      assert.equal(await sessions(), 0);
      const later = await signInAs(door, teacher.id);
      await enter(later, first);
      assert.equal((await later.get(path)).status, 403);
      assert.equal(await sessions(), 1);
      const line = await firstOf(
        door.db,
        sql<{ fault: string }>`
          select details ->> 'fault' as fault from platform.audit_entries where act = 'identity.saml-refused' order by id desc limit 1`,
      );
      assert.equal(line?.fault, 'replayed');
      await later.post('/sign-out');
    });

    it('in vain when it is not its to end: another’s signature, another’s person, none at all', async () => {
      const visitor = await signInAs(door, teacher.id);
      const profile = await enter(visitor, first);
      const good = await leaveBy(first, profile);
      for (const path of [
        good.replace(/&SigAlg=.*/, ''),
        good.replace(/RelayState=la/, 'RelayState=ici'),
        good.replace(/SAMLRequest=/, 'SAMLResponse='),
        '/saml/slo',
        '/saml/slo?SAMLRequest=AAAA',
      ])
        assert.equal((await visitor.get(path)).status, 403, path);
      // The other service names the person as it would, and knows nobody of that name.
      assert.equal((await visitor.get(await leaveBy(second, { ...profile, issuer: second.entityId }))).status, 303);
      assert.equal((await visitor.get(await leaveBy(first, { ...profile, sessionIndex: '_other' }))).status, 303);
      assert.equal(await sessions(), 1);
      await visitor.post('/sign-out');
    });
  });

  describe('somebody signs out here', () => {
    it('services that only the browser can tell are told by the page', async () => {
      const visitor = await signInAs(door, teacher.id);
      await enter(visitor, first);
      await enter(visitor, second);
      const page = await visitor.post('/sign-out');
      assert.equal(framesIn(page).length, 2);
      assert.equal(await sessions(), 0);
      const xml = inflateRawSync(
        Buffer.from(new URL(framesIn(page)[0] ?? '').searchParams.get('SAMLRequest') ?? '', 'base64'),
      ).toString();
      assert.equal(childOf(readXml(xml, { most: 64_000 }), NS.signature, 'Signature'), undefined);
      assert.match((await (await signInAs(door, teacher.id)).post('/sign-out')).location ?? '', /^\/sign-in/);
    });

    it('the others are told by our server, all at once; two dead ones hold nobody and are given up', async () => {
      const heard: string[] = [];
      const listening: Server[] = [];
      const serve = async (answers: boolean): Promise<string> => {
        const server = createServer((request, response) => {
          let body = '';
          request.on('data', (chunk: Buffer) => {
            body += chunk.toString();
          });
          request.on('end', () => {
            if (!answers) return;
            heard.push(body);
            response.end();
          });
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
        listening.push(server);
        return `http://127.0.0.1:${(server.address() as AddressInfo).port}/fin`;
      };
      clocksPart();
      const visitor = await signInAs(door, teacher.id);
      const names = new Map<string, string | undefined>();
      for (const name of ['a', 'b', 'c', 'mort', 'muet']) {
        const location = name === 'mort' ? 'http://127.0.0.1:9/fin' : await serve(name !== 'muet');
        clocksAgree(door.clock);
        const peer = await buildPeer(door, { name, party: { schools: [school] }, logoutDoors: [['soap', location]] });
        names.set((await enter(visitor, peer)).nameID, location);
        clocksPart();
      }
      await visitor.post('/sign-out');
      const fact = await firstOf(
        door.db,
        sql<{ payload: { sessionIds: string[] } }>`
        select payload from platform.outbox where name = 'identity.session-ended' order by id desc limit 1`,
      );
      const began = performance.now();
      await tellAfterSignOut.read(workContext(), fact?.payload ?? {});
      assert.ok(performance.now() - began < 10_000, 'they were waited for together, not one after another');
      assert.equal(heard.length, 3);
      for (const body of heard) {
        const inner = /<samlp:LogoutRequest.*<\/samlp:LogoutRequest>/s.exec(body)?.[0] ?? '';
        const root = verifiedMessage(inner, [await ourCertificate(door)], { most: 64_000 });
        assert.ok(names.has(plainText(childOf(root, NS.assertion, 'NameID')) ?? ''));
      }
      const waiting = async (): Promise<number> =>
        (
          await firstOf(
            door.db,
            sql<{ count: number }>`select count(*) as count from identity.saml_logins where tries > 0`,
          )
        )?.count ?? 0;
      assert.equal(await waiting(), 2);
      await tellEndedSessions.run(workContext(), {});
      await tellEndedSessions.run(workContext(), {});
      assert.equal(await waiting(), 0, 'given up');
      for (const server of listening) {
        server.closeAllConnections();
        server.close();
      }
      clocksAgree(door.clock);
    });

    it('a dead service with a whole school’s logins hides no other, and a minute counts one try however many they are', async () => {
      let heard = 0;
      const server = createServer((request, response) => {
        heard += 1;
        request.resume();
        request.on('end', () => response.end());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
      const alive = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fin`;
      const party = { schools: [school] };
      const dead = await buildPeer(door, { name: 'panne', party, logoutDoors: [['soap', 'http://127.0.0.1:9/fin']] });
      const well = await buildPeer(door, { name: 'sain', party, logoutDoors: [['soap', alive]] });
      const sessionIds = Array.from({ length: 250 }, () => newId());
      await sql`
        insert into identity.saml_logins (session_index, session_id, relying_party_id, name_id, name_id_format, at)
        select '_a' || n, id, ${dead.partyId}::uuid, 'x', 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', ${door.clock.now()}::timestamptz
        from unnest(${sessionIds}::uuid[]) with ordinality as s (id, n)
        union all
        select '_z', ${sessionIds[0]}::uuid, ${well.partyId}::uuid, 'x', 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', ${new Date(door.clock.now().getTime() + 1000)}::timestamptz`.execute(
        door.db,
      );
      const waiting = async (): Promise<unknown> =>
        (
          await sql`select tries, count(*)::int as logins from identity.saml_logins
                    where relying_party_id in (${dead.partyId}, ${well.partyId}) group by tries order by tries`.execute(
            door.db,
          )
        ).rows;
      clocksPart();
      try {
        await tellAfterSignOut.read(workContext(), { sessionIds });
        assert.equal(heard, 1, 'told at once, behind two hundred and fifty that wait');
        assert.deepEqual(await waiting(), [{ tries: 1, logins: 250 }]);
        await tellAfterSignOut.read(workContext(), { sessionIds });
        assert.deepEqual(await waiting(), [{ tries: 1, logins: 250 }], 'a fact that is read again is no other try');
        await tellEndedSessions.run(workContext(), {});
        assert.deepEqual(await waiting(), [{ tries: 2, logins: 250 }]);
        await tellEndedSessions.run(workContext(), {});
        assert.deepEqual(await waiting(), [], 'given up with the third');
      } finally {
        clocksAgree(door.clock);
        server.closeAllConnections();
        server.close();
      }
    });
  });
});
