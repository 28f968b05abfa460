import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { richTextInput } from './input.ts';
import { cleanLetters } from './letters.ts';
import { promisedHost, safeAddress, typedAddress } from './links.ts';
import { filesOf, type RichText, saysNothing } from './model.ts';
import { fromPlain, mailOf, plainOf } from './plain.ts';

const file = '0199aaaa-0000-7000-8000-000000000001';

/** What a field that takes images makes of something sent: the text, or the fault. */
function taken(sent: unknown, max = 20_000): RichText | string {
  const parsed = richTextInput({ images: true, max }).safeParse(typeof sent === 'string' ? sent : JSON.stringify(sent));
  return parsed.success ? parsed.data : (parsed.error.issues[0]?.message ?? 'no reason');
}

const doc = (...content: unknown[]) => ({ type: 'doc', content });
const says = (text: string, ...marks: unknown[]) => ({
  type: 'paragraph',
  content: [{ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }],
});
const link = (href: unknown) => ({ type: 'link', attrs: { href } });

describe('What a bare field holds', () => {
  test('becomes paragraphs, lists and links as a person means them', () => {
    const text = fromPlain(
      'Bonjour,\nle car part à 8 h.\n\n- bottes\n- goûter\nVoir www.ecole.example/sortie.\n\n1. un\n2. deux\n> merci',
    );
    assert.deepEqual(
      text.content.map(({ type }) => type),
      ['paragraph', 'bulletList', 'paragraph', 'orderedList', 'blockquote'],
    );
    assert.deepEqual(text.content[2], {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Voir ' },
        { type: 'text', text: 'www.ecole.example/sortie', marks: [link('https://www.ecole.example/sortie')] },
        { type: 'text', text: '.' },
      ],
    });
  });

  test('comes back as it was written, whatever was typed', () => {
    const lines = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.constantFrom(
          '',
          '- pain',
          '3. lait',
          '> cité',
          'www.a.example)',
          '(voir https://a.example/b_(c)).',
          'x@y.example',
          '  - dedans',
        ),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, (typed) => {
        const once = fromPlain(typed.join('\n'));
        assert.deepEqual(fromPlain(plainOf(once)), once);
      }),
      { numRuns: 500 },
    );
  });

  test('leads nowhere but to web and mail addresses', () => {
    for (const typed of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'https://moi@ailleurs.example',
      'ceci.est un texte',
    ])
      assert.doesNotMatch(JSON.stringify(fromPlain(typed)), /"link"/, typed);
  });
});

