import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, sql } from '../../platform/db/db.ts';
import type { Visitor } from '../../platform/testing/browser.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../directory/builders.ts';
import { type Door, openDoor, signInAs } from '../identity/builders.ts';
import { identityModule } from '../identity/register.ts';
import { spMetadata } from '../identity/saml/testing/peer.ts';
import { portalModule } from '../portal/register.ts';
import { connectorsModule } from './register.ts';

const ADDRESS = 'https://pronote.example.invalid/college/';
const form = {
  name: 'PRONOTE',
  purpose: 'Suivre la vie scolaire.',
  publisher: 'Éditeur Exemple',
  startAddress: ADDRESS,
  addresses: `${ADDRESS}*`,
  audiences: 'teacher',
  principal: 'uid',
  form: 'flat',
  as_familyName: 'nom',
  as_profileShortNumber: 'categories',
  isActive: 'yes',
};

let door: Door;
let school: Awaited<ReturnType<typeof buildSchool>>;
let operator: Visitor;
let head: Visitor;
let teacher: Awaited<ReturnType<typeof buildTeacher>>;
let serviceId: string;
before(async () => {
  door = await openDoor({
    modules: [connectorsModule, portalModule([connectorsModule, identityModule])],
  });
  const { db } = door;
  school = await buildSchool(db, { kind: 'college', name: 'Collège des Acacias' });
  teacher = await buildTeacher(db, { school, familyName: 'MARTIN' });
  operator = await signInAs(door, (await buildMandate(db, { kind: 'platform' })).id);
  head = await signInAs(door, (await buildHead(db, { school })).id);
  const declared = await operator.post('/services/new', form);
  assert.equal(declared.status, 303, declared.text);
  serviceId = declared.location?.split('/').at(-1) ?? '';
});
after(() => door.close());

const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
const choice = (uai = school.uai): string => `/schools/${uai}/services/${serviceId}`;
const acts = async (act: string): Promise<number> =>
  (
    await firstOf(
      door.db,
      sql<{ lines: number }>`select count(*) as lines from platform.audit_entries where act = ${act}`,
    )
  )?.lines ?? 0;

