import assert from 'node:assert/strict';
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
