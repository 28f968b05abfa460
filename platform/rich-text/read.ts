import { cleanLetters } from './letters.ts';
import { safeAddress } from './links.ts';
import type { Block, Inline, ListItem, Mark, RichText, Words } from './model.ts';

/** Why a text is refused; the sentences are in `texts.ts`. */
export type TextFault =
  | 'text.too-long'
  | 'text.not-understood'
  | 'text.alt-missing'
  | 'text.link-refused'
  | 'text.missing';

export class TextRefused extends Error {
  readonly fault: TextFault;
  constructor(fault: TextFault) {
    super(fault);
    this.fault = fault;
  }
}

export interface ReadLimits {
  /** Letters that a person reads. */
  readonly max: number;
  readonly images: boolean;
  /** Keeps a refused text as far as it can be shown again in its field: images without words, words of a faulty link. */
  readonly forgiving?: boolean;
}

/** Lists in lists and quotes in quotes, counted in nodes; people nest three. */
const DEEPEST = 16;
/** Paragraphs, items, words in bold… in all. */
const MOST_NODES = 5000;
const MOST_IMAGES = 20;

const fileId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * What the editor sent, node by node: only what the model knows is copied, so that nothing else can ever be kept.
 * @throws TextRefused
 */
export const readDocument = (sent: unknown, limits: ReadLimits): RichText => new Reader(limits).document(sent);

class Reader {
  readonly #limits: ReadLimits;
  #letters = 0;
  #nodes = 0;
  #images = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  document(sent: unknown): RichText {
    const { type, content } = this.#node(sent, 0);
    if (type !== 'doc') misread();
    return { type: 'doc', content: this.#blocks(content, 1) };
  }

  #node(sent: unknown, depth: number): Sent {
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent) || depth > DEEPEST) misread();
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) throw new TextRefused('text.too-long');
    return sent as Sent;
  }

  #blocks(content: unknown, depth: number): Block[] {
    return listOf(content).map((each) => this.#block(this.#node(each, depth), depth));
  }

  #block(node: Sent, depth: number): Block {
    switch (node.type) {
      case 'paragraph':
        return { type: 'paragraph', ...this.#line(node.content) };
      case 'heading': {
        const level = attrsOf(node).level;
        if (level !== 2 && level !== 3) misread();
        return { type: 'heading', attrs: { level }, ...this.#line(node.content) };
      }
      case 'bulletList':
        return { type: 'bulletList', content: this.#items(node.content, depth + 1) };
      case 'orderedList': {
        const { start } = attrsOf(node);
        const first = typeof start === 'number' && Number.isInteger(start) && start >= 0 && start < 10_000 ? start : 1;
        return { type: 'orderedList', attrs: { start: first }, content: this.#items(node.content, depth + 1) };
      }
      case 'blockquote':
        return { type: 'blockquote', content: this.#blocks(node.content, depth + 1) };
      case 'image':
        return this.#image(node, depth);
      default:
        return misread();
    }
  }

  #items(content: unknown, depth: number): ListItem[] {
    return listOf(content).map((each) => {
      const node = this.#node(each, depth);
      if (node.type !== 'listItem') misread();
      return { type: 'listItem', content: this.#blocks(node.content, depth + 1) };
    });
  }

  #image(node: Sent, depth: number): Block {
    const { file, alt, decorative } = attrsOf(node);
    this.#images += 1;
    if (!this.#limits.images || depth > 1 || this.#images > MOST_IMAGES) misread();
    if (typeof file !== 'string' || !fileId.test(file)) misread();
    if (decorative === true) return { type: 'image', attrs: { file, alt: '', decorative: true } };
    const words = typeof alt === 'string' ? cleanLetters(alt).replace(/\s+/g, ' ').trim().slice(0, 300) : '';
    if (words === '' && !this.#limits.forgiving) throw new TextRefused('text.alt-missing');
    this.#count(words);
    return { type: 'image', attrs: { file, alt: words } };
  }

  #line(content: unknown): { content?: Inline[] } {
    const line: Inline[] = [];
    for (const each of content === undefined ? [] : listOf(content)) {
      const node = this.#node(each, 0);
      if (node.type === 'hardBreak') line.push({ type: 'hardBreak' });
      else if (node.type === 'text') line.push(...this.#words(node));
      else misread();
    }
    return line.length > 0 ? { content: line } : {};
  }

  #words({ text, marks }: Sent): Words[] {
    if (typeof text !== 'string') misread();
    const read = cleanLetters(text).replaceAll('\n', ' ');
    this.#count(read);
    if (read === '') return [];
    const kept = marksOf(marks, this.#limits.forgiving);
    return [{ type: 'text', text: read, ...(kept.length > 0 ? { marks: kept } : {}) }];
  }

  #count(words: string): void {
    this.#letters += words.length;
    if (this.#letters > this.#limits.max) throw new TextRefused('text.too-long');
  }
}

interface Sent {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly attrs?: unknown;
  readonly marks?: unknown;
  readonly content?: unknown;
}

function misread(): never {
  throw new TextRefused('text.not-understood');
}

const listOf = (content: unknown): readonly unknown[] =>
  Array.isArray(content) ? content : content === undefined ? [] : misread();

const attrsOf = ({ attrs }: Sent): Readonly<Record<string, unknown>> =>
  typeof attrs === 'object' && attrs !== null ? (attrs as Record<string, unknown>) : {};

/** Each mark once, in one order, whatever the order they were put on in. */
function marksOf(marks: unknown, forgiving = false): Mark[] {
  const kept = new Map<string, Mark>();
  for (const each of listOf(marks)) {
    const { type, attrs } = (typeof each === 'object' && each !== null ? each : {}) as Sent;
    if (type === 'bold' || type === 'italic') kept.set(type, { type });
    else if (type === 'link') {
      const href = addressIn(attrs);
      if (href) kept.set(type, { type, attrs: { href } });
      else if (!forgiving) throw new TextRefused('text.link-refused');
    } else misread();
  }
  return ['bold', 'italic', 'link'].flatMap((type) => kept.get(type) ?? []);
}

function addressIn(attrs: unknown): string | undefined {
  const { href } = (attrs ?? {}) as { href?: unknown };
  return typeof href === 'string' ? safeAddress(href) : undefined;
}
