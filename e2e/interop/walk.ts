/** A walk: a person in a browser, between the product and a peer that is not ours. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { projectPath } from '../../platform/config/paths.ts';
import { launchBrowser } from '../browser.ts';
import { type PersonKey, Visit } from '../journey.ts';
import { freePort, openProduct, type Product } from '../product.ts';
import { type Authority, makeAuthority } from './authority.ts';
import { makeVirusScanner, type VirusScanner } from './clamav.ts';
import { type MailServer, makeMailServer } from './exim.ts';
import { openFront } from './front.ts';
import { isInstalled } from './packages.ts';
import { saidInRooms } from './room.ts';

/** What all walks of a run share. */
export interface Stage {
  readonly product: Product;
  /** Where it answers: `https://localhost:<port>`. */
  readonly port: number;
  readonly authority: Authority;
  /** The product's relay, not started; undefined where Exim is not installed, and mails become files. */
  readonly mailServer: MailServer | undefined;
  /** What looks at files, not started; undefined where ClamAV is not installed, and nobody looks. */
  readonly virusScanner: VirusScanner | undefined;
  readonly browser: Browser;
  close(): Promise<void>;
}

let stage: Promise<Stage> | undefined;

/** The product behind TLS, as peers want it, and a browser: opened at the first call, closed after the last walk. */
export const openStage = (): Promise<Stage> => {
  stage ??= open();
  return stage;
};

after(async () => {
  await (await stage?.catch(() => undefined))?.close();
});

async function open(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'preau-authority-'));
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clear);
  chmodSync(folder, 0o755);
  const authority = await makeAuthority(folder);
  const port = await freePort();
  const front = await openFront(authority, 'localhost', port);
  const mailServer = isInstalled('exim4-daemon-light') ? await makeMailServer(authority) : undefined;
  const virusScanner = isInstalled('clamav-daemon') ? await makeVirusScanner() : undefined;
  const [product, browser] = await Promise.all([
    openProduct({
      port,
      publicUrl: front.origin,
      environment: {
        TRUSTED_PROXIES: '127.0.0.1',
        NODE_EXTRA_CA_CERTS: authority.authorityFile,
        ...(mailServer && { SMTP_URL: mailServer.url, MAIL_FROM: 'Préau <ne-pas-repondre@preau.invalid>' }),
        ...(virusScanner && { CLAMD_URL: virusScanner.url }),
      },
    }),
    launchBrowser(),
  ]);
  return {
    product,
    port: front.port,
    authority,
    mailServer,
    virusScanner,
    browser,
    async close() {
      await browser.close();
      await front.close();
      clear();
    },
  };
}

/** Declares a walk as a test, in a browser that knows nothing yet; its sentence says what a person does. */
export function walk(sentence: string, steps: (visit: Visit) => Promise<void>): void {
  test(sentence, { timeout: 120_000 }, async () => {
    const { product, browser } = await openStage();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      reducedMotion: 'reduce',
      ignoreHTTPSErrors: true,
    });
    context.setDefaultTimeout(10_000);
    const visit = new Visit(product, await context.newPage());
    try {
      await steps(visit);
      // What comes back inside a frame, after a service was left, was heard by our server and is not shown.
      const broken = visit
        .heard()
        .filter((fault) => /security policy|script fails/.test(fault) && !fault.includes('frame-ancestors'));
      assert.deepEqual(broken, [], 'what the browser complains of');
    } catch (error) {
      await keepPicture(visit, sentence);
      throw error;
    } finally {
      await context.close();
    }
  });
}

async function keepPicture({ page }: Visit, sentence: string): Promise<void> {
  const folder = projectPath('var', 'test', 'pictures');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${sentence.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.png`);
  await page.screenshot({ path, fullPage: true }).catch(() => undefined);
  const words = await page
    .locator('body')
    .innerText()
    .catch(() => '');
  console.error(`The page at the end is ${page.url()}:\n${words.slice(0, 1500)}\n${saidInRooms()}`);
}

/** Fills the form of the sign-in page to which a service led, and accepts the charter if it is asked for. */
export async function signInThere(visit: Visit, person: PersonKey): Promise<void> {
  const { page, product } = visit;
  await page.getByLabel('Identifiant').fill(visit.loginOf(person));
  await page.getByLabel('Mot de passe', { exact: false }).first().fill(product.password);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  // Either the charter, once, or what was wanted.
  await page.waitForURL(
    (url) => url.origin !== product.origin || !/^\/(sign-in$|(cas|oidc|saml)\/)/.test(url.pathname),
  );
  if (new URL(page.url()).pathname !== '/charter') return;
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Continuer' }).click();
}

/** Waits for what happens outside the browser. @throws Error with `what` after 20 seconds */
export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (performance.now() < end) {
    if (await holds()) return;
    await wait(100);
  }
  throw new Error(`waited in vain: ${what}`);
}