describe('the operator', () => {
  it('declares a service from a publisher’s model, addresses to fill in', async () => {
    const { text } = await operator.get('/services/new?preset=pronote');
    assert.match(text, /name="as_birthDate"[^>]*value="dateNaissance"/);
    assert.match(text, /<textarea[^>]*name="addresses"[^>]*><\/textarea>/);
  });

  it('declares a service of OpenID Connect: what it proves itself by, where answers go, which claims; the secret is shown once', async () => {
    const model = await operator.get('/services/new?preset=moodle&protocol=oidc');
    assert.match(model.text, /value="family_name" checked/);
    assert.doesNotMatch(model.text, /name="addresses"/);
    const openid = {
      name: 'Moodle',
      purpose: 'Suivre des cours.',
      startAddress: 'https://moodle.example.invalid/',
      audiences: 'teacher',
      protocol: 'oidc',
      redirectAddresses: 'https://moodle.example.invalid/admin/oauth2callback.php',
      claims: 'ent_profiles',
      isActive: 'yes',
    };
    const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ redirectAddresses: '' }, /au moins une adresse de retour/],
      [{ redirectAddresses: 'https://moodle.example.invalid/*@evil.invalid' }, /sans étoile/],
      [{ backChannelAddress: 'http://moodle.example.invalid/' }, /sans étoile/],
      [{ clientAuth: 'private_key_jwt' }, /clés publiques du service, ou l’adresse/],
      [{ jwks: '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}' }, /pas un ensemble de clés publiques/],
    ];
    for (const [wrong, sentence] of cases) {
      const refused = await operator.post('/services/new', { ...openid, ...wrong });
      assert.equal(refused.status, 422);
      assert.match(refused.text, sentence);
      assert.match(refused.text, /value="ent_profiles" checked/);
    }
    const { location = '' } = await operator.post('/services/new', openid);
    const page = await operator.get(location);
    assert.match(page.text, new RegExp(`client_id.*${location.split('/').at(-1)}`, 's'));
    assert.match(page.text, /openid-configuration/);
    const drawn = await operator.post(`${location}/secret`);
    const secret = /name="secret"[^>]*value="([\w-]{43})"/.exec(drawn.text)?.[1];
    assert.ok(secret, drawn.text);
    assert.doesNotMatch((await operator.get(location)).text, new RegExp(secret));
    assert.equal((await operator.get(`${location}/secret`)).location, location);
    const shown = await operator.get(`${location}/preview?person=${teacher.uid}`);
    assert.match(shown.text, new RegExp(`${school.uai} · National_ENS`));
    assert.doesNotMatch(shown.text, /family_name/);
    const back = await operator.get(`${location}?protocol=cas`);
    assert.match(back.text, /name="addresses"/);
    assert.doesNotMatch(back.text, /À donner à l’éditeur/);
    for (const visitor of [head, await as(teacher)]) {
      assert.equal((await visitor.post(`${location}/secret`)).status, 404);
      assert.equal((await visitor.get(`${location}/secret`)).status, 404);
    }
    assert.equal(await acts('connectors.secret-drawn'), 1);
    assert.equal((await operator.post(`/services/${serviceId}/secret`)).status, 404, 'CAS has no secret');
    await operator.post(location, { ...openid, isActive: '' });
  });

  it('finds it in the catalogue, with what it receives in words', async () => {
    const { text } = await operator.get('/services');
    assert.match(text, /PRONOTE/);
    assert.match(text, /identifiant de Préau, nom, profil en chiffres courts/);
    const { services } = (await operator.api('GET', '/api/services')).json<{
      services: { id: string; receives: string[]; protocol: string }[];
    }>();
    const found = services.find(({ id }) => id === serviceId);
    assert.deepEqual(found?.receives, ['uid', 'familyName', 'profileShortNumber']);
    assert.equal(found?.protocol, 'cas');
  });

  it('keeps what was typed when an address has a trick in it, belongs to another, or a name is the protocol’s own', async () => {
    const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ addresses: 'https://pronote.example.invalid@evil.invalid/*' }, /Écrivez chaque adresse en entier/],
      [{ addresses: `${ADDRESS}*` }, /appartient déjà à un autre service/],
      [{ addresses: 'https://libre.example.invalid/*', as_familyName: 'proxyGrantingTicket' }, /Un nom de donnée/],
      [{ addresses: 'https://libre.example.invalid/*', startAddress: 'javascript:alert(1)' }, /page où mène la tuile/],
      [{ name: '' }, /Donnez un nom/],
    ];
    for (const [wrong, sentence] of cases) {
      const refused = await operator.post('/services/new', { ...form, ...wrong });
      assert.equal(refused.status, 422);
      assert.match(refused.text, sentence);
      assert.match(refused.text, /Suivre la vie scolaire\./);
    }
  });

  it('looks at what would leave about somebody, and the look is noted', async () => {
    const before = await acts('connectors.release-previewed');
    const { text } = await operator.get(`/services/${serviceId}/preview?person=${teacher.uid.toLowerCase()}`);
    assert.match(text, /MARTIN/);
    assert.match(text, /National_3/);
    assert.equal(await acts('connectors.release-previewed'), before + 1);
    assert.match((await operator.get(`/services/${serviceId}/preview?person=Z0ZZ9999`)).text, /Aucune personne/);
  });

  it('alone: for a head, a teacher and a parent the catalogue does not exist', async () => {
    const guardian = await buildGuardian(door.db);
    for (const visitor of [head, await as(teacher), await as(guardian)]) {
      for (const path of ['/services', '/services/new', `/services/${serviceId}`])
        assert.equal((await visitor.get(path)).status, 404, path);
      assert.equal((await visitor.post('/services/new', { ...form, name: 'x' })).status, 404);
      assert.equal((await visitor.post(`/services/${serviceId}`, form)).status, 404);
      assert.equal((await visitor.get(`/services/${serviceId}/preview?person=Z9AA0000`)).status, 404);
    }
  });
});

