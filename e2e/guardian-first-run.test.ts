import assert from 'node:assert/strict';
import { journey } from './journey.ts';

journey(
  'on a phone, a guardian settles language, hours and image rights in a minute, and finds them again',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('guardian');
    await visit.go('/first-run?step=1');
    await visit.sees('1/3');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `the first screen is ${width} px wide`);
    await visit.look();
    await page.getByRole('radio', { name: 'Français' }).check();
    await visit.press('Continuer');
    await visit.go('/first-run?step=2');
    await visit.sees('2/3');
    await visit.look();
    await page.getByRole('radio', { name: /De 18 h à 8 h/ }).check();
    await visit.press('Continuer');
    await visit.go('/first-run?step=3');
    await visit.sees('3/3', 'Awa DIALLO', 'Ibrahim DIALLO', 'Noé DIALLO');
    await visit.look();
    const inClass = page.locator('section', { hasText: 'Dans la classe, sur Préau' });
    for (const yes of await inClass.getByRole('radio', { name: 'J’accepte' }).all()) await yes.check();
    await visit.press('Terminer');
    await visit.isTold('Vos réglages sont faits');
    await visit.lacks('Terminer mes réglages');
    await visit.goAndLook('/account');
    await visit.sees('Tranquille de 18 h à 8 h');
    await visit.goAndLook('/account/language');
    await visit.goAndLook('/account/hours');
    await visit.goAndLook('/image-rights');
    await visit.sees('Autorisé');
    // Consent is taken back as easily as it was given.
    const first = page.locator('main form', { has: page.getByRole('group', { name: /Dans la classe/ }) }).first();
    await first
      .getByRole('group', { name: /Dans la classe/ })
      .getByRole('radio', { name: 'Je refuse' })
      .check();
    await visit.press('Enregistrer pour Noé DIALLO');
    await visit.isTold('enregistré');
    await visit.signOut();
  },
  { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
);
