import { journey } from './journey.ts';

journey(
  'the head sees that a Friday evening’s message leaves on Monday at 7 h, keeps calmer evenings, and goes back',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('headOfEcole');
    await visit.open('École');
    await visit.follow('Heures de publication');
    const preview = page.locator('main');
    await preview.getByText(/Un message écrit .+ à 21 h part .+ à 7 h\./).waitFor();
    await visit.look();

    await page.getByLabel('Rien n’arrive à partir de').selectOption({ label: '18 h' });
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Écrivez en une phrase pourquoi').first().waitFor();
    await page.getByLabel('Pourquoi').fill('Soirées en famille');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await visit.isTold('C’est enregistré');
    await preview.getByText('Rien n’arrive de 18 h à 7 h').waitFor();

    await page.getByLabel('Rien n’arrive à partir de').selectOption({ label: 'Comme la plateforme (20 h)' });
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await visit.isTold('C’est enregistré');
    await preview.getByText('Rien n’arrive de 20 h à 7 h').waitFor();
  },
  { viewport: { width: 360, height: 740 } },
);
