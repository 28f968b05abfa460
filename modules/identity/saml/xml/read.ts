import { SaxesParser } from 'saxes';
import { disbelieve } from './fault.ts';
import type { NS } from './names.ts';

/*
 * The strict reading of XML that came from outside: a tree without document type, entity, comment, instruction or CDATA, with one root, each
 * id once. What two readers could understand differently is not read at all.
 */

export interface XmlElement {
  /** Namespace, '' for none. */
  readonly uri: string;
  readonly local: string;
  /** Attributes without namespace by their name, others as `{namespace}name`; no declaration of namespaces. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly elements: readonly XmlElement[];
  /** Its own text, what stands in its children left out. */
  readonly text: string;
}

export interface Reading {
  /** Signs at most. */
  readonly most: number;
  /** Comments between elements are skipped: a file that people write holds some. In the middle of a text they are never let through. */
  readonly comments?: 'skipped';
}

const DEEPEST = 40;
const MOST_ELEMENTS = 5000;

/** Names of attributes that hold an id in one of the vocabularies that we read. */
const IDS = new Set(['ID', 'Id', 'id', '{http://www.w3.org/XML/1998/namespace}id', 'AssertionID']);

interface Growing extends XmlElement {
  readonly elements: Growing[];
  text: string;
}

/** Reads a text. @throws SamlFault `too-large`, `doctype`, `doubled-id`, `not-xml` */
export function readXml(given: string, { most, comments }: Reading): XmlElement {
  if (given.length > most) disbelieve('too-large');
  const parser = new SaxesParser({ xmlns: true });
  const open: Growing[] = [];
  const ids = new Set<string>();
  let root: Growing | undefined;
  let count = 0;
  let commented: Growing | undefined;
  parser.on('error', () => disbelieve('not-xml'));
  parser.on('doctype', () => disbelieve('doctype'));
  parser.on('processinginstruction', () => disbelieve('not-xml'));
  parser.on('cdata', () => disbelieve('not-xml'));
  parser.on('comment', () => {
    if (!comments) disbelieve('not-xml');
    commented = open.at(-1);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    count += 1;
    if (open.length >= DEEPEST || count > MOST_ELEMENTS) disbelieve('too-large');
    const held = new Map<string, string>();
    for (const { local: name, uri: space, value, prefix } of Object.values(attributes)) {
      if (prefix === 'xmlns' || (prefix === '' && name === 'xmlns')) continue;
      const key = space ? `{${space}}${name}` : name;
      if (IDS.has(key)) {
        if (ids.has(value)) disbelieve('doubled-id');
        ids.add(value);
      }
      held.set(key, value);
    }
    const element: Growing = { uri, local, attributes: held, elements: [], text: '' };
    const parent = open.at(-1);
    if (parent) parent.elements.push(element);
    else root = element;
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (!element) return;
    // A comment in the middle of a name is read differently by different readers.
    if (element === commented && text.trim() !== '') disbelieve('not-xml');
    element.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(given).close();
  return root ?? disbelieve('not-xml');
}

type Space = (typeof NS)[keyof typeof NS];

/** The children of that name. */
export const childrenOf = (element: XmlElement, uri: Space, local: string): XmlElement[] =>
  element.elements.filter((child) => child.uri === uri && child.local === local);

/** The one child of that name; undefined when there is none. @throws SamlFault when there are several */
export function childOf(element: XmlElement, uri: Space, local: string): XmlElement | undefined {
  const found = childrenOf(element, uri, local);
  if (found.length > 1) disbelieve('not-that-message');
  return found[0];
}

/** The text of an element that holds nothing else, without the white space around; undefined for none or an empty one. */
export function plainText(element: XmlElement | undefined): string | undefined {
  if (!element) return undefined;
  if (element.elements.length > 0) disbelieve('not-that-message');
  return element.text.trim() || undefined;
}

/** Every element beneath, itself included, in the order of the document. */
export function* within(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.elements) yield* within(child);
}

/** A flag of XML Schema; undefined when it is not said. @throws SamlFault when it is neither true nor false */
export function flag(element: XmlElement, name: string): boolean | undefined {
  const value = element.attributes.get(name)?.trim();
  if (value === undefined) return undefined;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  return disbelieve('not-that-message');
}
