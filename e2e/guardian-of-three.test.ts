import assert from 'node:assert/strict';
import { birthYear, journey } from './journey.ts';

journey('a guardian of three sees all children at once, then one at a time', async (visit) => {
  await visit.signIn('guardian');
  await visit.sees('Bonjour Mme DIALLO', 'Noé DIALLO', 'Awa DIALLO', 'Ibrahim DIALLO', 'Collège Rosa-Parks');
  await visit.look();
  await visit.follow(/^Awa/);
  await visit.sees('Awa DIALLO');
  await visit.lacks('Ibrahim DIALLO', 'Collège Rosa-Parks');
  await visit.look();
  await visit.follow(/^Tous/);
  await visit.sees('Ibrahim DIALLO');
  await visit.follow('Noé DIALLO');
  await visit.sees(`17 mai ${birthYear(6)}`, 'CP Mme ROUX');
  await visit.look();
  await visit.follow(/CP Mme ROUX/);
  await visit.sees('Qui enseigne');
  await visit.lacks('À vérifier', 'AUBERT');
  await visit.look();
  await visit.open('Établissements');
  await visit.sees('Collège Rosa-Parks');
  await visit.look();
  await visit.open('Classes');
  await visit.sees('CLASSE 5B');
  await visit.look();
  await visit.goAndLook('/people?q=ibra');
  await visit.sees('Ibrahim DIALLO');
  await visit.open('Plus');
  await visit.look();
  await visit.goAndLook('/account');
  await visit.sees('Adresses électroniques');
  await visit.goAndLook('/account/sessions');
  await visit.sees('Cet appareil');
  await visit.signOut();
});

journey(
  'on a phone, the same guardian reaches each child in one press',
  async (visit) => {
    await visit.signIn('guardian');
    const width = await visit.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `the home is ${width} px wide`);
    await visit.follow(/^Ibrahim/);
    await visit.sees('Collège Rosa-Parks');
    await visit.lacks('Noé DIALLO');
    await visit.signOut();
  },
  { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
);
