import { journey } from './journey.ts';

journey(
  'without JavaScript, one signs in, finds somebody and signs out',
  async (visit) => {
    const { page } = visit;
    await visit.go('/sign-in');
    await page.getByLabel('Identifiant').fill(visit.loginOf('cpe'));
    await page.getByLabel('Mot de passe').first().fill(visit.product.password);
    await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
    await page.waitForURL(/\/($|charter)/);
    if (page.url().endsWith('/charter')) {
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Continuer' }).click();
      await page.waitForURL(/\/$/);
    }
    await visit.sees('Bonjour Mme FERREIRA');
    await page.locator('header form[role="search"] input, header input[type="search"]').first().fill('ibrahim');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/people\?q=ibrahim/);
    await page.getByRole('link', { name: /Ibrahim DIALLO/ }).click();
    await visit.sees('CLASSE 5B');
    await page.locator('header summary').last().click();
    await page.getByRole('button', { name: 'Me déconnecter' }).click();
    await page.waitForURL(/\/sign-in/);
    await visit.isTold('déconnecté');
  },
  { javaScriptEnabled: false },
);
