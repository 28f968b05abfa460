import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { journey, type Visit } from './journey.ts';

/** Presses a button that gives a file, and reads it. */
async function take(visit: Visit, button: string): Promise<string> {
  const [download] = await Promise.all([
    visit.page.waitForEvent('download'),
    visit.page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

journey(
  'a guardian reads what is held of her and of a child, and takes it away as a page and as a file',
  async (visit) => {
    await visit.signIn('guardian');
    await visit.go('/account');
    await visit.follow('Voir mes données');
    await visit.sees('Identité et coordonnées', 'Annuaire', 'Ce qui reste plus longtemps');
    await visit.look();
    await visit.page.getByText('Identité et coordonnées').click();
    await visit.sees('Numéro dans Préau');
    await visit.look();
    await visit.follow(/^Awa DIALLO/);
    await visit.sees('Données de Awa DIALLO', 'Scolarité');
    const page = await take(visit, 'Une page à lire');
    assert.match(page, /<h1>Données de Awa DIALLO<\/h1>/);
    assert.doesNotMatch(page, /<script|src=|https?:/);
    const file = JSON.parse(await take(visit, 'Un fichier pour un autre logiciel (JSON)')) as {
      modules: { key: string }[];
    };
    assert.ok(file.modules.some(({ key }) => key === 'directory'));
    await visit.goAndLook('/leaving');
    await visit.sees('Personne ne part');
    await visit.signOut();
  },
);

journey(
  'on a phone, a pupil of the collège opens what is held of him without scrolling sideways',
  async (visit) => {
    await visit.signIn('pupilOfCollege');
    await visit.goAndLook('/my-data');
    for (const summary of await visit.page.locator('main details > summary').all()) await summary.click();
    const width = await visit.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `the page is ${width} px wide`);
    const nodes = await visit.page.evaluate(() => document.querySelectorAll('*').length);
    assert.ok(nodes <= 900, `${nodes} nodes`);
    await visit.look();
    await visit.signOut();
  },
  { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
);
