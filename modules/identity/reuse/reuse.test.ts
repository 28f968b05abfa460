import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Reply, Visitor } from '../../../platform/testing/browser.ts';
import { testWorker, until } from '../../../platform/testing/work.ts';
import {
  type BuiltPerson,
  buildClass,
  buildCommune,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPerson,
  buildPupil,
  buildSchool,
  joinFamily,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, giveFactor, openDoor, signInAs } from '../builders.ts';
import { identityModule } from '../register.ts';

let door: Door;
let town: Awaited<ReturnType<typeof buildCommune>>;
let school: Awaited<ReturnType<typeof buildSchool>>;
let group: Awaited<ReturnType<typeof buildClass>>;
let agentPerson: BuiltPerson;
let agent: Visitor;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
  town = await buildCommune(door.db, { name: 'Valbrune' });
  school = await buildSchool(door.db, { commune: town, name: 'École des Tilleuls' });
  group = await buildClass(door.db, { school, label: 'CE1 Bleu' });
  // A name of their own: the test looks for those of families on the agent's pages.
  agentPerson = await buildPerson(door.db, { familyName: 'AGOSTINI' });
  await buildMandate(door.db, { person: agentPerson, kind: 'commune', commune: town });
  agent = await as(agentPerson);
  await giveFactor(door.db, agentPerson.id, door.clock.now());
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
const form = (given: Record<string, string> = {}): Record<string, string> => ({
  commune: town.id,
  title: 'Cantine',
  purpose: 'Inscrire les enfants à la cantine.',
  recipients: 'Les agents des affaires scolaires.',
  facts: 'children',
  months: '6',
  ...given,
});
async function declare(given: Record<string, string> = {}): Promise<string> {
  const { status, location = '', text } = await agent.post('/reuse/new', form(given));
  assert.equal(status, 303, text);
  return location.split('/').at(-1) ?? '';
}
const family = async (familyName = 'HADDAD') => {
  const child = await buildPupil(door.db, { class: group, familyName });
  const mother = await buildGuardian(door.db, {
    of: child,
    familyName,
    email: 'noor@famille.invalid',
    mobile: '+33600990011',
    street: '3 rue des Lilas',
  });
  return { child, mother, visitor: await as(mother) };
};
const own = (requestId: string): string => `/account/reuse/${requestId}`;
const read = (requestId: string, name = '', visitor = agent): Promise<Reply> =>
  visitor.post(`/reuse/${requestId}/read`, { name });
const uses = async (person: { readonly id: string }): Promise<number> =>
  (
    await firstOf(
      door.db,
      sql<{
        n: number;
      }>`select count(*) as n from identity.reuse_uses u join identity.reuse_answers x on x.id = u.answer_id
                         where x.person_id = ${person.id}`,
    )
  )?.n ?? -1;

