import { decodeHTMLStrict } from 'entities';
import { SaxesParser } from 'saxes';
import { cleanValue, type FeedAttribute, type FeedObject, OBJECT_LIMIT, type ReaderEvents } from './feed-object.ts';
import { Refusal } from './finding.ts';

const ROOT = 'ficAlimMENESR';
const DTD = 'ficAlimMENESR.dtd';
const REQUESTS: Readonly<Record<string, FeedObject['request']>> = {
  addRequest: 'add',
  modifyRequest: 'modify',
  deleteRequest: 'delete',
};
/** The one declaration we meet takes 60 characters. */
const DOCTYPE_LIMIT = 4096;

/**
 * Reads any file of the feed, piece by piece: strict XML, no DTD ever loaded, entity declarations refused. HTML entities met in
 * values are decoded after XML. Throws a `Refusal` with its line; call `end` to learn of a truncated file.
 */
export class StrictReader {
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
  #isFirstVersion = true;
  /** Characters written, and how many of them stood before the end of the last request. */
  #written = 0;
  #requestEnd = -1;
  #skippedLines = 0;

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
    parser.on('xmldecl', (declaration) => {
      this.#isFirstVersion = declaration.version === '1.0';
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
    this.#written += chunk.length;
    this.#parser.write(chunk);
    if (this.#text.length > OBJECT_LIMIT) throw this.#refusal('object-too-large');
  }

  /**
   * Whether what was written ends exactly with a request of an XML 1.0 file. Whole requests that follow may then be read by
   * somebody else, and their lines told to `skipLines`: well-formed elements that this reader does not see change nothing for it.
   */
  get isBetweenRequests(): boolean {
    return this.#isFirstVersion && this.#requestEnd === this.#written;
  }

  /** The line reached, from 1. */
  get line(): number {
    return this.#parser.line + this.#skippedLines;
  }

  skipLines(count: number): void {
    this.#skippedLines += count;
  }

  /** The file is over: anything still open is a truncation. */
  end(): void {
    if (this.#depth > 0) throw this.#refusal('truncated');
    if (!this.#sawRoot) throw this.#refusal('empty-file');
    this.#parser.close();
  }

  #refusal(code: string, details: Record<string, string> = {}): Refusal {
    return new Refusal(code, { file: this.#file, line: this.line, details });
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
      this.#values = [];
      if (name !== 'attr' && name !== 'modification') return;
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
    this.#line = this.line;
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
      else if (this.#part === 'operationalAttributes' && name === 'attr') this.#category = this.#values[0] ?? '';
    } else if (depth === 1 && this.#request) {
      this.#requestEnd = this.#parser.position;
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
    const value = cleanValue(this.#text);
    if (value !== '') this.#values.push(value);
  }
}
