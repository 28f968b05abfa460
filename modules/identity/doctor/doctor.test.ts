import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { provisionAccounts } from '../accounts/provision.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { sweep } from '../jobs.ts';
import { addPasskey } from '../passkeys/testing/person.ts';
import { buildService } from '../relying-parties/builders.ts';

const PASSWORD = 'quatre tortues vertes';
const MINUTE = 60_000;
const REASON = { number: '', reason: 'Demande 4821, la mère appelle' };

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let head: Visitor;
let headPerson: BuiltPerson;
let support: Visitor;
let agent: { readonly id: string };
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
  const { db } = door;
  school = await buildSchool(db, { kind: 'college' });
  headPerson = await buildHead(db, { school, familyName: 'ROUX' });
  head = await signInAs(door, headPerson.id);
  agent = await buildMandate(db, { kind: 'platform' });
  support = await signInAs(door, agent.id);
});
after(() => door.close());

/** A mother of the school with a password, and the browser in which she fails. */
async function mother(): Promise<{ person: BuiltPerson; login: string; browser: Visitor; child: BuiltPerson }> {
  const child = await buildPupil(door.db, { class: await buildClass(door.db, { school }), familyName: 'QUETZAL' });
  const person = await buildGuardian(door.db, { of: child, familyName: 'HADDAD' });
  const login = await givePassword(door.db, person.id, PASSWORD, door.clock.now());
  return { person, login, child, browser: new Visitor(door.app) };
}
const numberIn = ({ text }: Reply): string | undefined => /<strong[^>]*>(\d{3} \d{3})</.exec(text)?.[1];
const look = async (helper: Visitor, uid: string, body: Record<string, string> = REASON): Promise<Reply> => {
  const opened = await helper.post(`/people/${uid}/sign-in-doctor`, body);
  assert.match(opened.location ?? opened.text, /^\/sign-in-doctor\//);
  return helper.get(opened.location ?? '');
};
const tries = (person: BuiltPerson): Promise<{ reason: string }[]> =>
  rowsOf(
    door.db,
    sql<{
      reason: string;
    }>`select reason from identity.refused_tries where person_id = ${person.id} order by happened_at desc, id desc`,
  );

describe('somebody who cannot sign in', () => {
  it('is led in one tap to why, and to a number to read out', async () => {
    const { login, browser } = await mother();
    assert.match((await browser.get('/sign-in/why')).text, /Essayez d’abord de vous connecter/);
    const refused = await browser.post('/sign-in', { login, password: 'autre' });
    assert.match(refused.text, /href="\/sign-in\/why"/);
    const page = await browser.get('/sign-in/why');
    assert.ok(numberIn(page), page.text);
    assert.match(page.text, /Valable jusqu’à 8 h 45/);
  });

  it('gets the same page for a login that nobody has, of which nothing is kept', async () => {
    const before = (await rowsOf(door.db, sql`select 1 from identity.refused_tries`)).length;
    const browser = new Visitor(door.app);
    await browser.post('/sign-in', { login: 'personne.du-tout', password: 'autre' });
    assert.ok(numberIn(await browser.get('/sign-in/why')));
    assert.equal((await rowsOf(door.db, sql`select 1 from identity.refused_tries`)).length, before);
  });

  it('leaves a line that says why, and nothing of what was typed', async () => {
    const { login, browser, person } = await mother();
    await browser.post('/sign-in', { login, password: 'mon-secret-de-toujours' });
    assert.deepEqual(await tries(person), [{ reason: 'wrong-password' }]);
    const row = await firstOf(
      door.db,
      sql<{ words: string }>`select t::text as words from identity.refused_tries t where person_id = ${person.id}`,
    );
    assert.doesNotMatch(row?.words ?? '', /secret|haddad/i);
  });

  it('whose number was read out is explained to the head, in sentences; the visit is in the person’s journal', async () => {
    const { login, browser, person } = await mother();
    await browser.post('/sign-in', { login, password: PASSWORD });
    await browser.post('/sign-out', {});
    door.clock.advance(MINUTE);
    await browser.post('/sign-in', { login, password: 'autre' });
    await browser.post('/sign-in', { login, password: 'encore' });
    const number = numberIn(await browser.get('/sign-in/why')) ?? '';
    const page = await look(head, person.uid, { number, reason: '' });
    assert.match(page.text, /L’identifiant est bon, mais le mot de passe était faux 2 fois/);
    assert.match(page.text, new RegExp(login));
    await browser.post('/sign-in', { login, password: PASSWORD });
    const own = await browser.get('/account/connections');
    assert.match(own.text, /ROUX[\s\S]*avec un numéro affiché dans un de vos navigateurs/);
    assert.match(own.text, /mot de passe · mot de passe faux/);
    const line = await firstOf(
      door.db,
      sql<{
        ground: string;
      }>`select e.details ->> 'ground' as ground from platform.audit_subjects s join platform.audit_entries e on e.id = s.entry_id
                                where s.person_id = ${person.id} and e.act = 'identity.doctor-visited'`,
    );
    assert.equal(line?.ground, 'number');
  });

  it('inside a session reads another number out, a few minutes long', async () => {
    const { person } = await mother();
    const own = await signInAs(door, person.id);
    const number = numberIn(await own.get('/sign-in/why')) ?? '';
    assert.match((await look(head, person.uid, { number, reason: '' })).text, /Rien n’empêche d’entrer/);
    door.clock.advance(20 * MINUTE);
    const late = await head.post(`/people/${person.uid}/sign-in-doctor`, { number, reason: '' });
    assert.equal(late.status, 422);
    assert.match(late.text, /Ce n’est pas un numéro valable/);
  });
});

describe('who helps', () => {
  it('draws no consent from a browser of their own: its number takes a reason too, and the person reads that one', async () => {
    const { person, login } = await mother();
    const own = new Visitor(door.app);
    await own.post('/sign-in', { login, password: 'nimporte' });
    const number = numberIn(await own.get('/sign-in/why')) ?? '';
    const alone = await head.post(`/people/${person.uid}/sign-in-doctor`, { number, reason: '' });
    assert.equal(alone.status, 422);
    assert.match(alone.text, /d’un appareil d’où la personne n’est jamais entrée/);
    await look(head, person.uid, { number, reason: 'Elle appelle de chez sa sœur' });
    const journal = (await (await signInAs(door, person.id)).get('/account/connections')).text;
    assert.match(journal, /Elle appelle de chez sa sœur/);
    assert.doesNotMatch(journal, /un de vos navigateurs/);
  });

  it('of two parents who share an address, the browser of one says nothing for the other', async () => {
    const [one, other] = [await mother(), await mother()];
    await other.browser.post('/sign-in', { login: other.login, password: PASSWORD });
    await other.browser.post('/sign-out', {});
    for (const { person } of [one, other])
      await sql`insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
                values (${newId()}, ${person.id}, 'deux@maison.invalid', ${door.clock.now()}, ${door.clock.now()})`.execute(
        door.db,
      );
    await other.browser.post('/sign-in', { login: 'deux@maison.invalid', password: 'nimporte' });
    const number = numberIn(await other.browser.get('/sign-in/why')) ?? '';
    assert.equal((await head.post(`/people/${one.person.uid}/sign-in-doctor`, { number, reason: '' })).status, 422);
  });

  it('needs the number or a reason, which the person reads', async () => {
    const { person } = await mother();
    const empty = await head.post(`/people/${person.uid}/sign-in-doctor`, { number: '', reason: '' });
    assert.equal(empty.status, 422);
    assert.match(empty.text, /Écrivez le numéro lu par la personne, ou une raison/);
    await look(support, person.uid);
    assert.match((await (await signInAs(door, person.id)).get('/account/connections')).text, /Demande 4821/);
  });

  it('a number of somebody else opens nothing, and guessing is slowed', async () => {
    const [one, other] = [await mother(), await mother()];
    await other.browser.post('/sign-in', { login: other.login, password: 'autre' });
    const number = numberIn(await other.browser.get('/sign-in/why')) ?? '';
    const statuses: number[] = [];
    for (let guess = 0; guess < 8; guess += 1)
      statuses.push((await head.post(`/people/${one.person.uid}/sign-in-doctor`, { number, reason: '' })).status);
    assert.equal(statuses[0], 422);
    assert.equal(statuses.at(-1), 429);
    assert.equal(
      (await rowsOf(door.db, sql`select 1 from identity.doctor_visits where person_id = ${one.person.id}`)).length,
      0,
    );
  });

  it('is the head of the school or support: for others neither the form nor a visit exists', async () => {
    const { person } = await mother();
    const address = `/people/${person.uid}/sign-in-doctor`;
    const elsewhere = await signInAs(door, (await buildHead(door.db, { school: await buildSchool(door.db) })).id);
    const neighbour = await signInAs(door, (await mother()).person.id);
    for (const stranger of [elsewhere, neighbour]) {
      assert.equal((await stranger.get(address)).status, 404);
      assert.equal((await stranger.post(address, REASON)).status, 404);
    }
    const opened = (await head.post(address, REASON)).location ?? '';
    assert.equal((await head.get(opened)).status, 200);
    assert.equal((await support.get(opened)).status, 404, 'a visit is its opener’s alone');
    door.clock.advance(31 * MINUTE);
    head = await signInAs(door, headPerson.id);
    assert.equal((await head.get(opened)).status, 404, 'and over after half an hour');
  });

  it('finds by login or confirmed address, within reach only', async () => {
    const { person, login } = await mother();
    const form = (await head.get('/sign-in-doctor')).text;
    assert.match(form, /<form[^>]*action="\/sign-in-doctor"[^>]*method="post"/, 'what is typed stands in no address');
    const found = await head.post('/sign-in-doctor', { who: login });
    assert.equal(found.location, `/people/${person.uid}/sign-in-doctor`);
    const elsewhere = await signInAs(door, (await buildHead(door.db, { school: await buildSchool(door.db) })).id);
    const { text } = await elsewhere.post('/sign-in-doctor', { who: login });
    assert.match(text, /Personne à votre portée/);
    assert.doesNotMatch(text, new RegExp(person.uid));
  });
});

describe('what is found', () => {
  const explained = async (person: BuiltPerson): Promise<string> =>
    (await look(await signInAs(door, agent.id), person.uid)).text;

  it('an account never opened, and where its code stands', async () => {
    const child = await buildPupil(door.db, { school });
    await provisionAccounts(door.db, '2026-11-24', door.clock.now());
    assert.match(await explained(child), /Le compte n’a jamais été ouvert/);
    await sql`insert into identity.activation_codes (id, person_id, digest, issued_at, expires_at)
              values (${newId()}, ${child.id}, '\\x01', ${door.clock.now()}, ${new Date(door.clock.now().getTime() + 86_400_000)})`.execute(
      door.db,
    );
    assert.match(await explained(child), /Un code a été remis ; il est valable jusqu’au/);
    door.clock.advance(2 * 24 * 60 * MINUTE);
    assert.match(await explained(child), /Le code remis n’est plus valable/);
  });

  it('a second proof that is waited for: a passkey as well as an application', async () => {
    const { person, login, browser } = await mother();
    assert.equal((await addPasskey(await signInAs(door, person.id))).reply.status, 200);
    await browser.post('/sign-in', { login, password: PASSWORD });
    const text = await explained(person);
    assert.match(text, /une double vérification est demandée\. C’est une clé d’accès/);
    assert.match(text, /Il reste 10 codes de secours/);
    await sql`delete from identity.recovery_codes where person_id = ${person.id}`.execute(door.db);
    assert.match(await explained(person), /la direction de l’établissement, ou l’équipe qui gère Préau, retire/);
  });

  it('an account that was closed, and one whose tries have to wait', async () => {
    const { person, login, browser } = await mother();
    for (let guess = 0; guess < 7; guess += 1) await browser.post('/sign-in', { login, password: 'autre' });
    assert.equal((await tries(person))[0]?.reason, 'waiting');
    assert.match(await explained(person), /Il faut attendre jusqu’à/);
    await sql`insert into identity.account_closures (id, person_id, closed_at) values (${newId()}, ${person.id}, ${door.clock.now()})`.execute(
      door.db,
    );
    assert.match(await explained(person), /Le compte a été fermé/);
  });

  it('an adult whose access is closed is sent to the head, and no more is said', async () => {
    const { person, child } = await mother();
    await suspendAccess(door.db, { guardian: person, child });
    const text = await explained(person);
    assert.match(text, /C’est la direction de l’établissement qui peut répondre/);
    assert.doesNotMatch(text, new RegExp(child.displayName));
  });

  it('an address that two parents share opens neither account', async () => {
    const [one, other] = [await mother(), await mother()];
    for (const { person } of [one, other])
      await sql`insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
                values (${newId()}, ${person.id}, 'famille@maison.invalid', ${door.clock.now()}, ${door.clock.now()})`.execute(
        door.db,
      );
    await one.browser.post('/sign-in', { login: 'famille@maison.invalid', password: PASSWORD });
    assert.deepEqual(await tries(other.person), [{ reason: 'shared-address' }]);
    assert.match(await explained(one.person), /Deux comptes ont la même adresse électronique/);
  });

  it('a service that the school has not opened, and one that is for others', async () => {
    const { person } = await mother();
    const own = await signInAs(door, person.id);
    await buildService(door.db, { name: 'Lecture', addresses: ['https://lire.example.invalid/'] });
    await buildService(door.db, {
      name: 'Salle',
      addresses: ['https://salle.example.invalid/'],
      audiences: ['teacher'],
      schools: [school],
    });
    for (const name of ['lire', 'salle'])
      assert.equal(
        (await own.get(`/cas/login?service=${encodeURIComponent(`https://${name}.example.invalid/`)}`)).status,
        403,
      );
    const text = await explained(person);
    assert.match(text, /Lecture n’est pas ouvert par votre établissement/);
    assert.match(text, /Salle est ouvert, mais pas pour votre profil/);
  });

  it('a pupil who cannot read yet comes in by pictures', async () => {
    const ecole = await buildSchool(door.db, { kind: 'nursery' });
    const child = await buildPupil(door.db, { class: await buildClass(door.db, { school: ecole }), levelCode: '1111' });
    await provisionAccounts(door.db, '2026-11-24', door.clock.now());
    assert.match(await explained(child), /choisira ses trois images en classe/);
  });
});

it('tries are kept twenty at most, and thirty days', async () => {
  const { person, login, browser } = await mother();
  for (let guess = 0; guess < 30; guess += 1) {
    door.clock.advance(MINUTE);
    await browser.post('/sign-in', { login, password: 'autre' });
  }
  assert.equal((await tries(person)).length, 20);
  await sweep(door.db, new Date(door.clock.now().getTime() + 31 * 24 * 60 * MINUTE));
  assert.equal((await tries(person)).length, 0);
});
