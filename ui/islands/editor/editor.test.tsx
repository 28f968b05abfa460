import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../../e2e/browser.ts';
import { listenTo, pageFaults } from '../../../e2e/page-check.ts';
import { projectPath } from '../../../platform/config/paths.ts';
import { readText } from '../../../platform/rich-text/field.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { loadAssets } from '../../assets.ts';
import { Actions, Button } from '../../button.tsx';
import { Form } from '../../form.tsx';
import { Document, renderDocument } from '../../layout/document.tsx';
import { RichTextField } from '../../rich-text-field.tsx';
import { openSite, type Site } from '../../testing/site.ts';

const client = projectPath('build/client');
loadAssets(client);

/** The whole page is examined where it is one: on the style page. */
const looks = ['axe', 'dark', 'source', 'spacing', 'reflow', 'zoom'] as const;
const file = '0199aaaa-0000-7000-8000-000000000001';

describe('The editor of a text', () => {
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  let heard: { faults(): string[] };
  /** What the form sent last, and what it shows. */
  let sent: string;
  let kept: RichText | string;
  let bytes: number;
  const streams: ServerResponse[] = [];

  const composer = (locale: 'fr' | 'en' = 'fr'): string =>
    renderDocument(
      <Document title="Écrire" siteName="Préau" locale={locale} kind="app" draftOwner="lina" live="/live">
        <main id="content" tabIndex={-1}>
          <h1>Écrire</h1>
          <Form action="/send" draft="message" label="Message">
            <RichTextField name="text" label="Message" help="Aux familles." value={kept} max={200} images required />
            <Actions>
              <Button>Envoyer</Button>
            </Actions>
          </Form>
          <a href="/other">Une autre page</a>
        </main>
      </Document>,
    );

  before(async () => {
    browser = await launchBrowser();
    site = await openSite(client, {
      '/': () => composer(),
      '/en': () => composer('en'),
      '/other': () => composer().replaceAll('Écrire', 'Ailleurs'),
      '/send': async (request, response) => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        sent = new URLSearchParams(body).get('text') ?? '';
        response.writeHead(303, { location: '/other' }).end();
        return undefined;
      },
      '/live': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        response.write(': listening\n\n');
        streams.push(response);
        return undefined;
      },
      '/files': (request, response) => {
        assert.equal(request.headers['upload-length'], '68');
        response.writeHead(201, { location: `/files/${file}` }).end();
        return undefined;
      },
      [`/files/${file}`]: async (request, response) => {
        for await (const chunk of request) bytes += (chunk as Buffer).length;
        response.writeHead(204, { 'upload-offset': String(bytes) }).end();
        return undefined;
      },
      [`/files/${file}/thumbnail`]: (_request, response) => {
        response.writeHead(200, { 'content-type': 'image/png' }).end(pixel);
        return undefined;
      },
    });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  beforeEach(async () => {
    kept = '';
    sent = '';
    bytes = 0;
    site.asked.length = 0;
    context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 360, height: 740 } });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    heard = listenTo(page, site.origin);
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(heard.faults(), []);
  });

  const text = (): Locator => page.getByRole('textbox', { name: 'Message' });
  const open = async (path = '/'): Promise<void> => {
    await page.goto(site.origin + path, { waitUntil: 'load' });
    await page.locator('[data-island-state="live"] .editor-text').waitFor();
  };
  const send = async (): Promise<RichText> => {
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByRole('heading', { name: 'Ailleurs' }).waitFor();
    const read = readText(sent, { max: 1000, images: true });
    assert.notEqual(typeof read, 'string', String(read));
    return read as RichText;
  };
  const paste = (kind: string, content: string): Promise<void> =>
    text().evaluate(
      (element, [type, given]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData(type as string, given as string);
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      [kind, content],
    );
  const kinds = ({ content }: RichText): string[] => content.map(({ type }) => type);

  test('settles over the bare field, under its name, its help and its id, without a fault for axe', async () => {
    kept = {
      type: 'doc',
      content: [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Sortie' }] }],
    };
    await open();
    assert.equal(await text().getAttribute('id'), 'field-text');
    assert.match((await text().getAttribute('aria-describedby')) ?? '', /field-text-help/);
    assert.equal(await page.locator('textarea').isVisible(), false);
    assert.equal(await text().locator('h2').textContent(), 'Sortie');
    assert.deepEqual(await pageFaults(page, new Set(), [...looks]), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= 360), true);
    await page.locator('label').click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'field-text');
    // Untouched, what was kept is sent as it was.
    assert.deepEqual(await send(), kept);
  });

  test('writes with keys and signs alone, and sends what the model knows', async () => {
    await open();
    await text().focus();
    await page.keyboard.type('## Sortie');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Le car part ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('à 8 h');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(' : www.ecole.example/lac ');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- bottes');
    await page.keyboard.press('Enter');
    await page.keyboard.type('pain');
    await page.keyboard.press('Control+]');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Merci');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('Claire');
    const read = await send();
    assert.deepEqual(kinds(read), ['heading', 'paragraph', 'bulletList', 'paragraph']);
    assert.match(JSON.stringify(read), /"text":"à 8 h","marks":\[\{"type":"bold"\}\]/);
    assert.match(JSON.stringify(read), /"href":"https:\/\/www\.ecole\.example\/lac"/);
    assert.match(JSON.stringify(read), /bulletList.*bulletList/);
    assert.match(JSON.stringify(read.content[3]), /Merci.*hardBreak.*Claire/);
  });

  test('leaves Tab to the page, and its bar is one stop with arrows inside', async () => {
    await open();
    await text().focus();
    await page.keyboard.type('Bonjour');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Alt+F10');
    const focused = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
    assert.equal(await focused(), 'Gras');
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), 'Italique');
    await page.keyboard.press('Enter');
    assert.equal(await page.getByRole('button', { name: 'Italique' }).getAttribute('aria-pressed'), 'true');
    await page.getByRole('button', { name: 'Italique' }).focus();
    await page.keyboard.press('End');
    assert.equal(await focused(), 'Rétablir');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'field-text');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Envoyer');
    assert.match(JSON.stringify(await send()), /"italic"/);
  });

  test('asks where a link leads, refuses what leads nowhere, and gives the place back', async () => {
    await open();
    await text().focus();
    await page.keyboard.type('le menu');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+k');
    const box = page.getByRole('dialog', { name: 'Mettre un lien' });
    await box.getByLabel('Adresse').fill('javascript:alert(1)');
    await page.keyboard.press('Enter');
    await box.getByText('Cette adresse ne mène nulle part').waitFor();
    assert.deepEqual(await pageFaults(page, new Set(), [...looks]), []);
    await box.getByLabel('Adresse').fill('mairie.example/menus');
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'field-text');
    assert.equal(await text().locator('a').getAttribute('href'), 'https://mairie.example/menus');
    await text().locator('a').click();
    await page.getByRole('button', { name: 'Lien' }).click();
    const change = page.getByRole('dialog', { name: 'Changer le lien' });
    assert.equal(await change.getByLabel('Adresse').inputValue(), 'https://mairie.example/menus');
    await change.getByRole('button', { name: 'Retirer le lien' }).click();
    await change.waitFor({ state: 'detached' });
    await text().locator('a').waitFor({ state: 'detached' });
  });

  test('takes an image with its words, or as decorative, and never without deciding', async () => {
    await open();
    await text().focus();
    await page.keyboard.type('Voici');
    await page.getByRole('button', { name: 'Image', exact: true }).click();
    const box = page.getByRole('dialog', { name: 'Ajouter une image' });
    await box
      .getByLabel('Image', { exact: true })
      .setInputFiles({ name: 'été.png', mimeType: 'image/png', buffer: pixel });
    await box.getByRole('button', { name: 'Valider' }).click();
    await box.getByText('Dites ce que montre l’image').waitFor();
    await box.getByLabel('Ce que montre l’image').fill('La cour sous la neige');
    await box.getByRole('button', { name: 'Valider' }).click();
    await box.waitFor({ state: 'detached' });
    assert.equal(bytes, pixel.length);
    const read = await send();
    assert.deepEqual(kinds(read), ['paragraph', 'image']);
    assert.deepEqual(read.content[1], { type: 'image', attrs: { file, alt: 'La cour sous la neige' } });
  });

  test('keeps of a page or of Word what it knows, and nothing that dresses or runs', async () => {
    await open();
    await text().focus();
    await paste(
      'text/html',
      `<style>p{color:red}</style><h1>Titre</h1><p style="color:red" onclick="x()">Un <b style="font-weight:normal">mot</b> <span style="font-weight:700">gras</span>
      <a href="javascript:alert(1)">piège</a></p><script>alert(1)</script><img src="x" onerror="alert(1)"><svg onload="alert(1)"></svg>
      <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·&nbsp;</span>un</p>
      <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·&nbsp;</span>deux</p>
      <table><tr><td>8 h</td><td>départ</td></tr></table>`,
    );
    const read = await send();
    const json = JSON.stringify(read);
    assert.deepEqual(kinds(read).slice(0, 3), ['heading', 'paragraph', 'bulletList']);
    assert.match(json, /"text":"gras","marks":\[\{"type":"bold"\}\]/);
    assert.match(json, /"un".*"deux".*8 h départ/);
    assert.doesNotMatch(json, /javascript|color|alert|"mot","marks"/);
  });

  test('reads a pasted plain text as the bare field would, and a line into its line', async () => {
    await open();
    await text().focus();
    await page.keyboard.type('Voir ');
    await paste('text/plain', 'https://ecole.example/lac');
    await page.keyboard.press('Enter');
    await paste('text/plain', '- un\n- deux');
    const read = await send();
    assert.deepEqual(kinds(read), ['paragraph', 'bulletList']);
    assert.match(JSON.stringify(read.content[0]), /"Voir ".*"link"/);
  });

  test('finds a draft again with its shape, and lets it go', async () => {
    await open();
    await text().focus();
    await page.keyboard.type('## Demain');
    await page.waitForFunction(() => Object.values(sessionStorage).some((value) => String(value).includes('Demain')));
    await page.reload();
    await text().locator('h2', { hasText: 'Demain' }).waitFor();
    await page.getByRole('button', { name: 'L’effacer' }).click();
    assert.equal(await text().textContent(), '');
  });

  test('what is written outlives another page and the way back', async () => {
    await open();
    await text().focus();
    await page.keyboard.type('- un');
    await page.getByRole('link', { name: 'Une autre page' }).click();
    await page.getByRole('heading', { name: 'Ailleurs' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Écrire' }).waitFor();
    await text().locator('li', { hasText: 'un' }).waitFor();
  });

  test('a page that refreshes itself leaves what is written alone, and the box of a link too', async () => {
    await open();
    const changed = (): void => {
      for (const stream of streams) stream.write('event: changed\ndata: {}\n\n');
    };
    await text().focus();
    await page.keyboard.type('Je suis en train');
    const refreshed = page.waitForRequest((request) => request.headers()['x-preau-background'] === 'refresh');
    changed();
    await (await refreshed).response();
    await page.keyboard.type(' d’écrire');
    assert.equal(await text().textContent(), 'Je suis en train d’écrire');
    assert.equal(await page.locator('.editor').count(), 1);
    assert.match(JSON.stringify(await send()), /Je suis en train d’écrire/);
  });

  test('says when the end of the room comes near, and undoes', async () => {
    await open();
    await text().focus();
    await paste('text/plain', 'a'.repeat(190));
    await page.getByText('Lettres restantes : 10').waitFor();
    await page.keyboard.type('b'.repeat(15));
    await page.getByText('Lettres en trop : 5').waitFor();
    await page.getByRole('button', { name: 'Annuler la dernière action' }).click();
    await page.getByText('Lettres en trop').waitFor({ state: 'detached' });
  });

  test('speaks English on an English page', async () => {
    await open('/en');
    assert.equal(await page.getByRole('button', { name: 'Bulleted list' }).count(), 1);
  });

  test('without scripts the bare field holds the text in words and sends them', async () => {
    kept = {
      type: 'doc',
      content: [
        {
          type: 'bulletList',
          content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'pain' }] }] }],
        },
      ],
    };
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(site.origin);
    assert.equal(await still.getByLabel('Message').locator('visible=true').last().inputValue(), '- pain');
    await still.getByRole('button', { name: 'Envoyer' }).click();
    await still.getByRole('heading', { name: 'Ailleurs' }).waitFor();
    assert.deepEqual(readText(sent, { max: 100, images: false }), kept);
    await plain.close();
  });
});

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);
