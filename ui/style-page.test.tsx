import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../e2e/browser.ts';
import { listenTo, pageFaults } from '../e2e/page-check.ts';
import { projectPath } from '../platform/config/paths.ts';
import { asset, loadAssets } from './assets.ts';
import { Button } from './button.tsx';
import { animalNames, sceneNames } from './drawing.tsx';
import { PasswordField, TextField } from './field.tsx';
import { Form } from './form.tsx';
import { iconNames } from './icon-names.ts';
import { BareShell } from './layout/bare-shell.tsx';
import { Document, type ReadingSettings, renderDocument } from './layout/document.tsx';
import { StylePage } from './style-page.tsx';
import { openSite, type Site } from './testing/site.ts';

const client = projectPath('build/client');
loadAssets(client);

const stylePage = (reading: ReadingSettings = {}): string => renderDocument(<StylePage reading={reading} />);

const door = (): string =>
  renderDocument(
    <Document title="Se connecter" siteName="Préau" locale="fr" kind="public">
      <BareShell brand={{ name: 'Préau', href: '/' }} footer={[{ label: 'Aide', href: '/aide' }]}>
        <h1>Bonjour</h1>
        <Form action="/connexion">
          <TextField name="login" label="Identifiant" autoComplete="username" required />
          <PasswordField name="password" label="Mot de passe" autoComplete="current-password" required />
          <Button>Se connecter</Button>
        </Form>
      </BareShell>
    </Document>,
  );

const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? '');

describe('Every part, as the style page renders it', () => {
  const html = stylePage();

  test('carries no inline style and no inline script', () => {
    assert.deepEqual(all(html, /<[^>]*\s(style)=/g), []);
    assert.deepEqual(all(html, /<(style)\b/g), []);
    assert.deepEqual(all(html, /\s(on[a-z]+)="/g), []);
    assert.deepEqual(all(html, /<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/g), []);
  });

  test('gives each id once, and every reference leads to one', () => {
    const ids = all(html, /\sid="([^"]+)"/g);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
    const referred = [
      ...all(html, /\sfor="([^"]+)"/g),
      ...all(html, /\saria-labelledby="([^"]+)"/g),
      ...all(html, /\saria-describedby="([^"]+)"/g).flatMap((list) => list.split(' ')),
      ...all(html, /\sdata-opens="([^"]+)"/g),
      ...all(html, /\sdata-shows="([^"]+)"/g),
    ];
    assert.ok(referred.length > 20);
    assert.deepEqual(
      referred.filter((id) => !ids.includes(id)),
      [],
    );
  });

  test('uses only icons and drawings that the sprites hold, and every one of them is shown', () => {
    const used = new Set(all(html, /<use href="[^"#]+#([^"]+)"/g));
    const held = new Set(
      (['icons.svg', 'drawings.svg'] as const).flatMap((name) =>
        all(readFileSync(`${client}${asset(name)}`, 'utf8'), /<symbol id="([^"]+)"/g),
      ),
    );
    assert.deepEqual(
      [...used].filter((name) => !held.has(name)),
      [],
    );
    assert.deepEqual(
      [...iconNames, ...animalNames, ...sceneNames].filter((name) => !used.has(name)),
      [],
    );
  });

  test('speaks both languages of the parts', () => {
    assert.match(html, /\(obligatoire\)/);
    assert.match(renderDocument(<StylePage locale="en" />), /<html lang="en"[\s\S]*\(required\)/);
  });
});

describe('The weight of pages', () => {
  const compressed = (name: Parameters<typeof asset>[0]): number => statSync(`${client}${asset(name)}.br`).size;

  test('a page before the session weighs at most 25 kB with its stylesheet, and has no script', () => {
    const html = door();
    assert.doesNotMatch(html, /<script/);
    assert.ok(brotliCompressSync(html).length + compressed('public.css') <= 25_000);
  });

  test('inside a session the script weighs at most 30 kB and the stylesheet at most 15 kB', () => {
    assert.ok(compressed('app.js') <= 30_000, `${compressed('app.js')}`);
    assert.ok(compressed('app.css') <= 15_000, `${compressed('app.css')}`);
  });

  test('the font of the text weighs at most 35 kB and no script carries React to pages without an island', () => {
    assert.ok(statSync(`${client}${asset('text.woff2')}`).size <= 35_000);
    const app = readFileSync(`${client}${asset('app.js')}`, 'utf8');
    assert.doesNotMatch(app, /react-dom|useState/);
    assert.ok(readdirSync(`${client}/assets`).some((file) => /^people-search\.client-.*\.js$/.test(file)));
  });
});

describe('The style page in a browser', () => {
  let browser: Browser;
  let site: Site;

  before(async () => {
    browser = await launchBrowser();
    site = await openSite(client, {
      '/style': (_request, _response, url) => stylePage(Object.fromEntries(url.searchParams) as ReadingSettings),
      '/door': () => door(),
    });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  for (const address of ['/style', '/style?density=petits', '/door']) {
    test(`${address} has no fault`, async () => {
      const page = await browser.newPage();
      const heard = listenTo(page, site.origin);
      await page.goto(site.origin + address);
      assert.deepEqual(await pageFaults(page, new Set()), []);
      assert.deepEqual(heard.faults(), []);
      await page.close();
    });
  }
});
