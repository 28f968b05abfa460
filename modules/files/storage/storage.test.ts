import { doesNotMatch, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from '../../../platform/db/db.ts';
import type { Visitor } from '../../../platform/testing/browser.ts';
import { buildClass, buildHead, buildMandate, buildSchool, buildTeacher } from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { identityModule } from '../../identity/register.ts';
import { portalModule } from '../../portal/register.ts';
import { deleteUnheld } from '../delete.ts';
import { filesModule } from '../register.ts';
import { boardModule } from '../testing.tsx';

describe('the room that files take', () => {
  let door: Door;
  before(async () => {
    const below = [directoryModule, filesModule, boardModule(async () => new Set())];
    door = await openDoor({ modules: [...below, portalModule([...below, identityModule])] });
  });
  after(() => door.close());

  async function buildOne() {
    const school = await buildSchool(door.db, { kind: 'primary' });
    const teacher = await buildTeacher(door.db, { school, classes: [await buildClass(door.db, { school })] });
    return { school, teacher, head: await buildHead(door.db, { school }) };
  }
  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const send = async (visitor: Visitor, name: string): Promise<string> => {
    const reply = await visitor.sendFile('/board', { field: 'files', name, bytes: Buffer.from('Bonjour') });
    return reply.json<{ subject: string }>().subject;
  };

  it('a teacher finds what they sent, twenty at a time, and deletes what hangs on nothing', async () => {
    const { teacher } = await buildOne();
    const visitor = await as(teacher);
    match((await visitor.get('/account/files')).text, /Aucun fichier envoyé/);
    const subject = await send(visitor, 'sortie.txt');
    const page = (await visitor.get('/account/files')).text;
    match(page, /sortie\.txt/);
    match(page, /joint à un envoi/);
    doesNotMatch(page, /Supprimer/);
    const id = /\/files\/([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
    equal((await visitor.post(`/account/files/${id}/remove`)).status, 409);
    const stranger = await as((await buildOne()).teacher);
    equal((await stranger.post(`/account/files/${id}/remove`)).status, 404);
    doesNotMatch((await stranger.get('/account/files')).text, /sortie/);
    await visitor.post(`/board/${subject}/drop`);
    doesNotMatch((await visitor.get('/account/files')).text, /sortie/);
    for (let count = 0; count < 21; count += 1) await send(visitor, `mot-${count}.txt`);
    const first = (await visitor.get('/account/files')).text;
    match(first, /mot-20\.txt/);
    doesNotMatch(first, /mot-0\.txt/);
    const more = /href="(\/account\/files\?before=[^"]+)"/.exec(first)?.[1] ?? '';
    match((await visitor.get(more)).text, /mot-0\.txt/);
    await deleteUnheld(door.db, door.storage.blobs, door.clock.now());
  });

  it('a head sees how full the school’s room is, without a name; the platform grants more; a stranger sees nothing', async () => {
    const { school, teacher, head } = await buildOne();
    await send(await as(teacher), 'secret.txt');
    const visitor = await as(head);
    const page = await visitor.get(`/schools/${school.uai}/files`);
    equal(page.status, 200);
    match(page.text, /7\u00a0octets sur 10\u00a0Go/);
    doesNotMatch(page.text, /secret|Enregistrer/);
    equal((await visitor.post(`/schools/${school.uai}/files`, { gigabytes: '20' })).status, 403);
    await sql`update files.school_usages set bytes = quota * 0.8 where school_id = ${school.id}`.execute(door.db);
    match((await visitor.get(`/schools/${school.uai}/files`)).text, /presque toute prise/);
    match((await visitor.get(`/schools/${school.uai}`)).text, /presque toute prise/);
    const home = (await visitor.get('/')).text;
    match(home, /presque toute prise · /);
    match(home, new RegExp(`href="/schools/${school.uai}/files"`));
    doesNotMatch((await (await as((await buildOne()).head)).get('/')).text, /presque toute prise/);
    const operator = await as(await buildMandate(door.db, { kind: 'platform' }));
    match((await operator.get('/')).text, /FILES_URL/);
    match((await operator.submit(`/schools/${school.uai}/files`, { gigabytes: '20' })).text, /est changée/);
    match((await visitor.get(`/schools/${school.uai}/files`)).text, /sur 20\u00a0Go/);
    for (const other of [(await buildOne()).head, teacher])
      equal((await (await as(other)).get(`/schools/${school.uai}/files`)).status, 404);
  });

  it('somebody whose room is nearly full is told on their account’s page and at home', async () => {
    const { teacher } = await buildOne();
    const visitor = await as(teacher);
    match((await visitor.get('/account')).text, /0\u00a0octets sur 4\u00a0Go/);
    doesNotMatch((await visitor.get('/')).text, /presque plein/);
    await sql`insert into files.person_usages (person_id, bytes) values (${teacher.id}, 3300000000)`.execute(door.db);
    match((await visitor.get('/account')).text, /Il reste peu de place/);
    match((await visitor.get('/account/files')).text, /Il reste peu de place/);
    match((await visitor.get('/')).text, /presque plein.*3,3\u00a0Go sur 4\u00a0Go/s);
  });
});
