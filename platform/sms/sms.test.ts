import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { test } from 'node:test';
import { httpSmsSender } from './http-sender.ts';
import { hiddenNumber, mobileNumber } from './number.ts';
import { partsOf } from './parts.ts';
import { noSmsSender, SmsUntaken } from './sender.ts';
import { openSmsDouble } from './testing.ts';

const fields = { to: 'recipient', text: 'message', from: 'sender', id: 'reference' };
const sms = { id: '0199', to: '+33612345678', words: 'École fermée demain' };

test('a gateway gets one flat object in its own words, with the token, and the journal no number', async () => {
  const double = await openSmsDouble();
  const journal: unknown[] = [];
  try {
    const sender = httpSmsSender(
      { url: double.url, token: 'secret-token', from: 'PREAU', fields },
      (level, event, details) => journal.push({ level, event, ...details }),
    );
    ok(sender.isOn);
    await sender.send(sms);
    deepEqual(double.taken, [
      {
        authorization: 'Bearer secret-token',
        body: { reference: '0199', recipient: '+33612345678', message: 'École fermée demain', sender: 'PREAU' },
      },
    ]);
    deepEqual(journal, [{ level: 'info', event: 'sms.taken', id: '0199', to: '+336••••••78', parts: 1 }]);
  } finally {
    await double.close();
  }
});

test('what the gateway refuses is final when the number is wrong, and tried again when it is tired, redirects or is silent', async () => {
  const double = await openSmsDouble();
  const sender = httpSmsSender({ url: double.url, token: undefined, from: undefined, fields }, () => undefined);
  const refusedWith = async (status: number): Promise<boolean | undefined> => {
    double.answer(status);
    const error = await sender.send(sms).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    ok(error instanceof SmsUntaken);
    return error.isFinal;
  };
  equal(await refusedWith(422), true);
  for (const status of [302, 401, 429, 503]) equal(await refusedWith(status), false, String(status));
  equal(double.taken.at(-1)?.authorization, undefined);
  await double.close();
  await rejects(sender.send(sms), (error: SmsUntaken) => error.code === 'sms.untaken-silent' && !error.isFinal);
  ok(!noSmsSender.isOn);
  await rejects(noSmsSender.send(sms), SmsUntaken);
});

test('a mobile number is read as people write it, here and overseas; a landline is none', () => {
  for (const typed of [
    '06 12 34 56 78',
    '06.12.34.56.78',
    '+33 6 12 34 56 78',
    '0033 612345678',
    '+33 (0)6 12 34 56 78',
  ])
    equal(mobileNumber(typed), '+33612345678', typed);
  equal(mobileNumber('0692 12 34 56'), '+262692123456');
  equal(mobileNumber('0690123456'), '+590690123456');
  equal(mobileNumber('07 00 00 00 01'), '+33700000001');
  for (const typed of ['04 72 00 00 00', '612345678', 'maison', '', '+0612345678'])
    equal(mobileNumber(typed), undefined);
  equal(hiddenNumber('+33612345678'), '+336••••••78');
});

test('a text is billed in parts of 160 signs, of 70 once telephones do not know one of them', () => {
  deepEqual([partsOf('a'.repeat(160)), partsOf('a'.repeat(161)), partsOf('a'.repeat(307))], [1, 2, 3]);
  deepEqual(
    [partsOf('ê'.repeat(70)), partsOf('ê'.repeat(71)), partsOf('é'.repeat(160)), partsOf('€'.repeat(81))],
    [1, 2, 1, 2],
  );
});
