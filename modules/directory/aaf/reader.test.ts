import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeedObject } from './feed-object.ts';
import { Refusal } from './finding.ts';
import { FeedReader } from './reader.ts';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ficAlimMENESR SYSTEM "ficAlimMENESR.dtd">
<ficAlimMENESR>
<!-- versionAF="AAF-VE2407" -->
`;

const pupil = (attributes: string): string => `<addRequest>
<operationalAttributes><attr name="categoriePersonne"><value>Eleve</value></attr></operationalAttributes>
<identifier><id>12</id></identifier>
<attributes>${attributes}</attributes>
</addRequest>
`;

function read(text: string, piece = text.length): { objects: FeedObject[]; versions: Record<string, string> } {
  const objects: FeedObject[] = [];
  const versions: Record<string, string> = {};
  const reader = new FeedReader('Eleve_0000.xml', {
    object: (object) => objects.push(object),
    version: (name, value) => {
      versions[name] = value;
    },
  });
  for (let at = 0; at < text.length; at += piece) reader.write(text.slice(at, at + piece));
  reader.end();
  return { objects, versions };
}

function refusal(text: string): { code: string; line: number | undefined; file: string | undefined } {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    const { code, line, file } = error.finding;
    return { code, line, file };
  }
  throw new Error('nothing was refused');
}

test('an object comes with its request, its id, its line and its values, however the text is cut', () => {
  const text = `${HEAD}${pupil('<attr name="sn"><value>D&apos;ARCANGELO</value></attr><attr name="mail"><value/></attr><attr name="ENTEleveGroupes"><value>7$A</value><value>7$B</value></attr>')}</ficAlimMENESR>`;
  for (const piece of [text.length, 1, 7]) {
    const { objects, versions } = read(text, piece);
    assert.equal(objects.length, 1);
    const [object] = objects;
    assert.deepEqual(
      { request: object?.request, category: object?.category, id: object?.id, line: object?.line },
      { request: 'add', category: 'Eleve', id: '12', line: 5 },
    );
    assert.deepEqual(Object.fromEntries(object?.attributes ?? []), {
      sn: ["D'ARCANGELO"],
      mail: [],
      ENTEleveGroupes: ['7$A', '7$B'],
    });
    assert.deepEqual(versions, { versionAF: 'AAF-VE2407' });
  }
});

test('HTML entities are decoded, escaped twice or bare; a code that merely looks like one is left', () => {
  const values = (xml: string): readonly string[] | undefined =>
    read(`${HEAD}${pupil(`<attr name="sn"><value>${xml}</value></attr>`)}</ficAlimMENESR>`).objects[0]
      ?.attributes[0]?.[1];
  assert.deepEqual(values('LECL&amp;eacute;'), ['LECLé']);
  assert.deepEqual(values('N&amp;apos;GUESSAN'), ["N'GUESSAN"]);
  assert.deepEqual(values('LECL&eacute;'), ['LECLé']);
  assert.deepEqual(values('3E&amp;1'), ['3E&1']);
  assert.deepEqual(values('3E&amp;copy'), ['3E&copy']);
});

test('a modification replaces, a deletion has an id alone', () => {
  const text = `${HEAD}<modifyRequest>
<operationalAttributes><attr name="categoriePersonne"><value>Eleve</value></attr></operationalAttributes>
<identifier><id>12</id></identifier>
<modifications><modification name="ENTEleveGroupes" operation="replace"><value/></modification></modifications>
</modifyRequest><deleteRequest>
<operationalAttributes><attr name="categoriePersonne"><value>Eleve</value></attr></operationalAttributes>
<identifier><id>13</id></identifier></deleteRequest></ficAlimMENESR>`;
  const [modified, deleted] = read(text).objects;
  assert.equal(modified?.request, 'modify');
  assert.deepEqual(modified?.attributes, [['ENTEleveGroupes', []]]);
  assert.deepEqual([deleted?.request, deleted?.id, deleted?.attributes.length], ['delete', '13', 0]);
});

test('a damaged file is refused with its line', () => {
  assert.deepEqual(refusal(`${HEAD}${pupil('')}`), { code: 'truncated', line: 10, file: 'Eleve_0000.xml' });
  assert.equal(refusal(`${HEAD}${pupil('<attr name="sn"><value>A').slice(0, -40)}`).code, 'truncated');
  assert.deepEqual(refusal('<?xml version="1.0"?>\n<beans></beans>'), {
    code: 'wrong-root',
    line: 2,
    file: 'Eleve_0000.xml',
  });
  assert.equal(refusal('').code, 'empty-file');
  assert.equal(refusal(`${HEAD}<addRequest></wrong>`).code, 'not-well-formed');
  assert.equal(refusal(`${HEAD}<inventRequest/></ficAlimMENESR>`).code, 'unknown-element');
});

test('no DTD is loaded and no entity is declared: neither XXE nor a billion laughs', () => {
  const xxe = `<?xml version="1.0"?>
<!DOCTYPE ficAlimMENESR [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<ficAlimMENESR>${pupil('<attr name="sn"><value>&x;</value></attr>')}</ficAlimMENESR>`;
  assert.deepEqual(refusal(xxe), { code: 'entity-declared', line: 2, file: 'Eleve_0000.xml' });
  const laughs = `<?xml version="1.0"?><!DOCTYPE ficAlimMENESR [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><ficAlimMENESR/>`;
  assert.equal(refusal(laughs).code, 'entity-declared');
  const foreign = `<?xml version="1.0"?><!DOCTYPE ficAlimMENESR SYSTEM "http://exemple.invalid/evil.dtd"><ficAlimMENESR/>`;
  assert.equal(refusal(foreign).code, 'foreign-dtd');
  assert.equal(
    refusal(`${HEAD}${pupil('<attr name="sn"><value>&x;</value></attr>')}</ficAlimMENESR>`).code,
    'not-well-formed',
  );
});

test('a value without end does not fill the memory', () => {
  assert.equal(
    refusal(`${HEAD}${pupil(`<attr name="sn"><value>${'A'.repeat(1 << 21)}</value></attr>`)}`).code,
    'object-too-large',
  );
});
