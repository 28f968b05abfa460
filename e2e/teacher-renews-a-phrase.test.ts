import assert from 'node:assert/strict';
import { journey } from './journey.ts';

journey(
  'a class teacher gives a pupil other words in two taps, and the pupil enters with them',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('headOfEcole');
    await visit.open('Classes');
    await visit.follow('Entrée des élèves');
    await visit.look();
    const pupil = page.getByRole('button', { name: /^Nouveaux mots pour / }).first();
    const name = ((await pupil.getAttribute('aria-label')) ?? '').replace('Nouveaux mots pour ', '');
    await pupil.tap();
    await page.getByRole('dialog').waitFor();
    await visit.look(['axe']);
    await visit.press('Nouveaux mots');
    await visit.sees('Ces mots ne sont montrés qu’une fois');
    await visit.look();
    const phrase = await page.locator('.printed-phrase').innerText();
    const login = await page.locator('main dd').first().innerText();
    assert.match(phrase, /^\p{L}+ \p{L}+ \p{L}+$/u);
    await visit.follow('Revenir à la classe');
    await visit.lacks(phrase);
    await visit.signOut();

    // The pupil copies the words as children do: capitals, no accents.
    await page.getByLabel('Identifiant').fill(login);
    await page
      .locator('main input[type="password"]')
      .fill(phrase.toUpperCase().normalize('NFD').replace(/\p{M}/gu, ''));
    await visit.press('Se connecter');
    await visit.look();
    await visit.acceptCharter();
    await visit.sees(`Bonjour ${name.split(' ')[0]}`);
    await visit.look();
    await visit.signOut();
  },
  { viewport: { width: 360, height: 740 }, hasTouch: true },
);
