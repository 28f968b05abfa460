import { inflateSync } from 'node:zlib';

/** What a test reads of a PDF of ours: texts page by page as drawn, and the structure. */
export interface ReadPdf {
  /** Lines of each page, in the order drawn. */
  readonly pages: readonly (readonly string[])[];
  /** Tags of the structure tree, in the order of the file. */
  readonly tags: readonly string[];
  /** The objects as written, streams left out. */
  readonly objects: readonly string[];
}

/** Reads a PDF written by `TaggedPdf`: no other shape of file is understood. */
export function readPdf(bytes: Buffer): ReadPdf {
  const text = bytes.toString('latin1');
  const objects = new Map<string, { readonly head: string; readonly stream: Buffer | undefined }>();
  for (const [, id = '', body = ''] of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n');
    const raw = at < 0 ? undefined : Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1');
    objects.set(id, { head: at < 0 ? body : body.slice(0, at), stream: raw });
  }
  const streamOf = (id: string | undefined): string => {
    const { head = '', stream } = objects.get(id ?? '') ?? {};
    return stream ? (/FlateDecode/.test(head) ? inflateSync(stream) : stream).toString('latin1') : '';
  };
  const heads = [...objects.values()].map(({ head }) => head);
  const fonts = new Map<string, readonly string[]>();
  for (const head of heads) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      fonts.set(name, lettersOf(streamOf(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1])));
    }
  }
  const pages = heads
    .filter((head) => /\/Type \/Page\b(?!s)/.test(head))
    .map((head) => linesOf(streamOf(/\/Contents (\d+) 0 R/.exec(head)?.[1]), fonts));
  const tags = heads.flatMap((head) => /^<<\n?\/S \/(\w+)/.exec(head)?.[1] ?? []);
  return { pages, tags, objects: heads };
}

/** Letters by glyph, from the font's own table. */
const lettersOf = (table: string): string[] =>
  [...table.matchAll(/\[([^\]]*)\]/g)]
    .flatMap(([, range = '']) => [...range.matchAll(/<([0-9a-f ]*)>/g)])
    .map(([, codes = '']) => codes.split(' ').filter(Boolean))
    .map((codes) => String.fromCharCode(...codes.map((code) => Number.parseInt(code, 16))));

function linesOf(content: string, fonts: ReadonlyMap<string, readonly string[]>): string[] {
  return [...content.matchAll(/\/(F\d+) [\d.]+ Tf([\s\S]*?)ET/g)].map(([, font = '', drawn = '']) =>
    [...drawn.matchAll(/<([0-9a-f]+)>/g)]
      .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
      .map((glyph) => fonts.get(font)?.[Number.parseInt(glyph, 16)] ?? '')
      .join(''),
  );
}
