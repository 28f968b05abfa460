import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { encryptPush, MOST_PUSHED } from './encrypt.ts';
import { newVapidKeys, openVapidKey, vapidHeader } from './vapid.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

test('a push is encrypted as in the example of RFC 8291', () => {
  const keys = {
    p256dh: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
    auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
  };
  const sealed = encryptPush(keys, Buffer.from('When I grow up, I want to be a watermelon'), {
    salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
    privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
  });
  assert.equal(
    sealed.toString('base64url'),
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
  assert.throws(() => encryptPush(keys, Buffer.alloc(MOST_PUSHED + 1)), RangeError);
  assert.throws(() => encryptPush({ ...keys, p256dh: Buffer.alloc(65, 4) }, Buffer.from('x')), RangeError);
});

test('a push service can tell who sends, for half a day and to itself alone', () => {
  const { publicKey, privateKey } = newVapidKeys();
  const now = new Date('2026-11-24T07:30:00Z');
  const header = vapidHeader(
    'https://push.invalid/v1/abc',
    { publicKey, key: openVapidKey(privateKey), contact: 'https://ent.invalid' },
    now,
  );
  const [, token = '', k] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? [];
  assert.equal(k, publicKey);
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = bytes(publicKey);
  assert.equal(point.length, 65);
  const key = createPublicKey({
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
    format: 'jwk',
  });
  const proven = { key, dsaEncoding: 'ieee-p1363' } as const;
  assert.ok(verify('sha256', Buffer.from(`${head}.${claims}`), proven, bytes(signature)));
  assert.deepEqual(JSON.parse(bytes(claims).toString()), {
    aud: 'https://push.invalid',
    exp: now.getTime() / 1000 + 43_200,
    sub: 'https://ent.invalid',
  });
});
