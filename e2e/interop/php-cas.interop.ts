import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { projectPath } from '../../platform/config/paths.ts';
import { declareCasService } from './operator.ts';
import { withPeer } from './packages.ts';
import { copyInto, openPhpSite, type PhpSite } from './php-site.ts';
import { openStage, signInThere, until, walk } from './walk.ts';

/* The client that most French school programs embed: two sites, one of which opens the other. */
withPeer('php-cas', ['php-cli', 'php-curl', 'php-xml'], () => {
  let atelier: PhpSite;
  let archive: PhpSite;

  before(async () => {
    const { authority, port } = await openStage();
    [atelier, archive] = await Promise.all([
      openPhpSite(authority, '127.0.0.2', 'atelier'),
      openPhpSite(authority, '127.0.0.3', 'archive'),
    ]);
    for (const [site, other] of [
      [atelier, archive],
      [archive, atelier],
    ] as const) {
      copyInto(site.room, projectPath('e2e', 'interop', 'php-cas'));
      const settings = {
        host: 'localhost',
        port,
        authority: authority.authorityFile,
        service: site.origin,
        other: other.origin,
      };
      site.room.write('settings.json', JSON.stringify(settings));
      site.room.makeFolder('grants');
      await site.start();
    }
  });
  after(async () => {
    await Promise.all([atelier?.close(), archive?.close()]);
  });

  const greeted = (page: Page, words: string): Promise<void> => page.getByRole('heading', { name: words }).waitFor();
  /** What the service shows of what it knows. */
  const shown = async (page: Page): Promise<{ user: string; attributes: Record<string, string>; proxies?: string[] }> =>
    JSON.parse(await page.locator('pre').innerText());

  walk('the operator declares two services of php-cas, one of which may open the other', async (visit) => {
    await visit.signIn('platform');
    await declareCasService(visit, {
      name: 'Atelier',
      start: `${atelier.origin}/`,
      callback: `${atelier.origin}/opener.php`,
      released: [
        ['nom', 'nom'],
        ['prénom', 'prenom'],
        ['profil en chiffres (National_1 à 7)', 'categories'],
      ],
      boxes: ['Peut ouvrir d’autres services au nom de la personne'],
    });
    await declareCasService(visit, {
      name: 'Archive',
      start: `${archive.origin}/`,
      released: [['nom', 'nom']],
      boxes: ['Accepte d’être ouvert par un autre service'],
    });
  });

  walk(
    'a teacher who is not signed in is led to the door, and greeted by CAS 3 with what was declared',
    async (visit) => {
      const { page } = visit;
      await page.goto(`${atelier.origin}/three.php`);
      await page.getByText('Vous allez ouvrir Atelier.').waitFor();
      await signInThere(visit, 'teacherOfEcole');
      await greeted(page, 'Bonjour ROUX');
      const { user, attributes } = await shown(page);
      assert.match(user, /^[A-Z][0-9A-Z]{7}$/);
      const { authenticationDate, ...others } = attributes;
      assert.ok(Date.parse(authenticationDate ?? '') > Date.now() - 120_000);
      assert.deepEqual(others, {
        nom: 'ROUX',
        prenom: 'Claire',
        categories: 'National_3',
        isFromNewLogin: 'true',
        longTermAuthenticationRequestTokenUsed: 'false',
      });
    },
  );

  for (const [file, protocol] of [
    ['one.php', 'CAS 1'],
    ['two.php', 'CAS 2'],
    ['saml.php', 'SAML 1.1'],
  ] as const)
    walk(`a teacher who is signed in passes by ${protocol} without a question`, async (visit) => {
      const { page } = visit;
      await visit.signIn('teacherOfEcole');
      await page.goto(`${atelier.origin}/${file}`);
      await greeted(page, protocol === 'CAS 1' ? 'Bonjour ' : 'Bonjour ROUX');
      const { user, attributes } = await shown(page);
      assert.match(user, /^[A-Z][0-9A-Z]{7}$/);
      const expected = protocol === 'CAS 1' ? {} : { nom: 'ROUX', prenom: 'Claire', categories: 'National_3' };
      assert.deepEqual({ ...attributes }, expected);
      assert.ok(!page.url().includes('ticket'), 'the ticket does not stay in the address');
    });

  walk('a guardian for whom it is not meant is told so, and nothing leaves', async (visit) => {
    await visit.signIn('guardian');
    await visit.page.goto(`${atelier.origin}/three.php`);
    await visit.sees('Atelier n’est pas ouvert');
  });

  walk('a page that asks nobody greets a stranger, then by name whoever is signed in (gateway)', async (visit) => {
    const { page } = visit;
    await page.goto(`${atelier.origin}/perhaps.php`);
    await greeted(page, 'Bonjour, qui que vous soyez');
    await visit.signIn('teacherOfEcole');
    await page.context().clearCookies({ domain: '127.0.0.2' });
    await page.goto(`${atelier.origin}/perhaps.php`);
    await greeted(page, 'Bonjour ROUX');
  });

  walk('a page that wants the password anew gets it from whoever is signed in (renew)', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    await page.goto(`${atelier.origin}/anew.php`);
    await page.getByLabel('Identifiant').waitFor();
    await signInThere(visit, 'teacherOfEcole');
    await greeted(page, 'Bonjour ROUX');
    assert.equal((await shown(page)).attributes.isFromNewLogin, 'true');
  });

  walk('one service opens the other in the teacher’s name, which learns by whom (proxy)', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    await page.goto(`${atelier.origin}/opener.php`);
    await greeted(page, 'Bonjour ');
    const { user, attributes, proxies } = await shown(page);
    assert.match(user, /^[A-Z][0-9A-Z]{7}$/);
    assert.deepEqual(attributes, { nom: 'ROUX' });
    assert.deepEqual(proxies, [`${atelier.origin}/opener.php`]);
  });

  walk('when the teacher signs out of the platform, the sessions of both services are over', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    for (const { origin } of [atelier, archive]) {
      await page.goto(`${origin}/three.php`);
      await greeted(page, 'Bonjour ROUX');
      await page.goto(`${origin}/here.php`);
      await greeted(page, 'Session ouverte');
    }
    await visit.go('/');
    await visit.signOut();
    for (const { origin } of [atelier, archive]) {
      await until(`the session of ${origin} ends`, async () => {
        await page.goto(`${origin}/here.php`);
        return (await page.getByRole('heading').innerText()) === 'Pas de session';
      });
      await page.goto(`${origin}/three.php`);
      await page.getByLabel('Identifiant').waitFor();
    }
  });

  walk('a teacher who signs out in the service comes back to it, signed out of the platform too', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    await page.goto(`${atelier.origin}/three.php`);
    await greeted(page, 'Bonjour ROUX');
    await page.goto(`${atelier.origin}/leave.php`);
    await greeted(page, 'Pas de session');
    assert.equal(page.url(), `${atelier.origin}/here.php`);
    await visit.go('/');
    await page.waitForURL(/\/sign-in/);
  });
});
