import { SaxesParser } from 'saxes';
import { Refusal, refuse } from '../../../platform/contract/refusal.ts';
import type { Format } from './columns.ts';
import type { TableRow } from './table.ts';

/** An element, its attributes, what is in it. */
export interface Element {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** What a reader of one kind of document gives: a table under our own headings, each named as its field. */
export interface XmlTable {
  readonly format: Format;
  readonly headings: readonly string[];
  readonly rows: readonly TableRow[];
  readonly uai: string | null;
}

/** The document's root. Refused: not well formed, a document type, an encoding that is not what it says, or broken off. */
export function parseXml(bytes: Uint8Array): Element {
  const declared = /^[^>]*encoding=["']([\w.-]+)["']/.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))?.[1];
  const text = textOf(bytes, declared ?? 'utf-8');
  const parser = new SaxesParser({ xmlns: false, position: true });
  const top: Element = { name: '', line: 0, attributes: {}, children: [], text: '' };
  const open: Element[] = [top];
  let line = 1;
  parser.on('error', (error) => {
    // Broken off in the middle, or never well formed: either way nothing of it is believed.
    throw new Refusal(
      /unclosed|end of|document must contain/i.test(error.message) ? 'directory.table-cut' : 'directory.table-bad-xml',
      { line },
    );
  });
  parser.on('doctype', () => refuse('directory.table-bad-xml', { line }));
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > 20) refuse('directory.table-bad-xml', { line });
    const element: Element = {
      name,
      line: parser.line,
      attributes: attributes as Record<string, string>,
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (piece) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  for (let at = 0; at < text.length; at += 65_536) {
    line = parser.line;
    parser.write(text.slice(at, at + 65_536));
  }
  line = parser.line;
  parser.close();
  return top.children[0] ?? refuse('directory.table-empty');
}

function textOf(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: /utf/i.test(encoding) }).decode(bytes);
  } catch {
    return refuse('directory.table-bad-xml', { line: 1 });
  }
}

/** The elements under a path of names, in order. */
export function under(element: Element, ...path: readonly string[]): Element[] {
  const [name, ...rest] = path;
  if (name === undefined) return [element];
  return element.children.filter((child) => child.name === name).flatMap((child) => under(child, ...rest));
}

/** The text of the first element under a path, one blank between words; '' when there is none. */
export const textUnder = (element: Element, ...path: readonly string[]): string =>
  (under(element, ...path)[0]?.text ?? '').replace(/\s+/g, ' ').trim();
