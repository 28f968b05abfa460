import assert from 'node:assert/strict';
import { journey } from './journey.ts';

const EXPECTED = /Exercice : Messages et publications sont suspendus jusqu’à/;

journey(
  'the head practises the emergency stop: pupils read it at the top of their pages, and it is lifted',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('headOfEcole');
    await visit.go('/emergency-stop');
    await page.getByLabel('Pourquoi').fill('Exercice annuel');
    await page.getByLabel('Pour combien de temps').selectOption({ label: '15 minutes' });
    await page.getByLabel('C’est un exercice').check();
    await page.getByRole('button', { name: 'Suspendre' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Suspendre' }).click();
    await visit.isTold('C’est suspendu.');
    await page.locator('.banner', { hasText: EXPECTED }).waitFor();
    await visit.look();

    const started = Date.now();
    await visit.signOut();
    await visit.signIn('pupilOfEcole');
    await page.locator('.banner', { hasText: EXPECTED }).waitFor();
    assert.ok(Date.now() - started < 60_000);
    await visit.look();
    await visit.signOut();

    await visit.signIn('headOfEcole');
    await visit.go('/emergency-stop');
    await page.getByRole('button', { name: 'Lever l’arrêt' }).click();
    await visit.isTold('L’arrêt est levé.');
    await page.locator('.banner', { hasText: EXPECTED }).waitFor({ state: 'detached' });
  },
  { viewport: { width: 360, height: 740 } },
);