describe('What the editor sends', () => {
  const whole = doc(
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Sortie' }] },
    says('Le car part à 8 h.', { type: 'bold' }, link('https://ecole.example/')),
    { type: 'bulletList', content: [{ type: 'listItem', content: [says('bottes')] }] },
    { type: 'orderedList', attrs: { start: 1 }, content: [{ type: 'listItem', content: [says('un')] }] },
    { type: 'blockquote', content: [says('merci', { type: 'italic' })] },
    { type: 'image', attrs: { file, alt: 'Le lac' } },
  );

  test('is kept as it is, when it is what the model knows', () => {
    assert.deepEqual(taken(whole), whole);
    assert.deepEqual(filesOf(taken(whole) as RichText), [file]);
  });

  test('is copied by what is known: classes, styles and targets do not pass', () => {
    const text = taken(
      doc({
        type: 'paragraph',
        attrs: { style: 'position:fixed', class: 'x', dir: 'rtl' },
        onclick: 'x',
        content: [
          {
            type: 'text',
            text: 'a',
            marks: [{ type: 'link', attrs: { href: 'https://a.example', target: '_top', onclick: 'x' } }],
          },
        ],
      }),
    );
    assert.deepEqual(text, doc(says('a', link('https://a.example/'))));
  });

  test('is refused with a reason for anything else', () => {
    const refused: [unknown, string][] = [
      [doc({ type: 'script', content: [] }), 'text.not-understood'],
      [doc({ type: 'iframe', attrs: { src: 'https://a.example' } }), 'text.not-understood'],
      [doc({ type: 'heading', attrs: { level: 1 } }), 'text.not-understood'],
      [doc(says('a', { type: 'style', attrs: { color: 'red' } })), 'text.not-understood'],
      [doc({ type: 'image', attrs: { src: 'data:image/svg+xml,<svg onload=alert(1)>' } }), 'text.not-understood'],
      [doc({ type: 'image', attrs: { file: '../../etc', alt: 'a' } }), 'text.not-understood'],
      [doc({ type: 'blockquote', content: [{ type: 'image', attrs: { file, alt: 'a' } }] }), 'text.not-understood'],
      [doc({ type: 'image', attrs: { file, alt: ' \u200b ' } }), 'text.alt-missing'],
      [doc(says('a', link('javascript:alert(1)'))), 'text.link-refused'],
      [doc(says('a', link(['https://a.example']))), 'text.link-refused'],
      [doc({ type: 'paragraph', content: [{ type: 'text', text: 3 }] }), 'text.not-understood'],
      [doc(null), 'text.not-understood'],
      ['{"type":"doc","content":[', 'text.not-understood'],
      [doc(...Array.from({ length: 6000 }, () => ({ type: 'paragraph' }))), 'text.too-long'],
    ];
    for (const [sent, fault] of refused) assert.equal(taken(sent), fault, JSON.stringify(sent).slice(0, 80));
  });

  test('a field without images takes none, and one that must be filled says so', () => {
    assert.equal(richTextInput().safeParse(JSON.stringify(whole)).error?.issues[0]?.message, 'text.not-understood');
    for (const nothing of [
      '',
      ' \n\u200b\n',
      JSON.stringify(doc({ type: 'paragraph' }, { type: 'bulletList', content: [] })),
    ])
      assert.equal(richTextInput({ required: true }).safeParse(nothing).error?.issues[0]?.message, 'text.missing');
    assert.ok(saysNothing(taken('') as RichText));
  });

  test('an image that says nothing is decorative by decision, not by forgetting', () => {
    assert.deepEqual(
      taken(doc({ type: 'image', attrs: { file, alt: 'ignored', decorative: true } })),
      doc({ type: 'image', attrs: { file, alt: '', decorative: true } }),
    );
  });

  test('is refused at once when it is huge or endlessly deep, and nothing stalls', () => {
    assert.equal(taken('a'.repeat(10_000_000)), 'text.too-long');
    assert.equal(
      taken(`{"type":"doc","content":[${'{"type":"blockquote","content":['.repeat(15_000)}`),
      'text.not-understood',
    );
    const deep = `${'{"type":"blockquote","content":['.repeat(9_000)}${']}'.repeat(9_000)}`;
    assert.equal(taken(`{"type":"doc","content":[${deep}]}`), 'text.not-understood');
    assert.equal(taken(`a${'\u0301\u0316'.repeat(200_000)}`), 'text.too-long');
    assert.equal(plainOf(taken(`a${'\u0316\u0301'.repeat(8_000)}`) as RichText).length < 10, true);
    assert.equal(saysNothing(taken('x@'.repeat(9_000)) as RichText), false);
    assert.equal(taken('abcdef', 5), 'text.too-long');
  });

  test('whatever is sent, only what the model knows comes out, and reading it again changes nothing', () => {
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.record(
        {
          type: fc.constantFrom(
            'paragraph',
            'text',
            'bulletList',
            'listItem',
            'blockquote',
            'image',
            'hardBreak',
            'heading',
            'script',
            '__proto__',
          ),
          text: fc.string({ unit: 'binary', maxLength: 12 }),
          attrs: fc.record({
            level: fc.constantFrom(2, 3, 9),
            file: fc.constantFrom(file, '/x'),
            alt: fc.string(),
            href: fc.webUrl(),
          }),
          marks: fc.array(
            fc.record({
              type: fc.constantFrom('bold', 'italic', 'link', 'underline'),
              attrs: fc.record({ href: fc.oneof(fc.webUrl(), fc.string()) }),
            }),
            { maxLength: 2 },
          ),
          content: fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'nodes' }),
        },
        { requiredKeys: ['type'] },
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), (nodes) => {
        const read = taken(doc(...nodes));
        if (typeof read === 'string') return;
        assert.deepEqual(taken(read), read);
        assert.doesNotMatch(JSON.stringify(read), /script|underline|"src"/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('Where a link may lead', () => {
  test('the web, a mailbox, a telephone, and nowhere else in whatever disguise', () => {
    assert.equal(safeAddress(' HTTPS://Ecole.Example/A '), 'https://ecole.example/A');
    assert.equal(safeAddress('mailto:ecole@mairie.example?bcc=x@y.example'), 'mailto:ecole@mairie.example');
    assert.equal(safeAddress('tel:+33472000000'), 'tel:+33472000000');
    assert.equal(typedAddress('mairie.example/menus'), 'https://mairie.example/menus');
    assert.equal(typedAddress('04 72 00 00 00'), 'tel:0472000000');
    assert.equal(typedAddress('ecole@mairie.example'), 'mailto:ecole@mairie.example');
    for (const disguise of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      'java\u0000script:alert(1)',
      '\u0001javascript:alert(1)',
      'javascript\u200b:alert(1)',
      '&#106;avascript:alert(1)',
      'vbscript:x',
      'data:text/html;base64,PHNjcmlwdD4=',
      'blob:https://a.example/x',
      'file:///etc/passwd',
      '//evil.example',
      '/accounts/delete',
      'https:/\\evil.example',
      'https://ent.example@evil.example/',
      'https://a.example/\u202egnp.exe',
      'http://',
      `https://a.example/${'x'.repeat(3000)}`,
    ])
      assert.equal(safeAddress(disguise), undefined, JSON.stringify(disguise));
  });

  test('words that promise a host are known for it', () => {
    assert.equal(promisedHost('www.ecole.example/menu'), 'www.ecole.example');
    assert.equal(promisedHost('https://Ecole.example'), 'ecole.example');
    assert.equal(promisedHost('le menu de la semaine.'), undefined);
  });

  test('any address that passes is of one of the four schemes, without a name in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withFragments: true, withQueryParameters: true })),
        (given) => {
          const address = safeAddress(given);
          if (address === undefined) return;
          assert.match(address, /^(https?:\/\/[^@/]+\/|mailto:|tel:)/);
          assert.equal(safeAddress(address), address);
        },
      ),
    );
  });
});

