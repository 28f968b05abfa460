import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { firstOf, rowsOf, sql } from '../../../../platform/db/db.ts';
import { Visitor } from '../../../../platform/testing/browser.ts';
import { testKeys } from '../../../../platform/testing/keys.ts';
import {
  type BuiltPerson,
  type BuiltPupil,
  buildClass,
  buildGuardian,
  buildPupil,
  buildSchool,
} from '../../../directory/builders.ts';
import { directoryModule } from '../../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../builders.ts';
import { publishCharter } from '../../charter/charter.ts';
import { keysFor } from '../../keys/keys.ts';
import { turnKey } from '../../keys/turn.ts';
import { declareSamlForTest, isIn, knownToAcademy, provisioned, refusalsOf, SamlWay } from '../testing/saml-door.ts';
import { forgedAnswer, openSamlPeer, type SamlPeer } from '../testing/saml-forger.ts';

const REF_ID = 'FrEduCtRefId';

describe('coming in by EduConnect', () => {
  let door: Door;
  let peer: SamlPeer;
  let way: SamlWay;
  let pupil: BuiltPupil;
  let mother: BuiltPerson;
  let second: BuiltPerson;
  let uai: string;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    peer = await openSamlPeer();
    await declareSamlForTest(door, peer, { kind: 'educonnect', returnHosts: ['educonnect.education.invalid'] });
    way = new SamlWay(door, peer, 'educonnect');
    const { db } = door;
    const college = await buildSchool(db, { kind: 'college' });
    const ecole = await buildSchool(db);
    uai = college.uai;
    pupil = await buildPupil(db, { class: await buildClass(db, { school: college }), levelCode: '2111' });
    const little = await buildPupil(db, { class: await buildClass(db, { school: ecole }) });
    mother = await buildGuardian(db, { of: pupil, familyName: 'DIALLO', givenName: 'Aminata' });
    second = await buildGuardian(db, { of: little, familyName: 'DIALLO', givenName: 'Aminata' });
    await knownToAcademy(db, pupil.id, {
      source: '10-2D',
      category: 'pupil',
      sourceId: '501',
      attributes: { siecle_id: '701294' },
    });
    await knownToAcademy(db, mother.id, { source: '10-2D', category: 'guardian', sourceId: '601' });
    await knownToAcademy(db, second.id, { source: '10-1D', category: 'guardian', sourceId: '8600' });
    await provisioned(door);
  });
  after(async () => {
    await peer.close();
    await door.close();
  });

  const accounts = async (): Promise<number> =>
    (await firstOf(door.db, sql<{ n: number }>`select count(*)::int as n from identity.accounts`))?.n ?? 0;

  it('says of itself what EduConnect has to know: addresses, and certificates to check and to encrypt with', async () => {
    const reply = await new Visitor(door.app).get('/sign-in/with/educonnect/saml/metadata');
    equal(reply.status, 200);
    match(String(reply.headers['content-type']), /samlmetadata\+xml/);
    match(reply.text, /entityID="http:\/\/localhost\/sign-in\/with\/educonnect\/saml\/metadata"/);
    match(reply.text, /AuthnRequestsSigned="true" WantAssertionsSigned="true"/);
    equal(reply.text.match(/use="signing"/g)?.length, 1);
    equal(reply.text.match(/use="encryption"/g)?.length, 1);
  });

  it('a guardian is known by the academy’s key, and her account, never used before, is active from then on', async () => {
    const visitor = new Visitor(door.app);
    const back = await way.travel(visitor, { [REF_ID]: ['{AAF}10|x|601', '{ECT}whatever'] }, {}, '?next=%2Faccount');
    equal(back.location, '/account', back.text);
    equal(await isIn(visitor), true);
    match((await visitor.get('/account')).text, /Aminata/);
    // Services that ask how she signed in must not hear of a password that we never saw.
    const session = await firstOf(
      door.db,
      sql<{ means: string }>`select means from identity.sessions where person_id = ${mother.id}`,
    );
    equal(session?.means, 'provider');
    const account = await firstOf(
      door.db,
      sql<{ activated_at: Date | null }>`select activated_at from identity.accounts where person_id = ${mother.id}`,
    );
    ok(account?.activated_at);
    match((await visitor.get('/account/connections')).text, /EduConnect/);
    match((await visitor.get('/account/sessions')).text, /par EduConnect/);
    const noted = await firstOf(
      door.db,
      sql<{
        details: { unknown: string[] };
      }>`select details from platform.audit_entries where act = 'identity.reference-unknown'`,
    );
    equal(noted?.details.unknown.join(), '{ECT}', 'an unknown prefix is noted, its value is not');
  });

  it('by OID as well as by friendly name, and by the private school’s source', async () => {
    const byOid = new Visitor(door.app);
    const father = await buildGuardian(door.db, { of: pupil, relation: 'father' });
    await knownToAcademy(door.db, father.id, { source: '10P-2D', category: 'guardian', sourceId: '777' });
    await provisioned(door);
    await way.travel(byOid, { [REF_ID.toLowerCase()]: ['{AAF}10|x|777'] });
    equal(await isIn(byOid), true);
  });

  it('a pupil is known by id and school in the older vectors, a guardian by names, school and child', async () => {
    const young = new Visitor(door.app);
    await way.travel(young, { FrEduVecteur: [`4|||701294|${uai}`] });
    equal(await isIn(young), true);
    match((await young.get('/account/sessions')).text, new RegExp(pupil.givenName));
    const parent = new Visitor(door.app);
    await way.travel(parent, { FrEduVecteur: [`2|Diallo|AMINATA|701294|${uai}`] });
    equal(await isIn(parent), true);
    for (const vector of [
      `2|Diallo|Fatou|701294|${uai}`,
      `2|Diallo||701294|${uai}`,
      `2|Diallo|Aminata|999|${uai}`,
      '2|Diallo|Aminata|701294|0699999Z',
      `1|Diallo|Aminata|701294|${uai}`,
      `9|Diallo|Aminata|701294|${uai}`,
      'Diallo|Aminata',
    ]) {
      const stranger = new Visitor(door.app);
      const back = await way.travel(stranger, { FrEduVecteur: [vector] });
      equal(back.status, 422, vector);
      equal(await isIn(stranger), false, vector);
    }
  });

  it('somebody whom the file does not know is told why and what to do, and no account is made', async () => {
    const before = await accounts();
    const visitor = new Visitor(door.app);
    const back = await way.travel(visitor, {
      [REF_ID]: ['{AAF}10|x|404', '{AAF}12|x|601', '{AAF}10|601', 'AAF10|x|601'],
      sn: ['DIALLO'],
      givenName: ['Aminata'],
    });
    equal(back.status, 422);
    match(back.text, /aucun compte trouvé/);
    match(back.text, /le fichier arrive chaque nuit/);
    match(back.text, /Demandez à l’école ou au collège un code/);
    match(back.text, /Aucun compte n’a été créé/);
    equal(await isIn(visitor), false);
    equal(await accounts(), before);
    equal((await refusalsOf(door.db)).at(-1), 'nobody');
  });

  const both = { [REF_ID]: ['{AAF}10|x|601', '{AAF}10|y|8600'] };

  it('known under two accounts she chooses by school, and is not asked the next time', async () => {
    const visitor = new Visitor(door.app);
    const back = await way.travel(visitor, both, {}, '?next=%2Faccount');
    equal(back.location, '/sign-in/with/educonnect/profiles', back.text);
    const page = await visitor.get(back.location ?? '');
    match(page.text, /Quel compte ouvrir/);
    equal(page.text.match(/name="profile"/g)?.length, 2);
    const stranger = new Visitor(door.app);
    equal((await stranger.get('/sign-in/with/educonnect/profiles')).location, '/sign-in');
    equal((await stranger.post('/sign-in/with/educonnect/profiles', { profile: mother.uid })).status, 422);
    const wrong = new Visitor(door.app);
    await way.travel(wrong, both);
    equal((await wrong.post('/sign-in/with/educonnect/profiles', { profile: pupil.uid })).status, 422);
    equal(await isIn(wrong), false);
    const chosen = await visitor.post('/sign-in/with/educonnect/profiles', { profile: mother.uid });
    equal(chosen.location, '/account/join');
    const offer = await visitor.get('/account/join');
    match(offer.text, /Réunir vos comptes/);
    match(offer.text, /Non, les garder séparés/);
    const nextDay = new Visitor(door.app);
    equal((await way.travel(nextDay, both, {}, '?next=%2Faccount')).location, '/account');
    match((await nextDay.get('/account/sessions')).text, /par EduConnect/);
    const again = new Visitor(door.app);
    equal((await way.travel(again, both, {}, '?choose=yes')).location, '/sign-in/with/educonnect/profiles');
    const other = await again.post('/sign-in/with/educonnect/profiles', { profile: mother.uid });
    equal(other.location, '/', 'joining is offered once');
  });

  it('she joins them with no other proof, within ten minutes and in this browser alone', async () => {
    const visitor = new Visitor(door.app);
    await way.travel(visitor, both, {}, '?choose=yes');
    equal((await visitor.post('/sign-in/with/educonnect/profiles', { profile: second.uid })).location, '/account/join');
    const elsewhere = await signInAs(door, mother.id);
    equal((await elsewhere.post('/account/join')).status, 422);
    const joined = await visitor.post('/account/join');
    equal(joined.location, '/', joined.text.slice(0, 2000));
    const people = await rowsOf(
      door.db,
      sql<{ id: string }>`select id from directory.persons where merged_into = ${second.id}`,
    );
    equal(people[0]?.id, mother.id);
    equal((await visitor.post('/account/join')).status, 422, 'once');
    const after = new Visitor(door.app);
    equal((await way.travel(after, both)).location, '/', 'one account is left: nobody is asked');
  });

  it('an account with a second factor is for the school to join, be it an application or a passkey', async () => {
    const { db } = door;
    const [father, himAgain] = [await buildGuardian(db, { of: pupil }), await buildGuardian(db, { of: pupil })];
    await knownToAcademy(db, father.id, { source: '10-2D', category: 'guardian', sourceId: '7101' });
    await knownToAcademy(db, himAgain.id, { source: '10-2D', category: 'guardian', sourceId: '7102' });
    await provisioned(door);
    const application = sql`insert into identity.authenticators (id, person_id, sealed, created_at, confirmed_at)
                            values (directory.new_id(), ${himAgain.id}, 'x', now(), now())`;
    const passkey = sql`
      insert into identity.passkeys (id, person_id, credential_id, handle, public_key, sign_count, transports, backup_eligible, backed_up,
                                     name, opens_alone, added_at)
      values (directory.new_id(), ${himAgain.id}, ${randomBytes(16)}, ${randomBytes(32)}, ${randomBytes(32)}, 0, '{}', false, false,
              'Téléphone', false, now())`;
    for (const factor of [application, passkey]) {
      await sql`delete from identity.authenticators where person_id = ${himAgain.id}`.execute(db);
      await sql`delete from identity.profile_choices where person_id = ${father.id}`.execute(db);
      await factor.execute(db);
      const visitor = new Visitor(door.app);
      await way.travel(visitor, { [REF_ID]: ['{AAF}10|x|7101', '{AAF}10|x|7102'] }, {}, '?choose=yes');
      const chosen = await visitor.post('/sign-in/with/educonnect/profiles', { profile: father.uid });
      equal(chosen.location, '/account/join');
      const refused = await visitor.post('/account/join');
      equal(refused.status, 422);
      match(refused.text, /a une double vérification/);
    }
    const merged = await rowsOf(db, sql`select 1 from directory.persons where merged_into = ${father.id}`);
    equal(merged.length, 0);
  });

  it('who comes from another browser, without having left, or too late begins again', async () => {
    const visitor = new Visitor(door.app);
    const id = await way.leave(visitor);
    const honest = await way.honest(id, { [REF_ID]: ['{AAF}10|x|8600'] });
    const posted = await way.post(forgedAnswer(honest));
    equal(posted.status, 303);
    equal(posted.headers['set-cookie'], undefined, 'the form from elsewhere sets nothing');
    const thief = new Visitor(door.app);
    equal((await thief.get(posted.location ?? '')).status, 422);
    equal(await isIn(thief), false);
    equal((await visitor.get(posted.location ?? '')).status, 422, 'a passage serves once');
    const late = new Visitor(door.app);
    const slow = await way.leave(late);
    const at = door.clock.now();
    door.clock.set(new Date(at.getTime() + 16 * 60_000));
    const answer = forgedAnswer(await way.honest(slow, { [REF_ID]: ['{AAF}10|x|8600'] }));
    const reply = await way.bring(late, answer);
    door.clock.set(at);
    equal(reply.status, 422);
    match(reply.text, /Recommencez/);
  });

  it('an account that was closed opens nothing', async () => {
    const child = await buildPupil(door.db);
    const gone = await buildGuardian(door.db, { of: child });
    await knownToAcademy(door.db, gone.id, { source: '10-1D', category: 'guardian', sourceId: '9000' });
    await provisioned(door);
    await sql`insert into identity.account_closures (id, person_id, closed_at) values (directory.new_id(), ${gone.id}, now())`.execute(
      door.db,
    );
    const visitor = new Visitor(door.app);
    const back = await way.travel(visitor, { [REF_ID]: ['{AAF}10|x|9000'] });
    equal(back.status, 422);
    match(back.text, /Le compte relié à cette identité est fermé/);
    equal(await isIn(visitor), false);
    const tries = await rowsOf(
      door.db,
      sql<{ way: string; reason: string }>`select way, reason from identity.refused_tries where person_id = ${gone.id}`,
    );
    deepEqual(tries, [{ way: 'provider', reason: 'account-shut' }], 'whoever helps her can see it');
  });

  it('while our keys turn, both certificates stand in the metadata and what was encrypted for either is read', async () => {
    const place = () => ({ db: door.db, keys: testKeys, now: door.clock.now(), publicUrl: 'http://localhost' });
    const former = (await keysFor(place(), 'decryption')).current.certificate;
    door.clock.advance(60_000);
    await turnKey(place(), 'decryption', 'prepare');
    const metadata = (await new Visitor(door.app).get('/sign-in/with/educonnect/saml/metadata')).text;
    equal(metadata.match(/use="encryption"/g)?.length, 2);
    door.clock.advance(60_000);
    await turnKey(place(), 'decryption', 'pass');
    const present = (await keysFor(place(), 'decryption')).current.certificate;
    notEqual(present, former);
    for (const encryptTo of [former, present]) {
      const back = await way.travel(new Visitor(door.app), { [REF_ID]: ['{AAF}10|x|8600'] }, { encryptTo });
      equal(back.location, '/', back.text.slice(0, 500));
    }
    await turnKey(place(), 'decryption', 'retire');
    const late = await way.travel(new Visitor(door.app), { [REF_ID]: ['{AAF}10|x|8600'] }, { encryptTo: former });
    equal(late.status, 422);
  });

  it('charter and the rest still stand: nothing is passed by', async () => {
    await publishCharter(door.db, { audience: 'adult', articles: null, now: door.clock.now() });
    const visitor = new Visitor(door.app);
    await way.travel(visitor, { [REF_ID]: ['{AAF}10|x|8600'] });
    const home = await visitor.get('/account');
    notEqual(home.status, 200);
    match(home.location ?? '', /\/charter/);
  });
});
