import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { type BuiltPerson, buildGuardian, buildHead, buildPupil, buildSchool } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';
import { publishCharter } from '../charter/charter.ts';

const DAY = 24 * 3600_000;

describe('API tokens', () => {
  let door: Door;
  let mother: BuiltPerson;
  let visitor: Visitor;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
    mother = await buildGuardian(door.db);
    visitor = await signInAs(door, mother.id);
  });
  after(() => door.close());

  const create = async (who: Visitor, given: Record<string, string> = {}): Promise<string> => {
    const reply = await who.post('/account/tokens', { name: 'Mon agenda', access: 'read', days: '90', ...given });
    assert.equal(reply.status, 200);
    return /value="([\w-]{43})"/.exec(reply.text)?.[1] ?? '';
  };
  const call = (token: string, path: string, method: 'GET' | 'POST' = 'GET'): Promise<Reply> =>
    new Visitor(door.app).api(method, path, method === 'POST' ? {} : undefined, { authorization: `Bearer ${token}` });

  it('reach what their owner reaches, and nothing else', async () => {
    const token = await create(visitor);
    assert.equal((await call(token, `/api/people/${mother.uid}`)).status, 200);
    const stranger = await buildPupil(door.db);
    assert.equal((await call(token, `/api/people/${stranger.uid}`)).status, 404);
  });

  it('are shown once, kept as a digest, and listed with their last use', async () => {
    const token = await create(visitor, { name: 'Sauvegarde' });
    await call(token, `/api/people/${mother.uid}`);
    const list = await visitor.get('/account/tokens');
    assert.ok(!list.text.includes(token));
    assert.match(list.text, /Sauvegarde/);
    assert.match(list.text, /utilisé à l’instant/);
    const rows = JSON.stringify(await rowsOf(door.db, sql`select t::text as line from identity.api_tokens t`));
    assert.ok(!rows.includes(token) && !rows.includes(Buffer.from(token, 'base64url').toString('hex')));
  });

  it('for reading refuse every write', async () => {
    const token = await create(visitor);
    const reply = await call(token, '/api/session/renew', 'POST');
    assert.equal(reply.status, 403);
    assert.equal(reply.json<{ error: { code: string } }>().error.code, 'platform.read-only-token');
    assert.equal((await call(await create(visitor, { access: 'write' }), '/api/session/renew', 'POST')).status, 200);
  });

  it('never touch the account itself: sessions, tokens, codes', async () => {
    const school = await buildSchool(door.db);
    const child = await buildPupil(door.db, { school });
    const head = await signInAs(door, (await buildHead(door.db, { school })).id);
    const token = await create(head, { access: 'write' });
    assert.equal((await call(token, `/api/people/${child.uid}`)).status, 200);
    assert.equal((await call(token, `/api/people/${child.uid}/activation-code`, 'POST')).status, 403);
    for (const path of ['/api/account', '/api/account/tokens', '/api/account/sessions'])
      assert.equal((await call(token, path)).status, 403, path);
    assert.equal((await call(token, '/api/account/sessions/end-others', 'POST')).status, 403);
    assert.equal((await head.get('/account/sessions')).status, 200);
  });

  it('end when revoked, at their date, and with the account', async () => {
    const revoked = await create(visitor, { name: 'À révoquer' });
    const action =
      /action="(\/account\/tokens\/[0-9a-f-]{36}\/revoke)"/.exec((await visitor.get('/account/tokens')).text)?.[1] ??
      '';
    const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
    assert.equal((await stranger.post(action)).status, 404);
    assert.equal((await call(revoked, `/api/people/${mother.uid}`)).status, 200);
    assert.equal((await visitor.post(action)).location, '/account/tokens');
    assert.equal((await call(revoked, `/api/people/${mother.uid}`)).status, 401);
    const month = await create(visitor, { days: '30' });
    const begun = door.clock.now();
    door.clock.advance(30 * DAY - 1000);
    assert.equal((await call(month, `/api/people/${mother.uid}`)).status, 200);
    door.clock.advance(1000);
    assert.equal((await call(month, `/api/people/${mother.uid}`)).status, 401);
    door.clock.set(begun);
    assert.equal((await call('x'.repeat(43), `/api/people/${mother.uid}`)).status, 401);
  });

  it('live a year at most, are twenty at most, and need a name', async () => {
    assert.equal((await visitor.post('/account/tokens', { name: 'x', days: '3650' })).status, 422);
    assert.match((await visitor.post('/account/tokens', { name: ' ' })).text, /à quoi sert ce jeton/);
    const other = await signInAs(door, (await buildGuardian(door.db)).id);
    for (let turn = 0; turn < 20; turn += 1) await create(other);
    assert.equal((await other.post('/account/tokens', { name: 'un de trop' })).status, 422);
  });

  it('wait while a new charter waits for their owner, and go on once it is accepted', async () => {
    const person = await buildGuardian(door.db);
    const owner = await signInAs(door, person.id);
    const token = await create(owner, { name: 'Agenda du soir' });
    const path = `/api/people/${person.uid}`;
    assert.equal((await call(token, path)).status, 200);
    const version = await publishCharter(door.db, { audience: 'adult', articles: null, now: door.clock.now() });
    const refused = await call(token, path);
    assert.equal(refused.status, 403);
    assert.equal(refused.json<{ error: { code: string } }>().error.code, 'platform.step-needed');
    await owner.post('/charter', { version: String(version), accepted: 'yes' });
    assert.equal((await call(token, path)).status, 200);
  });

  it('are not for pupils', async () => {
    const pupil = await signInAs(door, (await buildPupil(door.db)).id);
    assert.equal((await pupil.get('/account/tokens')).status, 404);
    assert.equal((await pupil.post('/account/tokens', { name: 'x' })).status, 404);
  });
});
