import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromPlain, plainOf } from '../../../platform/rich-text/plain.ts';
import { readingLanguages } from '../../../platform/texts/languages.ts';
import { blanksOf, type Filled, fill, phrasesIn, translatedInto } from './bank.ts';
import { themeNames, themes } from './blanks.ts';
import { recognise } from './recognise.ts';
import { fromBank } from './translate.ts';

const filled: Filled = {
  date: '2026-11-26',
  until: '2026-12-01',
  time: '08:30',
  end: '16:00',
  amount: '12.50',
  where: 'parc de la Tête d’Or',
  what: 'varicelle',
};

describe('The phrase bank', () => {
  test('holds sixty notes in ten languages, with the same blanks in each, every one under a subject', () => {
    const keys = [...phrasesIn('fr').keys()];
    assert.equal(keys.length, 60);
    assert.equal(readingLanguages.length, 10);
    assert.deepEqual(themeNames.flatMap((theme) => [...themes[theme]]).sort(), [...keys].sort());
    for (const language of translatedInto)
      for (const [key, phrase] of phrasesIn('fr')) {
        const twin = phrasesIn(language).get(key);
        assert.ok(twin && twin.title.length > 0 && twin.text.length > 0, `${language} ${key}`);
        assert.deepEqual(blanksOf(twin).sort(), blanksOf(phrase).sort(), `${language} ${key}`);
      }
  });

  test('writes each language in its own letters', () => {
    const letters = {
      ar: /\p{Script=Arabic}/u,
      ru: /\p{Script=Cyrillic}/u,
      uk: /[їієґ]/u,
      zh: /\p{Script=Han}/u,
    } as const;
    for (const [language, pattern] of Object.entries(letters))
      assert.match([...phrasesIn(language as keyof typeof letters).values()].map(({ text }) => text).join(), pattern);
    // Letters that the other language has not.
    for (const { text } of phrasesIn('uk').values()) assert.doesNotMatch(text, /[ыэъё]/, text);
    for (const { text } of phrasesIn('ru').values()) assert.doesNotMatch(text, /[їієґ]/, text);
  });

  test('fills days, hours and sums as each language writes them', () => {
    const late = (language: (typeof readingLanguages)[number]): string =>
      fill(phrasesIn(language).get('late') as never, filled, language);
    assert.equal(late('fr'), 'Votre enfant est arrivé en retard le jeudi 26 novembre. L’école commence à 8 h 30.');
    assert.match(late('en'), /on Thursday,? 26 November\. School starts at 08:30/);
    assert.match(late('ar'), /الخميس.*26 نوفمبر/);
    assert.match(fill(phrasesIn('fr').get('outing-money') as never, filled, 'fr'), /demande 12,50 € avant/);
    assert.match(fill(phrasesIn('en').get('outing-money') as never, { ...filled, amount: '12' }, 'en'), /€12 before/);
    assert.match(fill(phrasesIn('fr').get('late') as never, {}, 'fr'), /le …\. L’école commence à …\./);
  });

  test('is recognised in what a school wrote, blanks included, and no longer once the text was changed', () => {
    for (const [key, phrase] of phrasesIn('fr')) {
      const found = recognise(fill(phrase, filled, 'fr'), '2026-11-20');
      assert.equal(found?.key, key);
      for (const name of blanksOf(phrase)) assert.equal(found.filled[name], filled[name], key);
    }
    assert.equal(
      recognise(
        'Votre enfant est arrivé très en retard le jeudi 26 novembre. L’école commence à 8 h 30.',
        '2026-11-20',
      ),
      undefined,
    );
    // The 26th of November 2026 is no Monday, nor are those around it.
    assert.equal(
      recognise('Il y a une grève le lundi 26 novembre. Votre enfant n’aura pas classe.', '2026-11-20')?.key,
      undefined,
    );
    assert.equal(
      recognise('Il y a une grève le jeudi 7 janvier. Votre enfant n’aura pas classe.', '2026-12-20')?.filled.date,
      '2027-01-07',
    );
  });

  test('translates the paragraphs that it knows and leaves the others in French, saying so', () => {
    const words = fromPlain(`${fill(phrasesIn('fr').get('lice') as never, {}, 'fr')}\n\nMerci, Claire Roux`);
    const translated = fromBank({ title: 'Poux', words }, 'ar', '2026-11-20');
    assert.equal(translated?.title, 'القمل');
    assert.equal(translated.isWhole, false);
    assert.match(plainOf(translated.words), /يوجد قمل[^\n]*\n\nMerci, Claire Roux/);
    assert.equal(fromBank({ title: 'Poux', words: fromPlain('Autre chose.') }, 'ar', '2026-11-20'), undefined);
  });
});
