import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import { type Apache, openApache, pageShowing } from './apache.ts';
import { declareOpenidService } from './operator-openid.ts';
import { withPeer } from './packages.ts';
import { openStage, signInThere, until, walk } from './walk.ts';

const KID = 'library-2026';
const claims = ['name', 'given_name', 'family_name', 'ent_classes'] as const;

/* A site that knows nothing of us: its Apache asks who is there. One proves itself by a secret, one by its key. */
withPeer('libapache2-mod-auth-openidc', ['apache2-bin'], () => {
  let bySecret: Apache;
  let byKey: Apache;
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });

  before(async () => {
    const { authority } = await openStage();
    [bySecret, byKey] = await Promise.all([
      openApache(authority, '127.0.0.6', 'cinema'),
      openApache(authority, '127.0.0.7', 'theatre'),
    ]);
    for (const { room } of [bySecret, byKey]) {
      const shown = [
        'REMOTE_USER',
        ...claims.map((claim) => `OIDC_CLAIM_${claim}`),
        'OIDC_CLAIM_acr',
        'OIDC_CLAIM_email',
      ];
      room.write('site/seats/index.html', pageShowing(shown));
      room.write(
        'site/index.html',
        '<!doctype html><html lang="fr"><title>Accueil</title><h1>Accueil du site</h1></html>',
      );
    }
  });
  after(async () => {
    await Promise.all([bySecret?.close(), byKey?.close()]);
  });

  /** What a publisher writes. */
  async function configure(site: Apache, clientId: string, proof: string): Promise<void> {
    const { authority, product } = await openStage();
    await site.start(
      ['auth_openidc'],
      `OIDCProviderMetadataURL ${product.origin}/.well-known/openid-configuration
OIDCCABundlePath ${authority.authorityFile}
OIDCClientID ${clientId}
${proof}
OIDCRedirectURI ${site.origin}/seats/back
OIDCCryptoPassphrase only-for-this-run
OIDCDefaultURL ${site.origin}/
OIDCScope "openid profile ent"
OIDCPKCEMethod S256
OIDCCacheType shm
OIDCStateTimeout 120
<Location /seats>
AuthType openid-connect
Require valid-user
</Location>`,
    );
  }

  const addresses = ({ origin }: Apache) => ({
    start: `${origin}/seats/`,
    redirectAddress: `${origin}/seats/back`,
    postLogoutAddress: `${origin}/`,
    backChannelAddress: `${origin}/seats/back?logout=backchannel`,
    claims,
  });

  const shown = async (page: Page): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await page.locator('pre').innerText())
        .split('\n')
        .filter(Boolean)
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  const greeted = (page: Page): Promise<void> => page.getByRole('heading', { name: /^Bonjour/ }).waitFor();

  walk('the operator declares two sites behind Apache: one draws a secret, one gives its public key', async (visit) => {
    await visit.signIn('platform');
    const cinema = await declareOpenidService(visit, { name: 'Cinéma', ...addresses(bySecret) });
    await configure(bySecret, cinema.clientId, `OIDCClientSecret ${cinema.secret}`);
    const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid: KID, use: 'sig', alg: 'RS256' };
    const theatre = await declareOpenidService(visit, {
      name: 'Théâtre',
      ...addresses(byKey),
      jwks: JSON.stringify({ keys: [jwk] }),
    });
    const pem = (key: typeof own.privateKey, type: 'pkcs8' | 'spki'): string =>
      key.export({ type, format: 'pem' }).toString();
    const { room } = byKey;
    const publicFile = room.write('theatre.pub', pem(own.publicKey, 'spki'));
    const privateFile = room.write('theatre.key', pem(own.privateKey, 'pkcs8'));
    await configure(
      byKey,
      theatre.clientId,
      `OIDCPrivateKeyFiles ${KID}#${privateFile}\nOIDCPublicKeyFiles ${KID}#${publicFile}\nOIDCProviderTokenEndpointAuth private_key_jwt`,
    );
  });

  for (const [proof, site] of [
    ['a secret', () => bySecret],
    ['its own key', () => byKey],
  ] as const)
    walk(
      `a teacher opens a site that proves itself by ${proof}: code, PKCE, and the claims declared`,
      async (visit) => {
        const { page } = visit;
        await page.goto(`${site().origin}/seats/`);
        await signInThere(visit, 'teacherOfEcole');
        await greeted(page);
        const { REMOTE_USER: user, ...told } = await shown(page);
        assert.match(user ?? '', /^\S{8,}@localhost/);
        assert.equal(told.OIDC_CLAIM_family_name, 'ROUX');
        assert.equal(told.OIDC_CLAIM_given_name, 'Claire');
        assert.match(told.OIDC_CLAIM_ent_classes ?? '', /ROUX/);
        assert.equal(told.OIDC_CLAIM_email, '(none)', 'what is not declared does not leave');
      },
    );

  walk('two sites know the same teacher under two names', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    const names = [];
    for (const { origin } of [bySecret, byKey]) {
      await page.goto(`${origin}/seats/`);
      await greeted(page);
      names.push((await shown(page)).REMOTE_USER);
    }
    assert.notEqual(names[0], names[1]);
  });

  walk('a guardian for whom it is not meant is sent back with the refusal of the protocol', async (visit) => {
    const { page } = visit;
    await visit.signIn('guardian');
    // What Apache makes of it is its own affair: it asks again a few times, then gives up.
    const back = page.waitForRequest((request) =>
      request.url().startsWith(`${bySecret.origin}/seats/back?error=access_denied`),
    );
    await page.goto(`${bySecret.origin}/seats/`);
    await back;
    assert.equal(await page.getByRole('heading', { name: /^Bonjour/ }).count(), 0);
  });

  walk('when the teacher signs out of the platform, the sessions of both sites are over', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    for (const { origin } of [bySecret, byKey]) {
      await page.goto(`${origin}/seats/`);
      await greeted(page);
    }
    await visit.go('/');
    await visit.signOut();
    for (const { origin } of [bySecret, byKey])
      await until(`the session of ${origin} ends`, async () => {
        await page.goto(`${origin}/seats/`);
        return page.url().includes('/sign-in');
      });
  });

  walk('a teacher who signs out in the site comes back to it, signed out of the platform too', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    await page.goto(`${bySecret.origin}/seats/`);
    await greeted(page);
    await page.goto(`${bySecret.origin}/seats/back?logout=${encodeURIComponent(`${bySecret.origin}/`)}`);
    await page.getByRole('heading', { name: 'Accueil du site' }).waitFor();
    await visit.go('/');
    await page.waitForURL(/\/sign-in/);
  });
});
