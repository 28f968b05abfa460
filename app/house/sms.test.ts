import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { buildHead, buildMandate } from '../../modules/directory/builders.ts';
import { type Door, openDoor, signInAs } from '../../modules/identity/builders.ts';
import { rowsOf, sql } from '../../platform/db/db.ts';
import { httpSmsSender } from '../../platform/sms/http-sender.ts';
import { openSmsDouble, type SmsDouble } from '../../platform/sms/testing.ts';
import { modules } from '../modules.ts';

const others = modules.filter(({ manifest }) => manifest.name !== 'identity');
const fields = { to: 'to', text: 'text', from: 'from', id: 'id' };

describe('short messages, as the operator tries them', () => {
  let door: Door;
  let double: SmsDouble;
  before(async () => {
    double = await openSmsDouble();
    const sms = httpSmsSender({ url: double.url, token: 'secret-token', from: undefined, fields }, () => undefined);
    door = await openDoor({ modules: others, sms });
  });
  after(async () => {
    await double.close();
    await door.close();
  });

  it('one leaves, and the act that is kept shows no whole number', async () => {
    const operator = await signInAs(door, (await buildMandate(door.db, { kind: 'platform' })).id);
    assert.match((await operator.get('/operations/sms')).text, /Envoyer un SMS d’essai/);
    const wrong = await operator.post('/operations/sms', { number: '04 72 00 00 00' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="04 72 00 00 00"/);
    assert.match(wrong.text, /pas un numéro de mobile/);
    assert.match((await operator.submit('/operations/sms', { number: '06 12 34 56 78' })).text, /\+336••••••78/);
    assert.deepEqual(
      double.taken.map(({ body }) => (body as { to: string }).to),
      ['+33612345678'],
    );
    double.answer(503);
    const untaken = await operator.post('/operations/sms', { number: '06 12 34 56 78' });
    assert.equal(untaken.status, 502);
    assert.match(untaken.text, /n’a pas pris le SMS/);
    const acts = await rowsOf(
      door.db,
      sql<{ details: unknown }>`
        select details from platform.audit_entries where act = 'house.sms-tried' order by id`,
    );
    assert.deepEqual(
      acts.map(({ details }) => details),
      [
        { number: '+336••••••78', outcome: 'taken' },
        { number: '+336••••••78', outcome: 'sms.untaken-503' },
      ],
    );
  });

  it('nobody else finds the page, and without a gateway it says what to set', async () => {
    const head = await signInAs(door, (await buildHead(door.db)).id);
    assert.equal((await head.get('/operations/sms')).status, 404);
    assert.equal((await head.post('/operations/sms', { number: '06 12 34 56 78' })).status, 404);
    const off = await openDoor({ modules: others });
    try {
      const operator = await signInAs(off, (await buildMandate(off.db, { kind: 'platform' })).id);
      assert.match((await operator.get('/operations/sms')).text, /SMS_URL/);
      assert.equal((await operator.post('/operations/sms', { number: '06 12 34 56 78' })).status, 409);
    } finally {
      await off.close();
    }
  });
});
