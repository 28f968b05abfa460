/**
 * A journey: a person in a browser of their own, from the door to the door. Every page they see is looked at (axe and our own
 * looks), what the browser complains of is a fault, and a fault fails the journey.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { dayOf } from '../platform/clock/clock.ts';
import { projectPath } from '../platform/config/paths.ts';
import { schoolYearStarting } from '../tools/academy/days.ts';
import { launchBrowser } from './browser.ts';
import { listenTo, type looks, pageFaults } from './page-check.ts';
import { openProduct, type Product } from './product.ts';

/** The ten people of the demonstration, by what they are. */
export const people = {
  pupilOfEcole: 'Awa DIALLO',
  pupilOfCollege: 'Ibrahim DIALLO',
  guardian: 'Aminata DIALLO',
  teacherOfEcole: 'Claire ROUX',
  teacherOfCollege: 'Julien PETIT',
  headOfEcole: 'Karim BENALI',
  cpe: 'Sofia FERREIRA',
  afterSchool: 'Nadia LOPES',
  commune: 'Hélène GARNIER',
  platform: 'Thomas VIDAL',
} as const;

/** The year in which pupils of the demonstration were born who are that old in the year's class. */
export const birthYear = (age: number): number => schoolYearStarting(dayOf(new Date())) - age;

export type PersonKey = keyof typeof people;

let browser: Promise<Browser> | undefined;
after(async () => {
  await (await browser?.catch(() => undefined))?.close();
});

/** Kinds of focus already examined, pages already looked at in full, titles already borne: for the whole run. */
const examined = new Set<string>();
const lookedAt = new Set<string>();
const titles = new Map<string, string>();

/** Declares a journey as a test; its sentence says what a person does. */
export function journey(
  sentence: string,
  steps: (visit: Visit) => Promise<void>,
  options: BrowserContextOptions = {},
): void {
  test(sentence, { timeout: 300_000 }, async () => {
    const product = await openProduct();
    browser ??= launchBrowser();
    const context = await (await browser).newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const visit = new Visit(product, page);
    try {
      await steps(visit);
      assert.deepEqual([...visit.faults, ...visit.heard()], [], 'what is wrong with the pages of this journey');
    } catch (error) {
      await keepPicture(page, sentence);
      // A step that fails must not hide what the pages before it had wrong.
      for (const fault of visit.faults) console.error(fault);
      throw error;
    } finally {
      await context.close();
    }
  });
}

