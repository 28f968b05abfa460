import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { type Apache, openApache, pageShowing } from './apache.ts';
import { declareCasService } from './operator.ts';
import { withPeer } from './packages.ts';
import { openStage, signInThere, until, walk } from './walk.ts';

/* A site that knows nothing of us: its Apache asks who is there. Once by CAS 2, once by SAML 1.1. */
withPeer('libapache2-mod-auth-cas', ['apache2-bin'], () => {
  let plain: Apache;
  let saml: Apache;

  before(async () => {
    const { authority, product } = await openStage();
    [plain, saml] = await Promise.all([
      openApache(authority, '127.0.0.4', 'library'),
      openApache(authority, '127.0.0.5', 'museum'),
    ]);
    for (const [site, validation] of [
      [plain, 'CASValidateURL %/cas/p3/serviceValidate'],
      [saml, 'CASValidateURL %/cas/samlValidate\nCASValidateSAML On'],
    ] as const) {
      const shown = pageShowing(['REMOTE_USER', 'HTTP_CAS_NOM', 'HTTP_CAS_PRENOM', 'HTTP_CAS_CLASSES']);
      site.room.write('site/books/index.html', shown);
      site.room.write('site/desk/index.html', shown);
      site.room.write('site/anew/index.html', shown);
      await site.start(
        ['auth_cas'],
        `CASVersion 2
CASLoginURL ${product.origin}/cas/login
${validation.replace('%', product.origin)}
CASCertificatePath ${authority.authorityFile}
CASCookiePath ${site.room.makeFolder('tickets')}/
CASSSOEnabled On
<Location /books>
AuthType CAS
CASAuthNHeader Cas-User
Require valid-user
</Location>
<Location /desk>
AuthType CAS
CASAuthNHeader Cas-User
Require cas-attribute nom:ROUX
</Location>
<Location /anew>
AuthType CAS
CASAuthNHeader Cas-User
CASRenew /anew
Require valid-user
</Location>`,
      );
    }
  });
  after(async () => {
    await Promise.all([plain?.close(), saml?.close()]);
  });

  /** What the page shows, by variable; what Apache does not know it calls `(none)`. */
  const shown = async (page: Page): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await page.locator('pre').innerText())
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('=')),
    );

  walk('the operator declares two sites behind Apache', async (visit) => {
    await visit.signIn('platform');
    for (const [name, { origin }] of [
      ['Bibliothèque', plain],
      ['Musée', saml],
    ] as const)
      await declareCasService(visit, {
        name,
        start: `${origin}/`,
        released: [
          ['nom', 'nom'],
          ['prénom', 'prenom'],
          ['classes où la personne enseigne', 'classes'],
        ],
      });
  });

  for (const [words, site] of [
    ['CAS 2', () => plain],
    ['SAML 1.1', () => saml],
  ] as const)
    walk(`a teacher opens a site whose Apache asks by ${words}, and keeps a session there`, async (visit) => {
      const { page } = visit;
      const { origin } = site();
      await page.goto(`${origin}/books/`);
      await signInThere(visit, 'teacherOfEcole');
      await page.getByRole('heading', { name: /^Bonjour [A-Z0-9]{8}$/ }).waitFor();
      const { REMOTE_USER: user, ...attributes } = await shown(page);
      assert.match(user ?? '', /^[A-Z][0-9A-Z]{7}$/);
      assert.equal(attributes.HTTP_CAS_NOM, 'ROUX');
      assert.equal(attributes.HTTP_CAS_PRENOM, 'Claire');
      assert.match(attributes.HTTP_CAS_CLASSES ?? '', /ROUX/);
      await page.goto(`${origin}/desk/`);
      await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    });

  walk('a teacher of another name is refused by the site where it asks for an attribute', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfCollege');
    await page.goto(`${plain.origin}/books/`);
    await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    const answer = await page.goto(`${plain.origin}/desk/`);
    assert.equal(answer?.status(), 401);
  });

  walk('where the site wants it, the password is asked for anew', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    await page.goto(`${plain.origin}/anew/`);
    await page.getByLabel('Identifiant').waitFor();
    await signInThere(visit, 'teacherOfEcole');
    await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
  });

  walk('when the teacher signs out of the platform, the site asks again', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    await page.goto(`${plain.origin}/books/`);
    await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    await visit.go('/');
    await visit.signOut();
    await until('the session of the site ends', async () => {
      await page.goto(`${plain.origin}/books/`);
      return page.url().includes('/sign-in');
    });
  });
});
