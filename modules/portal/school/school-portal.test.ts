import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { Visitor } from '../../../platform/testing/browser.ts';
import {
  type BuiltSchool,
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { portalModule } from '../register.ts';

describe('the portal of a school', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, portalModule([directoryModule])] });
  });
  after(() => door.close());

  async function schoolWithHead(name?: string) {
    const school = await buildSchool(door.db, name ? { name } : {});
    const person = await buildHead(door.db, { school });
    return { school, person, head: await signInAs(door, person.id), at: `/schools/${school.uai}/portal` };
  }
  const motherOf = async (
    school: BuiltSchool,
    given: { class?: Awaited<ReturnType<typeof buildClass>> } = {},
  ): Promise<Visitor> =>
    signInAs(door, (await buildGuardian(door.db, { of: await buildPupil(door.db, { school, ...given }) })).id);
  const doorsOf = async (visitor: Visitor): Promise<string[]> => {
    const page = (await visitor.get('/more')).text;
    const tiles = /<ul class="tiles"[\s\S]*?<\/ul>/.exec(page)?.[0] ?? '';
    return Array.from(tiles.matchAll(/tile-words">([^<]+)/g), (found) => found[1] as string);
  };
  const link = { on: 'on', label: 'Médiathèque', address: 'https://mediatheque.invalid/', icon: 'book-open' };

  it('a link of the head is there for families and pupils of the school, for nobody elsewhere', async () => {
    const { school, head, at } = await schoolWithHead();
    equal((await head.post(`${at}/items/new`, link)).location, at);
    const mother = await motherOf(school);
    match((await mother.get('/more')).text, /href="https:\/\/mediatheque\.invalid\/"/);
    equal((await doorsOf(mother)).includes('Médiathèque'), true);
    equal((await doorsOf(await motherOf(await buildSchool(door.db)))).includes('Médiathèque'), false);
  });

  it('for some profiles only, and for some classes only', async () => {
    const { school, head, at } = await schoolWithHead();
    const cp = await buildClass(door.db, { school, label: 'CP' });
    const cm2 = await buildClass(door.db, { school, label: 'CM2' });
    await head.post(`${at}/items/new`, { ...link, label: 'Salle des maîtres', audiences: 'teacher' });
    await head.post(`${at}/items/new`, { ...link, label: 'Voyage des CM2', groupIds: cm2.id });
    deepEqual(
      (await doorsOf(await motherOf(school, { class: cm2 }))).filter((label) => /Voyage|Salle/.test(label)),
      ['Voyage des CM2'],
    );
    deepEqual(
      (await doorsOf(await motherOf(school, { class: cp }))).filter((label) => /Voyage|Salle/.test(label)),
      [],
    );
    const teacher = await signInAs(door, (await buildTeacher(door.db, { classes: [cp] })).id);
    deepEqual(
      (await doorsOf(teacher)).filter((label) => /Voyage|Salle/.test(label)),
      ['Salle des maîtres'],
    );
  });

  it('a service is switched off, renamed; a family of two schools keeps what one of them leaves on', async () => {
    const { school, head, at } = await schoolWithHead();
    const other = await buildSchool(door.db);
    const usual = 'Rechercher une personne';
    await head.post(`${at}/items/directory.people`, { on: '' });
    equal((await doorsOf(await motherOf(school))).includes(usual), false);
    const both = await buildGuardian(door.db, {
      of: [await buildPupil(door.db, { school }), await buildPupil(door.db, { school: other })],
    });
    equal((await doorsOf(await signInAs(door, both.id))).includes(usual), true);
    await head.post(`${at}/items/directory.people`, { on: 'on', label: 'Trouver quelqu’un' });
    equal((await doorsOf(await motherOf(school))).includes('Trouver quelqu’un'), true);
  });

  it('is put in order; help and reporting stay, whatever is chosen', async () => {
    const { school, head, at } = await schoolWithHead();
    await head.post(`${at}/items/new`, link);
    const keys = (await head.api('GET', `/api${at}`)).json<{ items: { key: string }[] }>().items.map(({ key }) => key);
    const last = keys.at(-1) as string;
    const reply = await head.post(`${at}/order`, {
      order: [last, ...keys.slice(0, -1), 'link:of-nobody', 'portal.help'].join(','),
    });
    equal(reply.location, at, reply.text);
    const mother = await motherOf(school);
    equal((await doorsOf(mother))[0], 'Médiathèque');
    await head.post(`${at}/items/portal.help`, { on: '' });
    equal((await doorsOf(mother)).includes('Aide'), true);
  });

  it('a person keeps at the top what they use; another person’s page does not move', async () => {
    const { school, head, at } = await schoolWithHead();
    await head.post(`${at}/items/new`, link);
    const [mine, other] = [await motherOf(school), await motherOf(school)];
    equal((await mine.post('/more/pins', { key: 'portal.help', kept: 'yes' })).location, '/more');
    equal((await doorsOf(mine))[0], 'Aide');
    equal((await doorsOf(other))[0] === 'Aide', false);
    await mine.post('/more/pins', { key: 'portal.help', kept: 'no' });
    equal((await doorsOf(mine))[0] === 'Aide', false);
  });

  it('the head looks at it as a parent would, without being one', async () => {
    const { head, at } = await schoolWithHead('École des Tilleuls');
    await head.post(`${at}/items/new`, { ...link, audiences: 'guardian' });
    match((await head.get(`${at}/as/guardian`)).text, /Comme un parent : École des Tilleuls[\s\S]*Médiathèque/);
    doesNotMatch((await head.get(`${at}/as/pupil`)).text, /Médiathèque/);
  });

  it('while it is closed for families, its links rest for them and not for teachers', async () => {
    const { school, head, at } = await schoolWithHead();
    await head.post(`${at}/items/new`, link);
    const closing = {
      kind: 'summer',
      words: 'À la rentrée !',
      place: `school:${school.id}`,
      from: '2026-11-24',
      until: '2026-11-25',
    };
    equal((await head.post('/banners', { ...closing, audiences: 'guardian' })).status, 303);
    equal((await doorsOf(await motherOf(school))).includes('Médiathèque'), false);
    const teacher = await signInAs(
      door,
      (await buildTeacher(door.db, { classes: [await buildClass(door.db, { school })] })).id,
    );
    equal((await doorsOf(teacher)).includes('Médiathèque'), true);
    door.clock.set('2026-11-25T23:30:00Z');
    equal((await doorsOf(await motherOf(school))).includes('Médiathèque'), true);
    door.clock.set('2026-11-24T07:30:00Z');
  });

  it('anybody reads who the school is, when it is open and how to reach it, and no name of a person', async () => {
    const { school, person, head, at } = await schoolWithHead('École du Pont');
    await head.post(`${at}/look`, {
      name: 'École Louise-Michel',
      accent: 'lilas',
      hours: 'Lundi 8 h 30\nMardi 8 h 30',
    });
    const page = (await new Visitor(door.app).get(`/s/${school.uai}`)).text;
    match(page, /<h1>École Louise-Michel/);
    match(page, /Lundi 8 h 30\nMardi 8 h 30/);
    doesNotMatch(page, new RegExp(person.familyName));
    equal((await new Visitor(door.app).get('/s/0699999Z')).status, 404);
  });

  it('every act of the head is noted, none of a person who keeps a shortcut', async () => {
    const { school, head, at } = await schoolWithHead();
    await head.post(`${at}/items/new`, link);
    await head.post(`${at}/look`, { name: '', accent: 'azur', hours: '' });
    const acts = await rowsOf(
      door.db,
      sql<{ act: string }>`select act from platform.audit_entries where school_id = ${school.id} order by id`,
    );
    deepEqual(
      acts.map(({ act }) => act),
      ['portal.link-added', 'portal.look-changed'],
    );
  });

  it('a stranger’s portal does not exist: nor for a teacher, a parent, or the head of the next school', async () => {
    const { school, head, at } = await schoolWithHead();
    await head.post(`${at}/items/new`, link);
    const { items } = (await head.api('GET', `/api${at}`)).json<{ items: { key: string; isLink: boolean }[] }>();
    const key = items.find(({ isLink }) => isLink)?.key as string;
    const strangers = [
      (await schoolWithHead()).head,
      await motherOf(school),
      await signInAs(door, (await buildTeacher(door.db, { classes: [await buildClass(door.db, { school })] })).id),
      await signInAs(door, (await buildMandate(door.db, { kind: 'commune' })).id),
    ];
    for (const stranger of strangers) {
      for (const path of [at, `${at}/items/${key}`, `${at}/as/pupil`])
        equal((await stranger.get(path)).status, 404, path);
      for (const path of [
        `${at}/look`,
        `${at}/order`,
        `${at}/items/${key}`,
        `${at}/items/new`,
        `${at}/items/${key}/remove`,
      ])
        equal((await stranger.post(path, { ...link, order: key })).status, 404, path);
    }
    equal((await doorsOf(await motherOf(school))).includes('Médiathèque'), true);
    equal((await head.post(`${at}/items/${key}/remove`, {})).location, at);
    equal((await doorsOf(await motherOf(school))).includes('Médiathèque'), false);
  });

  it('an address that could deceive is refused, and what was typed and ticked comes back', async () => {
    const { head, at } = await schoolWithHead();
    for (const address of [
      'http://clair.invalid',
      'javascript:alert(1)',
      'https://banque.invalid@vol.invalid/',
      'https://localhost/',
      'mediatheque',
      '',
    ])
      equal((await head.post(`${at}/items/new`, { ...link, address })).status, 422, address);
    const refused = await head.post(`${at}/items/new`, { ...link, address: 'ftp://x', audiences: 'teacher' });
    match(refused.text, /value="Médiathèque"/);
    match(refused.text, /value="ftp:\/\/x"/);
    match(refused.text, /<input(?=[^>]*value="teacher")(?=[^>]*checked)/);
    match(refused.text, /doit commencer par https/);
  });
});
