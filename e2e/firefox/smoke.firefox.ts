import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openProduct, type Product } from '../product.ts';
import { Firefox, keys } from './firefox.ts';

/** Run by `npm run test:firefox`: the same product in the other engine, from the door to a child's class. */
describe('in Firefox', () => {
  let firefox: Firefox;
  let product: Product;

  before(async () => {
    [product, firefox] = await Promise.all([openProduct(), Firefox.start()]);
  });
  after(() => firefox?.stop());

  const shows = (words: string): string =>
    `document.querySelector('main')?.innerText.includes(${JSON.stringify(words)})`;
  const focus = (selector: string): Promise<unknown> =>
    firefox.read(`(document.querySelector(${JSON.stringify(selector)}).focus(), 1)`);

  test('a guardian signs in and accepts the charter', async () => {
    const login = product.people.find(({ name }) => name === 'Aminata DIALLO')?.login ?? '';
    await firefox.visit(`${product.origin}/sign-in`);
    await focus('[name="login"]');
    await firefox.press(...Array.from(login), keys.tab, ...Array.from(product.password), keys.enter);
    await firefox.until(`location.pathname === '/charter' && ${shows('charte')}`);
    await firefox.click('main input[type="checkbox"]');
    await firefox.click('main form[action="/charter"] button');
    await firefox.until(`location.pathname === '/first-run' && ${shows('Plus tard')}`);
    await firefox.read(
      `([...document.querySelectorAll('main a')].find((link) => link.innerText.includes('Plus tard')).click(), 1)`,
    );
    await firefox.until(`location.pathname === '/' && ${shows('Bonjour Mme DIALLO')}`);
    assert.ok(await firefox.read(shows('Ibrahim DIALLO')));
  });

  test('the guardian goes to a child and its class by links', async () => {
    await firefox.read(
      `([...document.querySelectorAll('main a')].find((link) => link.innerText.includes('Noé DIALLO')).click(), 1)`,
    );
    await firefox.until(`location.pathname.startsWith('/people/') && ${shows('CP Mme ROUX')}`);
    await firefox.read(
      `([...document.querySelectorAll('main a')].find((link) => link.innerText.includes('CP Mme ROUX')).click(), 1)`,
    );
    await firefox.until(`location.pathname.startsWith('/groups/') && ${shows('Qui enseigne')}`);
  });

  test('the skip link is the first stop and leads to the content', async () => {
    await firefox.visit(`${product.origin}/`);
    await firefox.press(keys.tab);
    await firefox.until(`document.activeElement !== document.body`);
    assert.equal(await firefox.read('document.activeElement.hash'), '#content');
    await firefox.press(keys.enter);
    await firefox.until(`document.activeElement.id === 'content' || location.hash === '#content'`);
  });

  test('at 320 pixels nothing scrolls sideways', async () => {
    await firefox.resize(320, 568);
    for (const path of ['/', '/more', '/groups', '/account']) {
      await firefox.visit(`${product.origin}${path}`);
      assert.ok((await firefox.read<number>('document.documentElement.scrollWidth')) <= 320, `${path} is too wide`);
    }
  });

  test('the console stayed silent', () => {
    assert.deepEqual(firefox.errors(), []);
  });
});
