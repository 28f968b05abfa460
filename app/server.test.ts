import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { systemClock } from '../platform/clock/clock.ts';
import { openKeys } from '../platform/config/keys.ts';
import { Visitor } from '../platform/testing/browser.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { createWebServer } from './server.ts';

describe('what surrounds every page', () => {
  let database: TestDatabase;
  let app: FastifyInstance;

  before(async () => {
    database = await testDatabase();
    app = createWebServer({
      db: database.db,
      clock: systemClock,
      keys: openKeys(mkdtempSync(join(tmpdir(), 'preau-keys-'))),
      publicUrl: 'https://ent.preau.invalid',
      modules: [],
      authenticate: async () => null,
      onDefect: (error) => assert.fail(String(error)),
    });
  });
  after(async () => {
    await app.close();
    await database.drop();
  });

  it('an address that leads nowhere says so in French and gives the way home', async () => {
    const reply = await new Visitor(app).get('/nowhere');
    assert.equal(reply.status, 404);
    assert.match(reply.text, /<html lang="fr" dir="ltr"/);
    assert.match(reply.text, /<h1>Cette page n’existe pas<\/h1>/);
    assert.match(reply.text, /href="\/"/);
  });

  it('an English browser reads the same page in English', async () => {
    const reply = await new Visitor(app, { 'accept-language': 'en-GB,en;q=0.8,fr;q=0.5' }).get('/nowhere');
    assert.match(reply.text, /<h1>This page does not exist<\/h1>/);
  });

  it('a partner gets a code instead of a page', async () => {
    const reply = await new Visitor(app).api('GET', '/api/nowhere');
    assert.equal(reply.status, 404);
    assert.equal(reply.json<{ error: { code: string } }>().error.code, 'platform.not-found');
  });

  it('every response forbids inline scripts, other origins and frames', async () => {
    for (const url of ['/nowhere', '/api/nowhere']) {
      const { headers } = await new Visitor(app).get(url);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.match(String(headers['strict-transport-security']), /max-age=63072000/);
      assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/);
    }
  });

  it('a page holds no inline script and no inline style', async () => {
    const { text } = await new Visitor(app).get('/nowhere');
    assert.doesNotMatch(text, /<script(?![^>]*\bsrc=)/);
    assert.doesNotMatch(text, /\sstyle="|<style/);
  });
});
