import type { Page } from 'playwright-core';
import { journey, type Visit } from './journey.ts';

/** A device in the browser that keeps passkeys and checks its owner; `knowsOwner` says whether the finger is the right one. */
async function deviceWith(page: Page): Promise<{ knowsOwner(knows: boolean): Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    knowsOwner: async (isUserVerified) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
  };
}

async function enterByPassword(visit: Visit): Promise<void> {
  await visit.go('/sign-in');
  await visit.page.getByLabel('Identifiant').fill(visit.loginOf('afterSchool'));
  await visit.page.getByLabel('Mot de passe').first().fill(visit.product.password);
  await visit.press('Se connecter');
  await visit.page.waitForURL(/\/sign-in\/code/);
}

journey(
  'the after-school coordinator makes a passkey, comes in with it alone or after the password, confirms with it, and removes it',
  async (visit) => {
    const { page, product } = visit;
    const device = await deviceWith(page);
    await visit.signIn('afterSchool');
    await visit.goAndLook('/account/second-factor');
    await visit.press('Ajouter une clé d’accès');
    await visit.look();
    await page.getByLabel(/Comment l’appeler/).fill('Ordinateur du bureau');
    await page.getByLabel(/sans mot de passe/).check();
    await visit.press('Faire la clé d’accès');
    await page.locator('.code-list code').first().waitFor();
    await visit.goAndLook('/account/second-factor');
    await visit.sees('Ordinateur du bureau', 'Ouvre aussi sans mot de passe');
    await visit.press('Ajouter une clé d’accès');
    await page.getByRole('button', { name: 'Faire la clé d’accès' }).click();
    await page.getByText('Cet appareil a déjà une clé d’accès').waitFor();
    await visit.signOut();

    await visit.goAndLook('/sign-in');
    await device.knowsOwner(false);
    await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click();
    await page.getByText('Aucune clé d’accès n’a été donnée').waitFor();
    await visit.look();
    await device.knowsOwner(true);
    await visit.press('Se connecter avec une clé d’accès');
    await visit.sees('Bonjour Mme LOPES');
    await visit.signOut();

    await enterByPassword(visit);
    await visit.look();
    await visit.press('Utiliser ma clé d’accès');
    await visit.sees('Bonjour Mme LOPES');

    await visit.go('/account/second-factor');
    await product.query(
      `update identity.sessions set proved_at = proved_at - interval '11 minutes'
       where person_id = (select person_id from identity.accounts where login = $1)`,
      [visit.loginOf('afterSchool')],
    );
    await visit.press('Faire dix nouveaux codes de secours');
    await visit.sees('C’est bien vous ?');
    await visit.look();
    await visit.press('Confirmer avec ma clé d’accès');
    await visit.sees('Vos codes de secours');

    await visit.go('/account/second-factor');
    await visit.follow(/Modifier/);
    await visit.look();
    await page.getByRole('button', { name: 'Retirer cette clé d’accès' }).click();
    await visit.press('Retirer');
    await visit.isTold('est retirée');
    await visit.sees('Aucune clé d’accès pour l’instant');
    await visit.signOut();
  },
);
