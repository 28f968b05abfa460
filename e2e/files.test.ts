import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { journey, type Visit } from './journey.ts';
import { choose, letGo } from './messages.ts';

const FILM = 30_000_000;

journey('a teacher sends a film over a line that breaks, reads what room it takes, and deletes it', async (visit) => {
  const { page, product } = visit;
  const film = randomBytes(FILM);
  await visit.signIn('teacherOfEcole');
  await visit.go('/messages/new');
  await page.waitForSelector('[data-uploads-awake]');
  const starts: string[] = [];
  await page.route('**/files/coming/*', async (route) => {
    const asked = route.request();
    if (asked.method() !== 'PATCH') return route.fallback();
    const headers = await asked.allHeaders();
    starts.push(headers['upload-offset'] ?? '');
    if (starts.length > 1) return route.fallback();
    await halfOf(asked.url(), headers, film.subarray(0, 12_000_000));
    return route.abort('connectionreset');
  });
  await page.setInputFiles('input[type=file]', [
    { name: 'Été à la médiathèque.mp4', mimeType: 'video/mp4', buffer: film },
  ]);
  await page.waitForSelector('[data-upload="done"]', { timeout: 60_000 });
  await page.unroute('**/files/coming/*');
  assert.ok(Number(starts.at(-1)) > 1_000_000, `it goes on from where it was cut: ${starts.join(', ')}`);
  for (const fault of visit.heard()) assert.match(fault, /ERR_CONNECTION_RESET/);
  await visit.goAndLook('/account/files');
  await visit.sees('Été à la médiathèque.mp4', '30 Mo', 'sur 4 Go');
  const [file] = await product.query<{ id: string; bytes: number }>(
    `select id, bytes::integer from files.files where name = 'Été à la médiathèque.mp4'`,
  );
  assert.equal(file?.bytes, FILM);
  await visit.press('Supprimer Été à la médiathèque.mp4');
  await visit.isTold('Le fichier est supprimé');
  await visit.lacks('Été à la médiathèque.mp4');
  assert.equal((await page.request.get(`${product.origin}/files/${file.id}`)).status(), 404);
  await untilGone(visit, file.id);
  await visit.signOut();
});

journey('a pupil keeps what a teacher sent; a pupil of another school finds nothing there', async (visit) => {
  const { page, product } = visit;
  const sheet = Buffer.from('Révisions : les fractions, de la page 12 à la page 15.\n');
  await visit.signIn('teacherOfCollege');
  await visit.go('/messages/new');
  await choose(visit, 'ibrahim', /^Ibrahim DIALLO/);
  await page.getByRole('textbox', { name: /^Objet/ }).fill('Feuille de révision');
  await page.getByRole('textbox', { name: /^Message/ }).fill('Voici la feuille pour vendredi.');
  await page.waitForSelector('[data-uploads-awake]');
  await page.setInputFiles('input[type=file]', { name: 'Révisions.txt', mimeType: 'text/plain', buffer: sheet });
  await page.waitForSelector('[data-upload="done"]');
  await letGo(visit, 'Feuille de révision', /^Envoyer/);
  await visit.signOut();
  await visit.signIn('pupilOfCollege');
  await visit.go('/messages');
  await visit.follow(/Feuille de révision/);
  await visit.look();
  const link = page.getByRole('link', { name: /Télécharger Révisions\.txt/ });
  const address = String(await link.getAttribute('href'));
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(download.suggestedFilename(), 'Révisions.txt');
  assert.deepEqual(readFileSync(await download.path()), sheet);
  // It left from a host where nobody is signed in.
  const { hostname, origin } = new URL(download.url());
  assert.equal(hostname, 'files.localhost');
  assert.deepEqual(await page.context().cookies(origin), []);
  await visit.signOut();
  await visit.signIn('pupilOfEcole');
  assert.equal((await page.request.get(product.origin + address)).status(), 404);
  await visit.signOut();
});

/** Sends the beginning of what the browser wanted to send, and cuts the line once it has left. */
function halfOf(url: string, { 'content-length': _length, ...headers }: Record<string, string>, begun: Uint8Array) {
  return new Promise<void>((resolve, reject) => {
    const sending = request(url, { method: 'PATCH', headers: { ...headers, 'content-length': String(FILM) } });
    sending.once('error', reject);
    sending.write(begun, () => {
      sending.off('error', reject).on('error', () => undefined);
      sending.destroy();
      resolve();
    });
  });
}

async function untilGone({ product }: Visit, id: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if ((await product.query('select 1 from files.files where id = $1', [id])).length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the file was not deleted');
}
