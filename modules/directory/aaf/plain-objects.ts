import { cleanValue, type FeedAttribute, type FeedObject, OBJECT_LIMIT } from './feed-object.ts';

/** How far the plain objects went. */
export interface PlainEnd {
  /** Where the first thing stands that is no plain object. */
  readonly at: number;
  /** The line of that place. */
  readonly line: number;
  /** What stands there may be a plain object whose end has not come yet. */
  readonly isCut: boolean;
}

const OPEN = '<addRequest>';
const CLOSE = '</addRequest>';
const NONE: readonly string[] = [];

/** Text that XML takes as it stands: no tag, no entity, no end of a CDATA section, no character that it forbids or counts its own way. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among those
const PLAIN = /[^\x00-\x1f&<\]\x7f-\x9f\ud800-\udfff\ufffe\uffff]*/y;
const NAME = /^[A-Za-z][\w.-]*$/;
const ENTITY = /&(amp|lt|gt|quot|apos);/y;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads objects written as academies write them: `addRequest` with its parts in their order, no comment, no CDATA, no attribute but
 * `name`, no entity but XML's five. Each element is compared letter by letter with what it must be, so that all that is read here is
 * well-formed; the first other thing, however harmless, ends the reading there.
 */
export class PlainObjects {
  readonly #take: (object: FeedObject) => void;
  /** The opening tags of the last object's attributes: the next object has most often the same, in the same order. */
  readonly #heads: { readonly tag: string; readonly name: string }[] = [];
  // The element being read: where it ends, lines met, and what it holds.
  #at = 0;
  #lines = 0;
  #name = '';
  #text = '';
  #values: readonly string[] = NONE;

  constructor(take: (object: FeedObject) => void) {
    this.#take = take;
  }

  /** Reads what plain objects stand at `from`, the first character of which is on `line`. */
  read(text: string, from: number, line: number): PlainEnd {
    let at = from;
    let reached = line;
    for (;;) {
      this.#lines = 0;
      const start = this.#blanks(text, at);
      if (!text.startsWith(OPEN, start)) {
        const isCut = text.length - start < OPEN.length && OPEN.startsWith(text.slice(start));
        return { at, line: reached, isCut };
      }
      this.#at = start + OPEN.length;
      const opened = reached + this.#lines;
      const object = this.#object(text, opened);
      if (object === undefined || this.#at - start > OBJECT_LIMIT)
        return { at, line: reached, isCut: text.indexOf(CLOSE, start) < 0 };
      this.#take(object);
      at = this.#at;
      reached += this.#lines;
    }
  }

  #object(text: string, line: number): FeedObject | undefined {
    if (!this.#tag(text, '<operationalAttributes>') || !this.#attribute(text, 0)) return undefined;
    const category = this.#values[0] ?? '';
    if (!this.#tag(text, '</operationalAttributes>') || !this.#tag(text, '<identifier>')) return undefined;
    if (!this.#tag(text, '<id>') || !this.#content(text, '</id>') || !this.#tag(text, '</identifier>'))
      return undefined;
    const id = this.#text.trim();
    if (!this.#tag(text, '<attributes>')) return undefined;
    const attributes: FeedAttribute[] = [];
    while (!this.#tag(text, '</attributes>')) {
      if (!this.#attribute(text, attributes.length + 1)) return undefined;
      attributes.push([this.#name, this.#values]);
    }
    return this.#tag(text, CLOSE) ? { request: 'add', category, id, line, attributes } : undefined;
  }

  /** `<attr name="…"><value>…</value><value/></attr>`: its name, and its values that are not empty. */
  #attribute(text: string, place: number): boolean {
    const known = this.#heads[place];
    if (known && this.#tag(text, known.tag)) this.#name = known.name;
    else if (!this.#head(text, place)) return false;
    let values: string[] | undefined;
    for (;;) {
      if (this.#tag(text, '<value>')) {
        if (!this.#content(text, '</value>')) return false;
        const value = cleanValue(this.#text);
        if (value === '') continue;
        if (values) values.push(value);
        else values = [value];
      } else if (!this.#tag(text, '<value/>')) break;
    }
    this.#values = values ?? NONE;
    return this.#tag(text, '</attr>');
  }

  #head(text: string, place: number): boolean {
    if (!this.#tag(text, '<attr name="')) return false;
    const end = text.indexOf('">', this.#at);
    const name = text.slice(this.#at, end);
    if (end < 0 || !NAME.test(name)) return false;
    this.#heads[place] = { tag: `<attr name="${name}">`, name };
    this.#name = name;
    this.#at = end + 2;
    return true;
  }

  /** Text up to `close`, its entities decoded. */
  #content(text: string, close: string): boolean {
    let content = '';
    let from = this.#at;
    for (;;) {
      PLAIN.lastIndex = from;
      PLAIN.test(text);
      const end = PLAIN.lastIndex;
      content += text.slice(from, end);
      if (text.startsWith(close, end)) {
        this.#text = content;
        this.#at = end + close.length;
        return true;
      }
      ENTITY.lastIndex = end;
      const entity = ENTITY.exec(text)?.[1];
      if (entity === undefined) return false;
      content += entities[entity];
      from = ENTITY.lastIndex;
    }
  }

  /** Goes past blanks and this very tag, if it stands there. */
  #tag(text: string, tag: string): boolean {
    const lines = this.#lines;
    const start = this.#blanks(text, this.#at);
    if (text.startsWith(tag, start)) {
      this.#at = start + tag.length;
      return true;
    }
    this.#lines = lines;
    return false;
  }

  /** The position after blanks; a carriage return counts with the newline that follows it, and stands nowhere alone. */
  #blanks(text: string, from: number): number {
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) this.#lines += 1;
      else if (code === RETURN ? text.charCodeAt(at + 1) !== NEWLINE : code !== BLANK && code !== TAB) return at;
      at += 1;
    }
  }
}

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const BLANK = 32;
