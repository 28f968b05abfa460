import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { mediaTypeOf } from './media-type.ts';

const signs = (text: string): Buffer => Buffer.from(text, 'latin1');
/** The head of an entry of a zip, stored. */
function entry(name: string, content = ''): Buffer {
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 'latin1');
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, signs(name), signs(content)]);
}

test('a file is what its first bytes say, whatever it is called', async () => {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
  equal(mediaTypeOf(await picture.jpeg().toBuffer()), 'image/jpeg');
  equal(mediaTypeOf(await picture.png().toBuffer()), 'image/png');
  equal(mediaTypeOf(await picture.webp().toBuffer()), 'image/webp');
  equal(mediaTypeOf(await picture.gif().toBuffer()), 'image/gif');
  for (const [head, type] of [
    [signs('%PDF-1.7\n'), 'application/pdf'],
    [
      Buffer.concat([entry('[Content_Types].xml', '<x/>'), entry('word/document.xml')]),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      Buffer.concat([entry('[Content_Types].xml', '<x/>'), entry('xl/workbook.xml')]),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    [
      Buffer.concat([entry('mimetype', 'application/vnd.oasis.opendocument.text'), entry('content.xml')]),
      'application/vnd.oasis.opendocument.text',
    ],
    [Buffer.concat([entry('mimetype', 'text/html'), entry('x')]), 'application/zip'],
    [entry('devoir.txt'), 'application/zip'],
    [signs('\0\0\0\x18ftypheic'), 'image/heic'],
    [signs('\0\0\0\x18ftypisom'), 'video/mp4'],
    [signs('\0\0\0\x18ftypM4A '), 'audio/mp4'],
    [signs('ID3\x04'), 'audio/mpeg'],
    [signs('MZ\x90\0'), 'application/vnd.microsoft.portable-executable'],
    [Buffer.from('Élève ; note\n'), 'text/plain'],
    [Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/html'],
    [Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image/svg+xml'],
    [Buffer.from([1, 2, 3, 0]), 'application/octet-stream'],
    [Buffer.from([0xc3, 0x28, 0xa0, 0xa1, 0x41, 0x41, 0x41, 0x41]), 'application/octet-stream'],
    [Buffer.alloc(0), 'application/octet-stream'],
  ] as const)
    equal(mediaTypeOf(head), type, head.toString('latin1', 0, 40));
});

test('a zip that would become a thousand times larger is told by its name alone: nothing of it is unpacked', () => {
  const bomb = Buffer.concat([entry('zeros.bin'), Buffer.alloc(60_000)]);
  bomb.writeUInt32LE(0xffffffff, 22);
  const before = process.memoryUsage().arrayBuffers;
  equal(mediaTypeOf(bomb), 'application/zip');
  equal(process.memoryUsage().arrayBuffers - before < 1_000_000, true);
});
