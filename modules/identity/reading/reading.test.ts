import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Visitor } from '../../../platform/testing/browser.ts';
import { buildGuardian, buildPupil } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../builders.ts';

describe('reading comfort', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule] });
  });
  after(() => door.close());

  const htmlOf = (text: string): string => /<html[^>]*>/.exec(text)?.[0] ?? '';

  it('a pupil’s choices are on the page before its first paint, on every device and page', async () => {
    const pupil = await buildPupil(door.db);
    const visitor = await signInAs(door, pupil.id);
    const chosen = {
      font: 'opendyslexic',
      size: '150',
      leading: 'wide',
      spacing: 'widest',
      measure: 'narrow',
      theme: 'sepia',
      motion: 'none',
    };
    assert.equal((await visitor.post('/account/reading', chosen)).location, '/account/reading');
    const elsewhere = await signInAs(door, pupil.id);
    for (const path of ['/account', '/account/reading', `/people/${pupil.uid}`]) {
      const html = htmlOf((await elsewhere.get(path)).text);
      for (const [aid, value] of Object.entries(chosen))
        assert.ok(html.includes(`data-${aid}="${value}"`), `${path}: ${html}`);
    }
    assert.deepEqual((await elsewhere.api('GET', '/api/account/reading')).json(), chosen);
  });

  it('are nobody else’s: neither a stranger’s page nor the door shows them', async () => {
    const pupil = await signInAs(door, (await buildPupil(door.db)).id);
    await pupil.post('/account/reading', { theme: 'contrast' });
    const stranger = await signInAs(door, (await buildGuardian(door.db)).id);
    assert.doesNotMatch(htmlOf((await stranger.get('/account')).text), /data-theme/);
    await pupil.post('/sign-out', {});
    assert.doesNotMatch(htmlOf((await pupil.get('/sign-in')).text), /data-theme/);
    assert.equal((await new Visitor(door.app).get('/account/reading')).status, 303);
  });

  it('are put back in one tap, and what does not exist is refused', async () => {
    const visitor = await signInAs(door, (await buildGuardian(door.db)).id);
    await visitor.post('/account/reading', { size: '200' });
    assert.equal((await visitor.post('/account/reading', { size: '900' })).status, 422);
    assert.match(htmlOf((await visitor.get('/account')).text), /data-size="200"/);
    await visitor.post('/account/reading', {});
    assert.doesNotMatch(htmlOf((await visitor.get('/account')).text), /data-size/);
  });
});
