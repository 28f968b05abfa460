import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../../e2e/browser.ts';
import { projectPath } from '../../../platform/config/paths.ts';
import { loadAssets } from '../../assets.ts';
import { Button } from '../../button.tsx';
import { TextField } from '../../field.tsx';
import { Form, Hidden } from '../../form.tsx';
import { Document, renderDocument } from '../../layout/document.tsx';
import { StatusRegion } from '../../notice.tsx';
import { openSite, type Site } from '../../testing/site.ts';

const client = projectPath('build/client');
loadAssets(client);

interface Arrived {
  readonly key: string | null;
  readonly words: string | null;
  readonly act: string | null;
  readonly person: string | undefined;
}

/** What the server of these tests answers and holds. */
let server: { owner: string; shared: boolean; status: number; code: string; arrived: Arrived[]; key: string };

const sheet = (title: string): string =>
  renderDocument(
    <Document
      title={title}
      siteName="Préau"
      locale="fr"
      kind="app"
      draftOwner={server.owner || undefined}
      sharedDevice={server.shared}
    >
      <main id="content" tabIndex={-1}>
        <StatusRegion />
        <h1>{title}</h1>
        <a href="/other">Une autre page</a>
        <form action="/sign-out" method="post">
          <Button>Me déconnecter</Button>
        </form>
        {title !== 'Ailleurs' && (
          <Form
            action="/word"
            label="Mot"
            draft="word"
            outbox={{ what: 'Mot', field: 'words', button: 'send', after: '/other' }}
          >
            <Hidden name="requestKey" value={server.key} />
            <TextField name="words" label="Votre mot" required />
            <Button name="act" value="send">
              Envoyer
            </Button>
            <Button name="act" value="look">
              Chercher
            </Button>
          </Form>
        )}
      </main>
    </Document>,
  );

async function fieldsOf(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return new URLSearchParams(body);
}

