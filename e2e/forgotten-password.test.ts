import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { journey } from './journey.ts';

const address = 'sofia.ferreira@exemple.invalid';
const renewed = 'quatre marrons sous le grand préau';

journey('an address is confirmed once, then gives a forgotten password back on a Sunday evening', async (visit) => {
  const { page } = visit;
  const mails = mailbox(join(visit.product.dataDir, 'mail'));
  await visit.signIn('cpe');
  await visit.go('/account');
  await page.getByLabel('Adresse électronique').fill(address);
  await page.getByLabel('Mot de passe actuel').fill(visit.product.password);
  await visit.press('Envoyer le lien');
  await page.goto(await mails.nextLink());
  await visit.look();
  await visit.press('Confirmer');
  await visit.look();
  await visit.go('/account');
  await visit.sees(address);
  await visit.signOut();

  await visit.follow('Mot de passe oublié');
  await page.getByLabel('Identifiant ou adresse électronique').fill(address);
  await visit.press('Recevoir un lien');
  await visit.look();
  await page.goto(await mails.nextLink());
  await visit.look();
  const fields = page.locator('main input[type="password"]');
  for (let at = 0; at < (await fields.count()); at += 1) await fields.nth(at).fill(renewed);
  await page.locator('main button[type="submit"]').last().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/reset'));
  await visit.go('/account/password');
  for (const [at, password] of [renewed, visit.product.password, visit.product.password].entries())
    await page.locator('main input[type="password"]').nth(at).fill(password);
  await visit.press('Changer le mot de passe');
  await visit.isTold('mot de passe');
  await visit.signOut();
});

journey('whoever gave no address is told to ask the school, in the same words as somebody unknown', async (visit) => {
  const said: string[] = [];
  for (const login of [visit.loginOf('pupilOfEcole'), 'personne.inconnue']) {
    await visit.go('/forgotten');
    await visit.page.getByLabel('Identifiant ou adresse électronique').fill(login);
    await visit.press('Recevoir un lien');
    said.push((await visit.page.locator('main').innerText()).replaceAll(login, ''));
  }
  assert.equal(said[0], said[1]);
  assert.match(said[0] ?? '', /école/);
});

/** The mail that the product writes to files while it has no mail server. */
function mailbox(folder: string): { nextLink(): Promise<string> } {
  const read = new Set<string>();
  return {
    async nextLink() {
      const deadline = performance.now() + 20_000;
      while (performance.now() < deadline) {
        for (const name of filesIn(folder)) {
          if (read.has(name)) continue;
          const link = /https?:\/\/[^\s"<>]+\/(?:reset\/link|addresses\/confirm)\/[\w-]+/.exec(
            plain(readFileSync(join(folder, name), 'utf8')),
          )?.[0];
          if (!link) continue;
          read.add(name);
          return link;
        }
        await wait(100);
      }
      throw new Error(`no mail with a link came into ${folder}`);
    },
  };
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.eml'))
      .sort();
  } catch {
    // The folder is made with the first mail.
    return [];
  }
}

/** A mail without the soft line ends of its transfer encoding. */
const plain = (mail: string): string => mail.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
