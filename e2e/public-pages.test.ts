import assert from 'node:assert/strict';
import { journey } from './journey.ts';

const open = [
  '/sign-in',
  '/activation',
  '/forgotten',
  '/help',
  '/safety',
  '/legal-notice',
  '/privacy',
  '/accessibility',
  '/site-map',
  '/style',
];

journey('whoever is not signed in reads the door and the pages of the law', async (visit) => {
  for (const path of open) await visit.goAndLook(path);
  await visit.go('/nowhere');
  await visit.look();
});

journey(
  'whoever reads English finds the door in English',
  async (visit) => {
    await visit.goAndLook('/sign-in');
    await visit.sees('Sign in');
    assert.equal(await visit.page.locator('html').getAttribute('lang'), 'en');
    await visit.goAndLook('/privacy');
  },
  { locale: 'en-GB' },
);

journey('a wrong password is said at once, in words that tell what to do, and keeps what was typed', async (visit) => {
  await visit.go('/sign-in');
  await visit.page.getByLabel('Identifiant').fill('personne.inconnue');
  await visit.page.getByLabel('Mot de passe').first().fill('ce-n-est-pas-le-bon');
  await visit.press('Se connecter');
  const message = visit.page.locator('main [role="alert"], main [role="status"]').filter({ hasText: /\S/ });
  await message.first().waitFor();
  assert.equal(await visit.page.getByLabel('Identifiant').inputValue(), 'personne.inconnue');
  assert.equal(await visit.page.getByLabel('Mot de passe').first().inputValue(), '', 'a password is never sent back');
  await visit.look();
});
