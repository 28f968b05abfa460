import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readText } from '../platform/rich-text/field.ts';
import { richTextAnswer } from '../platform/rich-text/input.ts';
import type { RichText } from '../platform/rich-text/model.ts';
import { fromPlain } from '../platform/rich-text/plain.ts';
import { textFaults } from '../platform/rich-text/texts.ts';
import { renderMarkup } from './markup.ts';
import { RichTextView } from './rich-text.tsx';
import { RichTextField } from './rich-text-field.tsx';

const file = '0199aaaa-0000-7000-8000-000000000001';
const shown = (text: RichText, more: object = {}): string => renderMarkup(<RichTextView text={text} {...more} />);
const link = (text: string, href: string): RichText => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }] }],
});

describe('A text shown to its readers', () => {
  test('is elements, whatever somebody typed', () => {
    const html = shown(fromPlain(`<script>alert('x')</script> & <img src=x onerror=alert(1)>`));
    assert.doesNotMatch(html, /<(script|img)/);
    assert.match(html, /&lt;script&gt;/);
  });

  test('holds only the few elements of its kind, whatever was sent', () => {
    const known = new Set(['div', 'p', 'br', 'a', 'ul', 'ol', 'li', 'blockquote']);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom('- ', '> ', '1. ', '', 'www.'),
        (typed, sign) => {
          const tags = [...shown(fromPlain(sign + typed)).matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag as string);
          assert.ok(
            tags.every((tag) => known.has(tag)),
            tags.join(),
          );
        },
      ),
    );
  });

  test('takes its place under the heading of the page', () => {
    const text: RichText = {
      type: 'doc',
      content: [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Repas' }] }],
    };
    assert.match(shown(text), /<h3 [^>]*>Repas<\/h3>/);
    assert.match(shown(text, { under: 1 }), /<h2 [^>]*>Repas<\/h2>/);
  });

  test('says where a link leads when its words promise another place', () => {
    assert.match(shown(link('www.mairie.example', 'https://ailleurs.example/')), /\(ailleurs\.example\)/);
    assert.doesNotMatch(shown(link('www.mairie.example/menus', 'https://mairie.example/menus')), /\(/);
    assert.doesNotMatch(shown(link('le menu', 'https://mairie.example/menus')), /\(/);
  });

  test('turns each block the way of its letters, and the marks of its lists with them', () => {
    const html = shown(fromPlain('Bonjour\n\n- غدا عطلة\n- شكرا'));
    assert.match(html, /<p dir="auto">Bonjour/);
    assert.match(html, /<ul dir="rtl"><li dir="auto">غدا/);
  });

  test('shows an image where the reader may see it, and its words where not', () => {
    const text: RichText = { type: 'doc', content: [{ type: 'image', attrs: { file, alt: 'Le lac' } }] };
    assert.match(shown(text), /ne peut pas être montrée : Le lac/);
    const html = shown(text, { images: (id: string) => ({ src: `/files/${id}`, width: 40, height: 30 }) });
    assert.match(html, new RegExp(`<img src="/files/${file}" alt="Le lac" width="40" height="30"`));
  });
});

describe('The field of a text', () => {
  const value = (given: string): string =>
    /<textarea[^>]*>([^<]*)</.exec(renderMarkup(<RichTextField name="text" label="Texte" value={given} />))?.[1] ?? '';

  test('shows a refused text again as it was written, in words', () => {
    assert.equal(value('- pain\n- lait'), '- pain\n- lait');
    const refused = JSON.stringify({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [{ type: 'text', text: 'Ici', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
        },
        { type: 'image', attrs: { file, alt: '' } },
      ],
    });
    assert.equal(readText(refused, { max: 100, images: true }), 'text.link-refused');
    assert.equal(value(refused).trim(), 'Ici');
    assert.equal(value('{"type":"doc"'), '');
  });

  test('has a sentence for each fault, in both languages', () => {
    assert.deepEqual(Object.keys(textFaults.fr), Object.keys(textFaults.en));
    assert.ok(richTextAnswer.safeParse(fromPlain('a')).success);
  });
});
