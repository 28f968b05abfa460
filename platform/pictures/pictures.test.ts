import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { boxOf } from './cut.ts';
import { makePicture } from './make.ts';
import { chequered, jpegOf, middleOf, movingGif, pngBomb, telephoneJpeg } from './testing.ts';

const centre = { frame: '', ninth: 'c' } as const;
const near = (found: readonly number[], wanted: readonly number[]): boolean =>
  wanted.every((value, at) => Math.abs(value - (found[at] ?? -99)) <= 12);

test('a picture becomes WebP in the sizes of its shape, small in bytes', async () => {
  const square = await makePicture(await jpegOf(4000, 3000), 'square', centre);
  deepEqual(
    square.map(({ width, height }) => [width, height]),
    [
      [64, 64],
      [128, 128],
      [256, 256],
      [512, 512],
    ],
  );
  for (const { bytes, width } of square) {
    const { format, width: real } = await sharp(bytes).metadata();
    deepEqual([format, real], ['webp', width]);
  }
  const wide = await makePicture(await jpegOf(1600, 1200), 'wide', centre);
  deepEqual(
    wide.map(({ width, height }) => [width, height]),
    [
      [512, 256],
      [1024, 512],
    ],
  );
  ok(wide.every(({ bytes }) => bytes.length < 20_000));
});

test('what a telephone noted in it (place, device) is gone, and it stands upright', async () => {
  const sent = await telephoneJpeg();
  ok(sent.includes('SecretPhone'));
  const { exif, orientation } = await sharp(sent).metadata();
  ok(exif);
  equal(orientation, 6);
  // Turned a quarter to the right: what was at the bottom left is now at the top left.
  const [, , , large] = await makePicture(sent, 'square', { frame: '', ninth: 'nw' });
  const kept = await sharp(large?.bytes).metadata();
  deepEqual([kept.exif, kept.xmp, kept.icc, kept.orientation], [undefined, undefined, undefined, undefined]);
  ok(!Buffer.from(large?.bytes ?? []).includes('SecretPhone'));
  const corner = await makePicture(sent, 'square', { frame: '0,0,200', ninth: 'c' });
  const found = await middleOf(corner.at(-1)?.bytes ?? new Uint8Array());
  ok(near(found, [0, 200, 0]), String(found));
});

test('it is cut in the middle, at the ninth chosen, or by the frame drawn', async () => {
  const wideSheet = await chequered(1800, 600);
  for (const [ninth, red] of [
    ['w', 0],
    ['c', 100],
    ['e', 200],
  ] as const) {
    const [, , , large] = await makePicture(wideSheet, 'square', { frame: '', ninth });
    const found = await middleOf(large?.bytes ?? new Uint8Array());
    ok(near(found, [red, 100, 0]), `${ninth} ${found}`);
  }
  const framed = await makePicture(await chequered(), 'square', { frame: '700,50,200', ninth: 'c' });
  ok(near(await middleOf(framed.at(-1)?.bytes ?? new Uint8Array()), [200, 0, 0]));
});

test('a frame that leaves the picture, is larger than it or is nothing stays inside, of the right shape', () => {
  for (const frame of ['', '0,0,0', '9999,9999,9999', '999,999,1', '500,0,1000', '0,999,500'])
    for (const shape of ['square', 'wide'] as const)
      for (const [width, height] of [
        [96, 4000],
        [4000, 96],
        [1001, 999],
      ] as const) {
        const box = boxOf(shape, { width, height }, { frame, ninth: 'se' });
        ok(box.left >= 0 && box.top >= 0 && box.width >= 1 && box.height >= 1, JSON.stringify(box));
        ok(
          box.left + box.width <= width && box.top + box.height <= height,
          JSON.stringify({ frame, shape, width, box }),
        );
        ok(Math.abs(box.width / box.height - (shape === 'wide' ? 2 : 1)) < 0.25, JSON.stringify(box));
      }
});

test('of a picture that moves the first image stays', async () => {
  const [, , , large] = await makePicture(await movingGif(), 'square', centre);
  ok(near(await middleOf(large?.bytes ?? new Uint8Array()), [255, 0, 0]));
  equal((await sharp(large?.bytes).metadata()).pages, undefined);
});

test('nothing, a text, a PDF, a drawing made of lines, a picture of another kind are refused, each with its reason', async () => {
  const refusal = async (bytes: Uint8Array | undefined, code: string): Promise<void> =>
    rejects(makePicture(bytes, 'square', centre), { code: `platform.picture-${code}` });
  await refusal(undefined, 'missing');
  await refusal(new Uint8Array(), 'missing');
  await refusal(Buffer.from('not a picture'), 'kind');
  await refusal(Buffer.from('%PDF-1.7\n'), 'kind');
  await refusal(Buffer.from('<?xml version="1.0"?>\n<!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>'), 'drawing');
  await refusal(Buffer.from('<html><script>alert(1)</script>'), 'kind');
  await refusal(
    await sharp(await jpegOf())
      .tiff()
      .toBuffer(),
    'kind',
  );
});

test('what only pretends: a drawing, a script or noise behind the first bytes of a picture', async () => {
  for (const start of ['ffd8ffe0', '89504e470d0a1a0a', '474946383961', '52494646ffff00005745425056503820'])
    for (const rest of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<script>alert(1)</script>', 'x'.repeat(5000)])
      await rejects(makePicture(Buffer.concat([Buffer.from(start, 'hex'), Buffer.from(rest)]), 'square', centre), {
        code: /platform\.picture-(broken|too-many-pixels|too-small)/,
      });
});

test('a bomb of a few bytes is refused by what it declares; half a file, and one too small, by what they are', async () => {
  const bomb = pngBomb();
  ok(bomb.length < 20_000);
  await rejects(makePicture(bomb, 'square', centre), { code: 'platform.picture-too-many-pixels' });
  const whole = await chequered();
  await rejects(makePicture(whole.subarray(0, whole.length / 2), 'square', centre), {
    code: 'platform.picture-broken',
  });
  const photo = await sharp(await chequered())
    .jpeg()
    .toBuffer();
  await rejects(makePicture(photo.subarray(0, photo.length / 2), 'square', centre), {
    code: 'platform.picture-broken',
  });
  await rejects(makePicture(await jpegOf(95, 400), 'square', centre), { code: 'platform.picture-too-small' });
});
