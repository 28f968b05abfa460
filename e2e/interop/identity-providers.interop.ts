import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { openPeer, type Peer } from '../../modules/identity/federation/testing/peer.ts';
import type { PersonKey, Visit } from '../journey.ts';
import { freePort } from '../product.ts';
import { openStage, walk } from './walk.ts';

const aminata = { id: 'aminata', claims: { given_name: 'Aminata Awa', family_name: 'DIALLO' } };
const helene = {
  id: 'helene',
  claims: { given_name: 'Hélène', usual_name: 'GARNIER', siret: '98000000000017', idp_id: 'mairie' },
};
const stranger = {
  id: 'paule',
  claims: { given_name: 'Paule', usual_name: 'MARTIN', siret: '98000000000025', idp_id: 'ailleurs' },
};

/* npm `oidc-provider`, of which FranceConnect and ProConnect are made, set up with their parameters. */
describe('oidc-provider, as FranceConnect and as ProConnect', () => {
  let france: Peer;
  let pro: Peer;

  before(async () => {
    const { origin } = (await openStage()).product;
    const addresses = (key: string) => ({
      redirectUri: `${origin}/sign-in/with/${key}/back`,
      signedOutUri: `${origin}/sign-in`,
    });
    [france, pro] = await Promise.all([
      openPeer({
        like: 'franceconnect',
        people: [aminata],
        ...addresses('franceconnect'),
      }),
      openPeer({
        like: 'proconnect',
        people: [helene, stranger],
        ...addresses('proconnect'),
      }),
    ]);
  });
  after(async () => {
    await Promise.all([france?.close(), pro?.close()]);
    // Other walks know the sign-in page without a provider.
    await (await openStage()).product.query('update identity.providers set active = false');
  });

  async function declare(
    visit: Visit,
    kind: 'franceconnect' | 'proconnect' | 'grandlyon',
    peer: Pick<Peer, 'issuer' | 'clientId' | 'secret'>,
    employers = '',
  ): Promise<void> {
    const { page } = visit;
    await visit.go(`/providers/new/${kind}`);
    await page.getByLabel(/^Émetteur/).fill(peer.issuer);
    await page.getByLabel(/^Identifiant du client/).fill(peer.clientId);
    await page.getByLabel(/^Secret du client/).fill(peer.secret);
    await page.getByLabel(/^Employeurs admis/).fill(employers);
    await page.getByLabel(/^Ouvert/).check({ force: true });
    await visit.press('Enregistrer');
    await visit.isTold('C’est enregistré');
  }

  /** From the question at the door to the provider, and back to wherever that leads. */
  async function leaveFor({ page, product }: Visit, who: RegExp, provider: RegExp): Promise<void> {
    await page.goto(`${product.origin}/sign-in?who=any`);
    await page.getByRole('main').getByRole('link', { name: who }).click();
    await page.waitForURL(/who=/);
    await page.getByRole('link', { name: provider }).first().click();
  }

  /** Proves once by the password that the account is theirs. */
  async function link(visit: Visit, person: PersonKey): Promise<void> {
    const { page, product } = visit;
    await page.getByLabel('Identifiant').fill(visit.loginOf(person));
    await page.getByLabel('Mot de passe').first().fill(product.password);
    await visit.press('Relier et entrer');
    await visit.go('/account/ways');
    if (new URL(page.url()).pathname === '/charter') await visit.acceptCharter();
    await visit.go('/account/ways');
  }

  /** The session of the link was opened by the password: signing out of it says nothing of the provider. */
  async function signOutHere({ page, product }: Visit): Promise<void> {
    await page.goto(`${product.origin}/account/sessions`);
    await page.getByRole('main').getByRole('button', { name: 'Me déconnecter' }).click();
    await page.waitForURL(/\/sign-in/);
  }

  async function signOutHereAndThere({ page, product }: Visit, provider: string, issuer: string): Promise<void> {
    await page.goto(`${product.origin}/account/sessions`);
    await page.getByRole('main').getByRole('button', { name: 'Me déconnecter' }).click();
    await page.getByText('La session de Préau est fermée').waitFor();
    await page.getByRole('link', { name: `Me déconnecter aussi de ${provider}` }).click();
    await page.waitForURL((url) => url.href.startsWith(issuer));
    await page.getByRole('button', { name: /^Yes/ }).click();
    await page.waitForURL((url) => url.href.startsWith(`${product.origin}/sign-in`));
  }

  walk('the operator declares FranceConnect and ProConnect, and tries them', async (visit) => {
    await visit.signIn('platform');
    await declare(visit, 'franceconnect', france);
    await visit.press('Essayer');
    await visit.isTold('Il répond');
    await declare(visit, 'proconnect', pro, '98000000000017');
    await visit.press('Essayer');
    await visit.isTold('Il répond');
  });

  walk('a guardian links FranceConnect once, comes in by it, and signs out here and there', async (visit) => {
    const { page, product } = visit;
    await leaveFor(visit, /Élève ou parent/, /FranceConnect/);
    await page.getByRole('heading', { name: 'Relier FranceConnect à votre compte' }).waitFor();
    await visit.sees('Aminata DIALLO');
    await link(visit, 'guardian');
    await visit.sees('Aminata DIALLO');
    await signOutHere(visit);
    await leaveFor(visit, /Élève ou parent/, /FranceConnect/);
    await page.waitForURL(`${product.origin}/`);
    await signOutHereAndThere(visit, 'FranceConnect', france.issuer);
    // Signed out there too: the provider asks anew, and who is before it now breaks off.
    france.present = null;
    await leaveFor(visit, /Élève ou parent/, /FranceConnect/);
    await visit.sees('Vous avez interrompu la connexion à FranceConnect');
    france.present = aminata;
    await page.getByRole('link', { name: 'Réessayer avec FranceConnect' }).click();
    await page.waitForURL(`${product.origin}/`);
    await visit.go('/account/sessions');
    await visit.sees('par FranceConnect');
  });

  walk('a guardian who proves less than is asked for stays outside', async (visit) => {
    france.level = 'eidas0';
    await leaveFor(visit, /Élève ou parent/, /FranceConnect/);
    await visit.sees('FranceConnect ne garantit pas votre identité au niveau demandé');
    france.level = 'eidas1';
    await visit.go('/');
    assert.equal(new URL(visit.page.url()).pathname, '/sign-in');
  });

  walk('a municipal agent links ProConnect, and comes in; an agent of another employer does not', async (visit) => {
    const { page, product } = visit;
    await leaveFor(visit, /Mairie ou Métropole/, /ProConnect/);
    await link(visit, 'commune');
    await signOutHere(visit);
    await leaveFor(visit, /Mairie ou Métropole/, /ProConnect/);
    await page.waitForURL(`${product.origin}/`);
    await signOutHereAndThere(visit, 'ProConnect', pro.issuer);
    pro.present = stranger;
    await leaveFor(visit, /Mairie ou Métropole/, /ProConnect/);
    await visit.sees('Votre employeur, tel que ProConnect le donne, n’a pas d’accès par ce chemin');
  });

  walk('when a provider is dead the page says so and shows the other ways', async (visit) => {
    await visit.go('/sign-in?who=town');
    await visit.enter('platform');
    await declare(visit, 'grandlyon', { ...france, issuer: `http://127.0.0.1:${await freePort()}` });
    await visit.press('Essayer');
    await visit.go('/');
    await visit.signOut();
    await leaveFor(visit, /Élève ou parent/, /GrandLyon Connect/);
    await visit.sees('GrandLyon Connect ne répond pas en ce moment');
    await visit.follow('Entrer autrement');
    await visit.sees('Qui êtes-vous');
  });
});