describe('a service of SAML', () => {
  const entityId = 'https://manuels.example.invalid/saml';
  const metadata = (more: Readonly<Record<string, string>> = {}): string =>
    spMetadata({ entityId, acs: `${entityId}/acs`, certificate: undefined, signsRequests: false, ...more });
  const saml = {
    name: 'Manuels',
    purpose: 'Lire les manuels.',
    startAddress: 'https://manuels.example.invalid/',
    protocol: 'saml',
    audiences: 'teacher',
    nameId: 'transient',
    samlMetadata: metadata(),
    samlFixed: 'idENT=X9',
    samlUnsolicited: 'yes',
    as_familyName: 'urn:oid:2.5.4.4',
    isActive: 'yes',
  };

  it('is declared by its metadata; the operator reads what to give to the publisher, and what would leave', async () => {
    const { location = '', text } = await operator.post('/services/new', saml);
    assert.match(location, /^\/services\//, text);
    const page = await operator.get(location);
    assert.match(page.text, /http:\/\/localhost\/saml\/metadata/);
    assert.match(page.text, /saml\/start\?service=https%3A%2F%2Fmanuels\.example\.invalid%2Fsaml/);
    assert.match(page.text, /name="as_familyName"[^>]*value="urn:oid:2\.5\.4\.4"/);
    const seen = await operator.get(`${location}/preview?person=${teacher.uid}`);
    assert.match(seen.text, /urn:oid:2\.5\.4\.4.*MARTIN/s);
    const again = await operator.post('/services/new', saml);
    assert.match(again.text, /Un autre service porte déjà ce nom/);
  });

  it('that changes to another protocol frees its name for another entry', async () => {
    const other = 'https://atlas.example.invalid/saml';
    const atlas = {
      ...saml,
      samlMetadata: spMetadata({ entityId: other, acs: `${other}/acs`, certificate: undefined, signsRequests: false }),
    };
    const { location = '' } = await operator.post('/services/new', atlas);
    const changed = await operator.post(location, {
      ...atlas,
      protocol: 'cas',
      addresses: 'https://atlas.example.invalid/cas',
      form: 'attributes',
      listStyle: 'repeated',
      principal: 'uid',
      as_familyName: 'nom',
    });
    assert.equal(changed.status, 303, changed.text);
    const anew = await operator.post('/services/new', { ...atlas, name: 'Atlas, par SAML' });
    assert.equal(anew.status, 303, anew.text);
  });

  it('keeps what was typed when the metadata are none, over, without a door, or a value has no name', async () => {
    const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ samlMetadata: 'bonjour' }, /ne se lisent pas/],
      [{ samlMetadata: `<!DOCTYPE a>${metadata()}` }, /ne se lisent pas/],
      [{ samlMetadata: '<a/>' }, /ne décrit pas un service SAML/],
      [{ samlMetadata: metadata().replace('entityID', 'validUntil="2020-01-01T00:00:00Z" entityID') }, /périmées/],
      [{ samlMetadata: metadata({ acs: 'http://manuels.example.invalid/acs' }) }, /Aucune adresse de réponse/],
      [{ samlMetadata: metadata({ certificate: 'QQ==' }) }, /Un certificat manque/],
      [{ samlEncrypts: 'yes' }, /pas de certificat de chiffrement/],
      [{ samlFixed: 'X9' }, /écrite nom=valeur/],
      [{ as_familyName: 'nom de famille <b>' }, /Un nom de donnée/],
    ];
    for (const [wrong, sentence] of cases) {
      const refused = await operator.post('/services/new', { ...saml, ...wrong });
      assert.equal(refused.status, 422, JSON.stringify(wrong));
      assert.match(refused.text, sentence);
      assert.match(refused.text, /Lire les manuels\./);
    }
  });

  it('of the GAR comes with its names', async () => {
    const { text } = await operator.get('/services/new?preset=gar');
    assert.match(text, /name="protocol" value="saml"/);
    assert.match(text, /name="as_pairwiseId"[^>]*value="GARPersonIdentifiant"/);
    assert.match(text, /idENT=/);
  });
});

