import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { extensionsOf } from '../../../platform/extensions.ts';
import { inTransaction } from '../../../platform/outbox/outbox.ts';
import { erasePersons } from '../../../platform/personal-data/erase.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testWorker, until } from '../../../platform/testing/work.ts';
import {
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildPupil,
  buildSchool,
  buildTeacher,
  joinFamily,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { identityModule } from '../register.ts';
import { buildService } from '../relying-parties/builders.ts';
import { forgetAnswers } from './jobs.ts';
import { answersMergePart } from './merge.ts';

const TODAY = '2026-11-24';
const terms = { purpose: 'S’exercer au calcul mental.', recipient: 'Éditions du Platane', months: 12 };

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let services = 0;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
  school = await buildSchool(door.db, { kind: 'college' });
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);

interface Service {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly login: string;
}
async function consentService(given: Parameters<typeof buildService>[1] = {}): Promise<Service> {
  services += 1;
  const name = `Calcul ${services}`;
  const address = `https://calcul${services}.example.invalid/`;
  const id = await buildService(door.db, {
    name,
    addresses: [`${address}*`],
    schools: [school],
    released: [{ attribute: 'familyName', as: 'nom' }],
    consent: terms,
    ...given,
  });
  return { id, name, address, login: `/cas/login?service=${encodeURIComponent(address)}` };
}
/** What a service learns when the person opens it; undefined when they get no ticket. */
async function opened(visitor: Visitor, { login, address }: Service): Promise<string | undefined> {
  const { location = '' } = await visitor.get(login);
  const ticket = URL.parse(location)?.searchParams.get('ticket');
  if (!ticket) return undefined;
  const query = new URLSearchParams({ ticket, service: address }).toString();
  return (await new Visitor(door.app).get(`/cas/p3/serviceValidate?${query}`)).text;
}
const page = ({ id }: Service): string => `/account/consents/${id}`;
const asChild = (service: Service, child: { readonly uid: string }): string => `${page(service)}/children/${child.uid}`;
const acts = async (person: { readonly id: string }): Promise<string[]> =>
  (
    await rowsOf(
      door.db,
      sql<{ act: string }>`select act from platform.audit_entries
                           where subject_id = ${person.id} and act like 'identity.consent%' order by occurred_at, id`,
    )
  ).map(({ act }) => act);

/** Reads the question and answers it; for a yes, with the fingerprint of the words that were read. */
async function say(visitor: Visitor, service: Service, answer: 'yes' | 'no', next = ''): Promise<Reply> {
  const shown = /name="shown" value="([0-9a-f]{64})"/.exec((await visitor.get(page(service))).text)?.[1] ?? '';
  return visitor.post(page(service), { answer, next, shown });
}
/** The same of a guardian for a child. */
async function sayFor(
  visitor: Visitor,
  service: Service,
  child: { readonly uid: string },
  answer: 'yes' | 'no',
): Promise<Reply> {
  const { children } = (await visitor.api('GET', '/api/account/consents')).json<{
    children: { id: string; asking: { serviceId: string; fingerprint: string }[] }[];
  }>();
  const asking = children.find(({ id }) => id === child.uid)?.asking.find(({ serviceId }) => serviceId === service.id);
  return visitor.post(asChild(service, child), { answer, shown: asking?.fingerprint ?? '' });
}

