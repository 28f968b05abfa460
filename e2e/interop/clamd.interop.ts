import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before } from 'node:test';
import { gzipSync } from 'node:zlib';
import { eicar } from '../../platform/antivirus/testing.ts';
import type { Visit } from '../journey.ts';
import { MOST_MEGABYTES, type VirusScanner } from './clamav.ts';
import { withPeer } from './packages.ts';
import { openStage, until, walk } from './walk.ts';

/* The virus scanner of a house: nothing leaves that it has not looked at, whatever it says, and nothing is lost while it is down. */
withPeer('clamav-daemon', [], () => {
  let scanner: VirusScanner;

  before(async () => {
    const { virusScanner } = await openStage();
    assert.ok(virusScanner);
    scanner = virusScanner;
    await scanner.start();
  });
  after(() => scanner?.stop());

  walk('what the scanner knows stays blocked, what it does not know is served', async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    await choose(visit, 'sortie.txt', Buffer.from('Sortie au musée le 3 décembre.'));
    await choose(visit, 'facture.exe', eicar);
    await choose(visit, 'archive.gz', gzipSync(eicar));
    for (const name of ['sortie.txt', 'facture.exe', 'archive.gz']) await judged(visit, name);
    assert.deepEqual(await opened(visit, 'sortie.txt'), [200, 'Sortie au musée le 3 décembre.']);
    for (const name of ['facture.exe', 'archive.gz']) {
      const [status, text] = await opened(visit, name);
      assert.equal(status, 410, name);
      assert.match(text, /a trouvé un danger/);
    }
    await page.goto(`${visit.product.origin}/account/files`);
    await visit.sees('bloqué : l’antivirus y a trouvé un danger');
  });

  walk('an archive without end and a file beyond what the scanner takes stay blocked, and say why', async (visit) => {
    await visit.signIn('teacherOfEcole');
    // 200 MB of nothing, packed twice: some hundred bytes.
    await choose(visit, 'bombe.gz', gzipSync(gzipSync(Buffer.alloc(200_000_000))));
    await choose(visit, 'film.bin', randomBytes((MOST_MEGABYTES + 3) * 1_048_576));
    for (const name of ['bombe.gz', 'film.bin']) {
      await judged(visit, name);
      const [status, text] = await opened(visit, name);
      assert.equal(status, 410, name);
      assert.match(text, /trop lourd pour être examiné/);
    }
  });

  walk('what is sent while the scanner is down waits, and is served once it is back', async (visit) => {
    const { product } = visit;
    await visit.signIn('teacherOfEcole');
    await scanner.stop();
    await choose(visit, 'mot.txt', Buffer.from('À demain'));
    await until('the first try has failed', async () => {
      const [row] = await product.query<{ failed: boolean }>(
        `select bool_or(last_error like '%ECONNREFUSED%') as failed from graphile_worker.jobs`,
      );
      return row?.failed === true;
    });
    const [status, text] = await opened(visit, 'mot.txt');
    assert.equal(status, 409);
    assert.match(text, /pas encore examiné/);
    await scanner.start();
    // The next try comes after a pause; here it comes now.
    await product.query(
      `select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())`,
    );
    await judged(visit, 'mot.txt');
    assert.deepEqual(await opened(visit, 'mot.txt'), [200, 'À demain']);
  });
});

/** Chooses a file in the form of a new message: it is sent at once. */
async function choose({ page, product }: Visit, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`${product.origin}/messages/new`);
  await page.waitForSelector('[data-uploads-awake]');
  await page.setInputFiles('input[type=file]', { name, mimeType: 'application/octet-stream', buffer });
  await page.waitForSelector('[data-upload="done"]', { timeout: 30_000 });
}

async function judged({ product }: Visit, name: string): Promise<void> {
  await until(`${name} is looked at`, async () => {
    const [file] = await product.query<{ scan: string }>('select scan from files.files where name = $1', [name]);
    return file !== undefined && !['waiting', 'not-scanned'].includes(file.scan);
  });
}

/** What its sender is answered under its address. */
async function opened({ page, product }: Visit, name: string): Promise<[number, string]> {
  const [file] = await product.query<{ id: string }>('select id from files.files where name = $1', [name]);
  const answer = await page.request.get(`${product.origin}/files/${file?.id}`);
  return [answer.status(), await answer.text()];
}
