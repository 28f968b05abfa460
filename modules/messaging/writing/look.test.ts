import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../../platform/db/db.ts';
import type { Reply, Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltAdult,
  type BuiltGroup,
  type BuiltPerson,
  type BuiltPupil,
  type BuiltSchool,
  buildClass,
  buildGuardian,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { refreshCircles } from '../../directory/index.ts';
import { directoryModule } from '../../directory/register.ts';
import { filesModule } from '../../files/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { notificationsModule } from '../../notifications/register.ts';
import { messagingModule } from '../register.ts';

interface Found {
  readonly token: string;
  readonly label: string;
  readonly people: number;
  readonly why: string | null;
}

interface Foretold {
  readonly people: number;
  readonly send: string;
  readonly notes: readonly string[];
  readonly refused: readonly { readonly token: string; readonly why: string }[];
}

const EVENING = '2026-11-27T20:00:00Z';

describe('whom one may write to, as one looks for them', () => {
  let door: Door;
  let school: BuiltSchool;
  let group: BuiltGroup;
  let pupil: BuiltPupil;
  let classmate: BuiltPupil;
  let mother: BuiltPerson;
  let teacher: BuiltAdult;
  let stranger: BuiltAdult;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, filesModule, notificationsModule, messagingModule] });
    const { db } = door;
    door.clock.set('2026-11-24T07:30:00Z');
    school = await buildSchool(db, { kind: 'elementary' });
    group = await buildClass(db, { school, label: 'CE1 ROUX' });
    pupil = await buildPupil(db, { class: group, familyName: 'DIALLO', givenName: 'Awa' });
    classmate = await buildPupil(db, { class: group, familyName: 'ZIDANI', givenName: 'Lina' });
    mother = await buildGuardian(db, { of: pupil, familyName: 'DIALLO', givenName: 'Aminata' });
    teacher = await buildTeacher(db, { classes: [group], familyName: 'ROUX', givenName: 'Claire' });
    const far = await buildSchool(db, { kind: 'elementary' });
    const farClass = await buildClass(db, { school: far, label: 'CM1' });
    stranger = await buildTeacher(db, { classes: [farClass], familyName: 'LOINTAIN', givenName: 'Ada' });
    await refreshCircles(db, [school.id, far.id], '2026-11-24');
  });
  after(() => door.close());

  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const token = ({ uid }: { readonly uid: string }): string => `person:${uid}`;
  const found = async (visitor: Visitor, q = ''): Promise<readonly Found[]> =>
    (await visitor.api('GET', `/api/messages/recipients?q=${q}`)).json<{ recipients: Found[] }>().recipients;
  const foretold = async (visitor: Visitor, ...to: readonly string[]): Promise<Foretold> => {
    const query = to.map((one) => `to=${encodeURIComponent(one)}`).join('&');
    const reply: Reply = await visitor.api('GET', `/api/messages/foretold?${query}`);
    equal(reply.status, 200, reply.text);
    return reply.json<Foretold>();
  };

  it('the person comes before the class that bears their name', async () => {
    const [first, second] = await found(await as(mother), 'roux');
    deepEqual(first && { ...first, detail: undefined }, {
      token: token(teacher),
      label: 'Claire ROUX',
      detail: undefined,
      people: 1,
      why: null,
    });
    match(second?.token ?? '', new RegExp(`^group:${group.id}:`));
    equal(second?.people, 1);
  });

  it('a pupil who sees a classmate but may not write is told why, and a stranger’s name finds nobody', async () => {
    const hers = await as(pupil);
    const [one, ...others] = await found(hers, 'zid');
    equal(one?.token, token(classmate));
    match(one?.why ?? '', /^Les règles de la plateforme|^L’établissement n’a pas ouvert/);
    deepEqual(others, []);
    deepEqual(await found(await as(mother), 'lointain'), []);
    deepEqual(await found(await as(stranger), 'roux'), []);
  });

  it('those of the last exchanges are proposed before a letter is typed', async () => {
    const hers = await as(mother);
    deepEqual(await found(hers), []);
    const sent = await hers.api('POST', '/api/messages/new', {
      subject: 'Bonnet',
      text: 'Il est dans le bus.',
      requestKey: newId(),
      to: [token(teacher)],
    });
    equal(sent.status, 200, sent.text);
    deepEqual(
      (await found(hers)).map((one) => one.token),
      [token(teacher)],
    );
    deepEqual(
      (await found(await as(teacher))).map((one) => one.token),
      [token(mother)],
    );
    deepEqual(await found(await as(stranger)), []);
  });

  it('a message is foretold: how many, when, why, and who cannot be written to', async () => {
    const theirs = await as(teacher);
    const families = await foretold(theirs, `group:${group.id}:families`, token(mother));
    equal(families.people, 2);
    equal(families.send, 'Envoyer');
    match(families.notes.join(' '), /Les familles ne se voient pas/);
    const refused = await foretold(await as(mother), token(teacher), token(stranger));
    deepEqual(
      refused.refused.map((one) => one.token),
      [token(stranger)],
    );
    match(refused.refused[0]?.why ?? '', /^Vous ne pouvez pas, ou plus/);
    try {
      door.clock.set(EVENING);
      const late = await foretold(await as(mother), token(teacher));
      equal(late.send, 'Envoyer lundi à 7 h');
      ok(late.notes.length > 0);
      match((await (await as(mother)).get('/messages/new')).text, /Envoyer lundi à 7 h/);
    } finally {
      door.clock.set('2026-11-24T07:30:00Z');
    }
  });

  it('a link proposes a child’s teachers, and nobody to whom its reader may not write', async () => {
    const page = await (await as(mother)).get(`/messages/new?near=${token(teacher)}&near=${token(stranger)}`);
    match(page.text, /Proposés[\s\S]*Claire ROUX/);
    equal(page.text.includes('LOINTAIN'), false);
  });

  it('the pages of a person and of a class lead to a message to them, for whom the rules open it', async () => {
    const hers = await as(mother);
    const to = (one: string): string => `href="/messages/new?to=${encodeURIComponent(one)}"`;
    ok((await hers.get(`/people/${teacher.uid}`)).text.includes(to(token(teacher))));
    const classPage = (await hers.get(`/groups/${group.id}`)).text;
    match(classPage, /Écrire aux enseignants/);
    ok(classPage.includes(to(`group:${group.id}:staff`)));
    ok((await (await as(teacher)).get(`/groups/${group.id}`)).text.includes(to(`group:${group.id}:families`)));
    const child = await as(pupil);
    for (const path of [`/people/${classmate.uid}`, `/groups/${group.id}`])
      equal((await child.get(path)).text.includes('/messages/new'), false, path);
    equal((await (await as(stranger)).get(`/people/${teacher.uid}`)).status, 404);
  });
});
