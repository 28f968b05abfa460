import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { covers, declaredAddress, narrowest, presentedAddress, withParameter, writtenAddress } from './address.ts';

const declared = (written: string) => {
  const address = declaredAddress(written);
  assert.ok(address, `${written} is an address`);
  return address;
};

const lets = (written: string, given: unknown): boolean => {
  const presented = presentedAddress(given);
  return presented !== undefined && covers(declared(written), presented);
};

const MOODLE = 'https://moodle.example.invalid/cours/*';

describe('the address of a service', () => {
  it('is the one that was declared, whatever its query', () => {
    assert.ok(lets(MOODLE, 'https://moodle.example.invalid/cours/login/index.php?authCAS=CAS'));
    assert.ok(lets('https://moodle.example.invalid/', 'https://moodle.example.invalid'));
    assert.ok(lets('https://moodle.example.invalid:8443/a', 'https://moodle.example.invalid:8443/a?b=c%2Fd'));
    assert.ok(lets('http://127.0.0.1:4000/*', 'http://127.0.0.1:4000/x'));
  });

  const tricks: readonly (readonly [string, string])[] = [
    ['a user name before the host', 'https://moodle.example.invalid@evil.invalid/cours/'],
    ['a user name and the right host', 'https://evil@moodle.example.invalid/cours/'],
    ['a password', 'https://a:b@moodle.example.invalid/cours/'],
    ['a host that begins alike', 'https://moodle.example.invalid.evil.invalid/cours/'],
    ['a host that ends alike', 'https://evilmoodle.example.invalid/cours/'],
    ['a final dot', 'https://moodle.example.invalid./cours/'],
    ['capitals in the host', 'https://MOODLE.example.invalid/cours/'],
    ['capitals in the scheme', 'HTTPS://moodle.example.invalid/cours/'],
    ['no encryption', 'http://moodle.example.invalid/cours/'],
    ['another scheme', 'javascript://moodle.example.invalid/cours/%0aalert(1)'],
    ['no scheme', '//moodle.example.invalid/cours/'],
    ['another port', 'https://moodle.example.invalid:444/cours/'],
    ['the default port, written', 'https://moodle.example.invalid:443/cours/'],
    ['a fragment', 'https://moodle.example.invalid/cours/#@evil.invalid'],
    ['a fragment before the path', 'https://moodle.example.invalid#/cours/'],
    ['a backslash', 'https://moodle.example.invalid\\@evil.invalid/cours/'],
    ['a backslash at the start', 'https:\\\\moodle.example.invalid/cours/'],
    ['walking up', 'https://moodle.example.invalid/cours/../admin'],
    ['walking up, escaped', 'https://moodle.example.invalid/cours/%2e%2e/admin'],
    ['walking up, half escaped', 'https://moodle.example.invalid/cours/.%2E/admin'],
    ['an escaped slash', 'https://moodle.example.invalid/cours/..%2fadmin'],
    ['a doubled escape', 'https://moodle.example.invalid/cours/%252e%252e/admin'],
    ['a doubled slash', 'https://moodle.example.invalid//evil.invalid/cours/'],
    ['a path that begins alike', 'https://moodle.example.invalid/coursbis/'],
    ['a path in another case', 'https://moodle.example.invalid/COURS/'],
    ['a space', 'https://moodle.example.invalid/cours/ x'],
    ['a tab', 'https://moodle.example.\tinvalid/cours/'],
    ['a line end', 'https://moodle.example.invalid/cours/\r\nLocation: https://evil.invalid'],
    ['a line end, escaped', 'https://moodle.example.invalid/cours/%0d%0aLocation:'],
    ['a NUL', 'https://moodle.example.invalid/cours/%00'],
    ['letters that look alike', 'https://mооdle.example.invalid/cours/'],
    ['a full-width dot', 'https://moodle．example.invalid/cours/'],
    ['letters out of ASCII in the path', 'https://moodle.example.invalid/cours/é'],
    ['a soft hyphen', 'https://mood\u00adle.example.invalid/cours/'],
    ['a host in figures', 'https://2130706433/cours/'],
    ['nothing', ''],
  ];
  for (const [what, address] of tricks)
    it(`is refused with ${what}`, () => {
      assert.equal(lets(MOODLE, address), false, address);
    });

  it('is refused when it is a list, an object or endless', () => {
    for (const given of [
      undefined,
      null,
      3,
      ['https://moodle.example.invalid/cours/'],
      {},
      `${MOODLE}${'a'.repeat(3000)}`,
    ])
      assert.equal(presentedAddress(given), undefined);
  });

  it('cannot be declared with a hole in it', () => {
    for (const written of [
      'https://*.example.invalid/',
      'https://example.invalid*',
      'https://example.invalid/a*',
      'https://example.invalid/*/b',
      'https://example.invalid/?a=*',
      'https://example.invalid/?a',
      '*',
    ])
      assert.equal(declaredAddress(written), undefined, written);
  });

  it('is that of the narrowest of those which cover it', () => {
    const all = ['https://a.invalid/*', 'https://a.invalid/b/*', 'https://a.invalid/b/c'].map(declared);
    const found = (given: string) => narrowest(all, presentedAddress(given) as URL);
    assert.equal(found('https://a.invalid/b/c')?.path, '/b/c');
    assert.equal(found('https://a.invalid/b/d')?.path, '/b/');
    assert.equal(found('https://a.invalid/c')?.path, '/');
    assert.equal(found('https://b.invalid/c'), undefined);
  });

  it('keeps its own query when a ticket is added', () => {
    assert.equal(withParameter('https://a.invalid/b', 'ticket', 'ST-1'), 'https://a.invalid/b?ticket=ST-1');
    assert.equal(withParameter('https://a.invalid/b?c=d', 'ticket', 'ST-1'), 'https://a.invalid/b?c=d&ticket=ST-1');
    assert.equal(withParameter('https://a.invalid/b?', 'ticket', 'ST-1'), 'https://a.invalid/b?ticket=ST-1');
  });
});

