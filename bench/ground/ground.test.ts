import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import pg from 'pg';
import { testDatabase } from '../../platform/testing/database.ts';
import { countCpu } from './cpu.ts';
import { Connection, CookieJar } from './http-client.ts';
import { closedLoop, openLoop } from './load.ts';
import { memoryOf } from './memory.ts';
import { countStatementsTo } from './statements.ts';

describe('what benches stand on', () => {
  let server: Server;
  let port = 0;
  /** Milliseconds for which everything waits, from the next request on. */
  let stall = 0;
  let stalled: Promise<void> | undefined;

  before(async () => {
    server = createServer(async (request, response) => {
      if (request.url === '/chunked') {
        response.write('un, ');
        await wait(5);
        response.end('deux');
      } else if (request.url === '/brotli') {
        response.setHeader('content-encoding', 'br').end(brotliCompressSync('Bonjour à tous'));
      } else if (request.url === '/cookies') {
        response.setHeader('set-cookie', ['a=1; Path=/', 'b=; Max-Age=0']).end(request.headers.cookie ?? 'none');
      } else {
        if (stall > 0) {
          stalled = wait(stall);
          stall = 0;
        }
        await stalled;
        response.end('ok');
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  after(() => server.close());

  test('the client reads chunked, compressed and plain answers on one connection', async () => {
    const connection = new Connection(port);
    assert.equal((await connection.send('GET', '/chunked', {})).text(), 'un, deux');
    assert.equal((await connection.send('GET', '/brotli', { 'accept-encoding': 'br' })).text(), 'Bonjour à tous');
    assert.equal((await connection.send('GET', '/', {})).text(), 'ok');
    connection.close();
  });

  test('a cookie jar keeps what is set and forgets what is over', async () => {
    const connection = new Connection(port);
    const jar = new CookieJar();
    jar.set('b', '2');
    jar.keep(await connection.send('GET', '/cookies', jar.header()));
    assert.equal((await connection.send('GET', '/cookies', jar.header())).text(), 'a=1');
    connection.close();
  });

  test('a server that hangs up is an error, and the next request opens a new connection', async () => {
    const connection = new Connection(port);
    await connection.send('GET', '/', {});
    server.closeAllConnections();
    await assert.rejects(connection.send('GET', '/', {}), /hung up|ECONNRESET|EPIPE/);
    assert.equal((await connection.send('GET', '/', {})).status, 200);
    connection.close();
  });

  test('a stall of the server is felt by every operation that was due meanwhile', async () => {
    const operation = async (connection: Connection): Promise<void> => {
      await connection.send('GET', '/', {});
    };
    stall = 450;
    const felt = await openLoop({ port, operation, rate: 200, seconds: 0.6, connections: 4 });
    assert.equal(felt.done, 120);
    assert.equal(felt.errors, 0);
    assert.ok(felt.p95 > 200, `p95 ${felt.p95}`);
    assert.ok(felt.p50 > 20, `most of the operations were due during the stall: p50 ${felt.p50}`);
  });

  test('an operation that throws is an error, not a success', async () => {
    const outcome = await closedLoop({
      port,
      operation: async () => {
        await wait(5);
        throw new Error('wrong page');
      },
      seconds: 0.1,
      connections: 2,
    });
    assert.equal(outcome.done, 0);
    assert.ok(outcome.errors > 2);
    assert.equal(outcome.firstError, 'wrong page');
  });

  test('the CPU of a process and of its ended children is counted', async () => {
    const burn =
      'const used = () => { const { user, system } = process.cpuUsage(); return user + system; }; while (used() < 300000);';
    const parent = spawn(process.execPath, [
      '-e',
      `process.stdin.once('data', () => { require('child_process').spawnSync(process.execPath, ['-e', '${burn}']); console.log('done'); })`,
    ]);
    await wait(50);
    const group = countCpu([parent.pid as number]);
    parent.stdin.write('go\n');
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    const used = group.used();
    parent.stdin.end();
    await new Promise((resolve) => parent.once('exit', resolve));
    group.close();
    assert.ok(used >= 250 && used < 900, `${used} ms by ${group.method}`);
  });

  test('memory is that of the processes named', () => {
    const own = memoryOf([process.pid]);
    assert.ok(own.pss > 20 && own.pss < 2000, `${own.pss} MB`);
    assert.equal(memoryOf([]).pss, 0);
  });

  test('statements are counted, prepared or not', async () => {
    const database = await testDatabase();
    const counter = await countStatementsTo(database.url);
    const client = new pg.Client({ connectionString: counter.url });
    await client.connect();
    counter.taken();
    await client.query('select 1');
    await client.query({ name: 'two', text: 'select $1::int', values: [2] });
    await client.query({ name: 'two', text: 'select $1::int', values: [3] });
    assert.equal(counter.taken(), 3);
    assert.equal(counter.taken(), 0);
    await client.end();
    counter.close();
    await database.drop();
  });
});
