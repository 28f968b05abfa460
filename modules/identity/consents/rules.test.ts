import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerAfter, endAfter, isInForce } from './rules.ts';

describe('a consent', () => {
  it('lets nothing leave unless the person said yes, and under fifteen a guardian with them', () => {
    const state = { own: 'given', needsGuardian: false, guardians: null } as const;
    assert.equal(isInForce(state), true);
    assert.equal(isInForce({ ...state, own: null }), false);
    assert.equal(isInForce({ ...state, own: 'withdrawn' }), false);
    assert.equal(isInForce({ ...state, needsGuardian: true }), false);
    assert.equal(isInForce({ ...state, needsGuardian: true, guardians: 'refused' }), false);
    assert.equal(isInForce({ ...state, needsGuardian: true, guardians: 'given' }), true);
    assert.equal(isInForce({ own: null, needsGuardian: true, guardians: 'given' }), false);
  });

  it('said once more says nothing new; a no after a yes takes it back', () => {
    assert.equal(answerAfter('yes', undefined), 'given');
    assert.equal(answerAfter('yes', 'given'), undefined);
    assert.equal(answerAfter('yes', 'withdrawn'), 'given');
    assert.equal(answerAfter('no', undefined), 'refused');
    assert.equal(answerAfter('no', 'given'), 'withdrawn');
    assert.equal(answerAfter('no', 'refused'), undefined);
  });

  it('ends on the same day of the month, or on the last one of a shorter month', () => {
    assert.equal(endAfter('2026-11-24', 12), '2027-11-24');
    assert.equal(endAfter('2026-11-30', 3), '2027-02-28');
    assert.equal(endAfter('2027-12-31', 2), '2028-02-29');
  });
});
