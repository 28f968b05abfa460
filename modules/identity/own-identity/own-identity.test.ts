import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, sql } from '../../../platform/db/db.ts';
import {
  type BuiltPerson,
  buildClass,
  buildGuardian,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, givePassword, openDoor, signInAs } from '../builders.ts';
import { heldDigests } from '../federation/links/compare.ts';
import { declareForTest } from '../federation/testing/declare.ts';

const PASSWORD = 'cartable-soleil-marelle';

interface Sheet {
  readonly facts: {
    readonly fact: string;
    readonly value: string | null;
    readonly from: {
      owner: string;
      source: string | null;
      deliveredOn: string | null;
      changedAt: string | null;
    } | null;
    readonly verified: { readonly by: string; readonly how: string } | null;
    readonly correct: string;
  }[];
  readonly children: { readonly name: string; readonly places: { school: string; classes: string[] }[] }[];
  readonly certified: { readonly isCertified: boolean; readonly changedSince: string[] } | null;
}

describe('the identity sheet of an adult', () => {
  let door: Door;
  let mother: BuiltPerson;
  let child: Awaited<ReturnType<typeof buildPupil>>;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    const { db } = door;
    const school = await buildSchool(db, { name: 'École des Tilleuls' });
    child = await buildPupil(db, {
      class: await buildClass(db, { school, label: 'CM2 Vert' }),
      familyName: 'HADDAD',
      givenName: 'Sami',
    });
    mother = await buildGuardian(db, {
      of: child,
      familyName: 'HADDAD',
      givenName: 'Noor',
      birthDate: '1985-04-02',
      email: 'noor@famille.invalid',
    });
    await sql`insert into directory.deliveries (id, source, kind, delivered_on, name, status, started_at)
              values (${newId()}, '10-1D', 'full', '2026-11-20', 'livraison', 'applied', '2026-11-20')`.execute(db);
    await sql`insert into directory.person_sources (source, category, source_id, person_id, attributes, digest)
              values ('10-1D', 'guardian', 'n1', ${mother.id}, '{"family_name": "HADDAD"}', '')`.execute(db);
  });
  after(() => door.close());

  const sheetOf = async (person: { readonly id: string }): Promise<Sheet> =>
    (await (await signInAs(door, person.id)).api('GET', '/api/account/identity')).json<Sheet>();
  const factOf = (sheet: Sheet, name: string) => sheet.facts.find(({ fact }) => fact === name);

  it('says of each fact who gives it, of which day, and where it is put right', async () => {
    const sheet = await sheetOf(mother);
    assert.deepEqual(factOf(sheet, 'familyName'), {
      fact: 'familyName',
      value: 'HADDAD',
      from: { owner: 'academy', source: '10-1D', deliveredOn: '2026-11-20', changedAt: null },
      verified: null,
      correct: 'academy',
    });
    assert.equal(factOf(sheet, 'birthDate')?.from?.owner, 'school');
    assert.equal(factOf(sheet, 'birthDate')?.correct, 'school');
    assert.equal(factOf(sheet, 'email')?.correct, 'own-contact');
    assert.equal(factOf(sheet, 'address')?.value, null);
    assert.deepEqual(
      sheet.children.map(({ name, places }) => ({ name, places })),
      [{ name: 'Sami HADDAD', places: [{ school: 'École des Tilleuls', classes: ['CM2 Vert'] }] }],
    );
    const visitor = await signInAs(door, mother.id);
    const { text } = await visitor.get('/account/identity');
    assert.match(text, /Annuaire académique \(Premier degré, académie 10\), livraison du 20 novembre 2026/);
    assert.match(text, /href="\/account\/contact"/);
    assert.match((await visitor.get('/account')).text, /href="\/account\/identity"/);
  });

  it('follows what the person writes, with the day, and what a link confirmed', async () => {
    const visitor = await signInAs(door, mother.id);
    const contact = { email: 'noor.h@famille.invalid', mobile: '', phone: '', emailSeenBy: '', phoneSeenBy: '' };
    assert.equal((await visitor.post('/account/contact', contact)).status, 303);
    const email = factOf(await sheetOf(mother), 'email');
    assert.equal(email?.from?.owner, 'person');
    assert.equal(email?.from?.changedAt, door.clock.now().toISOString());
    assert.equal(email?.verified, null);
    await sql`insert into identity.mail_addresses (id, person_id, address, added_at, verified_at)
              values (${newId()}, ${mother.id}, 'noor.h@famille.invalid', ${door.clock.now()}, ${door.clock.now()})`.execute(
      door.db,
    );
    assert.equal(factOf(await sheetOf(mother), 'email')?.verified?.how, 'confirmed');
    assert.match(
      (await visitor.get('/account/identity')).text,
      /Écrit par vous le 24 novembre 2026.*confirmé par un lien/s,
    );
  });

  it('calls verified what FranceConnect compared, until it changes here', async () => {
    const { db } = door;
    const now = door.clock.now();
    const declared = { kind: 'franceconnect', issuer: 'https://fc.invalid', clientId: 'c', secret: 's', now } as const;
    const providerId = await declareForTest(db, declared);
    const compared = { familyName: 'same', givenName: 'same', birthDate: 'same' };
    const linkId = newId();
    const held = heldDigests(linkId, { ...mother, usageName: null });
    await sql`insert into identity.linked_identities (id, person_id, provider_id, subject, label, proof, linked_at, compared, certified_at, compared_with)
              values (${linkId}, ${mother.id}, ${providerId}, 'n', 'Noor', 'password', ${now}, ${JSON.stringify(compared)}::jsonb, ${now},
                      ${JSON.stringify(held)}::jsonb)`.execute(db);
    const certified = await sheetOf(mother);
    assert.equal(certified.certified?.isCertified, true);
    assert.equal(factOf(certified, 'birthDate')?.verified?.by, 'FranceConnect');
    await sql`update directory.persons set birth_date = '1985-04-03' where id = ${mother.id}`.execute(db);
    const changed = await sheetOf(mother);
    assert.equal(changed.certified?.isCertified, false);
    assert.deepEqual(changed.certified?.changedSince, ['birthDate']);
    assert.equal(factOf(changed, 'birthDate')?.verified, null);
    assert.equal(factOf(changed, 'familyName')?.verified?.by, 'FranceConnect');
    const { text } = await (await signInAs(door, mother.id)).get('/account/identity');
    assert.match(text, /identique, a changé depuis la comparaison/);
  });

  it('keeps calling it verified when two accounts of one person become one', async () => {
    const { db } = door;
    const now = door.clock.now();
    const same = { familyName: 'HADDAD', givenName: 'Leïla', birthDate: '1980-01-02' };
    const [stays, goes] = [await buildGuardian(db, same), await buildGuardian(db, same)];
    await givePassword(db, stays.id, PASSWORD, now);
    const login = await givePassword(db, goes.id, PASSWORD, now);
    const { rows } = await sql<{ id: string }>`select id from identity.providers where kind = 'franceconnect'`.execute(
      db,
    );
    const linkId = newId();
    const compared = { familyName: 'same', givenName: 'same', birthDate: 'same' };
    await sql`insert into identity.linked_identities (id, person_id, provider_id, subject, label, proof, linked_at, compared, certified_at, compared_with)
              values (${linkId}, ${goes.id}, ${rows[0]?.id}, 'l', 'Leïla', 'password', ${now}, ${JSON.stringify(compared)}::jsonb, ${now},
                      ${JSON.stringify(heldDigests(linkId, { ...goes, usageName: null }))}::jsonb)`.execute(db);
    const visitor = await signInAs(door, stays.id);
    assert.equal((await visitor.post('/account/merge', { login, password: PASSWORD })).status, 303);
    const merged = await sheetOf(stays);
    assert.equal(merged.certified?.isCertified, true);
    assert.deepEqual(merged.certified?.changedSince, []);
    assert.equal(factOf(merged, 'birthDate')?.verified?.by, 'FranceConnect');
  });

  it('shows no child whose school life the reader may not follow', async () => {
    await suspendAccess(door.db, { guardian: mother, child });
    const teacher = await buildTeacher(door.db);
    await sql`update directory.profiles set person_id = ${mother.id} where person_id = ${teacher.id}`.execute(door.db);
    assert.deepEqual((await sheetOf(mother)).children, []);
  });

  it('names an agent’s mandate and its commune', async () => {
    const agent = await signInAs(door, (await buildMandate(door.db, { kind: 'commune' })).id);
    assert.match((await agent.get('/account/identity')).text, /Commune · .*Confié par la plateforme depuis le/s);
  });

  it('does not exist for a pupil', async () => {
    const pupil = await signInAs(door, child.id);
    assert.equal((await pupil.get('/account/identity')).status, 404);
    assert.doesNotMatch((await pupil.get('/account')).text, /Mon identité/);
  });
});
