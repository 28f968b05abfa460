import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { renderMarkup } from './markup.ts';
import { StylePage } from './style-page.tsx';
import { InLanguage, useLocale } from './texts.ts';

/** Tags and texts in order, whatever the order of attributes and the case of their names. */
const pieces = (html: string): string[] =>
  html.split(/(?=<)|(?<=>)/).map((piece) => {
    const [open, ...attributes] = piece.match(/^<[a-z0-9]+|[\w-]+="[^"]*"/gi) ?? [];
    if (!open || !piece.startsWith('<')) return piece;
    const sorted = attributes.map((one) => one.replace(/^[^=]+/, (name) => name.toLowerCase())).sort();
    return `${open} ${sorted.join(' ')}`;
  });

test('every part comes out as React itself would write it', () => {
  const page = <StylePage reading={{}} />;
  assert.deepEqual(pieces(renderMarkup(page)).sort(), pieces(renderToStaticMarkup(page)).sort());
});

test('what a person wrote stays text, wherever it stands', () => {
  const written = `"><script>alert('x')</script>&`;
  const view = (
    <p title={written} data-name={written} className={written}>
      {written}
      <input defaultValue={written} />
      <textarea defaultValue={written} />
    </p>
  );
  const html = renderMarkup(view);
  assert.doesNotMatch(html, /<script/);
  assert.equal(html.match(/&quot;&gt;&lt;script&gt;alert\(&#x27;x&#x27;\)&lt;\/script&gt;&amp;/g)?.length, 6);
  assert.deepEqual(pieces(html), pieces(renderToStaticMarkup(view)));
});

test('fields keep what was typed and chosen', () => {
  const view = (
    <form>
      <textarea name="a" defaultValue={'\nnext line'} />
      <select name="b" defaultValue="2">
        <option value="1">One</option>
        <option value="2">Two</option>
      </select>
      <input type="checkbox" defaultChecked disabled={false} required spellCheck={false} aria-hidden={false} />
    </form>
  );
  assert.deepEqual(pieces(renderMarkup(view)), pieces(renderToStaticMarkup(view)));
  assert.match(renderMarkup(view), /<option value="2" selected="">/);
});

test('nothing, zero and lists are written as one expects', () => {
  const none: ReactNode[] = [null, undefined, false, true, ''];
  assert.equal(renderMarkup([...none, 0, 'a', [1, ['b']]]), '0a1b');
});

test('parts speak the language they stand in, and only there', () => {
  const Spoken = () => <b>{useLocale()}</b>;
  const view = (
    <>
      <InLanguage locale="en">
        <Spoken />
      </InLanguage>
      <Spoken />
    </>
  );
  assert.equal(renderMarkup(view), '<b>en</b><b>fr</b>');
});

test('what a page cannot hold is refused', () => {
  const Later = async () => 'later';
  assert.throws(() => renderMarkup(<Later />), /cannot hold \[object Promise\]/);
  assert.throws(() => renderMarkup(<p style={{ color: 'red' }} />), /cannot hold style/);
  assert.throws(() => renderMarkup({} as ReactNode), TypeError);
  for (const address of ['javascript:alert(1)', ' JavaScript:alert(1)', '\u0001java\nscript\t:alert(1)']) {
    assert.throws(() => renderMarkup(createElement('a', { href: address })), /a script as href/);
    assert.throws(() => renderMarkup(createElement('form', { action: address })), /a script as action/);
  }
  assert.equal(renderMarkup(createElement('a', { href: '/javascript:' })), '<a href="/javascript:"></a>');
});