/** A failed journey leaves a picture of its last page in `var/test/pictures`. */
async function keepPicture(page: Page, sentence: string): Promise<void> {
  const folder = projectPath('var', 'test', 'pictures');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${sentence.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.png`);
  await page.screenshot({ path, fullPage: true }).catch(() => undefined);
}

/** A person at work in the browser. */
export class Visit {
  readonly product: Product;
  readonly page: Page;
  readonly heard: () => string[];
  /** What was wrong with the pages so far. */
  readonly faults: string[] = [];

  constructor(product: Product, page: Page) {
    this.product = product;
    this.page = page;
    const listener = listenTo(page, product.origin);
    this.heard = () => listener.faults();
  }

  /** Goes to an address of the product. */
  async go(path: string): Promise<void> {
    await this.page.goto(`${this.product.origin}${path}`);
  }

  /** The login of one of the ten people. */
  loginOf(person: PersonKey): string {
    const found = this.product.people.find(({ name }) => name === people[person]);
    assert.ok(found, `the demonstration announces ${people[person]}`);
    return found.login;
  }

  /** Signs in by the form, accepts the charter the first time, and arrives at home. */
  async signIn(person: PersonKey): Promise<void> {
    await this.go('/sign-in');
    await this.enter(person);
  }

  /** Fills the form of the sign-in page on which one stands. */
  async enter(person: PersonKey): Promise<void> {
    await this.page.getByLabel('Identifiant').fill(this.loginOf(person));
    await this.page.getByLabel('Mot de passe', { exact: false }).first().fill(this.product.password);
    await this.press('Se connecter');
    if (new URL(this.page.url()).pathname === '/charter') {
      await this.look();
      await this.acceptCharter();
    }
    assert.equal(new URL(this.page.url()).pathname, '/', `${people[person]} arrives at home`);
  }

  /** Accepts what is promised. A guardian is then asked three questions at the first entry; they wait at home. */
  async acceptCharter(): Promise<void> {
    await this.page.getByRole('checkbox').check();
    await this.press('Continuer');
    if (new URL(this.page.url()).pathname === '/first-run') await this.follow('Plus tard');
  }

  /** Signs out from the person's menu. */
  async signOut(): Promise<void> {
    await this.page.locator('header summary').last().click();
    await this.press('Me déconnecter');
    assert.equal(new URL(this.page.url()).pathname, '/sign-in');
    await this.isTold('déconnecté');
  }

  /** Presses a button that leads to another page, and waits for that page. */
  async press(name: string): Promise<void> {
    await this.arrives(() => this.page.getByRole('button', { name, exact: true }).last().click());
  }

  /** Follows a link by its words, wholly or in part. */
  async follow(name: string | RegExp): Promise<void> {
    await this.arrives(() => this.page.getByRole('link', { name }).first().click());
  }

  /** Follows a link of the main navigation. */
  async open(destination: string): Promise<void> {
    const link = this.page.locator('nav.rail').getByRole('link', { name: destination, exact: true });
    await this.arrives(() => link.click());
  }

  /** The content shows each of these words. */
  async sees(...words: string[]): Promise<void> {
    for (const one of words) await this.page.locator('main').getByText(one).first().waitFor({ state: 'visible' });
  }

  /** A message says so, in a region that screen readers announce. */
  async isTold(words: string): Promise<void> {
    await this.page
      .locator('[role="status"], [role="alert"]')
      .filter({ hasText: words })
      .first()
      .waitFor({ state: 'visible' });
  }

  /** The content shows none of these words. */
  async lacks(...words: string[]): Promise<void> {
    const text = await this.page.locator('main').innerText();
    for (const one of words) assert.ok(!text.includes(one), `${this.page.url()} shows ${one}`);
  }

  /**
   * Looks at the page: in full the first time that its kind is seen by this kind of reader, with axe each time.
   * @param only the looks that make sense, for a page that a dialog covers
   */
  async look(only?: (keyof typeof looks)[]): Promise<void> {
    const { pathname, density, title } = await this.page.evaluate(() => ({
      pathname: location.pathname,
      density: document.querySelector('[data-density]')?.getAttribute('data-density') ?? '',
      title: document.title,
    }));
    const route = routeOf(pathname);
    const kind = `${route} ${density}`;
    const faults = await pageFaults(this.page, examined, only ?? (lookedAt.has(kind) ? ['axe'] : undefined));
    if (!only) lookedAt.add(kind);
    const other = titles.get(title);
    if (other !== undefined && other !== route) faults.push(`the title "${title}" is also that of ${other}`);
    titles.set(title, route);
    for (const fault of [...faults, ...this.heard()]) this.faults.push(`${pathname} (${title}): ${fault}`);
  }

  /** Goes somewhere and looks. */
  async goAndLook(path: string): Promise<void> {
    await this.go(path);
    await this.look();
  }

  /** Does what leads to another page and waits until it is there, whether Turbo or the browser fetches it. */
  private async arrives(act: () => Promise<void>): Promise<void> {
    const mark = await this.page.evaluate(() => {
      document.body.dataset.left = 'yes';
      return location.href;
    });
    await act();
    await this.page
      .waitForFunction(
        () =>
          document.body?.dataset.left === undefined &&
          document.readyState === 'complete' &&
          // Turbo shows a page it was led to before it says the address: it is busy until both agree.
          !document.documentElement.hasAttribute('aria-busy'),
        null,
        { timeout: 20_000 },
      )
      .catch((error: unknown) => {
        throw new Error(`no other page came after ${mark}`, { cause: error });
      });
  }
}

/** The route of a path: identifiers stand for one another. */
const routeOf = (pathname: string): string =>
  pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/(confirm|link|code)\/[^/]+/, '/$1')
    .replace(/\/people\/[^/]+/, '/people/:uid')
    .replace(/\/schools\/[^/]+/, '/schools/:uai');
