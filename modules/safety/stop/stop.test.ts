import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { openListener } from '../../../platform/db/listen.ts';
import type { Reply, Visitor } from '../../../platform/testing/browser.ts';
import { until } from '../../../platform/testing/work.ts';
import {
  buildClass,
  buildCommune,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { loadActor } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, giveFactor, openDoor, signInAs } from '../../identity/builders.ts';
import { openBoard, type PortalBoard } from '../../portal/index.ts';
import { portalModule } from '../../portal/register.ts';
import { safetyModule } from '../register.ts';
import { type Stoppable, stopFor } from './in-force.ts';

const EXPECTED = 'Messages et publications sont suspendus';

describe('the emergency stop', () => {
  let door: Door;
  let close: () => Promise<void>;
  before(async () => {
    const board: { now?: PortalBoard } = {};
    door = await openDoor({
      modules: [directoryModule, safetyModule, portalModule([directoryModule, safetyModule])],
      board: {
        render: (ctx) => board.now?.render(ctx),
        accentOf: (ctx) => board.now?.accentOf(ctx),
        close: () => board.now?.close(),
      },
    });
    const listener = await openListener(door.url);
    board.now = await openBoard({
      db: door.db,
      clock: door.clock,
      listener,
      sources: safetyModule.banners ?? [],
      onFailure: (error) => {
        throw error;
      },
    });
    close = () => listener.close();
  });
  after(async () => {
    await door.close();
    await close();
  });

  const stop = (visitor: Visitor, given: Record<string, string>): Promise<Reply> =>
    visitor.post('/emergency-stop', { reason: 'Un compte a été volé', ...given });
  const shows = async (visitor: Visitor, words = EXPECTED): Promise<boolean> =>
    (await visitor.get('/help')).text.includes(words);
  const comes = (visitor: Visitor, words = EXPECTED, expected = true): Promise<void> =>
    until(`${words}: ${expected}`, async () => (await shows(visitor, words)) === expected);
  /** Whether that person may do it now. */
  const may = async (person: { readonly id: string }, asked: Partial<Stoppable> = {}): Promise<boolean> => {
    const now = door.clock.now();
    const actor = await loadActor(door.db, person.id, now.toISOString().slice(0, 10));
    if (!actor) throw new Error('nobody');
    return !(await stopFor({ db: door.db, actor, now }, { schoolIds: [], act: 'write', ...asked }));
  };
  const lastStop = async (): Promise<string> =>
    (
      await rowsOf(door.db, sql<{ id: string }>`select id from safety.stops order by started_at desc, id desc limit 1`)
    )[0]?.id ?? '';
  const liftAll = (): Promise<unknown> =>
    sql`update safety.stops set ended_at = started_at where ended_at is null`.execute(door.db);

  it('by the head: pupils, families and staff of the school read it and write no more, from elsewhere neither; others go on', async () => {
    const school = await buildSchool(door.db);
    const headPerson = await buildHead(door.db, { school });
    const pupil = await buildPupil(door.db, { school });
    const mother = await buildGuardian(door.db, { of: pupil });
    const stranger = await buildTeacher(door.db);
    const head = await signInAs(door, headPerson.id);
    const visitor = await signInAs(door, mother.id);
    equal(await may(pupil), true);
    equal(
      (await stop(head, { place: `school:${school.id}`, words: 'Ne cliquez sur aucun lien.' })).location,
      '/emergency-stop',
    );
    for (const person of [headPerson, pupil, mother]) equal(await may(person), false);
    equal(await may(stranger), true);
    equal(await may(stranger, { schoolIds: [school.id] }), false, 'from elsewhere to that school');
    equal(await may(headPerson, { passes: true }), true, 'what is urgent passes');
    equal(await may(pupil, { act: 'read' }), true);
    await comes(visitor, `${EXPECTED} jusqu’à 10:30. Ne cliquez sur aucun lien.`);
    equal(await shows(await signInAs(door, stranger.id)), false);
    const page = (await head.get('/emergency-stop')).text;
    match(page, /Un compte a été volé/);
    equal((await head.post(`/emergency-stop/${await lastStop()}/lift`, {})).location, '/emergency-stop');
    equal(await may(mother), true);
    await comes(visitor, EXPECTED, false);
    const acts = await rowsOf(
      door.db,
      sql<{
        act: string;
      }>`select act from platform.audit_entries where actor_id = ${headPerson.id} order by occurred_at, id`,
    );
    deepEqual(
      acts.map(({ act }) => act),
      ['safety.stop-started', 'safety.stop-lifted'],
    );
  });

  it('ends by itself at its time, two hours later unless told otherwise, and may be prolonged', async () => {
    const school = await buildSchool(door.db);
    const pupil = await buildPupil(door.db, { school });
    const headPerson = await buildHead(door.db, { school });
    const head = await signInAs(door, headPerson.id);
    await stop(head, { place: `school:${school.id}` });
    equal(
      (await head.post(`/emergency-stop/${await lastStop()}/prolong`, { minutes: '60' })).location,
      '/emergency-stop',
    );
    door.clock.set('2026-11-24T10:29:59Z');
    equal(await may(pupil), false);
    door.clock.set('2026-11-24T10:30:00Z');
    equal(await may(pupil), true);
    equal(await shows(await signInAs(door, pupil.id)), false);
    const again = await signInAs(door, headPerson.id);
    equal((await again.post(`/emergency-stop/${await lastStop()}/prolong`, { minutes: '60' })).status, 409);
    door.clock.set('2026-11-24T07:30:00Z');
    await liftAll();
  });

  it('for some only: pupils and not their parents, a level and not the others', async () => {
    const school = await buildSchool(door.db);
    const class2 = await buildClass(door.db, { school });
    const older = await buildPupil(door.db, { class: class2 });
    const younger = await buildPupil(door.db, { class: await buildClass(door.db, { school }), levelCode: '1121' });
    const mother = await buildGuardian(door.db, { of: older });
    const other = await buildGuardian(door.db, { of: younger });
    const headPerson = await buildHead(door.db, { school });
    const head = await signInAs(door, headPerson.id);
    const place = `school:${school.id}`;
    await stop(head, { place, roles: 'pupil' });
    deepEqual([await may(older), await may(younger), await may(mother)], [false, false, true]);
    await liftAll();
    await stop(head, { place, level: '1125' });
    deepEqual(
      [await may(older), await may(mother), await may(younger), await may(other), await may(headPerson)],
      [false, false, true, true, true],
    );
    await liftAll();
    equal((await stop(head, { place, level: '2111' })).status, 422, 'nobody of that level here');
  });

  it('beyond a school by the academy, with a second factor; its schools’ heads read it and cannot lift it', async () => {
    const commune = await buildCommune(door.db);
    const school = await buildSchool(door.db, { commune });
    const pupil = await buildPupil(door.db, { school });
    const headPerson = await buildHead(door.db, { school });
    const academy = await buildMandate(door.db, { kind: 'academy' });
    const visitor = await signInAs(door, academy.id);
    const place = `commune:${commune.id}`;
    const refused = await stop(visitor, { place });
    equal(refused.status, 403);
    match(refused.text, /il faut la double vérification/);
    equal(await may(pupil), true);
    await giveFactor(door.db, academy.id, door.clock.now());
    equal((await stop(visitor, { place, reading: 'yes' })).location, '/emergency-stop');
    deepEqual([await may(pupil), await may(pupil, { act: 'read' })], [false, false]);
    equal(await may(await buildPupil(door.db)), true);
    await comes(await signInAs(door, pupil.id), 'L’envoi et la lecture des messages sont suspendus');
    const head = await signInAs(door, headPerson.id);
    equal((await head.post(`/emergency-stop/${await lastStop()}/lift`, {})).status, 404);
    await liftAll();
    await stop(visitor, { place: `school:${school.id}` });
    match((await head.get('/emergency-stop')).text, /Un compte a été volé/);
    equal((await head.post(`/emergency-stop/${await lastStop()}/lift`, {})).status, 403);
    await liftAll();
    await stop(visitor, { place: 'platform' });
    equal(await may(await buildPupil(door.db)), false);
    await liftAll();
  });

  it('as a drill really stops, says so, and lasts half an hour at most', async () => {
    const school = await buildSchool(door.db);
    const pupil = await buildPupil(door.db, { school });
    const head = await signInAs(door, (await buildHead(door.db, { school })).id);
    const place = `school:${school.id}`;
    const long = await stop(head, { place, drill: 'yes' });
    equal(long.status, 422);
    match(long.text, /30 minutes au plus/);
    await stop(head, { place, drill: 'yes', minutes: '15' });
    equal(await may(pupil), false);
    await comes(await signInAs(door, pupil.id), 'Exercice :');
    equal((await head.post(`/emergency-stop/${await lastStop()}/prolong`, { minutes: '30' })).status, 422);
    await liftAll();
  });

  it('a stranger neither stops a school nor finds its stops; who leads nothing finds no such page', async () => {
    const school = await buildSchool(door.db);
    const head = await signInAs(door, (await buildHead(door.db, { school })).id);
    await stop(head, { place: `school:${school.id}`, reason: 'Rien que pour nous' });
    const id = await lastStop();
    const stranger = await signInAs(door, (await buildHead(door.db)).id);
    equal((await stop(stranger, { place: `school:${school.id}` })).status, 404);
    equal((await stop(stranger, { place: 'platform' })).status, 404);
    equal((await stranger.post(`/emergency-stop/${id}/lift`, {})).status, 404);
    equal((await stranger.post(`/emergency-stop/${id}/prolong`, {})).status, 404);
    doesNotMatch((await stranger.get('/emergency-stop')).text, /Rien que pour nous/);
    for (const person of [await buildTeacher(door.db, { school }), await buildGuardian(door.db)]) {
      const visitor = await signInAs(door, person.id);
      equal((await visitor.get('/emergency-stop')).status, 404);
      equal((await stop(visitor, { place: `school:${school.id}` })).status, 404);
    }
    await liftAll();
  });

  it('a faulty form comes back with what was typed, each fault at its field', async () => {
    const school = await buildSchool(door.db);
    const head = await signInAs(door, (await buildHead(door.db, { school })).id);
    const refused = await stop(head, { place: `school:${school.id}`, reason: 'non', words: 'Gardez votre calme' });
    equal(refused.status, 422);
    match(refused.text, /Écrivez en une phrase pourquoi/);
    match(refused.text, /Gardez votre calme/);
    equal((await stop(head, { place: 'ailleurs' })).status, 422);
    equal(await may(await buildPupil(door.db, { school })), true);
  });
});
