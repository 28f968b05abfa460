import { doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { countStatements, rowsOf, sql } from '../../../platform/db/db.ts';
import { openListener } from '../../../platform/db/listen.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { until } from '../../../platform/testing/work.ts';
import {
  buildCommune,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, giveFactor, openDoor, signInAs } from '../../identity/builders.ts';
import { addPasskey, askedInside } from '../../identity/passkeys/testing/person.ts';
import { openBoard, type PortalBoard } from '../board.tsx';
import { portalModule } from '../register.ts';
import { sweepJob } from './jobs.ts';

describe('banners', () => {
  let door: Door;
  let banners: PortalBoard;
  let close: () => Promise<void>;
  before(async () => {
    const board: { now?: PortalBoard } = {};
    door = await openDoor({
      modules: [directoryModule, portalModule([directoryModule])],
      board: {
        render: (ctx) => board.now?.render(ctx),
        accentOf: (ctx) => board.now?.accentOf(ctx),
        close: () => board.now?.close(),
      },
    });
    const listener = await openListener(door.url);
    banners = await openBoard({
      db: door.db,
      clock: door.clock,
      listener,
      onFailure: (error) => {
        throw error;
      },
    });
    board.now = banners;
    close = () => listener.close();
  });
  after(async () => {
    await door.close();
    await close();
  });

  const today = { from: '2026-11-24', until: '2026-11-24' };
  const write = (visitor: Visitor, given: Record<string, string>): Promise<Reply> =>
    visitor.post('/banners', { kind: 'information', ...today, ...given });
  /** The operator, with the second factor that wide sends ask for. */
  const guardedOperator = async (): Promise<Visitor> => {
    const person = await buildMandate(door.db, { kind: 'platform' });
    const operator = await signInAs(door, person.id);
    await giveFactor(door.db, person.id, door.clock.now());
    return operator;
  };
  const shows = async (visitor: Visitor, words: string): Promise<boolean> =>
    (await visitor.get('/help')).text.includes(words);
  const comes = (visitor: Visitor, words: string, expected = true): Promise<void> =>
    until(`${words}: ${expected}`, async () => (await shows(visitor, words)) === expected);

  it('the head’s banner is read by families, pupils and colleagues of the school, by no one else', async () => {
    const school = await buildSchool(door.db);
    const pupil = await buildPupil(door.db, { school });
    const head = await signInAs(door, (await buildHead(door.db, { school })).id);
    equal((await write(head, { words: 'Pas de cantine jeudi', place: `school:${school.id}` })).location, '/banners');
    const mother = await signInAs(door, (await buildGuardian(door.db, { of: pupil })).id);
    await comes(mother, 'Pas de cantine jeudi');
    equal(await shows(await signInAs(door, pupil.id), 'Pas de cantine jeudi'), true);
    equal(await shows(await signInAs(door, (await buildTeacher(door.db)).id), 'Pas de cantine jeudi'), false);
    equal(await shows(new Visitor(door.app), 'Pas de cantine jeudi'), false);
  });

  it('the commune’s banner is read in its schools and by its agents, not in the next commune', async () => {
    const commune = await buildCommune(door.db);
    const school = await buildSchool(door.db, { commune });
    const agentPerson = await buildMandate(door.db, { kind: 'commune', commune });
    const agent = await signInAs(door, agentPerson.id);
    await giveFactor(door.db, agentPerson.id, door.clock.now());
    await write(agent, { kind: 'maintenance', words: 'Inscriptions fermées ce soir', place: `commune:${commune.id}` });
    await comes(
      await signInAs(door, (await buildHead(door.db, { school })).id),
      'Maintenance prévue : Inscriptions fermées',
    );
    equal(await shows(agent, 'Inscriptions fermées'), true);
    equal(await shows(await signInAs(door, (await buildHead(door.db)).id), 'Inscriptions fermées'), false);
  });

  it('the platform’s banner is read by all, visitors at the door included, from its first day to its last', async () => {
    const operator = await guardedOperator();
    const given = {
      kind: 'maintenance',
      words: 'Coupure dans la nuit',
      place: 'platform',
      from: '2026-11-25',
      until: '2026-11-26',
    };
    await write(operator, given);
    const visitor = new Visitor(door.app);
    match((await operator.get('/banners')).text, /Coupure dans la nuit/);
    equal(await shows(visitor, 'Coupure dans la nuit'), false);
    door.clock.set('2026-11-24T23:00:00Z');
    await comes(visitor, 'Coupure dans la nuit');
    match((await visitor.get('/sign-in')).text, /Coupure dans la nuit/);
    door.clock.set('2026-11-26T23:00:00Z');
    equal(await shows(visitor, 'Coupure dans la nuit'), false);
    door.clock.set('2026-11-24T07:30:00Z');
  });

  it('is removed at once, and who wrote and removed it is noted', async () => {
    const person = await buildMandate(door.db, { kind: 'platform' });
    const operator = await signInAs(door, person.id);
    await giveFactor(door.db, person.id, door.clock.now());
    const { id } = (
      await operator.api('POST', '/api/banners', { words: 'Incident', kind: 'incident', place: 'platform', ...today })
    ).json<{
      id: string;
    }>();
    const visitor = new Visitor(door.app);
    await comes(visitor, 'Incident en cours : Incident');
    await operator.post(`/banners/${id}/remove`, {});
    await comes(visitor, 'Incident en cours', false);
    const acts = await rowsOf(
      door.db,
      sql<{
        act: string;
      }>`select act from platform.audit_entries where actor_id = ${person.id} order by occurred_at, id`,
    );
    equal(acts.map(({ act }) => act).join(), 'portal.banner-written,portal.banner-removed');
  });

  it('costs no page a statement', async () => {
    const mother = await signInAs(door, (await buildGuardian(door.db)).id);
    await mother.get('/help');
    equal((await countStatements(() => mother.get('/help'))).statements, 1);
  });

  it('a stranger neither writes in a school nor removes its banner; a teacher, a parent find no such page', async () => {
    const school = await buildSchool(door.db);
    const head = await signInAs(door, (await buildHead(door.db, { school })).id);
    const { id } = (
      await head.api('POST', '/api/banners', { words: 'Bravo', place: `school:${school.id}`, ...today })
    ).json<{ id: string }>();
    const stranger = await signInAs(door, (await buildHead(door.db)).id);
    equal(
      (await stranger.api('POST', '/api/banners', { words: 'Faux', place: `school:${school.id}`, ...today })).status,
      404,
    );
    equal((await stranger.api('POST', '/api/banners', { words: 'Faux', place: 'platform', ...today })).status, 404);
    equal((await stranger.post(`/banners/${id}/remove`, {})).status, 404);
    doesNotMatch((await stranger.get('/banners')).text, /Bravo/);
    for (const person of [await buildTeacher(door.db), await buildGuardian(door.db)])
      equal((await (await signInAs(door, person.id)).get('/banners')).status, 404);
  });

  it('a faulty form comes back with what was typed, each fault at its field', async () => {
    const operator = await guardedOperator();
    const empty = await write(operator, { words: '', place: 'platform' });
    equal(empty.status, 422);
    match(empty.text, /Écrivez la phrase/);
    const crossed = await write(operator, { words: 'Déjà écrite', place: 'platform', until: '2026-11-20' });
    equal(crossed.status, 422);
    match(crossed.text, /Déjà écrite/);
    match(crossed.text, /Le dernier jour doit venir après/);
    equal((await write(operator, { words: 'x'.repeat(281), place: 'platform' })).status, 422);
    equal((await write(operator, { words: '<script>alert(1)</script>', place: 'platform' })).status, 303);
    const visitor = new Visitor(door.app);
    await comes(visitor, '&lt;script&gt;alert(1)');
    equal(await shows(visitor, '<script>alert'), false);
  });

  it('beyond one school is for who has a second factor, given within ten minutes; a head’s own school is not', async () => {
    const agent = await buildMandate(door.db, { kind: 'commune' });
    const [row] = await rowsOf(
      door.db,
      sql<{ id: string }>`select commune_id as id from directory.mandates where person_id = ${agent.id}`,
    );
    const wide = { words: 'À toutes les écoles', place: `commune:${row?.id}` };
    const visitor = await signInAs(door, agent.id);
    const refused = await write(visitor, wide);
    equal(refused.status, 403);
    match(refused.text, /il faut la double vérification/);
    match(refused.text, /À toutes les écoles/);
    const { passkey } = await addPasskey(visitor);
    equal((await write(visitor, wide)).location, '/banners');
    await sql`update identity.sessions set proved_at = proved_at - interval '11 minutes' where person_id = ${agent.id}`.execute(
      door.db,
    );
    const further = { ...wide, words: 'Encore une' };
    const asked = await write(visitor, further);
    equal(asked.status, 403);
    match(asked.text, /C’est bien vous/);
    match(asked.text, /name="words" value="Encore une"/);
    equal((await write(visitor, { ...further, proof: 'pas le bon' })).status, 422);
    equal((await visitor.api('POST', '/api/banners', { ...wide, ...today })).status, 403);
    const proof = passkey.answer(await askedInside(visitor));
    equal((await write(visitor, { ...further, proof })).location, '/banners');
    equal((await write(visitor, { ...wide, words: 'Et une autre' })).location, '/banners', 'for ten minutes');
  });

  it('is forgotten a year after its end', async () => {
    const left = async (): Promise<number> => (await rowsOf(door.db, sql`select id from portal.banners`)).length;
    equal((await left()) > 0, true);
    door.clock.set('2028-01-01T07:30:00Z');
    await sweepJob.run({ db: door.db, clock: door.clock } as never, {});
    equal(await left(), 0);
  });
});
