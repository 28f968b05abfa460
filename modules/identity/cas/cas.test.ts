import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { buildClass, buildPupil, buildSchool, buildTeacher } from '../../directory/builders.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { buildService } from '../relying-parties/builders.ts';

const PASSWORD = 'quatre tortues vertes';
const SERVICE = 'https://lecture.example.invalid/entree?page=1';
const loginTo = (service: string, more = ''): string => `/cas/login?service=${encodeURIComponent(service)}${more}`;

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let teacher: Awaited<ReturnType<typeof buildTeacher>>;
let stranger: Awaited<ReturnType<typeof buildTeacher>>;
let login: string;
let partyId: string;
before(async () => {
  door = await openDoor();
  const { db } = door;
  school = await buildSchool(db, { kind: 'college' });
  teacher = await buildTeacher(db, { school, givenName: 'Awa', familyName: 'MARTIN' });
  stranger = await buildTeacher(db);
  login = await givePassword(db, teacher.id, PASSWORD, door.clock.now());
  partyId = await buildService(db, {
    schools: [school],
    released: [
      { attribute: 'familyName', as: 'nom' },
      { attribute: 'profileName', as: 'ENTPersonProfils' },
      { attribute: 'schoolUai', as: 'UAI' },
    ],
  });
});
after(() => door.close());

const ticketIn = (reply: Reply): string => {
  assert.equal(reply.status, 303);
  const ticket = new URL(reply.location ?? '').searchParams.get('ticket');
  assert.ok(ticket, reply.location);
  return ticket;
};
const ticketFor = async (visitor: Visitor, service = SERVICE): Promise<string> =>
  ticketIn(await visitor.get(loginTo(service)));
const validate = (ticket: string, service = SERVICE, path = 'p3/serviceValidate', more = ''): Promise<Reply> =>
  new Visitor(door.app).get(
    `/cas/${path}?ticket=${encodeURIComponent(ticket)}&service=${encodeURIComponent(service)}${more}`,
  );
const codeOf = ({ text }: Reply): string | undefined => /code="([A-Z_]+)"/.exec(text)?.[1];
/** Where a form before the session goes on to; the form that changes the language has a `next` of its own. */
const nextIn = ({ text }: Reply): string =>
  /action="\/(?:sign-in|charter)".*?name="next" value="([^"]+)"/s.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
const audited = async (act: string): Promise<number> =>
  (
    await firstOf(
      door.db,
      sql<{ lines: number }>`select count(*) as lines from platform.audit_entries where act = ${act}`,
    )
  )?.lines ?? 0;

describe('a teacher who is signed in opens a service', () => {
  it('and is there at once, under the identifier and the attributes of its entry, which the journal keeps by name', async () => {
    const visitor = await signInAs(door, teacher.id);
    const reply = await visitor.get(loginTo(SERVICE));
    assert.match(reply.location ?? '', /^https:\/\/lecture\.example\.invalid\/entree\?page=1&ticket=ST-[0-9a-z]{28}$/);
    const answer = await validate(ticketIn(reply));
    assert.match(String(answer.headers['content-type']), /^text\/xml/);
    assert.match(answer.text, new RegExp(`<cas:user>${teacher.uid}</cas:user>`));
    assert.match(
      answer.text,
      new RegExp(
        `<cas:attributes><cas:nom>MARTIN</cas:nom><cas:ENTPersonProfils>National_ENS</cas:ENTPersonProfils><cas:UAI>${school.uai}</cas:UAI>`,
      ),
    );
    assert.doesNotMatch(answer.text, /Awa|<cas:prenom/);
    const line = await firstOf(
      door.db,
      sql<{ released: string[]; way: string }>`
        select released, way from identity.service_openings where person_id = ${teacher.id} order by id desc limit 1`,
    );
    assert.deepEqual(line, { released: ['uid', 'familyName', 'profileName', 'schoolUai'], way: 'cas' });
  });

  it('a colleague of a school that did not open it gets a page that says so, and no ticket', async () => {
    const before = await audited('identity.service-closed');
    const reply = await (await signInAs(door, stranger.id)).get(loginTo(SERVICE));
    assert.equal(reply.status, 403);
    assert.match(reply.text, /Cahier de lecture n’est pas ouvert/);
    assert.equal(reply.location, undefined);
    assert.equal(await audited('identity.service-closed'), before + 1);
  });

  it('of two schools only the one that opened it is told', async () => {
    const { db } = door;
    const other = await buildSchool(db);
    const both = await buildTeacher(db, { school });
    await sql`insert into directory.profiles (id, school_id, person_id, kind, owner, source, starts_on)
              values (gen_random_uuid(), ${other.id}, ${both.id}, 'head', 'academy', 'builders', '2026-09-01')`.execute(
      db,
    );
    const { text } = await validate(await ticketFor(await signInAs(door, both.id)));
    assert.match(text, new RegExp(school.uai));
    assert.doesNotMatch(text, new RegExp(other.uai));
    assert.doesNotMatch(text, /National_DIR/);
  });
});