describe('the head', () => {
  it('opens a service in the school, and the teacher finds its tile under “Plus”; closes it, and it is gone', async () => {
    const visitor = await as(teacher);
    assert.doesNotMatch((await visitor.get('/more')).text, /PRONOTE/);
    assert.match((await head.get(`/schools/${school.uai}/services`)).text, /PRONOTE.*Fermé/s);
    assert.equal((await head.post(choice(), { on: 'yes' })).status, 303);
    const { text } = await visitor.get('/more');
    assert.match(text, new RegExp(`href="${ADDRESS}"`));
    assert.match((await visitor.get('/account/services')).text, /PRONOTE.*Jamais ouvert/s);
    assert.equal((await head.post(choice(), { on: 'no' })).status, 303);
    assert.doesNotMatch((await visitor.get('/more')).text, /PRONOTE/);
    assert.equal(await acts('connectors.service-opened'), 1);
    assert.equal(await acts('connectors.service-closed'), 1);
  });

  it('gives the school’s own installation its address: the tile leads there, and tickets too, for that school alone', async () => {
    const own = 'https://0699001.example.invalid/pronote/';
    const wrong = await head.post(choice(), { on: 'yes', address: 'http://exemple.invalid/' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Écrivez chaque adresse en entier/);
    for (const host of ['10.0.0.5', '169.254.169.254', '127.0.0.1', 'localhost', 'pronote.lan', 'metadata.internal']) {
      const inside = await head.post(choice(), { on: 'yes', address: `https://${host}/pronote/*` });
      assert.equal(inside.status, 422, `${host} is inside, where our server may not be sent`);
      assert.match(inside.text, /depuis l’intérieur d’un réseau/);
    }
    await head.post(choice(), { on: 'yes', address: `${own}*` });
    const visitor = await as(teacher);
    assert.match((await visitor.get('/more')).text, new RegExp(`href="${own}"`));
    const entry = `/cas/login?service=${encodeURIComponent(own)}`;
    assert.match((await visitor.get(entry)).location ?? '', /ticket=ST-/);
    const elsewhere = await buildTeacher(door.db);
    assert.equal((await (await as(elsewhere)).get(entry)).status, 403);
    await head.post(choice(), { on: 'no' });
    assert.equal((await visitor.get(entry)).status, 403);
  });

  it('opens it for those whom the service is for, and nobody else', async () => {
    const pupil = await buildPupil(door.db, { class: await buildClass(door.db, { school }) });
    await head.post(choice(), { on: 'yes', audiences: 'pupil' });
    assert.doesNotMatch((await (await as(pupil)).get('/more')).text, /PRONOTE/);
    await head.post(choice(), { on: 'no' });
  });

  it('of another school does not reach this one; neither does a teacher of this one', async () => {
    const stranger = await as(await buildHead(door.db));
    for (const visitor of [stranger, await as(teacher)]) {
      assert.equal((await visitor.get(`/schools/${school.uai}/services`)).status, 404);
      assert.equal((await visitor.get(choice())).status, 404);
      assert.equal((await visitor.post(choice(), { on: 'yes' })).status, 404);
    }
  });
});

describe('each person', () => {
  it('reads who receives what about them, when last and how often, and nobody else’s', async () => {
    await head.post(choice(), { on: 'yes' });
    const visitor = await as(teacher);
    const service = `${ADDRESS}entree`;
    for (let time = 0; time < 2; time += 1) {
      const { location } = await visitor.get(`/cas/login?service=${encodeURIComponent(service)}`);
      const ticket = new URL(location ?? '').searchParams.get('ticket') ?? '';
      const query = new URLSearchParams({ ticket, service }).toString();
      const { text } = await visitor.get(`/cas/serviceValidate?${query}`);
      assert.match(text, /<cas:nom>MARTIN<\/cas:nom><cas:categories>National_3</);
    }
    const { text } = await visitor.get('/account/services');
    assert.match(text, /Ouvert 2 fois en un an/);
    assert.match(text, /Suivre la vie scolaire\./);
    assert.match(text, /identifiant de Préau, nom, profil en chiffres courts/);
    assert.match((await visitor.get(`/services/${serviceId}/preview`)).text, /MARTIN/);
    const colleague = await as(await buildTeacher(door.db, { school }));
    assert.match((await colleague.get('/account/services')).text, /Jamais ouvert/);
    const stranger = await as(await buildTeacher(door.db));
    assert.match((await stranger.get('/account/services')).text, /Aucun service extérieur/);
    await head.post(choice(), { on: 'no' });
    assert.match((await visitor.get('/account/services')).text, /N’est plus ouvert/);
  });
});
