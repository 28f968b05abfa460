import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { firstOf, sql } from '../../../../platform/db/db.ts';
import { type Reply, Visitor } from '../../../../platform/testing/browser.ts';
import { buildHead, buildMandate } from '../../../directory/builders.ts';
import { type Door, openDoor, signInAs } from '../../builders.ts';

let door: Door;
let operator: Visitor;
before(async () => {
  door = await openDoor();
  operator = await signInAs(door, (await buildMandate(door.db, { kind: 'platform' })).id);
});
after(() => door.close());

const published = async (): Promise<string[]> =>
  [...(await new Visitor(door.app).get('/saml/metadata')).text.matchAll(/X509Certificate>([^<]+)</g)].map(
    ([, body]) => body ?? '',
  );
const turn = (step: string, ticked: Record<string, string> = {}): Promise<Reply> => {
  door.clock.advance(1000);
  return operator.post(`/certificates/assertions/${step}`, ticked);
};

describe('the certificates that other houses keep of us', () => {
  it('are turned in three steps, and services read both as long as they need them', async () => {
    const [first] = await published();
    assert.match((await operator.get('/certificates')).text, /Préparer le suivant/);
    assert.equal((await turn('prepare')).status, 303);
    assert.equal((await published()).length, 2);
    assert.match((await operator.get('/certificates')).text, /Passer au suivant/);
    assert.equal((await turn('pass')).status, 303);
    assert.deepEqual((await published())[0], first, 'nobody can have read it yet');
    assert.match((await operator.get('/certificates')).text, /name="everybody"/);
    assert.equal((await turn('pass', { everybody: 'yes' })).status, 303);
    const [current, former] = await published();
    assert.equal(former, first);
    assert.notEqual(current, first);
    assert.match((await operator.get('/certificates')).text, /Retirer l’ancien/);
    assert.equal((await turn('retire')).status, 303);
    assert.deepEqual(await published(), [current]);
    const lines = await firstOf(
      door.db,
      sql<{ count: number }>`
        select count(*) as count from platform.audit_entries where act = 'identity.key-turned' and actor_id is not null`,
    );
    assert.equal(lines?.count, 3);
  });

  it('a step whose time has not come changes nothing', async () => {
    const before = await published();
    for (const step of ['pass', 'retire']) assert.equal((await turn(step)).status, 303);
    assert.deepEqual(await published(), before);
    assert.equal((await operator.post('/certificates/tokens/prepare')).status, 404);
  });

  it('are the operator’s affair alone, after a fresh proof', async () => {
    const head = await signInAs(door, (await buildHead(door.db)).id);
    assert.equal((await head.get('/certificates')).status, 404);
    assert.equal((await head.post('/certificates/assertions/prepare')).status, 404);
    door.clock.advance(11 * 60_000);
    assert.equal((await turn('prepare')).status, 403);
    assert.equal((await published()).length, 1);
  });
});