describe('What is sent off without a connection', () => {
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    browser = await launchBrowser();
    site = await openSite(client, {
      '/': () => sheet('Accueil'),
      '/other': () => sheet('Ailleurs'),
      '/word': (_request, response) => {
        response.statusCode = 422;
        return sheet('À corriger');
      },
      '/sign-out': () => '<!doctype html><title>Au revoir</title>',
      '/api/word': async (request, response) => {
        const fields = await fieldsOf(request);
        const person = String(request.headers['x-preau-person']);
        server.arrived.push({
          key: fields.get('requestKey'),
          words: fields.get('words'),
          act: fields.get('act'),
          person,
        });
        response.writeHead(server.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(server.status === 200 ? { id: '1' } : { error: { code: server.code } }));
        return undefined;
      },
    });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });
  beforeEach(async () => {
    server = { owner: 'lina', shared: false, status: 200, code: '', arrived: [], key: 'k1' };
    context = await browser.newContext({ locale: 'fr-FR' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(site.origin, { waitUntil: 'networkidle' });
  });
  afterEach(() => context.close());

  const panel = () => page.locator('.outbox');

  /** Writes and sends while the connection is cut; what waits is in sight. */
  async function writeOffline(words: string): Promise<void> {
    await context.setOffline(true);
    await page.getByLabel('Votre mot').fill(words);
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByText('Partira dès que la connexion revient').first().waitFor();
    assert.match(await panel().innerText(), new RegExp(words));
  }

  test('waits in sight, its form put aside, and leaves once, in the name of who wrote it, when the connection is back', async () => {
    await writeOffline('Noé tousse');
    assert.equal(await page.getByLabel('Votre mot').isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement?.classList.contains('outbox')), true);
    const second = await context.newPage();
    assert.deepEqual(server.arrived, []);
    await context.setOffline(false);
    await second.goto(`${site.origin}/other`);
    await page.getByText('Transmis : Mot, Noé tousse').waitFor();
    await page.getByRole('heading', { name: 'Ailleurs' }).waitFor();
    await panel().waitFor({ state: 'detached' });
    assert.deepEqual(server.arrived, [{ key: 'k1', words: 'Noé tousse', act: 'send', person: 'lina' }]);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  });

  test('sent off twice under one key waits once, and survives the page', async () => {
    await writeOffline('Premier essai');
    const twin = await context.newPage();
    server.status = 503;
    await context.setOffline(false);
    await twin.goto(site.origin, { waitUntil: 'networkidle' });
    await twin.locator('.outbox').waitFor();
    assert.equal(await twin.locator('.outbox li').count(), 1);
    assert.equal(await twin.getByLabel('Votre mot').isVisible(), false);
    server.status = 200;
    await twin.reload();
    await twin.getByText('Transmis').first().waitFor();
    assert.ok(server.arrived.every(({ key }) => key === 'k1'));
  });

  test('is taken back on request, and the words are there again', async () => {
    await writeOffline('À ne pas dire');
    await panel().getByRole('button', { name: 'Ne pas envoyer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ne pas envoyer' }).click();
    await page.getByText('Cela ne partira pas.').waitFor();
    assert.equal(await page.getByLabel('Votre mot').inputValue(), 'À ne pas dire');
    await context.setOffline(false);
    await page.reload({ waitUntil: 'networkidle' });
    assert.deepEqual(server.arrived, []);
  });

  test('is kept when it is refused, told, and shown by its own page with what is wrong', async () => {
    await writeOffline('Trop tard');
    Object.assign(server, { status: 409, code: 'liaison.answers-closed' });
    await context.setOffline(false);
    await page.getByText('N’est pas parti').first().waitFor();
    assert.match(await panel().innerText(), /Trop tard/);
    server.key = 'k2';
    await page.getByRole('button', { name: 'Voir pourquoi' }).click();
    await page.getByRole('heading', { name: 'À corriger' }).waitFor();
    await panel().waitFor({ state: 'detached' });
    assert.equal(server.arrived.length, 1);
  });

  test('waits for its person to sign in again when the session is over', async () => {
    await writeOffline('Après la nuit');
    Object.assign(server, { status: 401, code: 'platform.sign-in-needed' });
    await context.setOffline(false);
    await page.getByText('Partira après une nouvelle connexion').first().waitFor();
    assert.equal(await page.getByRole('link', { name: 'Se reconnecter' }).count(), 1);
    server.status = 200;
    await page.reload();
    await page.getByText('Transmis : Mot, Après la nuit').waitFor();
  });

  test('is not sent and not shown to the next person, and is gone from the device', async () => {
    await writeOffline('Secret de Lina');
    server.owner = 'noe';
    await context.setOffline(false);
    server.status = 401;
    await page.goto(`${site.origin}/other`);
    await page.waitForFunction(() => localStorage.length === 0);
    assert.equal(await panel().count(), 0);
    server.owner = 'lina';
    server.status = 200;
    server.arrived.length = 0;
    await page.goto(site.origin, { waitUntil: 'networkidle' });
    assert.deepEqual(server.arrived, []);
    assert.equal(await panel().count(), 0);
  });

  test('is spoken of before one signs out, and erased', async () => {
    await writeOffline('Pas encore parti');
    await page.getByRole('button', { name: 'Me déconnecter' }).click();
    const dialog = page.getByRole('dialog', { name: 'Se déconnecter quand même ?' });
    await dialog.getByRole('button', { name: 'Le garder' }).click();
    await dialog.waitFor({ state: 'detached' });
    server.status = 503;
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Me déconnecter' }).click();
    await dialog.getByRole('button', { name: 'Effacer et se déconnecter' }).click();
    await page.waitForURL('**/sign-out');
    server.status = 200;
    server.arrived.length = 0;
    await page.goto(site.origin, { waitUntil: 'networkidle' });
    assert.deepEqual([server.arrived, await panel().count()], [[], 0]);
  });

  test('stays nowhere on a device that its person said to be shared', async () => {
    server.shared = true;
    await page.reload({ waitUntil: 'networkidle' });
    await context.setOffline(true);
    await page.getByLabel('Votre mot').fill('Au club');
    await page.getByRole('button', { name: 'Envoyer' }).click();
    assert.deepEqual([await panel().count(), await page.evaluate(() => localStorage.length)], [0, 0]);
    assert.equal(await page.getByLabel('Votre mot').inputValue(), 'Au club');
  });

  test('that lacks something is not taken, nor what another button asks for, nor anything of who looks in somebody’s place', async () => {
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Envoyer' }).click();
    assert.equal(await panel().count(), 0);
    await page.getByLabel('Votre mot').fill('Qui est là');
    await page.getByRole('button', { name: 'Chercher' }).click();
    assert.equal(await panel().count(), 0);
    await context.setOffline(false);
    server.owner = '';
    await page.goto(site.origin, { waitUntil: 'networkidle' });
    await context.setOffline(true);
    await page.getByLabel('Votre mot').fill('À sa place');
    await page.getByRole('button', { name: 'Envoyer' }).click();
    assert.deepEqual([await panel().count(), await page.evaluate(() => localStorage.length)], [0, 0]);
  });
});
