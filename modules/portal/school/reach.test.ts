import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, sql } from '../../../platform/db/db.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
  suspendAccess,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { portalModule } from '../register.ts';

describe('for whom a service or link of a portal is', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, portalModule([directoryModule])] });
  });
  after(() => door.close());

  const link = { on: 'on', label: 'Sortie au musée', address: 'https://musee.invalid/', icon: 'palette' };

  /** Two classes, a free group of one pupil, a family of two, a father without access to one child, three adults at work. */
  async function buildPortal() {
    const { db } = door;
    const school = await buildSchool(db, { kind: 'primary' });
    const cp = await buildClass(db, { school, label: 'CP' });
    const cm = await buildClass(db, { school, label: 'CM1-CM2' });
    const [lina, noe] = [
      await buildPupil(db, { class: cp, levelCode: '1121' }),
      await buildPupil(db, { class: cp, levelCode: '1121' }),
    ];
    const [cm1, cm2] = [
      await buildPupil(db, { class: cm, levelCode: '1124' }),
      await buildPupil(db, { class: cm, levelCode: '1125' }),
    ];
    const mother = await buildGuardian(db, { of: [lina, cm2] });
    const father = await buildGuardian(db, { of: [noe, cm1] });
    await suspendAccess(db, { guardian: father, child: noe });
    const teacher = await buildTeacher(db, { school, classes: [cp] });
    const other = await buildTeacher(db, { school, classes: [cm] });
    const head = await buildHead(db, { school });
    const afterSchool = await buildMandate(db, { kind: 'after_school', school });
    const chess = newId();
    await sql`insert into directory.groups (id, school_id, year, kind, code, label, owner)
              values (${chess}, ${school.id}, 2026, 'free', 'free-chess', 'Club échecs', 'school')`.execute(db);
    await sql`insert into directory.memberships (id, school_id, group_id, person_id, role, owner, starts_on)
              values (${newId()}, ${school.id}, ${chess}, ${cm1.id}, 'pupil', 'school', '2026-09-01')`.execute(db);
    const people = { lina, noe, cm1, cm2, mother, father, teacher, other, head, afterSchool };
    return {
      school,
      cp,
      cm,
      chess,
      people,
      at: `/schools/${school.uai}/portal`,
      visitor: await signInAs(door, head.id),
    };
  }

  it('by level: the pupils of it, their parents and their teachers, and nobody else', async () => {
    const { people, at, visitor } = await buildPortal();
    const page = (await visitor.get(`${at}/items/new`)).text;
    match(page, /CP<[\s\S]*CM1<[\s\S]*CM2</);
    equal((await visitor.post(`${at}/items/new`, { ...link, levelCodes: '1125' })).location, at);
    const reached: string[] = [];
    for (const [name, person] of Object.entries(people))
      if ((await (await signInAs(door, person.id)).get('/more')).text.includes(link.label)) reached.push(name);
    deepEqual(reached, ['cm2', 'mother', 'other']);
  });

  it('the number said before it is saved is the number of those who then find it', async () => {
    const { cp, cm, chess, people, at, visitor } = await buildPortal();
    const doors = await Promise.all(Object.values(people).map(({ id }) => signInAs(door, id)));
    const wishes: Record<string, string>[] = [
      {},
      { audiences: 'pupil' },
      { audiences: 'guardian' },
      { audiences: 'teacher' },
      { audiences: 'staff' },
      { levelCodes: '1121' },
      { levelCodes: '1124', audiences: 'guardian' },
      { levelCodes: '9999' },
      { groupIds: cp.id },
      { groupIds: cm.id, levelCodes: '1125' },
      { groupIds: chess },
      { groupIds: chess, audiences: 'teacher' },
    ];
    for (const wish of wishes) {
      const counted = await visitor.post(`${at}/items/new`, { ...link, ...wish, do: 'count' });
      equal(counted.status, 200);
      match(counted.text, /Rien n’est encore enregistré/);
      match(counted.text, /value="Sortie au musée"/);
      const { people: said } = (
        await visitor.api('POST', `/api${at}/items/new`, { ...link, ...wish, do: 'count' })
      ).json<{ people: number }>();
      const key = await made(visitor, at, wish);
      let found = 0;
      for (const one of doors) if ((await one.get('/more')).text.includes(link.label)) found += 1;
      equal(said, found, JSON.stringify(wish));
      ok((await visitor.get(`${at}/items/${key}`)).text.includes(said === 0 ? 'personne' : `${said} personne`));
      await visitor.post(`${at}/items/${key}/remove`);
    }
  });

  it('counting changes nothing, and a stranger counts nobody', async () => {
    const { at, visitor } = await buildPortal();
    await visitor.post(`${at}/items/new`, { ...link, do: 'count' });
    const { items } = (await visitor.api('GET', `/api${at}`)).json<{ items: { isLink: boolean }[] }>();
    equal(items.filter(({ isLink }) => isLink).length, 0);
    const stranger = (await buildPortal()).visitor;
    equal((await stranger.post(`${at}/items/new`, { ...link, do: 'count' })).status, 404);
  });

  it('a level that is no level comes back as a fault, not as a link for all', async () => {
    const { at, visitor } = await buildPortal();
    equal((await visitor.post(`${at}/items/new`, { ...link, levelCodes: "1121'--" })).status, 422);
  });

  async function made(visitor: Awaited<ReturnType<typeof signInAs>>, at: string, wish: Record<string, string>) {
    await visitor.post(`${at}/items/new`, { ...link, ...wish });
    const { items } = (await visitor.api('GET', `/api${at}`)).json<{ items: { key: string; isLink: boolean }[] }>();
    return items.find(({ isLink }) => isLink)?.key ?? '';
  }
});
