import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KeyRing } from '../../../platform/config/keys.ts';
import { testKeys } from '../../../platform/testing/keys.ts';
import { hashPassword, verifyPassword } from './hash.ts';
import { atMost } from './queue.ts';
import { type PasswordOwner, passwordFault } from './rules.ts';

const owner = (audience: PasswordOwner['audience']): PasswordOwner => ({
  audience,
  login: 'anne-lise.de-la-tour',
  names: ['DE LA TOUR', 'Anne', 'Lise'],
  dates: ['1984-07-02'],
});

describe('which passwords serve', () => {
  const table: readonly (readonly [string, PasswordOwner['audience'], string | undefined])[] = [
    ['quatre tortues vertes', 'adult', undefined],
    ['ébène!rûche7', 'adult', undefined],
    ['vélo ponton', 'adult', 'identity.password-short'],
    ['vélo ponton', 'college', undefined],
    ['vélo pont', 'college', 'identity.password-short'],
    ['vélo pont', 'young', undefined],
    ['vélopon', 'young', 'identity.password-short'],
    ['🦊🐻🦉🐢🦔🐸🐙🐝', 'young', undefined],
    ['motdepasse2026', 'adult', 'identity.password-common'],
    ['M0tD3P@ss3!!!', 'adult', 'identity.password-common'],
    ['jetaimemaman1', 'adult', 'identity.password-common'],
    ['OlympiqueLyonnais69', 'adult', 'identity.password-common'],
    ['Soleil2026', 'college', 'identity.password-common'],
    ['doudou69', 'young', 'identity.password-repeats'],
    ['chouchou', 'young', 'identity.password-repeats'],
    ['licorne69', 'young', 'identity.password-common'],
    ['maman-papa-2016', 'adult', 'identity.password-common'],
    ['aaaaaaaaaaaa', 'adult', 'identity.password-repeats'],
    ['abcabcabcabc', 'adult', 'identity.password-repeats'],
    ['azertyuiop123456', 'adult', 'identity.password-repeats'],
    ['123456789012', 'adult', 'identity.password-repeats'],
    ['poiuytrezaqsdfgh', 'adult', 'identity.password-repeats'],
    ['AnneLise1984!', 'adult', 'identity.password-names-you'],
    ['delatour020784', 'adult', 'identity.password-names-you'],
    ['anne-lise.de-la-tour', 'adult', 'identity.password-names-you'],
    ['anne mange du raisin bleu', 'adult', undefined],
    [`${'x'.repeat(150)}${'abcde'.repeat(11)}`, 'adult', 'identity.password-long'],
  ];
  for (const [password, audience, fault] of table) {
    it(`${audience}: ${password.slice(0, 30)} → ${fault ?? 'yes'}`, () =>
      assert.equal(passwordFault(password, owner(audience)), fault));
  }
});

describe('a stored password', () => {
  const pepper = testKeys.pepper;
  const other: KeyRing = (() => {
    const key = { id: 'newer001', secret: Buffer.alloc(32, 7) };
    return {
      current: key,
      all: [key, pepper.current],
      find: (id) => [key, pepper.current].find((one) => one.id === id),
    };
  })();

  it('opens with itself, however its accents were typed, and with nothing else', async () => {
    const phc = await hashPassword('vélo ponton câlin', pepper);
    assert.deepEqual(await verifyPassword('vélo ponton câlin'.normalize('NFD'), phc, pepper), {
      right: true,
      stale: false,
    });
    assert.equal((await verifyPassword('velo ponton calin', phc, pepper)).right, false);
    assert.equal((await verifyPassword('', phc, pepper)).right, false);
    assert.equal((await verifyPassword('vélo ponton câlin', null, pepper)).right, false);
    assert.equal((await verifyPassword('vélo ponton câlin', 'not a hash', pepper)).right, false);
  });

  it('two people with one password have two hashes', async () => {
    assert.notEqual(await hashPassword('vélo ponton câlin', pepper), await hashPassword('vélo ponton câlin', pepper));
  });

  it('is worth nothing without the pepper', async () => {
    const phc = await hashPassword('vélo ponton câlin', pepper);
    const stolen: KeyRing = {
      current: { id: pepper.current.id, secret: Buffer.alloc(32) },
      all: [],
      find: () => ({ id: pepper.current.id, secret: Buffer.alloc(32) }),
    };
    assert.equal((await verifyPassword('vélo ponton câlin', phc, stolen)).right, false);
  });

  it('made under an older key or with other parameters still opens, and is due to be hashed anew', async () => {
    const phc = await hashPassword('vélo ponton câlin', pepper);
    assert.deepEqual(await verifyPassword('vélo ponton câlin', phc, other), { right: true, stale: true });
    assert.deepEqual(await verifyPassword('vélo ponton', phc, other), { right: false, stale: false });
  });
});

it('hashes wait their turn, two at once, in the order they came', async () => {
  const turn = atMost(2);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, (_, rank) =>
      turn(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        order.push(rank);
        running -= 1;
      }),
    ),
  );
  assert.equal(most, 2);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  await assert.rejects(
    turn(() => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(await turn(async () => 'still runs'), 'still runs');
});
