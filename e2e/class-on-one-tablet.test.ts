import assert from 'node:assert/strict';
import { journey, type Visit } from './journey.ts';

const TABLET = { viewport: { width: 768, height: 1024 }, isMobile: true, hasTouch: true };

/** Touches pictures by rank, a page after each. */
async function touchPictures(visit: Visit, ranks: readonly number[]): Promise<void> {
  const { page } = visit;
  for (const rank of ranks) {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.locator('.little-picture').nth(rank).tap();
    await answered;
    await page.waitForLoadState('load');
  }
}

/** Whose turn it is: the title of a child's page. */
const isAsked = ({ page }: Visit, words: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: words }).waitFor({ state: 'visible' });

/** What the browser still holds that a page could show or give to the next child. */
const kept = ({ page }: Visit): Promise<object> =>
  page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    typed: document.querySelectorAll('input, textarea, select').length,
  }));
const NOTHING = { local: 0, session: 0, databases: 0, caches: 0, typed: 0 };

/** Goes back page by page as far as the tablet's history leads; gives what was on each. */
async function wayBack({ page }: Visit): Promise<string[]> {
  const seen: string[] = [];
  for (let steps = 0; steps < 30; steps += 1) {
    const before = page.url();
    const answer = await page.goBack({ waitUntil: 'load' }).catch(() => null);
    if (!answer && page.url() === before) break;
    if (page.url() === 'about:blank') break;
    seen.push(`${new URL(page.url()).pathname}\n${await page.locator('body').innerText()}`);
  }
  return seen;
}

journey(
  'a CP class on one tablet: the teacher lends it, a child comes in by animal and pictures, the next one finds nothing of the first',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    await visit.open('Classes');
    await visit.follow('Entrée des élèves');
    await visit.look();
    await visit.press('Ouvrir la séance');
    await visit.isTold('La séance est ouverte');
    await visit.look();
    await page.getByRole('button', { name: 'Donner cet appareil aux enfants' }).tap();
    await visit.press('Donner');
    await visit.sees('Noé', 'Raphaël');
    await visit.lacks('DIALLO', 'GIRARD', 'ROUX');
    await visit.look();
    const board = page.url().replace(/#.*/, '');

    // The first child chooses three pictures, twice.
    await page.getByRole('link', { name: 'Noé' }).tap();
    await isAsked(visit, 'Noé, choisis trois images');
    await visit.look();
    await touchPictures(visit, [2, 2]);
    await page.getByLabel('2 sur 3').waitFor();
    assert.ok(!(await page.content()).includes('value="2.2"'), 'what was touched is not in the page');
    await touchPictures(visit, [7]);
    await isAsked(visit, 'Encore une fois, les mêmes images');
    await touchPictures(visit, [2, 2, 7]);
    await isAsked(visit, 'Bonjour Noé');
    await visit.look();
    await page.getByRole('link', { name: 'Ma classe' }).tap();
    await visit.sees('Raphaël');
    await visit.look();
    await visit.press('Fini');
    assert.equal(page.url(), board);
    assert.deepEqual(await kept(visit), NOTHING);

    // The second one comes in, and is sent out by the clock: nobody touches the tablet for five minutes.
    await page.getByRole('link', { name: 'Raphaël' }).tap();
    await touchPictures(visit, [0, 1, 2, 0, 1, 2]);
    await isAsked(visit, 'Bonjour Raphaël');
    await visit.lacks('Noé');
    assert.deepEqual(await kept(visit), NOTHING);
    await page.goto(`${visit.product.origin}/people?q=diallo`);
    await isAsked(visit, 'Bonjour Raphaël');
    await visit.lacks('DIALLO');

    for (const shown of await wayBack(visit)) {
      assert.doesNotMatch(shown, /Bonjour Noé|[12] sur 3|ROUX|DIALLO/, shown);
    }
    await page.goto(`${visit.product.origin}/little`);
    await page.clock.install();
    await page.reload();
    await isAsked(visit, 'Bonjour Raphaël');
    await page.clock.fastForward('05:01');
    await page.waitForURL(board);
    await page.goto(`${visit.product.origin}/little`);
    assert.equal(page.url(), board, 'who is out is led to the animals, not to a form');

    // The pictures of another child let nobody in.
    await page.getByRole('link', { name: 'Noé' }).tap();
    await touchPictures(visit, [0, 1, 2]);
    await isAsked(visit, 'Essaie encore');
    await visit.look();
    await touchPictures(visit, [2, 2, 7]);
    await isAsked(visit, 'Bonjour Noé');
    await visit.press('Fini');
  },
  TABLET,
);
