import type { Visit } from './journey.ts';
import type { Product } from './product.ts';

/** Chooses somebody by the first letters of a name. */
export async function choose({ page }: Visit, letters: string, name: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: /^Destinataires/ }).click();
  await page.keyboard.type(letters, { delay: 30 });
  await page.getByRole('option', { name }).first().click();
  await page.getByRole('button', { name: /^Retirer / }).waitFor();
}

/** Sends the message at hand, whatever the hour is; where it waits, its hour comes now. */
export async function letGo({ page, product }: Visit, subject: string, button: RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).first().click();
  await page
    .getByText(/Message envoyé|il partira tout seul/)
    .first()
    .waitFor();
  await release(product, subject);
}

/** Lets the hour of a message come, where it waits for one. */
export async function release(product: Product, subject: string): Promise<void> {
  await product.query(
    `update messaging.messages set publish_at = now() - interval '1 second' where state = 'waiting' and subject = $1`,
    [subject],
  );
  await product.query(`select 1 from graphile_worker.add_job('messaging.release')`);
  for (let tries = 0; tries < 400; tries += 1) {
    const rows = await product.query(`select 1 from messaging.messages where state = 'waiting' and subject = $1`, [
      subject,
    ]);
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${subject} was not sent`);
}
