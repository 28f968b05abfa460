import { doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from '../../../../platform/db/db.ts';
import { Visitor } from '../../../../platform/testing/browser.ts';
import {
  type BuiltAdult,
  type BuiltSchool,
  buildGuardian,
  buildHead,
  buildSchool,
  buildTeacher,
} from '../../../directory/builders.ts';
import { directoryModule } from '../../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../builders.ts';
import { declareSamlForTest, isIn, knownToAcademy, provisioned, refusalsOf, SamlWay } from '../testing/saml-door.ts';
import { forgedAnswer, forgedMetadata, openSamlPeer, type SamlPeer } from '../testing/saml-forger.ts';

const CLAIRE = { ctemail: ['Claire.Roux@ac-exemple.invalid'] };
const HEAD = 'karim.benali@ac-exemple.invalid';

describe('coming in by the guichet agents (ARENA)', () => {
  let door: Door;
  let peer: SamlPeer;
  let way: SamlWay;
  let teacher: BuiltAdult;
  let head: BuiltAdult;
  let school: BuiltSchool;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    peer = await openSamlPeer();
    const { db } = door;
    school = await buildSchool(db);
    teacher = await buildTeacher(db, { school, email: 'claire@personnel.invalid' });
    head = await buildHead(db, { school, familyName: 'BENALI', givenName: 'Karim' });
    const staff = { source: '10-1D', category: 'staff' as const };
    await knownToAcademy(db, teacher.id, {
      ...staff,
      sourceId: '1',
      attributes: { email: 'claire.roux@ac-exemple.invalid' },
    });
    await knownToAcademy(db, head.id, { ...staff, sourceId: '2', attributes: { email: HEAD } });
    await provisioned(door);
    await declareSamlForTest(door, peer, {
      kind: 'agents',
      mailDomains: ['ac-exemple.invalid'],
      returnHosts: ['portail.ac-exemple.invalid'],
      unsolicited: true,
    });
    way = new SamlWay(door, peer, 'agents');
  });
  after(async () => {
    await peer.close();
    await door.close();
  });

  it('a teacher is known by the academic address of the academy’s file, whatever its capitals', async () => {
    const visitor = new Visitor(door.app);
    equal((await way.travel(visitor, CLAIRE, {}, '?next=%2Faccount')).location, '/account');
    match((await visitor.get('/account/sessions')).text, /par ARENA/);
    const byMail = new Visitor(door.app);
    equal((await way.travel(byMail, { 'urn:oid:0.9.2342.19200300.100.1.3': CLAIRE.ctemail })).location, '/');
  });

  it('never by a personal address, another domain, or an address that the file no longer holds', async () => {
    const { db } = door;
    const gone = await buildTeacher(db);
    await knownToAcademy(db, gone.id, {
      source: '10-1D',
      category: 'staff',
      sourceId: '3',
      attributes: { email: 'partie@ac-exemple.invalid' },
    });
    await sql`update directory.person_sources set gone_on = '2026-10-01' where source_id = '3'`.execute(db);
    const parent = await buildGuardian(db, { email: 'parent@ac-exemple.invalid' });
    await knownToAcademy(db, parent.id, {
      source: '10-1D',
      category: 'guardian',
      sourceId: '4',
      attributes: { email: 'parent@ac-exemple.invalid' },
    });
    await provisioned(door);
    const told: readonly (readonly [Record<string, string[]>, string])[] = [
      [{ mail: ['claire@personnel.invalid'] }, 'other-domain'],
      [{ ctemail: ['claire.roux@ac-exemple.invalid.elsewhere.invalid'] }, 'other-domain'],
      [{ ctemail: ['claire.roux@elsewhere.invalid@ac-exemple.invalid'] }, 'no-address'],
      [{ ctemail: ['partie@ac-exemple.invalid'] }, 'nobody'],
      [{ ctemail: ['parent@ac-exemple.invalid'] }, 'nobody'],
      [{ sn: ['ROUX'], givenName: ['Claire'] }, 'no-address'],
    ];
    for (const [attributes, reason] of told) {
      const visitor = new Visitor(door.app);
      const back = await way.travel(visitor, attributes);
      equal(back.status, 422);
      match(back.text, /aucun compte trouvé/);
      match(back.text, /une adresse personnelle/);
      equal(await isIn(visitor), false);
      equal((await refusalsOf(door.db)).at(-1), reason);
    }
  });

  it('several records of one colleague are one choice, but an address that several people share lets nobody in', async () => {
    const { db } = door;
    const record = async (sourceId: string, email: string, given: { givenName: string; birthDate?: string }) => {
      const person = await buildTeacher(db, { familyName: 'PETIT', ...given });
      await knownToAcademy(db, person.id, { source: '10-2D', category: 'staff', sourceId, attributes: { email } });
      return person;
    };
    const box = 'ce.0699001a@ac-exemple.invalid';
    const twin = 'j.petit@ac-exemple.invalid';
    const own = 'julien.petit@ac-exemple.invalid';
    const julien = await record('20', box, { givenName: 'Julien' });
    await record('21', box, { givenName: 'Inès' });
    await record('22', twin, { givenName: 'Julien', birthDate: '1980-02-01' });
    await record('23', twin, { givenName: 'Julien', birthDate: '1991-02-01' });
    await record('24', own, { givenName: 'Anne-Lise', birthDate: '1984-02-01' });
    await record('25', own, { givenName: 'ANNE LISE' });
    await provisioned(door);
    for (const email of [box, twin]) {
      const visitor = new Visitor(door.app);
      const back = await way.travel(visitor, { ctemail: [email] });
      equal(back.status, 422);
      match(back.text, /à une autre personne aussi/);
      equal((await refusalsOf(db)).at(-1), 'several-people');
      equal((await visitor.post('/sign-in/with/agents/profiles', { profile: julien.uid })).status, 422);
      equal(await isIn(visitor), false);
    }
    const colleague = new Visitor(door.app);
    equal((await way.travel(colleague, { ctemail: [own] })).location, '/sign-in/with/agents/profiles');
  });

  it('a head leads the school where FrEduRneResp says so or is not sent, and not where it is sent without it', async () => {
    const office = `/schools/${school.uai}/access`;
    const proved = new Visitor(door.app);
    await way.travel(proved, { ctemail: [HEAD], FrEduRneResp: [`${school.uai}$UAJ$PU$N$T3$ECOLE$101`] });
    equal((await proved.get(office)).status, 200);
    const unsaid = new Visitor(door.app);
    await way.travel(unsaid, { ctemail: [HEAD] });
    equal((await unsaid.get(office)).status, 200);
    for (const sent of ['X', '0699999Z$UAJ$PU$N$T3$ECOLE$101']) {
      const withheld = new Visitor(door.app);
      const back = await way.travel(withheld, { ctemail: [HEAD], FrEduRneResp: [sent] });
      equal(back.location, '/');
      ok((await withheld.get(office)).status >= 400, sent);
    }
    const flashed = new Visitor(door.app);
    await way.travel(flashed, { ctemail: [HEAD], FrEduRneResp: ['X'] });
    match((await flashed.get('/account/sessions')).text, /la direction n’est pas ouverte dans cette session/);
  });

  it('what nobody asked for is taken where the operator allows it, once the person says that it is they', async () => {
    const visitor = new Visitor(door.app);
    const profiles = '/sign-in/with/agents/profiles';
    equal((await way.bring(visitor, forgedAnswer(await way.honest(null, CLAIRE)))).location, profiles);
    equal(await isIn(visitor), false, 'a link that somebody sent signs nobody in');
    const page = await visitor.get(profiles);
    match(page.text, /Vous arrivez par ARENA/);
    doesNotMatch(page.text, /Entrer déconnecte/);
    equal((await visitor.post(profiles, { profile: teacher.uid })).location, '/');
    equal(await isIn(visitor), true);
    equal(
      (await way.bring(visitor, forgedAnswer(await way.honest(null, CLAIRE)))).location,
      '/',
      'they are there already',
    );
  });

  it('and it never replaces somebody else’s session', async () => {
    const busy = await signInAs(door, head.id);
    const back = await way.bring(busy, forgedAnswer(await way.honest(null, CLAIRE)));
    equal(back.location, '/sign-in/with/agents/profiles');
    match((await busy.get('/sign-in/with/agents/profiles')).text, /Quelqu’un d’autre est déjà connecté/);
    match((await busy.get('/account/sessions')).text, new RegExp(head.displayName));
    equal((await busy.post('/sign-in/with/agents/profiles', { profile: teacher.uid })).location, '/');
    match((await busy.get('/account/sessions')).text, /par ARENA/);
  });

  it('a provider that does not answer is said so, with the other ways, and may be tried all the same', async () => {
    const down = forgedMetadata('http://127.0.0.1:9', 'http://127.0.0.1:9/idp', [peer.signer.certificate]);
    await declareSamlForTest(door, peer, {
      kind: 'agents',
      key: 'down',
      mailDomains: ['ac-exemple.invalid'],
      metadata: down,
    });
    const page = await new Visitor(door.app).get('/sign-in/with/down');
    equal(page.status, 503);
    match(page.text, /ARENA ne répond pas en ce moment/);
    match(page.text, /Entrer autrement/);
    match(page.text, /href="\/sign-in\/with\/down\?anyway=yes"/);
    const anyway = await new Visitor(door.app).get('/sign-in/with/down?anyway=yes');
    match(anyway.location ?? '', /^http:\/\/127\.0\.0\.1:9\/sso\?SAMLRequest=/);
  });

  it('one that is switched off does not exist, nor do the doors of OpenID Connect for it', async () => {
    await sql`update identity.providers set active = false where key = 'down'`.execute(door.db);
    for (const path of ['', '/saml/landing?passage=x', '/profiles', '/saml/sign-out'])
      equal((await new Visitor(door.app).get(`/sign-in/with/down${path}`)).status, 404, path);
    equal((await new Visitor(door.app).get('/sign-in/with/down/saml/metadata')).status, 200, 'what one registers with');
    equal((await new Visitor(door.app).get('/sign-in/with/agents/back?code=1')).status, 404);
    const visitor = await signInAs(door, teacher.id);
    equal((await visitor.post('/account/ways/agents/add')).status, 404);
    match((await visitor.get('/account/ways')).text, /ARENA/);
  });
});