describe('a ticket', () => {
  it('opens once: of a thousand that present it at once, one gets in', async () => {
    const ticket = await ticketFor(await signInAs(door, teacher.id));
    const replies = await Promise.all(Array.from({ length: 1000 }, () => validate(ticket)));
    assert.equal(replies.filter(({ text }) => text.includes('authenticationSuccess')).length, 1);
    assert.equal(replies.filter((reply) => codeOf(reply) === 'INVALID_TICKET').length, 999);
  });

  it('presented by another service is refused and used up', async () => {
    await buildService(door.db, {
      name: 'Autre',
      addresses: ['https://autre.example.invalid/*'],
      schools: [school],
    });
    const ticket = await ticketFor(await signInAs(door, teacher.id));
    const before = await audited('identity.ticket-refused');
    assert.equal(codeOf(await validate(ticket, 'https://autre.example.invalid/')), 'INVALID_SERVICE');
    assert.equal(codeOf(await validate(ticket)), 'INVALID_TICKET');
    assert.equal(await audited('identity.ticket-refused'), before + 2);
  });

  it('serves the address it was given for, not a neighbour beneath the same service', async () => {
    const ticket = await ticketFor(await signInAs(door, teacher.id));
    assert.equal(codeOf(await validate(ticket, `${SERVICE}&autre=1`)), 'INVALID_SERVICE');
  });

  it('is good for ten seconds', async () => {
    const visitor = await signInAs(door, teacher.id);
    const late = await ticketFor(visitor);
    door.clock.advance(10_000);
    assert.equal(codeOf(await validate(late)), 'INVALID_TICKET');
    const early = await ticketFor(visitor);
    door.clock.advance(9_000);
    assert.match((await validate(early)).text, /authenticationSuccess/);
  });

  it('is worth nothing once its session is over, or its account closed', async () => {
    const visitor = await signInAs(door, teacher.id);
    const ticket = await ticketFor(visitor);
    await visitor.post('/sign-out');
    assert.equal(codeOf(await validate(ticket)), 'INVALID_TICKET');
  });

  it('is worth nothing when the service was switched off meanwhile', async () => {
    const ticket = await ticketFor(await signInAs(door, teacher.id));
    await sql`update identity.relying_parties set is_active = false where id = ${partyId}`.execute(door.db);
    assert.equal(codeOf(await validate(ticket)), 'INVALID_SERVICE');
    assert.match((await (await signInAs(door, teacher.id)).get(loginTo(SERVICE))).text, /Service inconnu/);
    await sql`update identity.relying_parties set is_active = true where id = ${partyId}`.execute(door.db);
  });

  it('is kept as a digest only', async () => {
    const ticket = await ticketFor(await signInAs(door, teacher.id));
    const row = await firstOf(
      door.db,
      sql<{
        found: boolean;
      }>`select exists (select 1 from identity.cas_tickets t where t::text like ${`%${ticket.slice(3)}%`}) as found`,
    );
    assert.equal(row?.found, false);
  });

  it('altered, of another kind, or none at all is refused in the protocol’s words, never with a page', async () => {
    const ticket = await ticketFor(await signInAs(door, teacher.id));
    const signs = ticket.split('');
    const altered = signs.map((sign, at) => ticket.slice(0, at) + (sign === 'x' ? 'y' : 'x') + ticket.slice(at + 1));
    for (const one of [
      ...altered,
      ticket.toUpperCase(),
      `${ticket} `,
      `${ticket}a`,
      'PGT-1',
      '',
      'ST-',
      "ST-' or 1=1 --",
    ]) {
      const reply = await validate(one);
      assert.equal(reply.status, 200);
      assert.equal(codeOf(reply), 'INVALID_TICKET', one);
      assert.doesNotMatch(reply.text, /<html|at .*\.js/);
    }
    assert.match((await validate(ticket)).text, /authenticationSuccess/);
    const visitor = new Visitor(door.app);
    const base = '/cas/p3/serviceValidate';
    for (const query of [
      '',
      '?ticket=ST-1',
      `?service=${encodeURIComponent(SERVICE)}`,
      '?ticket=a&ticket=b&service=c',
      '?ticket=a&service=b&service=c',
    ])
      assert.equal(codeOf(await visitor.get(`${base}${query}`)), 'INVALID_REQUEST', query);
  });
});

