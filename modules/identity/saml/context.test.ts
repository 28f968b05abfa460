import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CONTEXT, contextFor } from './context.ts';

const password = { byPassword: true, byPasskey: false, bySecondFactor: false };
const both = { byPassword: true, byPasskey: false, bySecondFactor: true };
const passkey = { byPassword: false, byPasskey: true, bySecondFactor: true };
const vouched = { byPassword: false, byPasskey: false, bySecondFactor: false };

describe('how somebody signed in, as a service hears it', () => {
  it('is the strongest that is true, unless it asks for one', () => {
    assert.equal(contextFor(password, null), CONTEXT.protected);
    assert.equal(contextFor(both, null), CONTEXT.second);
    assert.equal(contextFor(vouched, null), CONTEXT.unspecified);
    assert.equal(contextFor(passkey, null), CONTEXT.second);
    assert.equal(contextFor({ byPassword: false, byPasskey: false, bySecondFactor: true }, null), CONTEXT.unspecified);
  });

  it('is one of those that it asks for, in its order, or none', () => {
    const exact = (...classes: string[]) => ({ comparison: 'exact', classes }) as const;
    assert.equal(contextFor(both, exact(CONTEXT.password, CONTEXT.second)), CONTEXT.password);
    assert.equal(contextFor(password, exact(CONTEXT.second)), undefined);
    assert.equal(contextFor(password, exact('')), undefined);
  });

  it('is compared only with what we can rank', () => {
    const wanted = (comparison: 'minimum' | 'maximum' | 'better', ...classes: string[]) => ({ comparison, classes });
    assert.equal(contextFor(both, wanted('minimum', CONTEXT.password)), CONTEXT.second);
    assert.equal(contextFor(vouched, wanted('minimum', CONTEXT.password)), undefined);
    assert.equal(contextFor(both, wanted('maximum', CONTEXT.password)), CONTEXT.protected);
    assert.equal(contextFor(password, wanted('better', CONTEXT.password)), undefined);
    assert.equal(contextFor(both, wanted('better', 'urn:x:smartcard')), undefined);
    assert.equal(contextFor(both, wanted('minimum', 'urn:x:smartcard')), undefined);
  });
});
