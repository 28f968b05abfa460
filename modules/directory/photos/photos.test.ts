import { deepEqual, doesNotMatch, equal, match, notEqual, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { jpegOf, pngBomb, telephoneJpeg } from '../../../platform/pictures/testing.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { safetyModule } from '../../safety/register.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildMandate,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../builders.ts';
import { directoryModule } from '../register.ts';

describe('photos of persons', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, safetyModule] });
  });
  after(() => door.close());

  const as = (person: { readonly id: string }): Promise<Visitor> => signInAs(door, person.id);
  const send = (visitor: Visitor, uid: string, bytes: Uint8Array): Promise<Reply> =>
    visitor.sendFile(`/people/${uid}/photo`, { field: 'picture', name: 'photo.jpg', bytes });
  const photoOn = (page: string): string | undefined => /src="(\/people\/[^"?]+)\?w=256"/.exec(page)?.[1];

  async function buildClassOfTwo() {
    const { db } = door;
    const school = await buildSchool(db, { kind: 'primary' });
    const group = await buildClass(db, { school, label: 'CP Roux' });
    const awa = await buildPupil(db, { class: group, givenName: 'Awa' });
    const noe = await buildPupil(db, { class: group, givenName: 'Noé' });
    const mother = await buildGuardian(db, { of: awa });
    const teacher = await buildTeacher(db, { school, classes: [group] });
    const head = await buildHead(db, { school });
    return { school, group, awa, noe, mother, teacher, head };
  }
  const answer = async (
    guardian: { readonly id: string },
    child: { readonly uid: string },
    yes: boolean,
  ): Promise<void> => {
    const reply = await (await as(guardian)).post(`/image-rights/${child.uid}`, { class: yes ? 'yes' : 'no' });
    equal(reply.status, 303, reply.text);
  };

  it('an adult’s own photo is on their page and in the class’s faces, for who sees them, and for no stranger', async () => {
    const { group, teacher, mother, awa } = await buildClassOfTwo();
    const own = await as(teacher);
    equal((await send(own, teacher.uid, await telephoneJpeg())).location, `/people/${teacher.uid}`);
    const address = photoOn((await own.get(`/people/${teacher.uid}`)).text) ?? '';
    match(address, /^\/people\//);
    const parent = await as(mother);
    const shown = await parent.get(`${address}?w=128`);
    deepEqual(
      [shown.status, shown.headers['content-type'], shown.headers['cache-control']],
      [200, 'image/webp', 'private, max-age=3600'],
    );
    ok(!shown.bytes.includes('SecretPhone'));
    match((await (await as(awa)).get(`/groups/${group.id}/faces`)).text, new RegExp(address));
    const stranger = await as((await buildClassOfTwo()).teacher);
    equal((await stranger.get(address)).status, 404);
    equal((await new Visitor(door.app).get(address)).location?.startsWith('/sign-in'), true);
  });

  it('a pupil’s photo is not kept without the guardian’s consent, and is shown as long as it stands', async () => {
    const { group, awa, noe, mother, teacher } = await buildClassOfTwo();
    const visitor = await as(teacher);
    match((await visitor.get(`/people/${awa.uid}/photo`)).text, /ne l’ont pas accepté/);
    const refused = await send(visitor, awa.uid, await jpegOf());
    equal(refused.status, 422);
    equal((await rowsOf(door.db, sql`select 1 from directory.person_photos where person_id = ${awa.id}`)).length, 0);
    await answer(mother, awa, true);
    equal((await send(visitor, awa.uid, await jpegOf())).status, 303);
    const faces = async (): Promise<string> => (await visitor.get(`/groups/${group.id}/faces`)).text;
    const address = photoOn(await faces()) ?? '';
    match(address, new RegExp(awa.uid));
    equal((await (await as(noe)).get(address)).status, 200);
    await answer(mother, awa, false);
    equal((await visitor.get(address)).status, 404);
    equal(photoOn(await faces()), undefined);
    match(await faces(), /Awa/);
    equal(photoOn((await visitor.get(`/people/${awa.uid}`)).text), undefined);
    match((await visitor.get(`/people/${awa.uid}/photo`)).text, /ne se montre plus à personne/);
    await answer(mother, awa, true);
    equal((await visitor.get(address)).status, 200);
  });

  it('the head and the class teacher set a pupil’s photo; a parent, a classmate, another teacher, an administrator do not', async () => {
    const { school, awa, noe, mother, head } = await buildClassOfTwo();
    await answer(mother, awa, true);
    equal((await send(await as(head), awa.uid, await jpegOf())).status, 303);
    const others = [
      mother,
      noe,
      await buildTeacher(door.db, { school, classes: [await buildClass(door.db, { school })] }),
      await buildHead(door.db),
      await buildMandate(door.db, { kind: 'platform' }),
      await buildMandate(door.db, { kind: 'commune' }),
    ];
    const photo = await jpegOf();
    for (const other of others) {
      const visitor = await as(other);
      equal((await visitor.get(`/people/${awa.uid}/photo`)).status, 404);
      equal((await send(visitor, awa.uid, photo)).status, 404);
      equal((await visitor.post(`/people/${awa.uid}/photo/remove`)).status, 404);
    }
  });

  it('an administrator who finds every name sees no face', async () => {
    const { group, teacher } = await buildClassOfTwo();
    await send(await as(teacher), teacher.uid, await jpegOf());
    const address = photoOn((await (await as(teacher)).get(`/people/${teacher.uid}`)).text) ?? '';
    const visitor = await as(await buildMandate(door.db, { kind: 'platform' }));
    equal((await visitor.get(`/people/${teacher.uid}`)).status, 200);
    equal((await visitor.get(address)).status, 404);
    equal((await visitor.get(`/groups/${group.id}/faces`)).status, 404);
  });

  it('is replaced and removed: the former one is nowhere, and both are noted for the person to read', async () => {
    const { teacher } = await buildClassOfTwo();
    const visitor = await as(teacher);
    const address = async (): Promise<string | undefined> =>
      photoOn((await visitor.get(`/people/${teacher.uid}`)).text);
    await send(visitor, teacher.uid, await jpegOf());
    const first = (await address()) ?? '';
    await send(visitor, teacher.uid, await jpegOf(500, 500, { r: 200, g: 0, b: 0 }));
    const second = (await address()) ?? '';
    notEqual(first, second);
    equal((await visitor.get(first)).status, 404);
    equal((await visitor.post(`/people/${teacher.uid}/photo/remove`)).location, `/people/${teacher.uid}`);
    equal((await visitor.get(second)).status, 404);
    equal(await address(), undefined);
    const acts = await rowsOf(
      door.db,
      sql<{ act: string }>`
        select e.act from platform.audit_entries e join platform.audit_subjects s on s.entry_id = e.id
        where s.person_id = ${teacher.id} and e.act like 'directory.photo%' order by e.id`,
    );
    deepEqual(
      acts.map(({ act }) => act),
      ['directory.photo-set', 'directory.photo-set', 'directory.photo-removed'],
    );
  });

  it('what is no photo is refused with its reason, and the one in place stays', async () => {
    const { teacher } = await buildClassOfTwo();
    const visitor = await as(teacher);
    await send(visitor, teacher.uid, await jpegOf());
    const address = photoOn((await visitor.get(`/people/${teacher.uid}`)).text) ?? '';
    const photo = await jpegOf();
    for (const [bytes, status, words] of [
      [new Uint8Array(), 422, /Choisissez une photo/],
      [Buffer.from('<svg onload="alert(1)"/>'), 422, /SVG/],
      [Buffer.from('%PDF-1.7'), 422, /n’est pas une image/],
      [pngBomb(), 422, /trop grande/],
      [photo.subarray(0, 700), 422, /abîmée/],
      [Buffer.alloc(100_000_000, photo), 413, /trop lourd/],
    ] as const) {
      const reply = await send(visitor, teacher.uid, bytes);
      equal(reply.status, status, String(words));
      match(reply.text, words);
    }
    equal((await visitor.get(address)).status, 200);
  });

  it('a group’s faces are for its members and those who see them; without photos, animals and initials', async () => {
    const { group, awa, mother } = await buildClassOfTwo();
    const page = (await (await as(awa)).get(`/groups/${group.id}/faces`)).text;
    match(page, /Trombinoscope · CP Roux/);
    match(page, /Noé/);
    equal(photoOn(page), undefined);
    equal((await (await as(mother)).get(`/groups/${group.id}/faces`)).status, 404);
    equal((await (await as((await buildClassOfTwo()).head)).get(`/groups/${group.id}/faces`)).status, 404);
    doesNotMatch((await (await as(mother)).get(`/groups/${group.id}`)).text, /Trombinoscope/);
  });
});
