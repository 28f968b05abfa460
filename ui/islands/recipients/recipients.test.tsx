import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../../e2e/browser.ts';
import { listenTo, pageFaults } from '../../../e2e/page-check.ts';
import { findRecipients, foretellMessage } from '../../../modules/messaging/contract.ts';
import { projectPath } from '../../../platform/config/paths.ts';
import { loadAssets } from '../../assets.ts';
import { Actions, Button } from '../../button.tsx';
import { CheckboxGroup } from '../../choice.tsx';
import { Details } from '../../disclosure.tsx';
import { TextField } from '../../field.tsx';
import { Form } from '../../form.tsx';
import { Document, renderDocument } from '../../layout/document.tsx';
import { openSite, type Site } from '../../testing/site.ts';
import { RecipientsPicker } from './recipients.tsx';

const client = projectPath('build/client');
loadAssets(client);

const roux = { token: 'person:L1AB0001', label: 'Claire ROUX', detail: 'Enseignement', people: 1, why: null };
const rousseau = { token: 'person:L1AB0002', label: 'Jean ROUSSEAU', detail: '', people: 1, why: 'Échange fermé.' };
const lately = { token: 'person:L1AB0003', label: 'Sofia FERREIRA', detail: 'Échange récent', people: 1, why: null };
const families = 'group:01a20470-0757-71ea-a595-80be600f74b6:families';
/** The whole page is examined where it is one: in the journeys. */
const looks = ['axe', 'dark', 'source', 'spacing', 'reflow'] as const;

