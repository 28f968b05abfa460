import assert from 'node:assert/strict';
import { birthYear, journey } from './journey.ts';

journey('the head hands out a code, and a family enters with it for the first time', async (visit) => {
  const { page } = visit;
  await visit.signIn('headOfEcole');
  await visit.go('/people?q=moussa+diallo');
  await visit.follow('Moussa DIALLO');
  await visit.press('Nouveau code');
  await visit.sees('Code de connexion de');
  await visit.look();
  const sheet = await page.locator('main').innerText();
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(sheet)?.[0];
  assert.ok(code, `the sheet shows a code:\n${sheet}`);
  await visit.signOut();

  await visit.follow(/J’ai un code/i);
  await page.getByLabel('Code').fill('AAAA-AAAA');
  await visit.press('Continuer');
  await visit.sees('n’existe pas');
  await visit.look();
  await page.getByLabel('Code').fill(code);
  await visit.press('Continuer');
  await visit.sees('Date de naissance de votre enfant');
  await visit.look();
  await page.getByLabel('Date de naissance').fill(`${birthYear(10)}-03-08`);
  await visit.press('Continuer');
  await visit.sees('Votre identifiant, à retenir', 'moussa.diallo');
  await visit.look();
  const fields = page.locator('main input[type="password"]');
  for (let at = 0; at < (await fields.count()); at += 1) await fields.nth(at).fill('trois-platanes-sous-la-pluie');
  await visit.press('Entrer');
  await visit.acceptCharter();
  await visit.sees('Noé DIALLO', 'Ibrahim DIALLO');
  await visit.signOut();
});
