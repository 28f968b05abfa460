import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { isNearlyFull, mayLeave, personQuota, scanNow, tidyName } from './rules.ts';
import { sizeInWords } from './texts.ts';

test('a name keeps its accents and loses what could deceive or lead elsewhere', () => {
  for (const [given, kept] of [
    ['E\u0301te\u0301.jpg', 'Été.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Bureau\\devoir.odt', 'devoir.odt'],
    ['facture\u202Efdp.exe', 'facturefdp.exe'],
    ['a\u200Bb\u0000c\nd.txt', 'abcd.txt'],
    ['  .. ', 'fichier'],
    ['', 'fichier'],
    ['<script>.html', '_script_.html'],
    ['emploi du temps 6ᵉ B.pdf', 'emploi du temps 6ᵉ B.pdf'],
  ] as const)
    equal(tidyName(given), kept, given);
  const long = tidyName(`${'é'.repeat(400)}.pdf`);
  equal(long.length <= 200 && long.endsWith('é.pdf'), true);
});

test('who is several things has the largest room; who left has none', () => {
  equal(personQuota(['guardian', 'teacher']), personQuota(['teacher']));
  equal(personQuota(['leaver']), 0);
  equal(personQuota([]), 0);
});

test('a warning comes at 80 %', () => {
  equal(isNearlyFull({ bytes: 79, quota: 100 }), false);
  equal(isNearlyFull({ bytes: 80, quota: 100 }), true);
});

test('with a scanner everything waits for it; without one nothing does; what was found stays', () => {
  equal(scanNow('not-scanned', true), 'waiting');
  equal(scanNow('waiting', false), 'not-scanned');
  equal(mayLeave('not-scanned', true), false);
  equal(mayLeave('clean', true), true);
  equal(mayLeave('quarantined', false), false);
});

test('sizes are said as people say them', () => {
  equal(sizeInWords(900, 'fr'), '900\u00a0octets');
  equal(sizeInWords(1_234_567, 'fr'), '1,2\u00a0Mo');
  equal(sizeInWords(10_000_000_000, 'en'), '10\u00a0GB');
});
