import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FeedObject, ReaderEvents } from './feed-object.ts';
import { Refusal } from './finding.ts';
import { PlainObjects } from './plain-objects.ts';
import { FeedReader } from './reader.ts';
import { StrictReader } from './strict-reader.ts';
import { demoDeliveries } from './testing.ts';

/** All that a reader says of a text, its refusal included, the text written in pieces. */
function whatIsRead(Reader: typeof FeedReader | typeof StrictReader, pieces: readonly string[]): unknown[] {
  const said: unknown[] = [];
  const events: ReaderEvents = { object: (object) => said.push(object), version: (...version) => said.push(version) };
  try {
    const reader = new Reader('Eleve_0000.xml', events);
    for (const piece of pieces) reader.write(piece);
    reader.end();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    said.push(error.finding);
  }
  return said;
}

/** The plain objects after the first request of a text, and what is left. */
function plainObjectsOf(text: string): { objects: FeedObject[]; left: string } {
  const objects: FeedObject[] = [];
  const start = text.indexOf('Request>', text.indexOf('</')) + 'Request>'.length;
  const { at } = new PlainObjects((object) => objects.push(object)).read(text, start, 1);
  return { objects, left: text.slice(at).trim() };
}

/** Numbers from 0 to `below`, the same at each run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ficAlimMENESR SYSTEM "ficAlimMENESR.dtd">
<ficAlimMENESR>
<!-- versionAF="AAF-VE2407" -->
`;

const pupil = (id: number, values: readonly string[], gap = '\n'): string =>
  [
    '<addRequest>',
    '<operationalAttributes><attr name="categoriePersonne"><value>Eleve</value></attr></operationalAttributes>',
    `<identifier><id>${id}</id></identifier>`,
    '<attributes>',
    `<attr name="ENTPersonJointure"><value>${id}</value></attr>`,
    ...values.map((value, place) => `<attr name="field.${place}"><value>${value}</value><value/></attr>`),
    '</attributes>',
    '</addRequest>',
    '',
  ].join(gap);

const FEED = `${HEAD}${pupil(1, ['MARTIN'])}${pupil(2, ['D&apos;ARC &amp;eacute; 3E&lt;1', ' Éric ', '7$A'])}
${pupil(3, ['Œuvre', 'a]b>c'], '')}<!-- between --> ${pupil(4, ['N&#233;E', '<![CDATA[B&C]]>'], '\r\n\t')}
<deleteRequest><operationalAttributes><attr name="categoriePersonne"><value>Eleve</value></attr></operationalAttributes>
<identifier><id>9</id></identifier></deleteRequest>${pupil(5, ['&eacute;tienne', 'x\ny', '\u0085', '😀'])}
${pupil(6, ['LEROY', 'Zoé'])}</ficAlimMENESR>
`;

test('the academy’s files are read as the strict reader reads them, nearly all of them the plain way', async () => {
  const demo = await demoDeliveries();
  try {
    for (const folder of [demo.first, demo.second, demo.firstDelta, demo.secondDelta]) {
      for (const name of readdirSync(folder).filter((one) => one.endsWith('.xml'))) {
        const text = readFileSync(join(folder, name), folder.includes('1D') ? 'latin1' : 'utf8');
        const pieces = text.match(/[\s\S]{1,60000}/g) ?? [];
        const strict = whatIsRead(StrictReader, pieces);
        assert.deepEqual(whatIsRead(FeedReader, pieces), strict, name);
        if (!name.includes('_Complet_')) continue;
        assert.equal(plainObjectsOf(text).left, '</ficAlimMENESR>', name);
      }
    }
  } finally {
    demo.remove();
  }
});

test('however a file is cut, both readers say the same', () => {
  const whole = whatIsRead(StrictReader, [FEED]);
  assert.equal(whole.filter((said) => (said as FeedObject).request).length, 7);
  for (let size = 1; size < 200; size += 1) {
    const pieces = FEED.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
    assert.deepEqual(whatIsRead(FeedReader, pieces), whole, `pieces of ${size}`);
  }
});

test('two thousand damaged files: both readers say the same, and refuse on the same line', () => {
  const roll = dice(7);
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  const shards = [
    '<',
    '>',
    '&',
    ';',
    ']]>',
    '"',
    "'",
    '/',
    '\n',
    '\r',
    '\t',
    ' ',
    '\0',
    '\u0001',
    '\u0085',
    '\ufffe',
    '\ud800',
  ];
  const more = [
    'é',
    '<!--',
    '-->',
    '<![CDATA[',
    '<?x?>',
    '<value>',
    '</value>',
    '<value/>',
    '</attr>',
    '</addRequest>',
  ];
  const rare = [
    '<addRequest>',
    '<attr name="x">',
    '<attr x="1" name="y">',
    '&amp;',
    '&nosuch;',
    '</ficAlimMENESR>',
    ' \n ',
  ];
  let refused = 0;
  for (let round = 0; round < 2000; round += 1) {
    let text = FEED;
    for (let damage = roll(3); damage >= 0; damage -= 1) {
      const at = roll(text.length);
      const gone = pick([0, 0, 1, 1, 2, roll(60)]);
      text = `${text.slice(0, at)}${pick([...shards, ...more, ...rare, '', ''])}${text.slice(at + gone)}`;
    }
    if (roll(20) === 0) text = text.slice(0, roll(text.length));
    const cut = 1 + roll(text.length);
    const pieces = pick([[text], [text.slice(0, cut), text.slice(cut)]]);
    const strict = whatIsRead(StrictReader, pieces);
    assert.deepEqual(whatIsRead(FeedReader, pieces), strict, JSON.stringify(pieces));
    if ((strict.at(-1) as { severity?: string } | undefined)?.severity === 'refusal') refused += 1;
  }
  assert.ok(refused > 800 && refused < 1950, `${refused} were refused`);
});

test('an object without end is too large for both readers', () => {
  const large = pupil(
    2,
    Array.from({ length: 40 }, () => 'A'.repeat(40_000)),
  );
  for (const pieces of [[HEAD + pupil(1, []) + large], [HEAD + pupil(1, []), large]]) {
    const strict = whatIsRead(StrictReader, pieces);
    assert.equal((strict.at(-1) as { code?: string }).code, 'object-too-large');
    assert.deepEqual(whatIsRead(FeedReader, pieces), strict);
  }
});

test('what XML forbids is no plain object', () => {
  const bad = [
    'a<b',
    'a&b',
    'a&b;',
    ']]>',
    '\0',
    '\u000b',
    '\ufffe',
    '\ud800',
    '<!-- -->',
    '<b/>',
    '&#x41;',
    '\r',
    '\n',
  ];
  for (const value of bad) assert.equal(plainObjectsOf(pupil(1, []) + pupil(2, [value])).objects.length, 0, value);
  for (const [from, to] of [
    ['</attr>', '</attr >'],
    ['name=', 'NAME='],
    ['<value/>', '<value></value >'],
    ['</id>', '</Id>'],
    ['<attributes>', '<attributes x="1">'],
    ['</addRequest>', '</addrequest>'],
  ] as const) {
    const text = pupil(1, []) + pupil(2, ['A']).replace(from, to);
    assert.equal(plainObjectsOf(text).objects.length, 0, to);
  }
  assert.equal(plainObjectsOf(pupil(1, []) + pupil(2, ['A', 'é', 'D&apos;A'])).objects.length, 1);
});
