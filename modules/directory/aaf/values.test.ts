import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressLines, day, email, ine, parts, phone } from './values.ts';

test('a day that does not exist is none, a leap day is one', () => {
  assert.equal(day('29/02/2012'), '2012-02-29');
  assert.equal(day('29/02/2013'), null);
  assert.equal(day('31/04/2014'), null);
  assert.equal(day('2014-04-30'), null);
  assert.equal(day('01/01/0000'), null);
});

test('a composite value keeps its empty parts in their place', () => {
  assert.deepEqual(parts('12 rue X$$$'), ['12 rue X', '', '', '']);
  assert.equal(addressLines('3 rue des Lilas$Bât. B$$'), '3 rue des Lilas\nBât. B');
});

test('a telephone number is one number whatever the habit, and a foreign one stays', () => {
  for (const written of [
    '+33 4 12 34 56 78',
    '04 12 34 56 78',
    '04.12.34.56.78',
    '0033412345678',
    '+33 (0)4 12 34 56 78',
  ]) {
    assert.equal(phone(written), '+33412345678', written);
  }
  assert.equal(phone('+41 79 000 00 00'), '+41790000000');
  assert.equal(phone('12'), null);
  assert.equal(phone('+33 12'), null);
  assert.equal(phone('liste rouge'), null);
});

test('an INE is of the present or of the older form', () => {
  assert.equal(ine('123456789AB'), '123456789AB');
  assert.equal(ine('1234567890a'), '1234567890A');
  assert.equal(ine('12345678901'), null);
});

test('a mail address is lower case, or none', () => {
  assert.equal(email('Prenom.Nom@AC-Exemple.invalid'), 'prenom.nom@ac-exemple.invalid');
  assert.equal(email('prenom.nom'), null);
  assert.equal(email('a@b@c.invalid'), null);
});
