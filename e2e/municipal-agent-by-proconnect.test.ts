import assert from 'node:assert/strict';
import { openPeer, type Peer } from '../modules/identity/federation/testing/peer.ts';
import { journey, type Visit } from './journey.ts';

/** The operator declares ProConnect, opens its door and tries it. */
async function declareProvider(visit: Visit, peer: Peer): Promise<void> {
  await visit.goAndLook('/providers');
  await visit.goAndLook('/providers/new/proconnect');
  await visit.page.getByLabel(/^Émetteur/).fill(peer.issuer);
  await visit.page.getByLabel(/^Identifiant du client/).fill(peer.clientId);
  await visit.page.getByLabel(/^Secret du client/).fill(peer.secret);
  await visit.page.getByLabel(/^Ouvert/).check({ force: true });
  await visit.press('Enregistrer');
  await visit.isTold('C’est enregistré');
  await visit.press('Essayer');
  await visit.isTold('Il répond');
  await visit.look();
}

journey('a municipal agent links ProConnect once by her password, and comes in by it', async (visit) => {
  const { origin, password } = visit.product;
  const peer = await openPeer({
    like: 'proconnect',
    people: [
      {
        id: 'helene',
        claims: { given_name: 'Hélène', usual_name: 'GARNIER', siret: '20004697700019', idp_id: 'town-hall' },
      },
    ],
    redirectUri: `${origin}/sign-in/with/proconnect/back`,
    signedOutUri: `${origin}/sign-in`,
  });
  /** The way through the provider is on its own site: all else that the browser complains of is a fault. */
  const elsewhere = (): void =>
    assert.deepEqual(
      visit.heard().filter((fault) => !fault.includes(peer.issuer)),
      [],
    );
  try {
    await visit.signIn('platform');
    await declareProvider(visit, peer);
    try {
      await visit.signOut();
      await visit.goAndLook('/sign-in?who=any');
      await visit.page.getByRole('link', { name: /Mairie ou Métropole/ }).click();
      await visit.page.waitForURL(/who=town/);
      await visit.look();
      await visit.page.getByRole('link', { name: /ProConnect/ }).click();
      await visit.page.waitForURL(/\/sign-in\/with\/proconnect\/new/);
      elsewhere();
      await visit.look();
      await visit.page.getByLabel('Identifiant').fill(visit.loginOf('commune'));
      await visit.page.getByLabel('Mot de passe').first().fill(password);
      await visit.press('Relier et entrer');
      await visit.page.waitForURL(`${origin}/**`);
      await visit.go('/account/ways');
      if (visit.page.url().includes('/charter')) await visit.acceptCharter();
      await visit.goAndLook('/account/ways');
      await visit.sees('Hélène GARNIER');
      await visit.go('/account/sessions');
      await visit.page.getByRole('main').getByRole('button', { name: 'Me déconnecter' }).click();
      await visit.page.waitForURL(/\/sign-in/);
      await visit.goAndLook('/sign-in');
      await visit.page.getByRole('link', { name: /ProConnect/ }).click();
      await visit.page.waitForURL(`${origin}/`);
      elsewhere();
      await visit.go('/account/sessions');
      await visit.sees('par ProConnect');
      await visit.page.getByRole('main').getByRole('button', { name: 'Me déconnecter' }).click();
      await visit.sees('La session de Préau est fermée');
      await visit.look();
    } finally {
      // Other journeys know the sign-in page without a provider.
      await visit.product.query('update identity.providers set active = false');
    }
  } finally {
    await peer.close();
  }
});