describe('the forms of the answer', () => {
  it('CAS 1 says yes and the name, or no', async () => {
    const ticket = await ticketFor(await signInAs(door, teacher.id));
    const yes = await validate(ticket, SERVICE, 'validate');
    assert.match(String(yes.headers['content-type']), /^text\/plain/);
    assert.equal(yes.text, `yes\n${teacher.uid}\n`);
    assert.equal((await validate(ticket, SERVICE, 'validate')).text, 'no\n\n');
  });

  it('CAS 2 puts attributes where each service looks for them, and JSON comes when it is asked for', async () => {
    const released = [{ attribute: 'familyName', as: 'nom' }] as const;
    const address = 'https://formes.example.invalid/';
    const wanted = {
      plain: /<cas:authenticationSuccess><cas:user>[A-Z0-9]+<\/cas:user><\/cas:authenticationSuccess>/,
      flat: /<\/cas:user><cas:nom>MARTIN<\/cas:nom><\/cas:authenticationSuccess>/,
      attributes: /<\/cas:user><cas:attributes><cas:nom>MARTIN<\/cas:nom><\/cas:attributes><\/cas:auth/,
      both: /<\/cas:user><cas:attributes><cas:nom>MARTIN<\/cas:nom><\/cas:attributes><cas:nom>MARTIN<\/cas:nom><\/cas:auth/,
    };
    for (const [form, pattern] of Object.entries(wanted)) {
      const service = `${address}${form}`;
      await buildService(door.db, {
        name: form,
        addresses: [service],
        released,
        form: form as 'flat',
        schools: [school],
      });
      const visitor = await signInAs(door, teacher.id);
      assert.match((await validate(await ticketFor(visitor, service), service, 'serviceValidate')).text, pattern, form);
    }
    const visitor = await signInAs(door, teacher.id);
    const reply = await validate(await ticketFor(visitor), SERVICE, 'p3/serviceValidate', '&format=JSON');
    const { serviceResponse } = reply.json<{
      serviceResponse: { authenticationSuccess: { user: string; attributes: Record<string, string[]> } };
    }>();
    assert.equal(serviceResponse.authenticationSuccess.user, teacher.uid);
    assert.deepEqual(serviceResponse.authenticationSuccess.attributes.nom, ['MARTIN']);
  });

  it('a name full of signs stays one name', async () => {
    const { db } = door;
    const odd = await buildTeacher(db, { school, familyName: `O'<b>&"]]>\u0001É` });
    const { text } = await validate(await ticketFor(await signInAs(door, odd.id)));
    assert.match(text, /<cas:nom>O&apos;&lt;b&gt;&amp;&quot;\]\]&gt;É<\/cas:nom>/);
  });

  it('SAML 1.1 answers the same in its envelope, and repeats the request’s id', async () => {
    const envelope = (ticket: string, inner = ''): string =>
      `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header/><SOAP-ENV:Body><samlp:Request xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol" MajorVersion="1" MinorVersion="1" RequestID="_abc.1" IssueInstant="2026-11-24T07:30:00Z"><samlp:AssertionArtifact>${ticket}${inner}</samlp:AssertionArtifact></samlp:Request></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
    const send = async (xml: string, target = SERVICE): Promise<string> => {
      const response = await door.app.inject({
        method: 'POST',
        url: `/cas/samlValidate?TARGET=${encodeURIComponent(target)}`,
        headers: { 'content-type': 'text/xml', host: 'localhost' },
        payload: xml,
      });
      assert.equal(response.statusCode, 200);
      return response.body;
    };
    const visitor = await signInAs(door, teacher.id);
    const reply = await visitor.get(`/cas/login?TARGET=${encodeURIComponent(SERVICE)}`);
    const ticket = new URL(reply.location ?? '').searchParams.get('SAMLart') ?? '';
    const good = await send(envelope(ticket));
    assert.match(good, /InResponseTo="_abc\.1"/);
    assert.match(good, new RegExp(`<saml1:NameIdentifier>${teacher.uid}</saml1:NameIdentifier>`));
    assert.match(good, /AttributeName="nom"[^>]*><saml1:AttributeValue>MARTIN</);
    assert.match(good, /<saml1:Audience>https:\/\/lecture\.example\.invalid\/entree\?page=1<\/saml1:Audience>/);
    assert.match(await send(envelope(ticket)), /RequestDenied.*INVALID_TICKET/);
    const fresh = (): Promise<string> => ticketFor(visitor);
    for (const xml of [
      envelope(await fresh(), '<!-- x -->'),
      `<!DOCTYPE a [<!ENTITY b "c">]>${envelope(await fresh())}`,
      envelope('</samlp:AssertionArtifact><samlp:AssertionArtifact>', await fresh()),
      '<not xml',
      '',
    ])
      assert.match(await send(xml), /RequestDenied.*INVALID_REQUEST/, xml);
    assert.match(await send(envelope(await fresh()), 'https://autre.example.invalid/'), /INVALID_SERVICE/);
  });
});

describe('somebody who is not signed in', () => {
  it('is told which service opens, signs in, and arrives there', async () => {
    const visitor = new Visitor(door.app);
    const first = await visitor.get(loginTo(SERVICE));
    assert.equal(first.status, 303);
    const page = await visitor.get(first.location ?? '');
    assert.match(page.text, /Vous allez ouvrir Cahier de lecture\./);
    const next = nextIn(page);
    const wrong = await visitor.post('/sign-in', { login, password: 'non', next });
    assert.match(wrong.text, /Vous allez ouvrir Cahier de lecture\./);
    const resumed = await visitor.get(
      (await visitor.post('/sign-in', { login, password: PASSWORD, next })).location ?? '',
    );
    const onward = /<meta http-equiv="refresh" content="0; url=([^"]+)"/
      .exec(resumed.text)?.[1]
      ?.replaceAll('&amp;', '&');
    assert.match(resumed.text, /href="\/cas\/login\?service=/);
    const answer = await validate(ticketIn(await visitor.get(onward ?? '')), SERVICE, 'serviceValidate', '&renew=true');
    assert.match(answer.text, /authenticationSuccess/, 'the password was given for this very ticket');
  });

  it('goes back without a ticket when the service only looks (gateway); signed in, with one', async () => {
    assert.equal((await new Visitor(door.app).get(loginTo(SERVICE, '&gateway=true'))).location, SERVICE);
    assert.match(ticketIn(await (await signInAs(door, teacher.id)).get(loginTo(SERVICE, '&gateway=true'))), /^ST-/);
    assert.equal((await (await signInAs(door, stranger.id)).get(loginTo(SERVICE, '&gateway=true'))).location, SERVICE);
  });

  it('without a service comes to the door, or home', async () => {
    assert.equal((await new Visitor(door.app).get('/cas/login')).location, '/sign-in');
    assert.equal((await (await signInAs(door, teacher.id)).get('/cas/login')).location, '/');
  });
});

describe('a service that wants the password anew (renew)', () => {
  it('gets it, though there is a session; an earlier proof does not do', async () => {
    const visitor = await signInAs(door, teacher.id);
    door.clock.advance(1000);
    const first = await visitor.get(loginTo(SERVICE, '&renew=true'));
    assert.match(first.location ?? '', /^\/sign-in\?next=/);
    const page = await visitor.get(first.location ?? '');
    assert.match(page.text, /name="password"/, 'the form, though somebody is signed in');
    const next = nextIn(page);
    const forged = next.replace(/since=\d+/, 'since=1');
    assert.match((await visitor.get(forged.replace('/cas/resume', '/cas/login'))).location ?? '', /^\/sign-in/);
    const resumed = (await visitor.post('/sign-in', { login, password: PASSWORD, next })).location ?? '';
    const ticket = ticketIn(await visitor.get(resumed.replace('/cas/resume', '/cas/login')));
    assert.match((await validate(ticket, SERVICE, 'serviceValidate', '&renew=true')).text, /authenticationSuccess/);
  });

  it('does not take a ticket of a session that was there already', async () => {
    const ticket = await ticketFor(await signInAs(door, teacher.id));
    assert.equal(codeOf(await validate(ticket, SERVICE, 'serviceValidate', '&renew=true')), 'INVALID_TICKET');
  });
});

describe('an address that nobody declared', () => {
  it('is led nowhere, with or without a session, and leaves a line in the audit', async () => {
    const before = await audited('identity.service-unknown');
    const wrong = [
      'https://evil.invalid/',
      'https://lecture.example.invalid@evil.invalid/',
      'javascript:alert(1)',
      '/',
    ];
    for (const service of wrong)
      for (const visitor of [new Visitor(door.app), await signInAs(door, teacher.id)])
        for (const more of ['', '&gateway=true', '&renew=true', '&method=POST']) {
          const reply = await visitor.get(loginTo(service, more));
          assert.equal(reply.status, 403, service);
          assert.equal(reply.location, undefined);
          assert.match(reply.text, /Rien n’a été transmis/);
          assert.doesNotMatch(reply.text, /(?:href|action|content)="[^"]*evil/);
        }
    assert.equal(await audited('identity.service-unknown'), before + wrong.length * 8);
    const resumed = await new Visitor(door.app).get('/cas/resume?service=https%3A%2F%2Fevil.invalid%2F');
    assert.doesNotMatch(resumed.text, /http-equiv|(?:href|action)="[^"]*evil/);
    const out = await (await signInAs(door, teacher.id)).get('/cas/logout?service=https%3A%2F%2Fevil.invalid%2F');
    assert.equal(out.location, '/sign-in');
  });
});

describe('on the way to a service', () => {
  it('the charter comes first, then the service', async () => {
    const { db } = door;
    const pupil = await buildPupil(db, { class: await buildClass(db, { school }) });
    const visitor = await signInAs(door, pupil.id);
    await sql`delete from identity.charter_acceptances where person_id = ${pupil.id}`.execute(db);
    await sql`update identity.sessions set charter_due = true where person_id = ${pupil.id}`.execute(db);
    const { location = '' } = await visitor.get(loginTo(SERVICE));
    assert.match(location, /^\/charter\?next=%2Fcas%2Fresume%3F/);
    assert.equal((await visitor.get(loginTo(SERVICE, '&gateway=true'))).location, SERVICE);
    const page = await visitor.get(location);
    const next = nextIn(page);
    assert.match(next, /^\/cas\/resume\?/);
  });

  it('a second factor that is still due lets nobody through', async () => {
    const visitor = await signInAs(door, teacher.id);
    await sql`update identity.sessions set factor = 'due' where person_id = ${teacher.id}`.execute(door.db);
    assert.match((await visitor.get(loginTo(SERVICE))).location ?? '', /^\/sign-in\/code\?next=/);
  });

  it('a ticket asked for in a form goes in a form, which may lead to that service alone', async () => {
    const reply = await (await signInAs(door, teacher.id)).get(loginTo(SERVICE, '&method=POST'));
    assert.equal(reply.status, 200);
    assert.match(reply.text, /<form[^>]*action="https:\/\/lecture\.example\.invalid\/entree\?page=1" method="post"/);
    assert.match(
      String(reply.headers['content-security-policy']),
      /form-action 'self' https:\/\/lecture\.example\.invalid;/,
    );
    const ticket = /name="ticket" value="(ST-[0-9a-z]+)"/.exec(reply.text)?.[1] ?? '';
    assert.match((await validate(ticket)).text, /authenticationSuccess/);
  });

  it('where the entry asks for it, what leaves is shown before the first time, and again when the list grows', async () => {
    const address = 'https://avis.example.invalid/';
    const noticed = await buildService(door.db, {
      name: 'Avis',
      addresses: [address],
      released: [{ attribute: 'familyName', as: 'nom' }],
      noticeAsked: true,
      schools: [school],
    });
    const visitor = await signInAs(door, teacher.id);
    const page = await visitor.get(loginTo(address));
    assert.equal(page.status, 200);
    assert.match(page.text, /Avant d’ouvrir Avis/);
    assert.match(page.text, /MARTIN/);
    const resume = /name="resume" value="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    assert.match((await visitor.post('/cas/notice', { resume })).location ?? '', /^\/cas\/resume\?service=/);
    assert.match(ticketIn(await visitor.get(loginTo(address))), /^ST-/);
    assert.equal((await visitor.post('/cas/notice', { resume: 'https://evil.invalid/' })).location, '/');
    await sql`update identity.relying_parties set released = '[{"attribute":"birthDate","as":"ne"}]' where id = ${noticed}`.execute(
      door.db,
    );
    assert.match((await visitor.get(loginTo(address))).text, /Avant d’ouvrir Avis/);
  });

  it('a service that knows people by a name of its own always hears the same one, and no other service does', async () => {
    const ids: string[] = [];
    for (const name of ['un', 'deux']) {
      const address = `https://${name}.example.invalid/`;
      await buildService(door.db, { name, addresses: [address], principal: 'pairwiseId', schools: [school] });
      for (let time = 0; time < 2; time += 1) {
        const ticket = await ticketFor(await signInAs(door, teacher.id), address);
        ids.push(/<cas:user>([0-9a-f]{36})</.exec((await validate(ticket, address)).text)?.[1] ?? '');
      }
    }
    assert.equal(ids[0], ids[1]);
    assert.equal(ids[2], ids[3]);
    assert.notEqual(ids[0], ids[2]);
    assert.ok(ids[0]);
  });
});
