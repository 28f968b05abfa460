import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { MailServer } from './exim.ts';
import { withPeer } from './packages.ts';
import { openStage, until, walk } from './walk.ts';

/* The relay of a house: what the product sends arrives as mail programs expect it, and nothing is lost while it is down. */
withPeer('exim4-daemon-light', [], () => {
  let mails: MailServer;

  before(async () => {
    const { mailServer } = await openStage();
    assert.ok(mailServer);
    mails = mailServer;
    await mails.start();
  });
  after(() => mails?.stop());

  walk('an address is confirmed through the relay, which asks for TLS and a password', async (visit) => {
    const { page } = visit;
    await visit.signIn('guardian');
    await page.goto(`${visit.product.origin}/account`);
    await askForLink(visit.page, 'aminata.diallo@famille.invalid', visit.product.password);
    await until('the mail has arrived', () => mails.received().length === 1);
    const [mail] = mails.received();
    assert.ok(mail);
    assert.equal(mail.to, 'aminata.diallo@famille.invalid');
    assert.match(mail.message, /esmtpsa/, 'by TLS, with a password');
    assert.match(mail.message, /^Content-Type: multipart\/alternative/m, 'as text and as HTML');
    const link = /https:\/\/localhost:\d+\/addresses\/confirm\/[^\s"<]+/.exec(mail.message)?.[0];
    assert.ok(link);
    await page.goto(link);
    await page.locator('main').getByRole('button').first().click();
    await page.goto(`${visit.product.origin}/account`);
    await page.getByText('aminata.diallo@famille.invalid').first().waitFor();
  });

  walk('what is sent while the relay is down arrives when it is back', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    await mails.stop();
    await page.goto(`${visit.product.origin}/account`);
    const before = mails.received().length;
    await askForLink(page, 'claire.roux@ecole.invalid', visit.product.password);
    await until('the first try has failed', async () => {
      const [row] = await visit.product.query<{ failed: boolean }>(
        `select bool_or(last_error like '%mail.%') as failed from graphile_worker.jobs`,
      );
      return row?.failed === true;
    });
    assert.equal(mails.received().length, before);
    await mails.start();
    // The next try comes after a pause; here it comes now.
    await visit.product.query(
      `select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())`,
    );
    await until('the mail has arrived', () => mails.received().length === before + 1);
    assert.equal(mails.received().at(-1)?.to, 'claire.roux@ecole.invalid');
  });
});

async function askForLink(page: Page, address: string, password: string): Promise<void> {
  await page.getByLabel('Adresse électronique').fill(address);
  await page.getByLabel('Mot de passe actuel').first().fill(password);
  await page.getByRole('button', { name: 'Envoyer le lien' }).click();
  await page.waitForLoadState();
}
