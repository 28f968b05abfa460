import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { Visit } from '../journey.ts';
import { declareSamlService } from './operator-saml.ts';
import { withPeer } from './packages.ts';
import type { PhpSite } from './php-site.ts';
import { openSimpleSaml } from './simplesaml.ts';
import { openStage, signInThere, until, walk } from './walk.ts';

const released = [
  ['nom', 'urn:oid:2.5.4.4'],
  ['prénom', 'urn:oid:2.5.4.42'],
  ['profil (élève, parent…), en lettres', 'ENTPersonProfils'],
] as const;

/* SimpleSAMLphp as publishers use it: one service in clear, one that is sent everything encrypted and may be opened from here. */
withPeer('simplesamlphp', ['php-cli', 'php-curl', 'php-xml'], () => {
  let open: PhpSite;
  let sealed: PhpSite;

  before(async () => {
    const { authority, product } = await openStage();
    // One publisher's program may be several services, each with a name of its own.
    const source = ({ origin }: PhpSite, name: string, more: object) => ({
      0: 'saml:SP',
      entityID: `${origin}/${name}`,
      idp: `${product.origin}/saml/metadata`,
      privatekey: 'own.key',
      certificate: 'own.crt',
      'sign.authnrequest': true,
      'sign.logout': true,
      'validate.logout': true,
      ...more,
    });
    const service = (more: object) => (site: PhpSite) => ({
      service: source(site, 'service', more),
      anew: source(site, 'anew', { ForceAuthn: true }),
      silent: source(site, 'silent', { IsPassive: true }),
    });
    [open, sealed] = await Promise.all([
      openSimpleSaml(authority, '127.0.0.4', 'open', service({})),
      openSimpleSaml(authority, '127.0.0.5', 'sealed', service({ 'assertion.encryption': true })),
    ]);
    await Promise.all([open.start(), sealed.start()]);
  });
  after(async () => {
    await Promise.all([open?.close(), sealed?.close()]);
  });

  const page = ({ origin }: PhpSite, source = 'service'): string =>
    `${origin}/module.php/core/authenticate.php?as=${source}`;
  /** The service shows what it was told. */
  const shows = async (tab: Page, ...words: string[]): Promise<void> => {
    for (const one of words) await tab.locator('body').getByText(one, { exact: true }).first().waitFor();
  };

  /** The publisher reads our metadata. @param without a binding that it will not use */
  async function readOurs({ product, page: tab }: Visit, site: PhpSite, without?: RegExp): Promise<void> {
    const ours = await (await tab.context().request.get(`${product.origin}/saml/metadata`)).text();
    site.room.write('metadata/others.xml', without ? ours.replace(without, '') : ours);
  }

  walk('the operator declares four services by the metadata of their publishers', async (visit) => {
    await visit.signIn('platform');
    const box = [
      'Chiffrer ce qui part, avec le certificat du service',
      'Peut être ouvert d’ici sans l’avoir demandé (GAR)',
    ];
    for (const [name, site, source, boxes] of [
      ['Médiathèque', open, 'service', []],
      ['Réserve', open, 'anew', []],
      ['Vitrine', open, 'silent', []],
      ['Coffre', sealed, 'service', box],
    ] as const) {
      const theirs = await visit.page.context().request.get(`${site.origin}/module.php/saml/sp/metadata.php/${source}`);
      await declareSamlService(visit, {
        name,
        start: page(site, source),
        metadata: await theirs.text(),
        released,
        boxes,
      });
    }
    await readOurs(visit, open);
    // One by the POST binding, which a publisher gets by not knowing another.
    await readOurs(visit, sealed, /<md:SingleSignOnService[^>]*HTTP-Redirect[^>]*\/>/);
  });

  walk(
    'a teacher who is not signed in is led to the door, and known by what was declared (Redirect)',
    async (visit) => {
      await visit.page.goto(page(open));
      await signInThere(visit, 'teacherOfEcole');
      await shows(visit.page, 'ROUX', 'Claire', 'National_ENS');
      assert.ok(visit.page.url().startsWith(open.origin));
    },
  );

  walk('a teacher who is signed in passes without a question (POST, encrypted)', async (visit) => {
    await visit.signIn('teacherOfEcole');
    await visit.page.goto(page(sealed));
    await shows(visit.page, 'ROUX', 'Claire', 'National_ENS');
  });

  walk('a guardian for whom it is not meant is told so', async (visit) => {
    await visit.signIn('guardian');
    await visit.page.goto(page(open));
    await visit.page
      .getByText(/n’est pas ouvert|RequestDenied/)
      .first()
      .waitFor();
  });

  walk(
    'a service that wants the password anew gets it (ForceAuthn); one that asks nobody is told that nobody is there (IsPassive)',
    async (visit) => {
      const { page: tab } = visit;
      await tab.goto(page(open, 'silent'));
      await tab
        .getByText(/NoPassive/)
        .first()
        .waitFor();
      await visit.signIn('teacherOfEcole');
      await tab.goto(page(open, 'anew'));
      await tab.getByLabel('Identifiant').waitFor();
      await signInThere(visit, 'teacherOfEcole');
      await shows(tab, 'ROUX');
    },
  );

  walk(
    'a service is opened from here that did not ask, where the operator allows it, and only there',
    async (visit) => {
      const { page: tab, product } = visit;
      await visit.signIn('teacherOfEcole');
      const start = (site: PhpSite): string => {
        const query = new URLSearchParams({ service: `${site.origin}/service`, RelayState: page(site) });
        return `${product.origin}/saml/start?${query}`;
      };
      await tab.goto(start(sealed));
      await shows(tab, 'ROUX');
      assert.ok(tab.url().startsWith(sealed.origin));
      await tab.goto(start(open));
      assert.ok(tab.url().startsWith(product.origin), 'the person stays here');
    },
  );

  walk('when the teacher signs out of the platform, both services are left too', async (visit) => {
    const { page: tab } = visit;
    await visit.signIn('teacherOfEcole');
    for (const site of [open, sealed]) {
      await tab.goto(page(site));
      await shows(tab, 'ROUX');
    }
    await visit.go('/account/sessions');
    await tab.getByRole('main').getByRole('button', { name: 'Me déconnecter' }).click();
    await tab.getByRole('heading', { name: 'La session est fermée' }).waitFor();
    // The services are left in frames of that page: they are given their time.
    await tab.waitForLoadState('load');
    for (const site of [open, sealed])
      await until(`${site.origin} asks again`, async () => {
        await tab.goto(page(site));
        return tab.url().includes('/sign-in');
      });
  });

  walk('a teacher who signs out in one service is signed out of the platform and of the other', async (visit) => {
    const { page: tab, product } = visit;
    await visit.signIn('teacherOfEcole');
    for (const site of [open, sealed]) {
      await tab.goto(page(site));
      await shows(tab, 'ROUX');
    }
    await tab.goto(`${open.origin}/module.php/core/authenticate.php?as=service&logout`);
    await tab.waitForURL((url) => url.href.startsWith(`${open.origin}/`) && url.pathname.endsWith('logout.php'));
    await tab.goto(`${product.origin}/`);
    await tab.waitForURL(/\/sign-in/);
    await tab.goto(page(sealed));
    await tab.waitForURL(/\/sign-in/);
  });
});