describe('“Dites-le-nous une fois”', () => {
  it('lets the agent of the commune read what a family agreed to and nothing else; the family sees each reading and takes it back', async () => {
    const { child, mother, visitor } = await family();
    const other = await family('MOREAU');
    const requestId = await declare();
    assert.doesNotMatch((await read(requestId)).text, /HADDAD|MOREAU/, 'nobody agreed yet');
    const { text: asked } = await visitor.get(own(requestId));
    for (const words of [
      'Valbrune',
      'Inscrire les enfants à la cantine.',
      'Les agents des affaires scolaires.',
      '6 mois',
      'École des Tilleuls',
    ])
      assert.ok(asked.includes(words), words);
    assert.equal((await visitor.post(own(requestId), { answer: 'yes' })).location, own(requestId));
    const { text } = await read(requestId, 'had');
    assert.match(text, new RegExp(mother.displayName));
    assert.match(text, new RegExp(`${child.displayName} : École des Tilleuls, CE1 Bleu`));
    assert.doesNotMatch(text, /rue des Lilas|noor@famille|06 00 99/, 'what was not asked for');
    assert.doesNotMatch(text, /MOREAU/, 'who did not agree');
    assert.equal(await uses(mother), 1);
    assert.equal(await uses(other.mother), 0);
    const seen = (await visitor.get(own(requestId))).text;
    assert.match(seen, new RegExp(`${agentPerson.displayName} a lu : prénom et nom, enfants scolarisés`));
    await visitor.post(own(requestId), { answer: 'no' });
    assert.doesNotMatch((await read(requestId)).text, /HADDAD/);
    assert.equal(await uses(mother), 1);
    assert.match((await visitor.get(own(requestId))).text, /Accord retiré.*Accord donné/s);
    const rows = await rowsOf(
      door.db,
      sql<{
        act: string;
      }>`select e.act from platform.audit_entries e join platform.audit_subjects s on s.entry_id = e.id
                           where s.person_id = ${mother.id} and e.act like 'identity.reuse%' order by e.occurred_at, e.id`,
    );
    assert.deepEqual(
      rows.map(({ act }) => act),
      ['identity.reuse-agreed', 'identity.reuse-read', 'identity.reuse-withdrawn'],
    );
  });

  it('gives a program of the agent the facts that were asked for, as JSON, each noted', async () => {
    const { mother, visitor } = await family('ZIANI');
    const requestId = await declare({ facts: 'phone' });
    await visitor.post(own(requestId), { answer: 'yes' });
    const reply = await agent.api('POST', `/api/reuse/${requestId}/read`, { name: 'Ziani' });
    const { people } = reply.json<{ people: Record<string, unknown>[] }>();
    assert.deepEqual(people, [{ id: mother.uid, name: mother.displayName, mobile: '+33600990011', phone: null }]);
    assert.equal(await uses(mother), 1);
  });

  it('ends by itself on its day, with the last child of the commune, and when the commune ends it', async () => {
    const { child, mother, visitor } = await family('BRUNET');
    const requestId = await declare();
    await visitor.post(own(requestId), { answer: 'yes' });
    const isRead = async (): Promise<boolean> => (await read(requestId, 'brunet')).text.includes('BRUNET');
    assert.equal(await isRead(), true);
    const endOn = async (day: string): Promise<unknown> =>
      sql`update identity.reuse_answers set ends_on = ${day}::date where request_id = ${requestId}`.execute(door.db);
    await endOn('2026-11-24');
    assert.equal(await isRead(), false);
    await endOn('2026-11-25');
    assert.equal(await isRead(), true);
    await suspendAccess(door.db, { guardian: mother, child, endsOn: '2026-11-25' });
    assert.equal(await isRead(), false);
    await sql`update directory.access_suspensions set lifted_at = now() where adult_id = ${mother.id}`.execute(door.db);
    assert.equal(await isRead(), true);
    assert.equal((await agent.post(`/reuse/${requestId}/close`)).status, 303);
    assert.equal(await isRead(), false);
    assert.match((await visitor.get(own(requestId))).text, /La commune a mis fin à cette demande/);
    assert.equal((await visitor.post(own(requestId), { answer: 'yes' })).status, 404);
  });

  it('names only the children of that commune’s schools', async () => {
    const { mother, visitor } = await family('PERRIN');
    const elsewhere = await buildPupil(door.db, { familyName: 'PERRIN', givenName: 'Ailleurs' });
    await joinFamily(door.db, { guardian: mother, child: elsewhere });
    const requestId = await declare();
    await visitor.post(own(requestId), { answer: 'yes' });
    assert.doesNotMatch((await visitor.get(own(requestId))).text, /Ailleurs/);
    assert.doesNotMatch((await read(requestId)).text, /Ailleurs/);
  });

  it('is not for the agent of another commune, a head, a guardian; the platform asks and never reads', async () => {
    const { visitor } = await family('LENOIR');
    const requestId = await declare();
    await visitor.post(own(requestId), { answer: 'yes' });
    const neighbour = await as(await buildMandate(door.db, { kind: 'commune' }));
    const head = await as(await buildHead(door.db, { school }));
    for (const stranger of [neighbour, head, visitor]) {
      assert.equal((await stranger.get(`/reuse/${requestId}`)).status, 404);
      assert.equal((await read(requestId, '', stranger)).status, 404);
      assert.equal((await stranger.post(`/reuse/${requestId}/close`)).status, 404);
    }
    for (const stranger of [head, visitor]) assert.equal((await stranger.get('/reuse')).status, 404);
    assert.doesNotMatch((await neighbour.get('/reuse')).text, /Cantine/);
    assert.equal((await neighbour.post('/reuse/new', form())).status, 422, 'not their commune');
    const operator = await buildMandate(door.db, { kind: 'platform' });
    const platform = await as(operator);
    await giveFactor(door.db, operator.id, door.clock.now());
    assert.match((await platform.get(`/reuse/${requestId}`)).text, /ne lit rien/);
    assert.equal((await read(requestId, '', platform)).status, 404);
    assert.equal((await platform.post('/reuse/new', form({ title: 'Étude' }))).status, 303);
    const far = await as(await buildGuardian(door.db));
    assert.equal((await far.get(own(requestId))).status, 404);
    assert.equal((await far.post(own(requestId), { answer: 'yes' })).status, 404);
    const pupil = await as(await buildPupil(door.db, { class: group }));
    assert.equal((await pupil.get('/account/reuse')).status, 404);
    assert.equal((await pupil.get(own(requestId))).status, 404);
  });

  it('shows the agent figures and no name until they ask to read', async () => {
    const { visitor } = await family('OLIVIER');
    const requestId = await declare();
    await visitor.post(own(requestId), { answer: 'yes' });
    for (const path of ['/reuse', `/reuse/${requestId}`]) {
      const { text } = await agent.get(path);
      assert.match(text, /1 personne accepte/);
      assert.doesNotMatch(text, /OLIVIER/);
    }
  });

  it('asks families only with a second factor: a password does not reach a whole commune', async () => {
    const other = await as(await buildMandate(door.db, { kind: 'commune', commune: town }));
    const { status, text } = await other.post('/reuse/new', form({ title: 'Périscolaire' }));
    assert.equal(status, 403);
    assert.match(text, /double vérification/);
    assert.equal(
      await firstOf(door.db, sql`select 1 from identity.reuse_requests where title = 'Périscolaire'`),
      undefined,
    );
  });

  it('keeps what was typed when the request is refused, and marks each field', async () => {
    const { status, text } = await agent.post('/reuse/new', form({ purpose: '', facts: '', title: 'Accueil du soir' }));
    assert.equal(status, 422);
    assert.match(text, /Dites en une phrase pour quoi faire/);
    assert.match(text, /Choisissez au moins une information/);
    assert.match(text, /value="Accueil du soir"/);
  });

  it('tells each family of the commune once on their home page, until they answer', async () => {
    const { mother, visitor } = await family('QUENTIN');
    const far = await buildGuardian(door.db);
    const requestId = await declare({ title: 'Étude du soir' });
    const told = async (person: { readonly id: string }): Promise<number> =>
      (
        await firstOf(
          door.db,
          sql<{ n: number }>`select count(*) as n from directory.tellings
                             where person_id = ${person.id} and details->>'href' = ${own(requestId)} and seen_at is null`,
        )
      )?.n ?? -1;
    const worker = await testWorker(
      { db: door.db, url: door.url, drop: async () => undefined },
      [directoryModule, identityModule],
      {
        clock: door.clock,
      },
    );
    try {
      await until('the family is told', async () => (await told(mother)) > 0);
    } finally {
      await worker.stop();
    }
    assert.equal(await told(mother), 1);
    assert.equal(await told(far), 0);
    await visitor.post(own(requestId), { answer: 'no' });
    assert.equal(await told(mother), 0);
  });
});
