import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { journey } from './journey.ts';

journey('the page of a school, left open, changes by itself when a class is checked elsewhere', async (visit) => {
  await visit.signIn('headOfEcole');
  await visit.open('École');
  const row = visit.page.locator('main li', { hasText: 'CE1-CE2' });
  assert.match(await row.innerText(), /responsables à vérifier/);

  const elsewhere = await visit.page.context().newPage();
  await elsewhere.goto(visit.page.url());
  await elsewhere.getByRole('link', { name: /^CE1-CE2/ }).click();
  await elsewhere.locator('form[action$="/kin-review"] button[type="submit"]').click();

  await row.filter({ hasNotText: 'à vérifier' }).waitFor();
  await visit.look();
});

journey(
  'what a head saves is told as saved, also when the page hears of the change before the answer is there',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('headOfEcole');
    await visit.go('/console/rentree');
    await visit.follow(/Choisir le portail|Voir le portail/);
    // The server has saved and told every open page; its answer travels for longer than a page waits before it refreshes itself.
    await page.route('**/portal/look', async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      await wait(2_000);
      await route.fulfill({ response });
    });
    await page.locator('form[action$="/portal/look"] button[type="submit"]').click();
    await visit.isTold('C’est enregistré');
    await page.unroute('**/portal/look');
  },
);
