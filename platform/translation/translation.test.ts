import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fixedClock } from '../clock/clock.ts';
import { testDatabase } from '../testing/database.ts';
import { translated } from './kept.ts';
import { libreTranslator } from './libre.ts';
import { withNames, withoutNames } from './names.ts';
import { noTranslator, type Translator } from './translator.ts';

describe('Names in a text that a machine translates', () => {
  it('leave as signs, whole words only, and come back', () => {
    const piece = withoutNames('Anne-Marie Roux et Anne attendent Annette à Lyon.', [
      'Anne',
      'Anne-Marie Roux',
      'Lyon',
    ]);
    assert.equal(piece.words, '[[0]] et [[1]] attendent Annette à [[2]].');
    assert.equal(
      withNames('[[0]] and [[1]] wait for Annette in [[ 2 ]].', piece),
      'Anne-Marie Roux and Anne wait for Annette in Lyon.',
    );
  });

  it('make the whole answer worthless when one is lost or invented', () => {
    const piece = withoutNames('Lina est là', ['Lina']);
    assert.equal(withNames('She is here', piece), undefined);
    assert.equal(withNames('[[0]] [[1]]', piece), undefined);
    assert.equal(withoutNames('[[0]] Lina', ['Lina']).words, '[ [0]] [[0]]');
  });
});

describe('A translation server of one’s own', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let server: Server;
  let translator: Translator;
  const clock = fixedClock('2026-11-24T07:30:00Z');
  /** What was asked, and what the server does with it. */
  let asked: { q: string[]; source: string; target: string; format: string }[];
  let answer: (q: string[]) => string;

  before(async () => {
    database = await testDatabase();
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      asked.push(JSON.parse(body));
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer(asked.at(-1)?.q ?? []));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  beforeEach(() => {
    asked = [];
    answer = (q) => JSON.stringify({ translatedText: q.map((text) => text.replace('Bonjour', 'Hello')) });
    translator = libreTranslator(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, clock);
  });
  after(async () => {
    server.close();
    await database.drop();
  });

  const into = (texts: string[], names: string[] = []): Promise<(string | undefined)[] | undefined> =>
    translated({ db: database.db, translator, now: clock.now(), keeps: true }, texts, {
      source: 'fr',
      target: 'en',
      names,
    });

  it('is asked once for a text, whoever it is about', async () => {
    assert.deepEqual(await into(['Bonjour Lina.', 'Merci'], ['Lina']), ['Hello Lina.', 'Merci']);
    assert.deepEqual(asked, [{ q: ['Bonjour [[0]].', 'Merci'], source: 'fr', target: 'en', format: 'text' }]);
    assert.deepEqual(await into(['Bonjour Noé.'], ['Noé']), ['Hello Noé.']);
    assert.equal(asked.length, 1);
  });

  it('loses no other text for the one whose name it lost', async () => {
    answer = (q) => JSON.stringify({ translatedText: q.map((text) => (text.includes('[[') ? 'She is here.' : text)) });
    assert.deepEqual(await into(['Lina est là.', 'À demain.'], ['Lina']), [undefined, 'À demain.']);
  });

  it('that answers nonsense, too much or too little is as none, and is left alone for a minute', async () => {
    for (const nonsense of [
      '{',
      '{"translatedText":"one"}',
      '{"translatedText":[]}',
      `{"translatedText":["${'x'.repeat(500_000)}"]}`,
    ]) {
      answer = () => nonsense;
      assert.equal(await into([`Encore ${nonsense.length}`]), undefined);
      clock.set(new Date(clock.now().getTime() + 61_000).toISOString());
    }
    answer = () => '{';
    const before = asked.length;
    await into(['Autre chose']);
    await into(['Autre chose encore']);
    assert.equal(asked.length, before + 1);
  });

  it('is not asked where there is none, nor for a book', async () => {
    const none = { db: database.db, translator: noTranslator, now: clock.now(), keeps: true };
    assert.equal(await translated(none, ['Bonjour'], { source: 'fr', target: 'en', names: [] }), undefined);
    assert.equal(await into(['a'.repeat(20_000)]), undefined);
    assert.deepEqual(asked, []);
  });
});
