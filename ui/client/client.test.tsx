import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../e2e/browser.ts';
import { listenTo } from '../../e2e/page-check.ts';
import { findPeople } from '../../modules/directory/contract.ts';
import { renewSession } from '../../modules/identity/sessions/contract.ts';
import { projectPath } from '../../platform/config/paths.ts';
import { loadAssets } from '../assets.ts';
import { Actions, Button, LinkButton } from '../button.tsx';
import { Details, Dialog, Menu, MenuLink } from '../disclosure.tsx';
import { PasswordField, TextArea, TextField } from '../field.tsx';
import { Form, FormErrors } from '../form.tsx';
import { PeopleSearch } from '../islands/people-search.tsx';
import { Document, type DocumentProps, renderDocument } from '../layout/document.tsx';
import { StatusRegion } from '../notice.tsx';
import { openSite, type Site } from '../testing/site.ts';

const client = projectPath('build/client');
loadAssets(client);

/** What the server of these tests holds, and may be told to change. */
let told: {
  count: number;
  owner: string;
  expires: number | undefined;
  renewals: number;
  streams: ServerResponse[];
  refused: boolean;
  saved: string[];
};

const people = ['Hélène Roux', 'Aminata Diallo', 'Lina Benali'];

/** Answers as the JSON API does, in the words of the contract. */
function json(response: ServerResponse, answer: unknown): undefined {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function sheet(title: string, more: Partial<DocumentProps> = {}): string {
  return renderDocument(
    <Document
      title={title}
      siteName="Préau"
      locale="fr"
      kind="app"
      draftOwner={told.owner}
      sessionExpires={told.expires === undefined ? undefined : new Date(told.expires).toISOString()}
      {...more}
    >
      <main id="content" tabIndex={-1}>
        <StatusRegion />
        <h1>{title}</h1>
        <p id="count">{told.count} mots</p>
        <PeopleSearch action="/people" label="Chercher une personne" />
        <Menu label="Mon compte" summary="Compte">
          <MenuLink href="/other">Ailleurs</MenuLink>
        </Menu>
        <Details summary="Détails">
          <p>Plus de détails</p>
        </Details>
        <LinkButton href="/other" opens="box">
          Ouvrir
        </LinkButton>
        <Dialog id="box" title="Une boîte">
          <p>Dedans</p>
        </Dialog>
        <a href="/other">Une autre page</a>
        <Form action="/note" draft="note" label="Mot">
          {told.refused && <FormErrors errors={[{ field: 'text', message: 'Écrivez un mot.' }]} />}
          <TextArea name="text" label="Texte" />
          <PasswordField name="secret" label="Secret" autoComplete="current-password" />
          <Actions>
            <Button confirm={{ title: 'Envoyer ?', text: 'La famille le lira.', yes: 'Envoyer', no: 'Relire' }}>
              Envoyer
            </Button>
          </Actions>
        </Form>
        <Form action="/long" draft="long" saves="/long/draft" label="Message">
          <TextArea name="message" label="Message long" />
          <Button>Publier</Button>
        </Form>
        <Form action="/name" draft="name" label="Prénom">
          <TextField name="name" label="Prénom" />
          <Button>Enregistrer</Button>
        </Form>
      </main>
    </Document>,
  );
}

describe('The scripts of a page', () => {
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  let heard: { faults(): string[] };

  before(async () => {
    browser = await launchBrowser();
    site = await openSite(client, {
      '/': () => sheet('Accueil', { live: '/live' }),
      '/other': () => sheet('Autre page', { reading: { density: 'gestion' } }),
      '/note': (_request, response) => {
        response.writeHead(303, { location: '/other' }).end();
        return undefined;
      },
      '/name': (_request, response) => {
        response.statusCode = 422;
        told.refused = true;
        return sheet('Accueil');
      },
      '/api/long/draft': async (request, response) => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        told.saved.push(new URLSearchParams(body).get('message') ?? '');
        return json(response, { href: '/?draft=7' });
      },
      '/people': () => sheet('Recherche'),
      [`/api${findPeople.path}`]: (_request, response, url) => {
        const words = url.searchParams.get('q') ?? '';
        const named = people
          .filter((name) => name.toLowerCase().includes(words.toLowerCase()))
          .map((displayName, rank) => ({
            id: `P1AB000${rank}`,
            displayName,
            isPupil: false,
            subtitle: 'École Jules-Ferry',
            href: '/other',
          }));
        return json(response, findPeople.answer.parse({ people: named, next: null }));
      },
      '/live': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        response.write(': listening\n\n');
        told.streams.push(response);
        return undefined;
      },
      [`/api${renewSession.path}`]: (_request, response) => {
        told.renewals += 1;
        told.expires = Date.now() + 1_800_000;
        return json(response, renewSession.answer.parse({ expiresAt: new Date(told.expires) }));
      },
    });
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  beforeEach(async () => {
    told = { count: 1, owner: 'lina', expires: undefined, renewals: 0, streams: [], refused: false, saved: [] };
    site.asked.length = 0;
    context = await browser.newContext({ locale: 'fr-FR' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    heard = listenTo(page, site.origin);
  });
  afterEach(async () => {
    await context.close();
    assert.deepEqual(heard.faults(), []);
  });

  const open = (path = '/'): Promise<unknown> => page.goto(site.origin + path, { waitUntil: 'load' });
  const changed = (): void => {
    told.count += 1;
    for (const stream of told.streams) stream.write('event: changed\ndata: {}\n\n');
  };
  const scripts = (): string[] => site.asked.filter((line) => line.endsWith('.js'));
  const soon = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
  const until = async (done: () => boolean): Promise<void> => {
    for (let waited = 0; !done(); waited += 50) {
      assert.ok(waited < 30_000, 'what was expected did not happen within half a minute');
      await soon(50);
    }
  };

  test('a change told by the server shows in place, and leaves alone what is being written or open', async () => {
    await open();
    await until(() => told.streams.length > 0);
    await page.getByLabel('Texte').fill('Bonjour Madame');
    await page.getByText('Détails', { exact: true }).click();
    changed();
    await page.getByText('2 mots').waitFor();
    assert.equal(await page.getByLabel('Texte').inputValue(), 'Bonjour Madame');
    assert.equal(await page.getByText('Plus de détails').isVisible(), true);
  });

  test('a refresh that nobody asked for says so, so that the server does not take it for a sign of life', async () => {
    await open();
    await until(() => told.streams.length > 0);
    const request = page.waitForRequest((sent) => sent.headers()['x-preau-background'] === 'refresh');
    changed();
    assert.equal(new URL((await request).url()).pathname, '/');
    await page.getByText('2 mots').waitFor();
    const asked = page.waitForRequest((sent) => new URL(sent.url()).pathname === '/other');
    await page.getByRole('link', { name: 'Une autre page' }).click();
    assert.equal((await asked).headers()['x-preau-background'], undefined);
  });

  test('another page arrives without a full load, takes its own density, and the keyboard goes on from its content', async () => {
    await open();
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
    await page.getByRole('link', { name: 'Une autre page' }).click();
    await page.getByRole('heading', { name: 'Autre page' }).waitFor();
    assert.equal(await page.evaluate(() => (globalThis as { stayed?: boolean }).stayed), true);
    assert.equal(await page.locator('html').getAttribute('data-density'), 'gestion');
    await page.waitForFunction(() => document.activeElement?.id === 'content');
    await page.waitForFunction(() => document.getElementById('announcer')?.textContent?.startsWith('Autre page'));
  });

  test('the end of the session is announced a minute ahead, and one button puts it off', async () => {
    told.expires = Date.now() + 61_000;
    await open();
    const dialog = page.getByRole('alertdialog', { name: 'Toujours là ?' });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Rester connecté' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(told.renewals, 1);
  });

  test('someone who is writing is not asked: the session goes on', async () => {
    told.expires = Date.now() + 600_000;
    await open();
    await page.clock.setFixedTime(told.expires - 59_000);
    await page.getByLabel('Texte').fill('Je suis là');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await until(() => told.renewals === 1);
    assert.equal(await page.getByRole('alertdialog').count(), 0);
  });

  test('once over, the page is covered and one link leads back through the door', async () => {
    told.expires = Date.now() + 1_500;
    await open();
    const dialog = page.getByRole('alertdialog', { name: 'La session est fermée' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await dialog.isVisible(), true);
    told.expires = undefined;
    await dialog.getByRole('link', { name: 'Se reconnecter' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('a draft survives a reload, is offered for deletion, and leaves when it is sent', async () => {
    await open();
    await page.getByLabel('Texte').fill('Pour demain');
    await page.getByLabel('Secret').fill('not to keep');
    await page.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.endsWith(':note')));
    await page.reload();
    await page.getByText('Un brouillon a été retrouvé.').waitFor();
    assert.equal(await page.getByLabel('Texte').inputValue(), 'Pour demain');
    assert.equal(await page.getByLabel('Secret').inputValue(), '');
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByRole('dialog', { name: 'Envoyer ?' }).getByRole('button', { name: 'Envoyer' }).click();
    await page.getByRole('heading', { name: 'Autre page' }).waitFor();
    await page.waitForFunction(() => Object.keys(sessionStorage).every((key) => !key.endsWith(':note')));
  });

  test('what is written becomes a draft on the server, whose page a reload then shows', async () => {
    await open();
    await page.getByLabel('Message long').fill('Chères familles');
    await page.getByText('Brouillon enregistré à').waitFor();
    assert.deepEqual(told.saved, ['Chères familles']);
    assert.equal(new URL(page.url()).search, '?draft=7');
  });

  test('without a connection the text stays here, and leaves once it is back', async () => {
    await open();
    await until(() => scripts().some((line) => line.includes('autosave')));
    await context.setOffline(true);
    await page.getByLabel('Message long').fill('Dans le train');
    await page.getByText('Pas de connexion').waitFor();
    assert.deepEqual(told.saved, []);
    await context.setOffline(false);
    await page.getByText('Brouillon enregistré à').waitFor();
    assert.deepEqual(told.saved, ['Dans le train']);
    assert.ok(heard.faults().every((fault) => fault.includes('ERR_INTERNET_DISCONNECTED')));
  });

  test('a refused form keeps its draft and opens on what is to correct', async () => {
    await open();
    await page.getByRole('textbox', { name: 'Prénom' }).fill('Lina');
    await page.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.endsWith(':name')));
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('alert').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'alert');
    assert.equal(await page.getByRole('textbox', { name: 'Prénom' }).inputValue(), 'Lina');
  });

  test('the next person on the same device finds no draft', async () => {
    await open();
    await page.getByLabel('Texte').fill('Secret de Lina');
    await page.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.endsWith(':note')));
    told.owner = 'noe';
    await page.reload();
    await page.waitForFunction(() => Object.keys(sessionStorage).every((key) => !key.startsWith('preau-draft:')));
    assert.equal(await page.getByLabel('Texte').inputValue(), '');
  });

  test('a password can be shown and hidden again, and it is said', async () => {
    await open();
    await page.getByLabel('Secret').fill('abc');
    await page.getByRole('button', { name: 'Afficher' }).click();
    assert.equal(await page.getByLabel('Secret').getAttribute('type'), 'text');
    await page.waitForFunction(
      () => document.getElementById('announcer')?.textContent === 'Le mot de passe est affiché.',
    );
    await page.getByRole('button', { name: 'Masquer' }).click();
    assert.equal(await page.getByLabel('Secret').getAttribute('type'), 'password');
  });

  test('a question refused sends nothing and gives the focus back', async () => {
    await open();
    await page.getByRole('button', { name: 'Envoyer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Envoyer ?' });
    await dialog.getByRole('button', { name: 'Relire' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Envoyer');
    assert.equal(site.asked.includes('POST /note'), false);
  });

  test('a box of the page opens over it and Esc closes it; a menu closes too', async () => {
    await open();
    await page.getByRole('link', { name: 'Ouvrir' }).click();
    const dialog = page.getByRole('dialog', { name: 'Une boîte' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    const menu = page.locator('details.menu');
    await menu.locator('summary').click();
    await page.keyboard.press('Escape');
    assert.equal(await menu.getAttribute('open'), null);
    await menu.locator('summary').click();
    await page.getByRole('heading', { name: 'Accueil' }).click();
    assert.equal(await menu.getAttribute('open'), null);
  });

  test('the search names people from the first letters; no page loads its code before', async () => {
    await open();
    assert.deepEqual(
      scripts().filter((line) => line.includes('people-search')),
      [],
    );
    const search = page.getByLabel('Chercher une personne').locator('visible=true');
    await search.pressSequentially('dia', { delay: 30 });
    await page.getByRole('option', { name: 'Aminata Diallo' }).waitFor();
    assert.equal(await page.getByRole('combobox').inputValue(), 'dia');
    assert.equal(await page.getByRole('option').count(), 1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Autre page' }).waitFor();
  });

  test('the search says that nobody bears a name, and Enter on words alone looks further', async () => {
    await open();
    const search = page.getByLabel('Chercher une personne').locator('visible=true');
    await search.pressSequentially('zorro', { delay: 30 });
    await page.getByText('Aucune personne visible ne porte ce nom.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Recherche' }).waitFor();
    assert.ok(site.asked.includes('GET /people?q=zorro'));
  });

  test('without scripts the search is a form, the box a page, and nothing is offered that would not work', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(site.origin);
    assert.equal(await still.getByRole('button', { name: 'Afficher' }).count(), 0);
    await still.getByRole('link', { name: 'Ouvrir' }).click();
    await still.getByRole('heading', { name: 'Autre page' }).waitFor();
    await still.getByLabel('Chercher une personne').fill('roux');
    await still.getByRole('button', { name: 'Rechercher' }).click();
    assert.ok(site.asked.includes('GET /people?q=roux'));
    await plain.close();
  });
});
