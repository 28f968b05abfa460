import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Visitor } from '../../../platform/testing/browser.ts';
import { buildTeacher } from '../../directory/builders.ts';
import { type Door, givePassword, openDoor } from '../builders.ts';

const PASSWORD = 'quatre tortues vertes';

describe('signing in', () => {
  let door: Door;
  let login: string;
  let teacherId: string;
  before(async () => {
    door = await openDoor();
    teacherId = (await buildTeacher(door.db, { givenName: 'Anne-Lise', familyName: 'DE LA TOUR' })).id;
    login = await givePassword(door.db, teacherId, PASSWORD, door.clock.now());
  });
  after(() => door.close());

  const enter = (visitor: Visitor, given: Record<string, string> = {}) =>
    visitor.post('/sign-in', { login, password: PASSWORD, ...given });

  it('a teacher signs in with their login and is led to the page they wanted', async () => {
    const visitor = new Visitor(door.app);
    const turned = await visitor.get('/account/sessions');
    assert.equal(turned.location, '/sign-in?next=%2Faccount%2Fsessions');
    const form = await visitor.get(turned.location as string);
    assert.match(form.text, /<h1>Se connecter<\/h1>/);
    assert.match(form.text, /name="next" value="\/account\/sessions"/);
    const reply = await enter(visitor, { next: '/account/sessions' });
    assert.equal(reply.status, 303);
    assert.equal(reply.location, '/account/sessions');
  });
});