describe('The field of recipients', () => {
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  let heard: { faults(): string[] };
  let chosen: readonly string[];
  let sent: string[];
  let foretold: string[][];
  let answers: boolean;

  const composer = (): string =>
    renderDocument(
      <Document title="Écrire" siteName="Préau" locale="fr" kind="app" draftOwner="lina">
        <main id="content" tabIndex={-1}>
          <h1>Écrire</h1>
          <Form action="/send" label="Message">
            <RecipientsPicker
              name="to"
              label="Destinataires"
              help="Un nom, une classe."
              source={`/api${findRecipients.path}`}
              foretells={{ source: `/api${foretellMessage.path}`, with: ['to'], most: 3, button: 'send' }}
              refused={chosen.filter((token) => token === rousseau.token)}
              none="Personne de ce nom."
            >
              {chosen.length > 0 && (
                <CheckboxGroup
                  name="to"
                  label="Choisis"
                  values={chosen}
                  options={chosen.map((value) => ({
                    value,
                    label: value === rousseau.token ? 'Jean ROUSSEAU' : 'Autre',
                  }))}
                />
              )}
              <TextField name="find" label="Chercher" />
              <Actions>
                <Button name="act" value="look">
                  Chercher
                </Button>
              </Actions>
              <Details summary="Groupes">
                <CheckboxGroup
                  name="to"
                  idPrefix="groups"
                  label="Groupes"
                  options={[{ value: families, label: 'Familles · CE1 Roux', hint: '26 personnes' }]}
                />
              </Details>
            </RecipientsPicker>
            <TextField name="subject" label="Objet" />
            <div role="status" data-foretold />
            <Actions>
              <Button name="act" value="send">
                Envoyer
              </Button>
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
      '/other': () => composer().replaceAll('Écrire', 'Ailleurs'),
      '/send': async (request, response) => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        sent = new URLSearchParams(body).getAll('to');
        response.writeHead(303, { location: '/other' }).end();
        return undefined;
      },
      [`/api${findRecipients.path}`]: (_request, response, url) => {
        const words = url.searchParams.get('q') ?? '';
        const recipients = words === '' ? [lately] : words.startsWith('rou') ? [roux, rousseau] : [];
        response.writeHead(answers ? 200 : 503, { 'content-type': 'application/json' });
        response.end(JSON.stringify(findRecipients.answer.parse({ recipients })));
        return undefined;
      },
      [`/api${foretellMessage.path}`]: (_request, response, url) => {
        const to = url.searchParams.getAll('to');
        foretold.push(to);
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify(
            foretellMessage.answer.parse({
              people: to.length,
              send: 'Envoyer lundi à 7 h',
              notes: [`Ce message ira à ${to.length} personnes.`],
              refused: to.includes(roux.token) ? [{ token: roux.token, why: 'Ne reçoit pas.' }] : [],
            }),
          ),
        );
        return undefined;
      },
    });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  beforeEach(async () => {
    chosen = [];
    sent = [];
    foretold = [];
    answers = true;
    site.asked.length = 0;
    context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 360, height: 740 }, hasTouch: true });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    heard = listenTo(page, site.origin);
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(heard.faults(), []);
  });

  const field = (): Locator => page.getByRole('combobox', { name: 'Destinataires' });
  const chips = (): Locator => page.getByRole('list', { name: 'Destinataires choisis' }).getByRole('listitem');
  const option = (name: string | RegExp): Locator => page.getByRole('option', { name });
  const open = async (): Promise<void> => {
    await page.goto(site.origin, { waitUntil: 'load' });
    await page.locator('[data-island="recipients"][data-island-state="live"]').waitFor();
  };
  const send = async (): Promise<string[]> => {
    await page.getByRole('button', { name: /^Envoyer/ }).click();
    await page.getByRole('heading', { name: 'Ailleurs' }).waitFor();
    return sent;
  };

  test('finds somebody by the first letters, chosen with keys alone, and says what would come of it', async () => {
    await open();
    await page.keyboard.press('Tab');
    await field().focus();
    await field().pressSequentially('rou', { delay: 20 });
    await option(/Claire ROUX/).waitFor();
    assert.equal(await field().getAttribute('aria-expanded'), 'true');
    assert.equal(
      await option(/Claire ROUX/).getAttribute('id'),
      await field().getAttribute('aria-activedescendant'),
      'the first line is at hand',
    );
    assert.deepEqual(await pageFaults(page, new Set(), [...looks]), []);
    await page.keyboard.press('Enter');
    assert.match((await chips().textContent()) ?? '', /Claire ROUX/);
    await page.getByText('Ce message ira à 1 personnes.').waitFor();
    await page.getByRole('button', { name: 'Envoyer lundi à 7 h' }).waitFor();
    await chips().getByText('Ne reçoit pas.').waitFor();
    assert.deepEqual(await pageFaults(page, new Set(), [...looks]), []);
    assert.deepEqual(await send(), [roux.token]);
  });

  test('says why somebody cannot be chosen, and neither a key nor a tap chooses them', async () => {
    await open();
    await field().pressSequentially('rou', { delay: 20 });
    await option(/Jean ROUSSEAU/).waitFor();
    await page.keyboard.press('ArrowDown');
    assert.equal(await option(/Échange fermé/).getAttribute('aria-disabled'), 'true');
    await page.keyboard.press('Enter');
    await option(/Jean ROUSSEAU/).tap({ force: true });
    assert.equal(await chips().count(), 0);
  });

  test('proposes those of lately and the groups at a tap, and lets a chip go', async () => {
    await open();
    await field().tap();
    await option(/Sofia FERREIRA/).waitFor();
    await option(/Familles · CE1 Roux/).tap();
    assert.match((await chips().textContent()) ?? '', /26 personnes/);
    await field().tap();
    await option(/Sofia FERREIRA/).tap();
    assert.equal(await chips().count(), 2);
    const drop = page.getByRole('button', { name: 'Retirer Familles · CE1 Roux' });
    const box = await drop.boundingBox();
    assert.ok(box && box.width >= 44 && box.height >= 44);
    await drop.tap();
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'Retirer Sofia FERREIRA',
    );
    assert.deepEqual(await send(), [lately.token]);
  });

  test('Escape closes the list, Enter sends nothing, Backspace takes the last one away', async () => {
    await open();
    await field().pressSequentially('zorro', { delay: 20 });
    await page.getByText('Personne de ce nom.').locator('visible=true').first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    assert.equal(await field().getAttribute('aria-expanded'), 'false');
    await field().fill('');
    await page.keyboard.press('ArrowDown');
    await option(/Familles/).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    assert.equal(await chips().count(), 1);
    await page.keyboard.press('Backspace');
    assert.equal(await chips().count(), 0);
    await page.getByLabel('Objet').press('Enter');
    assert.equal(site.asked.includes('POST /send'), false);
  });

  test('a search that does not answer leaves the groups to choose from', async () => {
    answers = false;
    await open();
    await field().pressSequentially('roux', { delay: 20 });
    await page.getByText('La recherche ne répond pas').locator('visible=true').first().waitFor();
    await option(/Familles · CE1 Roux/).tap();
    assert.equal(await chips().count(), 1);
    assert.ok(heard.faults().every((fault) => fault.includes('503')));
    heard = { faults: () => [] };
  });

  test('who was chosen outlives another page and the way back', async () => {
    await open();
    await field().pressSequentially('rou', { delay: 20 });
    await option(/Claire ROUX/).tap();
    await page.getByRole('link', { name: 'Une autre page' }).click();
    await page.getByRole('heading', { name: 'Ailleurs' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Écrire' }).waitFor();
    await page.getByRole('button', { name: 'Retirer Claire ROUX' }).waitFor();
    assert.deepEqual(await send(), [roux.token]);
  });

  test('marks those whom the server refused, and foretells no more than it may ask', async () => {
    chosen = [rousseau.token, 'person:L1AB0004', 'person:L1AB0005'];
    await open();
    assert.match((await chips().first().getAttribute('class')) ?? '', /recipients-refused/);
    await field().tap();
    await option(/Familles/).tap();
    await page.getByRole('button', { name: 'Retirer Jean ROUSSEAU' }).tap();
    await page.getByText('Ce message ira à 3 personnes.').waitFor();
    assert.deepEqual(
      foretold.map((to) => to.length),
      [3],
    );
  });

  test('weighs less than fifteen kilobytes', async () => {
    await open();
    const own = site.asked.filter((line) => /recipients\.client/.test(line));
    assert.equal(own.length, 1);
    const code = await (await fetch(`${site.origin}${own[0]?.replace('GET ', '')}`)).text();
    assert.ok(brotliCompressSync(code).length < 15_000);
  });

  test('without scripts the boxes serve', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(site.origin);
    assert.equal(await still.getByRole('combobox').count(), 0);
    await still.getByText('Groupes').first().click();
    await still.getByLabel(/Familles · CE1 Roux/).check();
    await still.getByRole('button', { name: 'Envoyer' }).click();
    await still.getByRole('heading', { name: 'Ailleurs' }).waitFor();
    assert.deepEqual(sent, [families]);
    await plain.close();
  });
});