const segment = fc.stringMatching(/^[a-z0-9_~-]{1,12}$/);
const host = fc
  .array(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/), { minLength: 2, maxLength: 4 })
  .map((labels) => labels.join('.'));
const path = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`);

describe('for every address', () => {
  it('what was declared is found again, and written the same', () => {
    fc.assert(
      fc.property(host, path, fc.boolean(), (name, where, isPrefix) => {
        const written = `https://${name}${isPrefix ? `${where.replace(/\/$/, '')}/*` : where}`;
        const address = declared(written);
        assert.equal(writtenAddress(address), written);
        assert.ok(covers(address, presentedAddress(`https://${name}${address.path}`) as URL));
      }),
      { numRuns: 500 },
    );
  });

  it('whatever is let in leads a browser to the declared host and beneath the declared path', () => {
    const signs = fc.constantFrom(
      '@',
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '#',
      '?',
      ':',
      '*',
      '//',
      'a',
      'é',
      '\t',
      '%',
      ';',
      '&',
      ' ',
    );
    const soup = fc.array(fc.oneof(signs, segment, fc.constant('moodle.example.invalid'), fc.constant('cours')), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(soup, fc.constantFrom('https://', 'https:', '', 'http://', 'HTTPS://'), (parts, scheme) => {
        for (const given of [
          `${scheme}${parts.join('')}`,
          `https://moodle.example.invalid${parts.join('')}`,
          `${MOODLE.slice(0, -1)}${parts.join('')}`,
        ]) {
          if (!lets(MOODLE, given)) continue;
          const followed = new URL(withParameter(given, 'ticket', 'ST-1'));
          assert.equal(followed.host, 'moodle.example.invalid');
          assert.equal(followed.username + followed.password + followed.hash, '');
          assert.ok(followed.pathname.startsWith('/cours/'));
          assert.ok(given.startsWith('https://moodle.example.invalid/cours/'), given);
          assert.ok(followed.searchParams.getAll('ticket').includes('ST-1'));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('one sign changed in scheme, host or port is another address', () => {
    const given = 'https://moodle.example.invalid:8443';
    fc.assert(
      fc.property(fc.nat({ max: given.length - 1 }), fc.string({ minLength: 1, maxLength: 1 }), (at, sign) => {
        fc.pre(given[at] !== sign);
        const altered = `${given.slice(0, at)}${sign}${given.slice(at + 1)}/cours/a`;
        assert.equal(lets('https://moodle.example.invalid:8443/cours/*', altered), false, altered);
      }),
      { numRuns: 2000 },
    );
  });
});
