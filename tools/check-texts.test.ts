import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyTexts, frenchIn } from './check-texts.ts';

test('a French sentence in a page is named, with its line', () => {
  const found = frenchIn({ path: 'modules/x/pages/a.tsx', text: 'const a = 1;\nreturn <p>Bienvenue à tous</p>;' });
  assert.deepEqual(found, ['modules/x/pages/a.tsx:2 says >Bienvenue à tous<: sentences go to texts.ts']);
});

test('a French string in the code is named', () => {
  assert.equal(frenchIn({ path: 'modules/x/a.ts', text: "throw new Error('Accès refusé ici');" }).length, 1);
});

test('comments, texts and tests may be in French', () => {
  assert.deepEqual(
    frenchIn({ path: 'modules/x/a.ts', text: '// établissement scolaire\n/* déjà vu\n   élève ici */' }),
    [],
  );
  assert.deepEqual(frenchIn({ path: 'modules/x/texts.ts', text: "a: 'Déjà vu ici'" }), []);
  assert.deepEqual(frenchIn({ path: 'modules/x/a.test.ts', text: "'Élève de CM2'" }), []);
});

test('an empty text is named', () => {
  assert.deepEqual(emptyTexts({ path: 'modules/x/texts.ts', text: "fr: {\n  title: '',\n  hello: 'x',\n}" }), [
    'modules/x/texts.ts:2 leaves title empty',
  ]);
});
