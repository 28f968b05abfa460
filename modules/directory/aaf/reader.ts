import { decodeHTMLStrict } from 'entities';
import { SaxesParser } from 'saxes';
import { Refusal } from './finding.ts';

/** One request of the feed, as written. */
export interface FeedObject {
  readonly request: 'add' | 'modify' | 'delete';
  /** `Eleve`, `EtabEducNat`… as the envelope says; empty when it does not. */
  readonly category: string;
  readonly id: string;
  /** Line of the request's opening tag, from 1. */
  readonly line: number;
  readonly attributes: readonly FeedAttribute[];
}

/** Name and values, blanks trimmed, empty values dropped: an attribute present and empty has an empty list. */
export type FeedAttribute = readonly [name: string, values: readonly string[]];

export interface ReaderEvents {
  object(object: FeedObject): void;
  /** `versionAF="AAF-VE2407"` and its like, from the comments after the root tag. */
  version(name: string, value: string): void;
}

const ROOT = 'ficAlimMENESR';
const DTD = 'ficAlimMENESR.dtd';
const REQUESTS: Readonly<Record<string, FeedObject['request']>> = {
  addRequest: 'add',
  modifyRequest: 'modify',
  deleteRequest: 'delete',
};
/** More text than this in one object is not a person. */
const OBJECT_LIMIT = 1 << 20;
/** The one declaration we meet takes 60 characters. */
const DOCTYPE_LIMIT = 4096;

/**
 * Reads one file of the feed, piece by piece: strict XML, no DTD ever loaded, entity declarations refused. HTML entities met in
 * values are decoded after XML. Throws a `Refusal` with its line; call `end` to learn of a truncated file.
 */
export class FeedReader {
  readonly #parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  readonly #file: string;
  readonly #events: ReaderEvents;
  #depth = 0;
  /** Name of the open part of a request: `identifier`, `attributes`… */
  #part = '';
  #request: FeedObject['request'] | undefined;
  #line = 0;
  #category = '';
  #id = '';
  #attributes: FeedAttribute[] = [];
  #values: string[] = [];
  #text = '';
  #size = 0;
  #sawRoot = false;

  constructor(file: string, events: ReaderEvents) {
    this.#file = file;
    this.#events = events;
    const parser = this.#parser;
    // Bare HTML entities (&eacute;) are not XML without a DTD that we never load: known by name instead.
    parser.ENTITIES = new Proxy(parser.ENTITIES, {
      get: (known, name) => {
        if (typeof name !== 'string') return undefined;
        const own = known[name];
        if (own !== undefined) return own;
        const decoded = decodeHTMLStrict(`&${name};`);
        return decoded === `&${name};` ? undefined : decoded;
      },
    });
    parser.on('error', (error) => {
      throw this.#refusal('not-well-formed', { reason: error.message });
    });
    parser.on('doctype', (doctype) => this.#doctype(doctype));
    parser.on('comment', (comment) => this.#comment(comment));
    parser.on('opentag', (tag) => this.#open(tag.name, tag.attributes));
    parser.on('text', (text) => {
      this.#text += text;
    });
    parser.on('cdata', (text) => {
      this.#text += text;
    });
    parser.on('closetag', (tag) => this.#close(tag.name));
  }

  write(chunk: string): void {
    this.#parser.write(chunk);
    if (this.#text.length > OBJECT_LIMIT) throw this.#refusal('object-too-large');
  }

  /** The file is over: anything still open is a truncation. */
  end(): void {
    if (this.#depth > 0) throw this.#refusal('truncated');
    if (!this.#sawRoot) throw this.#refusal('empty-file');
    this.#parser.close();
  }

  #refusal(code: string, details: Record<string, string> = {}): Refusal {
    return new Refusal(code, { file: this.#file, line: this.#parser.line, details });
  }

  #doctype(doctype: string): void {
    if (doctype.length > DOCTYPE_LIMIT || /<!ENTITY/i.test(doctype)) throw this.#refusal('entity-declared');
    const [, root = '', system = ''] =
      /^\s*(\S+)(?:\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+["']([^"']*)["'])?/.exec(doctype) ?? [];
    if (root !== ROOT) throw this.#refusal('wrong-root', { root });
    if (system !== '' && !(system === DTD || system.endsWith(`/${DTD}`)))
      throw this.#refusal('foreign-dtd', { system });
  }

  #comment(comment: string): void {
    for (const [, name = '', value = ''] of comment.matchAll(/(\w+)\s*=\s*"([^"]*)"/g))
      this.#events.version(name, value);
  }

  #open(name: string, attributes: Record<string, string>): void {
    const depth = this.#depth;
    this.#depth = depth + 1;
    this.#text = '';
    if (depth === 3) {
      if (name !== 'attr' && name !== 'modification') return;
      this.#values = [];
      if (this.#part !== 'operationalAttributes') this.#attributes.push([attributes.name ?? '', this.#values]);
    } else if (depth === 2) this.#part = name;
    else if (depth === 1) this.#begin(name);
    else if (depth === 0) {
      if (name !== ROOT) throw this.#refusal('wrong-root', { root: name });
      this.#sawRoot = true;
    }
  }

  #begin(name: string): void {
    this.#request = REQUESTS[name];
    if (!this.#request) throw this.#refusal('unknown-element', { element: name });
    this.#line = this.#parser.line;
    this.#category = '';
    this.#id = '';
    this.#attributes = [];
    this.#size = 0;
  }

  #close(name: string): void {
    const depth = this.#depth - 1;
    this.#depth = depth;
    if (depth === 4) {
      if (name === 'value') this.#value();
    } else if (depth === 3) {
      if (this.#part === 'identifier' && name === 'id') this.#id = this.#text.trim();
      else if (this.#part === 'operationalAttributes') this.#category = this.#values[0] ?? '';
    } else if (depth === 1 && this.#request) {
      this.#events.object({
        request: this.#request,
        category: this.#category,
        id: this.#id,
        line: this.#line,
        attributes: this.#attributes,
      });
      this.#request = undefined;
    }
    this.#text = '';
  }

  #value(): void {
    this.#size += this.#text.length;
    if (this.#size > OBJECT_LIMIT) throw this.#refusal('object-too-large');
    let value = this.#text.trim();
    if (value === '') return;
    if (value.includes('&') && value.includes(';')) value = decodeHTMLStrict(value).trim();
    // The database stores no NUL, and no name holds a control character.
    if (CONTROL.test(value)) value = value.replace(CONTROLS, ' ').trim();
    if (value !== '') this.#values.push(value);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const CONTROLS = new RegExp(CONTROL, 'g');
