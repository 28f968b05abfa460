import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Fastify from 'fastify';
import { createLog } from './log.ts';
import { prettyLine } from './pretty.ts';
import { logResponses } from './responses.ts';

function recorder() {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('the journal', () => {
  it('has one line per response: who asked for what stays out of it', async () => {
    const { log, parsed, lines } = recorder();
    const app = Fastify({ genReqId: () => 'r-1' });
    logResponses(app, log);
    app.get('/pupils/:uid', async () => 'Zoé');
    app.get('/health/live', async () => 'live');
    app.get('/broken', async () => Promise.reject(new Error('broken')));
    await app.inject({ url: '/pupils/L0012345?name=Zoe', headers: { cookie: 'session=secret' } });
    await app.inject({ url: '/health/live' });
    await app.inject({ url: '/broken' });
    assert.equal(lines.length, 2);
    const [first, second] = parsed();
    assert.deepEqual(Object.keys(first ?? {}), ['level', 'time', 'req', 'method', 'route', 'status', 'ms', 'msg']);
    assert.equal(first?.route, '/pupils/:uid');
    assert.equal(first?.req, 'r-1');
    assert.equal(second?.level, 'error');
    assert.doesNotMatch(lines.join(''), /L0012345|Zo|secret/);
  });

  it('hides what travels under the name of a secret or of a person’s datum', () => {
    const { log, lines } = recorder();
    log.info(
      { password: 'hunter2', headers: { cookie: 'hunter2', accept: 'x' }, person: { lastName: 'hunter2' } },
      'x',
    );
    log.info({ a: { b: { token: 'hunter2' } } }, 'y');
    assert.doesNotMatch(lines.join(''), /hunter2/);
    assert.match(lines.join(''), /"accept":"x"/);
  });

  it('keeps of a database error neither its details nor the value that it quotes', () => {
    const { log, lines } = recorder();
    const unique = Object.assign(new Error('duplicate key value violates unique constraint "accounts_mail"'), {
      code: '23505',
      detail: 'Key (mail)=(zoe@example.invalid) already exists.',
    });
    const syntax = Object.assign(new Error('invalid input syntax for type date: "zoe"'), { code: '22007' });
    log.error({ err: unique }, 'x');
    log.error({ err: new Error('could not save', { cause: syntax }) }, 'y');
    assert.doesNotMatch(lines.join(''), /zoe/);
    assert.match(lines.join(''), /accounts_mail/);
    assert.match(lines.join(''), /"code":"22007"/);
  });

  it('is short for a person at a terminal', () => {
    const line = JSON.stringify({
      level: 'info',
      time: '2026-09-01T08:30:00.000Z',
      route: '/',
      status: 200,
      msg: 'response',
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of the terminal are what is removed
    assert.equal(prettyLine(line).replaceAll(/\u001b\[\d+m/g, ''), '08:30:00 response route=/ status=200\n');
  });
});
