import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import {
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { loadActor } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { notificationsModule } from '../register.ts';
import { hoursPolicyOf } from './policy-of.ts';
import { publicationOf } from './publication.ts';
import { mayBeUrgent } from './urgent.ts';

describe('the pages of publication hours', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, notificationsModule] });
  });
  after(() => door.close());

  const asHead = async () => {
    const school = await buildSchool(door.db);
    const person = await buildHead(door.db, { school });
    return { school, person, visitor: await signInAs(door, person.id), path: `/schools/${school.uai}/hours` };
  };
  const asOperator = async (): Promise<Visitor> =>
    signInAs(door, (await buildMandate(door.db, { kind: 'platform' })).id);
  const published = async (schoolId: string | null, at: string): Promise<string> =>
    publicationOf(await hoursPolicyOf(door.db, schoolId), { at: new Date(at), authorRole: 'guardian', to: 'anybody' })
      .at.toISOString()
      .slice(0, 16);

  it('the head reads what holds, what it comes to, and keeps other hours with a reason; they hold at once', async () => {
    const { school, visitor, path, person } = await asHead();
    const page = (await visitor.get(path)).text;
    match(page, /Rien n’arrive de 20 h à 7 h, ni du vendredi 20 h au lundi 7 h\./);
    match(page, /Un message écrit vendredi à 21 h part lundi à 7 h\./);
    match(page, /19 décembre 2026/);
    equal(await published(school.id, '2026-11-24T17:30:00Z'), '2026-11-24T17:30');
    const silent = await visitor.post(path, { from: '18:00', until: '08:00' });
    equal(silent.status, 422);
    match(silent.text, /Écrivez en une phrase pourquoi/);
    match(silent.text, /value="18:00" selected/);
    equal((await visitor.post(path, { from: '18:00', until: '08:00', reason: 'Soirées en famille' })).location, path);
    equal(await published(school.id, '2026-11-24T17:30:00Z'), '2026-11-25T07:00');
    equal(await published((await buildSchool(door.db)).id, '2026-11-24T17:30:00Z'), '2026-11-24T17:30');
    match((await visitor.get(path)).text, /Rien n’arrive de 18 h à 8 h/);
    const pupil = await buildPupil(door.db, { school });
    const mother = await signInAs(door, (await buildGuardian(door.db, { of: pupil })).id);
    match((await mother.get('/account/hours')).text, /Rien n’arrive de 18 h à 8 h/);
    equal((await visitor.post(path, {})).location, path);
    equal(await published(school.id, '2026-11-24T17:30:00Z'), '2026-11-24T17:30', 'as the platform again');
    const acts = await rowsOf(
      door.db,
      sql<{
        act: string;
      }>`select act from platform.audit_entries where actor_id = ${person.id} order by occurred_at, id`,
    );
    deepEqual(
      acts.map(({ act }) => act),
      Array(2).fill('notifications.school-hours-decided'),
    );
  });

  it('the platform’s bounds hold for every school, also for what it chose before', async () => {
    const { school, visitor, path } = await asHead();
    equal((await visitor.post(path, { from: '22:00', reason: 'Internat' })).location, path);
    equal((await visitor.post(path, { from: '22:30', reason: 'Internat' })).status, 422);
    equal((await visitor.post(path, { until: '05:30', reason: 'Internat' })).status, 422);
    equal(await published(school.id, '2026-11-24T20:30:00Z'), '2026-11-24T20:30');
    const operator = await asOperator();
    const given = {
      from: '19:00',
      until: '07:00',
      latestFrom: '21:00',
      earliestUntil: '06:30',
      zone: 'A',
      timeZone: 'Europe/Paris',
    };
    equal((await operator.post('/publication-hours', { ...given, latestFrom: '18:00' })).status, 422);
    equal((await operator.post('/publication-hours', { ...given, timeZone: 'Mars/Olympus' })).status, 422);
    equal((await operator.post('/publication-hours', given)).location, '/publication-hours');
    equal(await published(school.id, '2026-11-24T20:30:00Z'), '2026-11-25T06:00', 'drawn back to 21 h');
    equal(await published(null, '2026-11-24T18:30:00Z'), '2026-11-25T06:00');
    equal(await published(null, '2026-10-20T08:00:00Z'), '2026-10-20T08:00', 'holidays were left out');
    await sql`delete from notifications.platform_hours`.execute(door.db);
    await operator.post(`/publication-hours/exceptions`, {
      kind: 'quiet',
      first: '2026-12-01',
      last: '2026-12-01',
      reason: 'Migration',
    });
    equal(await published(school.id, '2026-12-01T10:00:00Z'), '2026-12-02T06:00', 'a day of the whole platform');
    match((await visitor.get(path)).text, /Migration · toute la plateforme/);
  });

  it('days are taken out of the ordinary, at most fourteen, and given back', async () => {
    const { school, visitor, path } = await asHead();
    const open = {
      kind: 'open',
      first: '2026-11-28',
      last: '2026-11-28',
      opens: '08:00',
      closes: '13:00',
      reason: 'Portes ouvertes',
    };
    equal((await visitor.post(`${path}/exceptions`, open)).location, path);
    equal(await published(school.id, '2026-11-28T10:00:00Z'), '2026-11-28T10:00');
    equal(await published(school.id, '2026-11-28T13:00:00Z'), '2026-11-30T06:00');
    for (const wrong of [
      { last: '2026-11-27' },
      { last: '2026-12-12' },
      { opens: '04:00' },
      { reason: '' },
      { first: 'demain' },
    ])
      equal((await visitor.post(`${path}/exceptions`, { ...open, ...wrong })).status, 422, JSON.stringify(wrong));
    const id = /exceptions\/([0-9a-f-]{36})\/remove/.exec((await visitor.get(path)).text)?.[1];
    equal((await visitor.post(`${path}/exceptions/${id}/remove`)).location, path);
    equal(await published(school.id, '2026-11-28T10:00:00Z'), '2026-11-30T06:00');
    equal((await visitor.post(`${path}/exceptions/${id}/remove`)).status, 404);
  });

  it('the operator loads a calendar of another zone; a file that is none is refused with what was there kept', async () => {
    const operator = await asOperator();
    const marseille = await buildSchool(door.db, { uai: '0139001A' });
    equal(await published(marseille.id, '2027-02-22T10:00:00Z'), '2027-02-22T10:00');
    const header = 'annee_scolaire,zone,libelle,premier_jour_sans_classe,jour_de_reprise';
    const send = (text: string) =>
      operator.sendFile('/publication-hours/calendar', {
        field: 'calendar',
        name: 'zone-b.csv',
        bytes: Buffer.from(text),
      });
    equal((await send(`${header}\n2026-2027,B,Hiver,2027-02-20,2027-03-08\n`)).location, '/publication-hours');
    equal(await published(marseille.id, '2027-02-22T10:00:00Z'), '2027-03-08T06:00');
    equal((await send('bonjour')).status, 422);
    equal(await published(marseille.id, '2027-02-22T10:00:00Z'), '2027-03-08T06:00');
    match((await operator.get('/publication-hours')).text, /Zone B/);
  });

  it('are found neither by a stranger, nor by who leads nothing; what is urgent is said by the head alone', async () => {
    const { school, path, person } = await asHead();
    const strange = await asHead();
    for (const visitor of [
      strange.visitor,
      await signInAs(door, (await buildTeacher(door.db, { school })).id),
      await signInAs(door, (await buildGuardian(door.db)).id),
    ]) {
      equal((await visitor.get(path)).status, 404);
      equal((await visitor.post(path, { from: '18:00', reason: 'Je voudrais' })).status, 404);
      equal((await visitor.get('/publication-hours')).status, 404);
      equal(
        (await visitor.post(`${path}/exceptions`, { first: '2026-11-28', last: '2026-11-28', reason: 'Je voudrais' }))
          .status,
        404,
      );
    }
    doesNotMatch((await strange.visitor.get('/account/hours')).text, /Soirées en famille/);
    const urges = async (id: string): Promise<boolean> => {
      const actor = await loadActor(door.db, id, '2026-11-24');
      return actor !== undefined && actor !== null && mayBeUrgent(actor, [school.id]);
    };
    deepEqual([await urges(person.id), await urges(strange.person.id)], [true, false]);
    equal(await urges((await buildTeacher(door.db, { school })).id), false);
  });
});
