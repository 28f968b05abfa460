import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectPath } from '../../../platform/config/paths.ts';
import { type TestDatabase, testDatabase } from '../../../platform/testing/database.ts';
import { until } from '../../../platform/testing/work.ts';
import { buildGuardian, buildHead, buildPupil, buildSchool } from '../../directory/builders.ts';
import { openTestSession } from '../../identity/builders.ts';

/** What is promised: everywhere within five seconds. */
const PROMISED = 5_000;

interface Process {
  readonly child: ChildProcess;
  readonly home: string;
  address: string;
}

describe('the emergency stop in two processes of the product', () => {
  let database: TestDatabase;
  const running: Process[] = [];
  before(async () => {
    database = await testDatabase();
    await Promise.all([launch(), launch()]);
  });
  after(async () => {
    for (const { child, home } of running) {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'close');
      rmSync(home, { recursive: true, force: true });
    }
    await database.drop();
  });

  async function launch(): Promise<void> {
    const home = mkdtempSync(join(tmpdir(), 'preau-stop-'));
    const words = [projectPath('build', 'server', 'app', 'main.js'), '--empty', '--port', '0', '--data', home];
    const env = { PATH: process.env.PATH, DATABASE_URL: database.url, ROLES: 'web', DATABASE_POOL: '4' };
    const child = spawn(process.execPath, words, { env, stdio: 'pipe' });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text));
    const one: Process = { child, home, address: '' };
    running.push(one);
    await until(
      'the product answers',
      () => {
        one.address = /Préau est prêt : (http:\S+)/.exec(said)?.[1] ?? '';
        if (child.exitCode !== null) throw new Error(said);
        return one.address !== '';
      },
      120_000,
    );
  }

  it('begun in one, it is on the pages of the other within five seconds, and gone as soon when it is lifted', async () => {
    const { db } = database;
    const [here, there] = running;
    assert.ok(here && there);
    const school = await buildSchool(db);
    const head = await openTestSession(db, (await buildHead(db, { school })).id);
    const mother = await openTestSession(db, (await buildGuardian(db, { of: await buildPupil(db, { school }) })).id);
    const shows = async (): Promise<boolean> =>
      (
        await (await fetch(`${there.address}/help`, { headers: { cookie: `preau-session=${mother}` } })).text()
      ).includes('Messages et publications sont suspendus');
    const post = (path: string, form: Record<string, string>): Promise<Response> =>
      fetch(`${here.address}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: `preau-session=${head}`, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams(form),
      });
    const comes = async (expected: boolean): Promise<number> => {
      const begun = performance.now();
      await until(`the banner stands: ${expected}`, async () => (await shows()) === expected);
      return performance.now() - begun;
    };
    assert.equal(await shows(), false);
    assert.equal(
      (await post('/emergency-stop', { place: `school:${school.id}`, reason: 'Un compte volé' })).status,
      303,
    );
    const told = await comes(true);
    assert.ok(told < PROMISED, `${told} ms`);
    const page = await (
      await fetch(`${here.address}/emergency-stop`, { headers: { cookie: `preau-session=${head}` } })
    ).text();
    const lift = /emergency-stop\/[0-9a-f-]{36}\/lift/.exec(page)?.[0];
    assert.equal((await post(`/${lift}`, {})).status, 303);
    const lifted = await comes(false);
    assert.ok(lifted < PROMISED, `${lifted} ms`);
  });
});