describe('a service that rests on consent', () => {
  it('asks on the way in with purpose, recipient, data and duration, and goes on after a yes', async () => {
    const teacher = await buildTeacher(door.db, { school, familyName: 'MARTIN' });
    const visitor = await as(teacher);
    const service = await consentService();
    const asking = await visitor.get(service.login);
    assert.match(asking.location ?? '', new RegExp(`^${page(service)}\\?next=`));
    const { text, status } = await visitor.get(asking.location ?? '');
    assert.equal(status, 200);
    for (const words of ['S’exercer au calcul mental.', 'Éditions du Platane', 'nom', '12 mois', 'MARTIN'])
      assert.ok(text.includes(words), words);
    const buttons = [...text.matchAll(/<button[^>]*name="answer"[^>]*>/g)].map(([button]) => button);
    assert.equal(buttons.length, 2);
    assert.equal(new Set(buttons.map((button) => /class="[^"]*"/.exec(button)?.[0])).size, 1, 'no is as easy as yes');
    const next =
      /action="\/account\/consents\/.*?name="next" value="([^"]+)"/s.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const yes = await say(visitor, service, 'yes', next);
    assert.equal(yes.location, next);
    assert.match(next, /^\/cas\/resume\?/);
    assert.match((await opened(visitor, service)) ?? '', /<cas:nom>MARTIN/);
    assert.deepEqual(await acts(teacher), ['identity.consent-given']);
  });

  it('gets no ticket and no attribute after a no, nor without an answer, and asks again next time', async () => {
    const visitor = await as(await buildTeacher(door.db, { school }));
    const service = await consentService();
    assert.equal(await opened(visitor, service), undefined);
    assert.equal((await visitor.get(`${service.login}&gateway=true`)).location, service.address, 'nobody is asked');
    assert.equal((await say(visitor, service, 'no', '/cas/resume?x=1')).location, '/');
    assert.match((await visitor.get(service.login)).location ?? '', /^\/account\/consents\//);
  });

  it('learns nothing from a ticket given before the consent was taken back', async () => {
    const visitor = await as(await buildTeacher(door.db, { school }));
    const service = await consentService();
    await say(visitor, service, 'yes');
    const ticket = URL.parse((await visitor.get(service.login)).location ?? '')?.searchParams.get('ticket') ?? '';
    assert.equal((await say(visitor, service, 'no')).location, '/account/consents');
    const query = new URLSearchParams({ ticket, service: service.address }).toString();
    const { text } = await new Visitor(door.app).get(`/cas/serviceValidate?${query}`);
    assert.match(text, /code="UNAUTHORIZED_SERVICE"/);
  });

  it('never leads on to another site', async () => {
    const visitor = await as(await buildTeacher(door.db, { school }));
    const service = await consentService();
    for (const next of ['https://evil.invalid/', '//evil.invalid', '/\\evil.invalid'])
      assert.equal((await say(visitor, service, 'yes', next)).location, '/account/consents', next);
    assert.equal((await visitor.post(page(service), { answer: 'peut-être' })).status, 422);
    assert.equal((await visitor.get('/account/consents/not-an-id')).status, 404);
  });

  it('does not exist for somebody of another school, and asks nothing of one that needs no consent', async () => {
    const stranger = await as(await buildTeacher(door.db));
    const service = await consentService();
    assert.equal((await stranger.get(page(service))).status, 404);
    assert.equal((await say(stranger, service, 'yes')).status, 404);
    const plain = await consentService({ consent: null });
    const visitor = await as(await buildTeacher(door.db, { school }));
    assert.equal((await visitor.get(page(plain))).status, 404);
    assert.match((await opened(visitor, plain)) ?? '', /<cas:nom>/);
  });

  it('takes no yes to other words than those that were read, and shows the question anew', async () => {
    const visitor = await as(await buildTeacher(door.db, { school }));
    const service = await consentService();
    const read = /name="shown" value="([0-9a-f]{64})"/.exec((await visitor.get(page(service))).text)?.[1] ?? '';
    await sql`update identity.relying_parties set consent = jsonb_set(consent, '{purpose}', '"Tout autre chose."') where id = ${service.id}`.execute(
      door.db,
    );
    const { status, text } = await visitor.post(page(service), { answer: 'yes', shown: read });
    assert.equal(status, 409);
    assert.match(text, /La question a changé entre-temps.*Tout autre chose\./s);
    assert.equal((await visitor.post(page(service), { answer: 'yes' })).status, 409);
    assert.equal(await opened(visitor, service), undefined);
    await say(visitor, service, 'yes');
    assert.ok(await opened(visitor, service));
  });

  it('asks again when it wants something else, and when the time is over', async () => {
    const visitor = await as(await buildTeacher(door.db, { school }));
    const service = await consentService();
    await say(visitor, service, 'yes');
    assert.ok(await opened(visitor, service));
    await sql`update identity.relying_parties set released = '[{"attribute": "familyName", "as": "nom"}, {"attribute": "email", "as": "mail"}]'
              where id = ${service.id}`.execute(door.db);
    assert.equal(await opened(visitor, service), undefined);
    await say(visitor, service, 'yes');
    assert.ok(await opened(visitor, service));
    await sql`update identity.consents set ends_on = ${TODAY} where relying_party_id = ${service.id}`.execute(door.db);
    assert.equal(await opened(visitor, service), undefined);
  });
});

describe('the page “Mes accords”', () => {
  it('lists what was given, withdraws it in one tap, and keeps the exact words of each answer with their fingerprint', async () => {
    const teacher = await buildTeacher(door.db, { school });
    const visitor = await as(teacher);
    const service = await consentService();
    await say(visitor, service, 'yes');
    assert.match((await visitor.get('/account/consents')).text, /Accords en cours.*jusqu’au 23 novembre 2027 inclus/s);
    door.clock.advance(1000);
    await say(visitor, service, 'no');
    const { own } = (await visitor.api('GET', '/api/account/consents')).json<{
      own: { answer: string; words: string; digest: string; isInForce: boolean; replacedAt: string | null }[];
    }>();
    assert.deepEqual(
      own.map(({ answer, isInForce, replacedAt }) => [answer, isInForce, replacedAt !== null]),
      [
        ['withdrawn', false, false],
        ['given', false, true],
      ],
    );
    for (const { words, digest } of own) {
      assert.match(words, /Pour quoi faire : S’exercer au calcul mental\./);
      assert.equal(createHash('sha256').update(words).digest('hex'), digest);
    }
    const { text } = await visitor.get('/account/consents');
    assert.match(text, /Aucun accord en cours/);
    assert.match(text, /Accord retiré/);
    assert.deepEqual(await acts(teacher), ['identity.consent-given', 'identity.consent-withdrawn']);
    const { own: others } = (
      await (await as(await buildTeacher(door.db, { school }))).api('GET', '/api/account/consents')
    ).json<{ own: unknown[] }>();
    assert.deepEqual(others, []);
  });

  it('tells the service by single logout when a consent is taken back, while the session here goes on', async () => {
    const heard: string[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      heard.push(new URLSearchParams(Buffer.concat(chunks).toString()).get('logoutRequest') ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const worker = await testWorker({ db: door.db, url: door.url, drop: async () => undefined }, [identityModule], {
      clock: door.clock,
    });
    try {
      const teacher = await buildTeacher(door.db, { school });
      const visitor = await as(teacher);
      const service = await consentService({ addresses: [`${address}*`] });
      const here = { ...service, address, login: `/cas/login?service=${encodeURIComponent(address)}` };
      await say(visitor, service, 'yes');
      assert.ok(await opened(visitor, here));
      await say(visitor, service, 'no');
      await until('the service is told', () => heard.length > 0);
      assert.match(heard[0] ?? '', new RegExp(`<saml:NameID>${teacher.uid}<`));
      assert.equal((await visitor.get('/account/consents')).status, 200);
    } finally {
      await worker.stop();
      server.close();
    }
  });

  it('keeps one answer when two taps come at once', async () => {
    const teacher = await buildTeacher(door.db, { school });
    const visitor = await as(teacher);
    const service = await consentService();
    const replies = await Promise.all(Array.from({ length: 8 }, () => say(visitor, service, 'yes')));
    assert.ok(replies.every(({ status }) => status === 303));
    assert.deepEqual(await acts(teacher), ['identity.consent-given']);
  });

  it('lets a proof be forgotten five years after it ended, and its words with it', async () => {
    const teacher = await buildTeacher(door.db, { school });
    const service = await consentService({ consent: { ...terms, purpose: 'Une phrase que nul autre n’a lue.' } });
    await say(await as(teacher), service, 'yes');
    const left = async (): Promise<number> =>
      (
        await firstOf(
          door.db,
          sql<{ n: number }>`select (select count(*) from identity.consents where person_id = ${teacher.id})
                             + (select count(*) from identity.shown_words where words like '%nul autre%') as n`,
        )
      )?.n ?? -1;
    await forgetAnswers(door.db, '2032-11-24');
    assert.equal(await left(), 2);
    await forgetAnswers(door.db, '2032-11-25');
    assert.equal(await left(), 0);
  });
});

describe('answers', () => {
  it('go with an erased person to the restricted archive, with their words', async () => {
    const { db } = door;
    const teacher = await buildTeacher(db, { school, familyName: 'ABRICOTIER' });
    const service = await consentService();
    await say(await as(teacher), service, 'yes');
    const { personalData } = extensionsOf([directoryModule, identityModule]);
    await db
      .transaction()
      .execute((trx) =>
        erasePersons(trx, personalData, { persons: [teacher.id], reason: 'left', at: door.clock.now() }),
      );
    assert.equal(await firstOf(db, sql`select 1 from identity.consents where person_id = ${teacher.id}`), undefined);
    const [kept] = await rowsOf(
      db,
      sql<{ content: { service?: string; answer?: string; words?: string } }>`
        select content from archive.records where person_id = ${teacher.id} and kind = 'consent' and content ? 'service'`,
    );
    assert.equal(kept?.content.service, service.name);
    assert.match(kept?.content.words ?? '', /S’exercer au calcul mental/);
  });

  it('of two records of one person become one, the later word holds, and parting them gives each its own', async () => {
    const { db } = door;
    const service = await consentService();
    const [stays, goes] = [await buildTeacher(db, { school }), await buildTeacher(db, { school })];
    await say(await as(stays), service, 'yes');
    door.clock.advance(1000);
    await say(await as(goes), service, 'no');
    const all = () =>
      rowsOf(
        db,
        sql<object>`select to_jsonb(c) as row from identity.consents c where c.relying_party_id = ${service.id} order by c.id`,
      );
    const apart = await all();
    const merge = { id: newId(), from: goes.id, into: stays.id, at: door.clock.now() };
    const moved = JSON.parse(JSON.stringify(await inTransaction(db, (tx) => answersMergePart.move(tx, merge))));
    const held = await rowsOf(
      db,
      sql<{ answer: string }>`select answer from identity.consents
                              where person_id = ${stays.id} and author_id = ${stays.id} and replaced_at is null`,
    );
    assert.deepEqual(held, [{ answer: 'refused' }]);
    assert.equal(await opened(await as(stays), service), undefined);
    await answersMergePart.undo(db, merge, moved);
    assert.deepEqual(await all(), apart);
  });
});

describe('a child', () => {
  const family = async (birthDate: string) => {
    const child = await buildPupil(door.db, { class: await buildClass(door.db, { school }), birthDate });
    return { child, mother: await buildGuardian(door.db, { of: child }) };
  };
  const waits = async (guardian: BuiltPerson): Promise<boolean> =>
    (await firstOf(
      door.db,
      sql`select 1 from directory.tellings where person_id = ${guardian.id} and code = 'consent-asked' and seen_at is null`,
    )) !== undefined;

  it('of fourteen agrees together with a legal guardian, who is told, answers and may take it back', async () => {
    const { child, mother } = await family('2011-11-25');
    const service = await consentService();
    const pupil = await as(child);
    assert.match((await pupil.get(page(service))).text, /te demande ton accord/);
    const { location = '' } = await say(pupil, service, 'yes', '/cas/resume?service=x');
    assert.match((await pupil.get(location)).text, /Il faut aussi celui d’un de tes responsables/);
    assert.equal(await opened(pupil, service), undefined);
    assert.equal(await waits(mother), true);
    const guardian = await as(mother);
    const { text } = await guardian.get('/account/consents');
    assert.match(text, new RegExp(`${service.name} demande votre accord pour ${child.givenName}`));
    assert.match(text, /a donné son accord/);
    assert.equal((await sayFor(guardian, service, child, 'yes')).status, 303);
    assert.equal(await waits(mother), false);
    assert.match((await opened(pupil, service)) ?? '', new RegExp(child.uid));
    await sayFor(guardian, service, child, 'no');
    assert.equal(await opened(pupil, service), undefined);
    assert.match((await pupil.get(page(service))).text, /Un de tes responsables a refusé/);
  });

  it('of fifteen answers alone: no guardian is asked, none may answer', async () => {
    const { child, mother } = await family('2011-11-24');
    const service = await consentService();
    const pupil = await as(child);
    await say(pupil, service, 'yes');
    assert.ok(await opened(pupil, service));
    const guardian = await as(mother);
    assert.doesNotMatch((await guardian.get('/account/consents')).text, new RegExp(service.name));
    assert.equal((await sayFor(guardian, service, child, 'yes')).status, 404);
    assert.equal(await waits(mother), false);
  });

  it('receives nothing by the guardian’s word alone', async () => {
    const { child, mother } = await family('2013-05-05');
    const service = await consentService();
    await sayFor(await as(mother), service, child, 'yes');
    const pupil = await as(child);
    assert.equal(await opened(pupil, service), undefined);
    await say(pupil, service, 'yes');
    assert.ok(await opened(pupil, service));
  });

  it('is kept from a service by the refusal of one of two guardians', async () => {
    const { child, mother } = await family('2013-05-05');
    const father = await buildGuardian(door.db, { of: child, relation: 'father' });
    const service = await consentService();
    const pupil = await as(child);
    await say(pupil, service, 'yes');
    await sayFor(await as(mother), service, child, 'yes');
    assert.ok(await opened(pupil, service));
    await sayFor(await as(father), service, child, 'no');
    assert.equal(await opened(pupil, service), undefined);
    assert.match((await (await as(mother)).get('/account/consents')).text, /Un autre responsable a refusé/);
  });

  it('is nobody else’s: a stranger, a contact and a guardian whose access is closed answer nothing', async () => {
    const { child, mother } = await family('2013-05-05');
    const service = await consentService();
    const stranger = await buildGuardian(door.db);
    const aunt = await buildGuardian(door.db);
    await joinFamily(door.db, { guardian: aunt, child, authority: 3 });
    for (const other of [stranger, aunt])
      assert.equal((await sayFor(await as(other), service, child, 'yes')).status, 404);
    const pupil = await as(child);
    await say(pupil, service, 'yes');
    const guardian = await as(mother);
    await sayFor(guardian, service, child, 'yes');
    assert.ok(await opened(pupil, service));
    const sister = await buildPupil(door.db);
    await joinFamily(door.db, { guardian: mother, child: sister });
    await suspendAccess(door.db, { guardian: mother, child });
    assert.equal((await sayFor(guardian, service, child, 'no')).status, 404);
    assert.equal(await opened(pupil, service), undefined, 'the word of a guardian with closed access counts no more');
  });
});
