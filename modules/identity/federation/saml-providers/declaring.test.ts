import { equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Visitor } from '../../../../platform/testing/browser.ts';
import { type BuiltAdult, buildGuardian, buildMandate, buildPupil, buildTeacher } from '../../../directory/builders.ts';
import { directoryModule } from '../../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../builders.ts';
import { declareSamlForTest, knownToAcademy, provisioned, SamlWay } from '../testing/saml-door.ts';
import { forgedMetadata, newForgerKey, openSamlPeer, type SamlPeer } from '../testing/saml-forger.ts';

const CLAIRE = { ctemail: ['claire.roux@ac-exemple.invalid'] };

describe('the operator and the providers of the academy', () => {
  let door: Door;
  let peer: SamlPeer;
  let teacher: BuiltAdult;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    peer = await openSamlPeer();
    teacher = await buildTeacher(door.db);
    await knownToAcademy(door.db, teacher.id, {
      source: '10-1D',
      category: 'staff',
      sourceId: '1',
      attributes: { email: 'claire.roux@ac-exemple.invalid' },
    });
    await provisioned(door);
    await declareSamlForTest(door, peer, {
      kind: 'agents',
      mailDomains: ['ac-exemple.invalid'],
      returnHosts: ['portail.ac-exemple.invalid'],
    });
  });
  after(async () => {
    await peer.close();
    await door.close();
  });

  const form = (): Record<string, string> => ({
    name: 'Guichet d’essai',
    key: 'guichet',
    metadata: peer.metadata,
    audiences: 'school',
    mailDomains: 'ac-exemple.invalid',
    returnHosts: 'portail.ac-exemple.invalid',
    active: 'yes',
  });

  it('declares a provider by its metadata, reads what to register, and takes new certificates', async () => {
    const operator = await signInAs(door, (await buildMandate(door.db, { kind: 'platform' })).id);
    match((await operator.get('/providers')).text, /Déclarer EduConnect/);
    equal((await operator.get('/providers/new-saml/agents')).status, 200);
    const faulty = await operator.post('/providers/new-saml/agents', {
      ...form(),
      metadata: peer.metadata
        .replace('HTTP-Redirect" Location="http://127', 'HTTP-Redirect" Location="ftp://127')
        .replaceAll('sso', 'x y'),
      returnHosts: 'https://portail/',
      mailDomains: '',
    });
    equal(faulty.status, 422);
    match(faulty.text, /Des noms d’hôtes en minuscules/);
    const made = await operator.post('/providers/new-saml/agents', form());
    equal(made.location, '/providers/guichet/saml', made.text.slice(0, 3000));
    equal((await operator.post('/providers/new-saml/agents', form())).status, 409);
    const page = await operator.get('/providers/guichet/saml');
    match(page.text, /sign-in\/with\/guichet\/saml\/metadata/);
    match(page.text, /Certificat 1/);
    equal((await operator.get('/providers/guichet')).location, '/providers/guichet/saml');
    const next = await newForgerKey();
    const turning = forgedMetadata(peer.entityId.replace(/\/idp$/, ''), peer.entityId, [
      peer.signer.certificate,
      next.certificate,
    ]);
    equal((await operator.post('/providers/guichet/saml', { ...form(), metadata: turning })).status, 303);
    match((await operator.get('/providers/guichet/saml')).text, /Certificat 2/);
    const turned = new SamlWay(door, peer, 'guichet');
    for (const signer of [peer.signer, next])
      equal((await turned.travel(new Visitor(door.app), CLAIRE, { signer })).location, '/');
    equal(
      (await operator.post('/providers/guichet/saml', { ...form(), metadata: '' })).status,
      303,
      'empty keeps them',
    );
    match((await operator.get('/providers/guichet/saml')).text, /Certificat 2/);
    for (const metadata of ['<x/>', peer.metadata.replaceAll('X509Certificate', 'X509Other'), '<!DOCTYPE x><x/>'])
      match(
        (await operator.post('/providers/guichet/saml', { ...form(), metadata })).text,
        /Ce ne sont pas les métadonnées/,
      );
  });

  it('for everybody else these pages do not exist', async () => {
    const parent = await signInAs(door, (await buildGuardian(door.db, { of: await buildPupil(door.db) })).id);
    for (const stranger of [parent, await signInAs(door, teacher.id)]) {
      for (const path of ['/providers/new-saml/agents', '/providers/agents/saml'])
        equal((await stranger.get(path)).status, 404, path);
      equal((await stranger.post('/providers/new-saml/agents', { ...form(), key: 'mine' })).status, 404);
      equal((await stranger.post('/providers/agents/saml', form())).status, 404);
    }
  });
});