describe('Letters that cannot be seen', () => {
  test('hide nothing and turn nothing round', () => {
    assert.equal(
      cleanLetters('ca\u200bché \u202eà l’envers\u202c \u2066x\u2069 \ufeff\u00ad.'),
      'caché à l’envers x .',
    );
    assert.equal(cleanLetters('a\u200db \u{e0061}\u{e0062}'), 'ab ');
    assert.equal(cleanLetters('e\u0301te\u0301 \ud800'), 'été \ufffd');
    assert.equal(cleanLetters('a\r\nb\u2028c\td\u0000'), 'a\nb\nc d');
    assert.equal(cleanLetters('pa\u200essword\u200f'), 'password');
  });

  test('stay where a language or a family of emoji needs them', () => {
    for (const kept of [
      '👩‍👩‍👧‍👦 ❤️‍🔥 🧑🏽‍🏫',
      'می‌خواهم',
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
      'مرحبا\u200f!',
      'שלום',
      'क्‍ष',
      '葛\u{e0100}',
      'été n° 3 ½ œuvre…',
    ])
      assert.equal(cleanLetters(kept), kept.normalize('NFC'), kept);
  });

  test('once clean is clean for good, whatever it was', () => {
    const tricky = fc.constantFrom(
      '\u200b',
      '\u200d',
      '\u200c',
      '\u200e',
      '\u202e',
      '\u0301',
      '\u{e0100}',
      '\u{e0067}',
      '\u{e007f}',
      '🏴',
      '👩',
      'م',
      '葛',
      'a',
      '\ufe0f',
      '\n',
      '\r',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(tricky, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 20 }),
        (pieces) => {
          const once = cleanLetters(pieces.join(''));
          assert.equal(cleanLetters(once), once);
          assert.ok(once.isWellFormed());
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('Without its shape', () => {
  const text = fromPlain('Bonjour à tous,\n\nle car part à huit heures précises devant l’école.\n- bottes\n- goûter');

  test('the first words are cut between two of them', () => {
    assert.equal(plainOf(text, 40), 'Bonjour à tous, le car part à huit…');
    assert.equal(plainOf(fromPlain('Court.'), 40), 'Court.');
    assert.ok(plainOf(fromPlain('é'.repeat(300)), 140).length <= 140);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 5, max: 140 }), (typed, max) => {
        const words = plainOf(fromPlain(typed), max);
        assert.ok(words.length <= max && words.isWellFormed() && !words.includes('\n'));
      }),
    );
  });

  test('a mail has one paragraph a block, and says where links lead', () => {
    assert.deepEqual(mailOf(text), [
      'Bonjour à tous,',
      'le car part à huit heures précises devant l’école.',
      '- bottes\n- goûter',
    ]);
    assert.equal(
      plainOf(taken(doc(says('le menu', link('https://mairie.example/menus')))) as RichText),
      'le menu (https://mairie.example/menus)',
    );
  });
});
