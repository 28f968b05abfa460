import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { certify } from '../../modules/identity/keys/certificate.ts';
import { type Apache, openApache, pageShowing } from './apache.ts';
import { declareSamlService } from './operator-saml.ts';
import { withPeer } from './packages.ts';
import { openStage, signInThere, until, walk } from './walk.ts';

/* A site whose Apache speaks SAML: a second reading of the protocol beside that of simplesamlphp. */
withPeer('libapache2-mod-auth-mellon', ['apache2-bin'], () => {
  let site: Apache;

  before(async () => {
    const { authority } = await openStage();
    site = await openApache(authority, '127.0.0.8', 'garden');
    site.room.write('site/beds/index.html', pageShowing(['REMOTE_USER', 'MELLON_nom', 'MELLON_profil']));
    site.room.write(
      'site/index.html',
      '<!doctype html><html lang="fr"><title>Accueil</title><h1>Accueil du site</h1></html>',
    );
  });
  after(async () => {
    await site?.close();
  });

  const greeted = (page: Page): Promise<void> => page.getByRole('heading', { name: /^Bonjour ./ }).waitFor();

  walk('the operator declares a site behind Apache by its metadata', async (visit) => {
    const { page, product } = visit;
    const { room, origin } = site;
    const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const certificate = await certify(keys, { host: '127.0.0.8', now: new Date(), serial: '01' });
    room.write('own.key', keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    room.write('own.crt', certificate);
    const ours = await page.context().request.get(`${product.origin}/saml/metadata`);
    const metadata = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${origin}/mellon/metadata">
<SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate.replaceAll(/-----.*-----|\s/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>
<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${origin}/mellon/logout"/>
<NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>
<AssertionConsumerService index="0" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${origin}/mellon/postResponse"/>
</SPSSODescriptor></EntityDescriptor>`;
    const files = {
      theirs: room.write('theirs.xml', await ours.text()),
      own: room.write('own.xml', metadata),
    };
    await site.start(
      ['auth_mellon'],
      `<Location />
MellonEnable info
MellonEndpointPath /mellon
MellonSPMetadataFile ${files.own}
MellonSPPrivateKeyFile ${room.folder}/own.key
MellonSPCertFile ${room.folder}/own.crt
MellonIdPMetadataFile ${files.theirs}
MellonSecureCookie On
MellonCookieSameSite None
MellonUser NAME_ID
MellonSetEnvNoPrefix MELLON_nom nom
MellonSetEnvNoPrefix MELLON_profil profil
</Location>
<Location /beds>
AuthType Mellon
MellonEnable auth
Require valid-user
</Location>`,
    );
    await visit.signIn('platform');
    await declareSamlService(visit, {
      name: 'Jardin',
      start: `${origin}/beds/`,
      metadata,
      released: [
        ['nom', 'nom'],
        ['profil (élève, parent…), en lettres', 'profil'],
      ],
    });
  });

  walk('a teacher is led to the door and known by what was declared', async (visit) => {
    const { page } = visit;
    await page.goto(`${site.origin}/beds/`);
    await signInThere(visit, 'teacherOfEcole');
    await greeted(page);
    const shown = await page.locator('pre').innerText();
    assert.match(shown, /MELLON_nom=ROUX/);
    assert.match(shown, /MELLON_profil=National_ENS/);
  });

  walk('a teacher who signs out in the site comes back to it, signed out of the platform too', async (visit) => {
    const { page, product } = visit;
    await visit.signIn('teacherOfEcole');
    await page.goto(`${site.origin}/beds/`);
    await greeted(page);
    await page.goto(`${site.origin}/mellon/logout?ReturnTo=${encodeURIComponent(`${site.origin}/`)}`);
    await page.getByRole('heading', { name: 'Accueil du site' }).waitFor();
    await page.goto(`${product.origin}/`);
    await page.waitForURL(/\/sign-in/);
  });

  walk('a head who signs out of the platform has left the site too', async (visit) => {
    const { page: tab } = visit;
    await visit.signIn('headOfEcole');
    await tab.goto(`${site.origin}/beds/`);
    await greeted(tab);
    await visit.go('/account/sessions');
    await tab.getByRole('main').getByRole('button', { name: 'Me déconnecter' }).click();
    await tab.getByRole('heading', { name: 'La session est fermée' }).waitFor();
    await tab.waitForLoadState('load');
    await until('the site asks again', async () => {
      await tab.goto(`${site.origin}/beds/`);
      return tab.url().includes('/sign-in');
    });
  });
});
