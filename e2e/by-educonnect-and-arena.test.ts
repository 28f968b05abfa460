import assert from 'node:assert/strict';
import { openSamlPeer, type SamlPeer } from '../modules/identity/federation/testing/saml-forger.ts';
import { journey, type Visit } from './journey.ts';

/** The operator declares a provider of the academy by its metadata; the peer reads ours. */
async function declareProvider(visit: Visit, peer: SamlPeer, kind: 'educonnect' | 'agents'): Promise<void> {
  await visit.goAndLook(`/providers/new-saml/${kind}`);
  await visit.page.getByLabel(/^Ses métadonnées/).fill(peer.metadata);
  if (kind === 'agents') await visit.page.getByLabel(/^Domaines des adresses/).fill('ac-exemple.invalid');
  await visit.page.getByLabel(/^Ouvert/).check({ force: true });
  await visit.press('Enregistrer');
  await visit.isTold('C’est enregistré');
  await visit.look();
  const base = `${visit.product.origin}/sign-in/with/${kind}/saml`;
  const metadata = await (await fetch(`${base}/metadata`)).text();
  const [, body = ''] = /use="encryption".*?<ds:X509Certificate>([^<]+)</s.exec(metadata) ?? [];
  const encryptTo = kind === 'educonnect' ? `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----` : null;
  peer.towards = { entityId: `${base}/metadata`, address: `${base}/answer`, encryptTo };
}

/** The way through the provider is on its own site: all else that the browser complains of is a fault. */
const elsewhere = (visit: Visit, peer: SamlPeer): void =>
  assert.deepEqual(
    visit.heard().filter((fault) => !fault.includes(new URL(peer.entityId).origin)),
    [],
  );

/** Through the provider's page, whose button sends the answer, and whatever stands before home. */
async function comeIn(visit: Visit): Promise<void> {
  await visit.page.getByRole('button', { name: 'Continuer vers l’ENT' }).click();
  await visit.page.waitForURL(`${visit.product.origin}/**`);
  if (visit.page.url().includes('/charter')) await visit.acceptCharter();
}

async function signOutOfBoth(visit: Visit): Promise<void> {
  await visit.go('/account/sessions');
  await visit.page.getByRole('main').getByRole('button', { name: 'Me déconnecter' }).click();
  await visit.page.waitForURL(/\/sign-in(\?|$)/);
}

const switchOff = (visit: Visit): Promise<unknown> =>
  // Other journeys know the sign-in page without a provider.
  visit.product.query(`update identity.providers set active = false`);

journey('a guardian comes in by EduConnect, is known by the academy’s file, and signs out of both', async (visit) => {
  const peer = await openSamlPeer();
  try {
    await visit.signIn('platform');
    await declareProvider(visit, peer, 'educonnect');
    try {
      const known = await visit.product.query<{ source: string; source_id: string }>(
        `select s.source, s.source_id from directory.person_sources s
         join identity.accounts a on a.person_id = s.person_id and a.login = $1
         where s.category = 'guardian' and s.gone_on is null order by 1, 2`,
        [visit.loginOf('guardian')],
      );
      const references = known.map(({ source, source_id }) => `{AAF}${source.split('-')[0]}|x|${source_id}`);
      await visit.signOut();
      await visit.go('/sign-in?who=any');
      await visit.page.getByRole('link', { name: /Élève ou parent/ }).click();
      await visit.page.waitForURL(/who=family/);
      await visit.look();
      peer.present = { nameId: '_nobody', attributes: { FrEduCtRefId: ['{AAF}10|x|000000'] } };
      await visit.page.getByRole('link', { name: /EduConnect/ }).click();
      await visit.page.getByRole('button', { name: 'Continuer vers l’ENT' }).click();
      await visit.sees('Aucun compte n’a été créé');
      elsewhere(visit, peer);
      await visit.look();
      peer.present = {
        nameId: '_aminata',
        attributes: { FrEduCtRefId: references, FrEduUrlRetour: ['https://elsewhere.invalid/'] },
      };
      await visit.go('/sign-in?who=family');
      await visit.page.getByRole('link', { name: /EduConnect/ }).click();
      await comeIn(visit);
      elsewhere(visit, peer);
      await visit.goAndLook('/account/connections');
      await visit.sees('EduConnect');
      await signOutOfBoth(visit);
      elsewhere(visit, peer);
      await visit.goAndLook('/sign-in');
      await visit.sees('La dernière fois, sur cet appareil');
    } finally {
      await switchOff(visit);
    }
  } finally {
    await peer.close();
  }
});

journey('a teacher comes in by ARENA with her academic address, and not while it does not answer', async (visit) => {
  const peer = await openSamlPeer();
  try {
    await visit.signIn('platform');
    await declareProvider(visit, peer, 'agents');
    try {
      const [known] = await visit.product.query<{ email: string }>(
        `select s.attributes ->> 'email' as email from directory.person_sources s
         join identity.accounts a on a.person_id = s.person_id and a.login = $1
         where s.category = 'staff' and s.gone_on is null order by 1 limit 1`,
        [visit.loginOf('teacherOfEcole')],
      );
      await visit.signOut();
      await visit.go('/sign-in?who=school');
      peer.present = { nameId: '_claire', attributes: { ctemail: [known?.email ?? ''] } };
      await visit.page.getByRole('link', { name: /ARENA/ }).click();
      await comeIn(visit);
      await visit.go('/account/sessions');
      await visit.sees('par ARENA');
      await signOutOfBoth(visit);
      elsewhere(visit, peer);
      await peer.close();
      await visit.product.query(`update identity.saml_providers set sso_address = 'http://127.0.0.1:9/sso'`);
      await visit.go('/sign-in/with/agents');
      // The status says that it could not lead on; the page says it in words.
      assert.equal(visit.heard().filter((fault) => !fault.includes('503')).length, 0);
      await visit.sees('ne répond pas en ce moment', 'Entrer autrement', 'Essayer quand même');
      await visit.look();
    } finally {
      await switchOff(visit);
    }
  } finally {
    await peer.close();
  }
});
