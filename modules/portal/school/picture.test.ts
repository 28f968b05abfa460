import { deepEqual, doesNotMatch, equal, match, notEqual, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsOf, sql } from '../../../platform/db/db.ts';
import { jpegOf, middleOf, movingGif, pngBomb, telephoneJpeg } from '../../../platform/pictures/testing.ts';
import { type Reply, Visitor } from '../../../platform/testing/browser.ts';
import {
  buildClass,
  buildGuardian,
  buildHead,
  buildPupil,
  buildSchool,
  buildTeacher,
} from '../../directory/builders.ts';
import { directoryModule } from '../../directory/register.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { portalModule } from '../register.ts';

describe('the picture of a school', () => {
  let door: Door;
  before(async () => {
    door = await openDoor({ modules: [directoryModule, portalModule([directoryModule])] });
  });
  after(() => door.close());

  async function schoolWithHead() {
    const school = await buildSchool(door.db);
    const head = await signInAs(door, (await buildHead(door.db, { school })).id);
    return { school, head, at: `/schools/${school.uai}/portal/picture` };
  }
  const send = (
    visitor: Visitor,
    at: string,
    bytes: Uint8Array,
    fields: Record<string, string> = { alt: 'La cour et le grand tilleul' },
    name = 'cour.jpg',
  ): Promise<Reply> => visitor.sendFile(at, { field: 'picture', name, bytes }, {}, fields);
  const addressIn = (page: string): string | undefined => /src="(\/s\/[^"?]+)\?w=1024"/.exec(page)?.[1];
  const kept = async (): Promise<number> => (await rowsOf(door.db, sql`select id from platform.pictures`)).length;

  it('is seen by anybody on the public page, and by its people on their first page, with its words', async () => {
    const { school, head, at } = await schoolWithHead();
    equal((await send(head, at, await jpegOf(1600, 1200))).location, `/schools/${school.uai}/portal`);
    const visitor = new Visitor(door.app);
    const page = (await visitor.get(`/s/${school.uai}`)).text;
    match(page, /alt="La cour et le grand tilleul"/);
    const address = addressIn(page) ?? '';
    const shown = await visitor.get(`${address}?w=512`);
    deepEqual(
      [
        shown.status,
        shown.headers['content-type'],
        shown.headers['cache-control'],
        shown.headers['x-content-type-options'],
      ],
      [200, 'image/webp', 'public, max-age=86400', 'nosniff'],
    );
    equal(shown.bytes.subarray(8, 12).toString(), 'WEBP');
    const mother = await signInAs(
      door,
      (await buildGuardian(door.db, { of: await buildPupil(door.db, { school }) })).id,
    );
    match((await mother.get('/')).text, new RegExp(address));
    equal((await visitor.get('/s/0699999Z/picture/AAAAAAAAAAAAAAAAAAAAAA')).status, 404);
    equal((await visitor.get(`/s/${school.uai}/picture/AAAAAAAAAAAAAAAAAAAAAA`)).status, 404);
    equal((await visitor.get(`${address}?w=; drop`)).status, 200);
    const other = await schoolWithHead();
    equal((await visitor.get(address.replace(school.uai, other.school.uai))).status, 404);
  });

  it('is cut where the head says, and keeps nothing of the telephone', async () => {
    const { school, head, at } = await schoolWithHead();
    await send(head, at, await telephoneJpeg(), { alt: 'Couleurs', frame: '0,0,300' });
    const address = addressIn((await head.get(`/s/${school.uai}`)).text) ?? '';
    const { bytes } = await head.get(`${address}?w=1024`);
    ok(!bytes.includes('SecretPhone'));
    const [red = -1, green = -1] = await middleOf(bytes);
    ok(red < 20 && green > 180, `${red} ${green}`);
  });

  it('is replaced, gets other words without being sent again, and is removed: the former one is nowhere', async () => {
    const { school, head, at } = await schoolWithHead();
    const before = await kept();
    await send(head, at, await jpegOf());
    const first = addressIn((await head.get(`/s/${school.uai}`)).text) ?? '';
    await send(head, at, await jpegOf(900, 900, { r: 200, g: 0, b: 0 }));
    const second = addressIn((await head.get(`/s/${school.uai}`)).text) ?? '';
    notEqual(first, second);
    equal((await head.get(first)).status, 404);
    equal(await kept(), before + 1);
    equal((await send(head, at, new Uint8Array(), { decorative: 'yes' })).status, 303);
    const page = (await head.get(`/s/${school.uai}`)).text;
    equal(addressIn(page), second);
    match(page, /<img[^>]* alt=""/);
    equal((await head.post(`${at}/remove`)).status, 303);
    equal((await head.get(second)).status, 404);
    equal(await kept(), before);
    doesNotMatch((await head.get(`/s/${school.uai}`)).text, /<img/);
  });

  it('what is not a picture, or not one that can be kept, is refused in a sentence, and nothing changes', async () => {
    const { school, head, at } = await schoolWithHead();
    const photo = await jpegOf();
    const before = await kept();
    const refused = async (bytes: Uint8Array, status: number, words: RegExp, name = 'photo.jpg'): Promise<void> => {
      const reply = await send(head, at, bytes, { alt: 'Ma légende' }, name);
      equal(reply.status, status, name);
      match(reply.text, words);
      equal(await kept(), before);
    };
    await refused(new Uint8Array(), 422, /Choisissez une photo/);
    await refused(Buffer.from('bonjour'), 422, /n’est pas une image/, 'photo.png');
    await refused(Buffer.from('MZ\x90\0program'), 422, /n’est pas une image/, 'photo.jpg');
    await refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 422, /SVG/, 'logo.png');
    await refused(pngBomb(), 422, /trop grande/);
    await refused(photo.subarray(0, photo.length - 1500), 422, /abîmée/);
    await refused(await jpegOf(60, 60), 422, /trop petite/);
    await refused(Buffer.alloc(100_000_000, photo), 413, /trop lourd/);
    const back = await send(head, at, Buffer.from('bonjour'), { alt: 'Ma légende', ninth: 'ne' });
    match(back.text, /value="Ma légende"/);
    match(back.text, /<input(?=[^>]*value="ne")(?=[^>]*checked)/);
    match(back.text, /aria-invalid="true"/);
    doesNotMatch((await head.get(`/s/${school.uai}`)).text, /<img/);
  });

  it('a name that lies changes nothing: content decides; of a GIF that moves the first image stays', async () => {
    const { school, head, at } = await schoolWithHead();
    equal((await send(head, at, await movingGif(), { alt: 'Rouge' }, 'virus.exe')).status, 303);
    const address = addressIn((await head.get(`/s/${school.uai}`)).text) ?? '';
    const [red = 0, , blue = 255] = await middleOf((await head.get(address)).bytes);
    ok(red > 240 && blue < 20);
  });

  it('words for those who do not see it are asked, unless it only decorates', async () => {
    const { head, at } = await schoolWithHead();
    const silent = await send(head, at, await jpegOf(), { alt: '  ' });
    equal(silent.status, 422);
    match(silent.text, /Dites ce que montre l’image/);
    equal((await send(head, at, await jpegOf(), { alt: '', decorative: 'yes' })).status, 303);
    equal((await send(head, at, await jpegOf(), { alt: 'x'.repeat(201) })).status, 422);
  });

  it('nobody else sets it: a stranger’s portal does not exist, and each change is noted', async () => {
    const { school, head, at } = await schoolWithHead();
    await send(head, at, await jpegOf());
    const strangers = [
      (await schoolWithHead()).head,
      await signInAs(door, (await buildTeacher(door.db, { classes: [await buildClass(door.db, { school })] })).id),
      await signInAs(door, (await buildGuardian(door.db, { of: await buildPupil(door.db, { school }) })).id),
    ];
    const photo = await jpegOf();
    for (const stranger of strangers) {
      equal((await send(stranger, at, photo)).status, 404);
      equal((await stranger.post(`${at}/remove`)).status, 404);
    }
    equal((await send(new Visitor(door.app), at, photo)).location?.startsWith('/sign-in'), true);
    await head.post(`${at}/remove`);
    const acts = await rowsOf(
      door.db,
      sql<{ act: string }>`select act from platform.audit_entries where school_id = ${school.id} order by id`,
    );
    deepEqual(
      acts.map(({ act }) => act),
      ['portal.picture-changed', 'portal.picture-removed'],
    );
  });
});
