import { Readable } from 'node:stream';
import { A4, type Node, TaggedPdf, type TextLook } from '../../../platform/pdf/tagged-pdf.ts';

/** Writes down a page, text under text, and goes to the next page when one is full. */
export class Sheet {
  readonly #pdf: TaggedPdf;
  readonly #pieces: Uint8Array[];
  readonly #margin = 48;
  #part: Node | undefined;
  #y = 0;

  constructor(given: {
    readonly title: string;
    readonly lang: string;
    readonly author: string;
    readonly madeAt: Date;
  }) {
    const pieces: Uint8Array[] = [];
    this.#pieces = pieces;
    this.#pdf = new TaggedPdf({ ...given, onBytes: (bytes) => pieces.push(bytes) });
  }

  page(bookmark?: string): void {
    this.#part?.end();
    this.#pdf.addPage();
    if (bookmark) this.#pdf.addBookmark(bookmark);
    this.#part = this.#pdf.open('Sect');
    this.#y = this.#margin;
  }

  /** How much of the page is left, in points. */
  get room(): number {
    return A4.height - this.#margin - this.#y;
  }

  /** The height that a text would take. */
  heightOf(text: string, look: TextLook): number {
    return this.#pdf.breakLines(text, A4.width - 2 * this.#margin, look).length * look.size * (look.leading ?? 1.35);
  }

  line(tag: string, text: string, look: TextLook, space = 4): void {
    for (const paragraph of text.split('\n').filter((each) => each.trim() !== '')) {
      if (this.heightOf(paragraph, look) > this.room) this.page();
      if (!this.#part) this.page();
      this.#y += this.#pdf.write(
        this.#part as Node,
        tag,
        paragraph,
        { x: this.#margin, y: this.#y, width: A4.width - 2 * this.#margin },
        look,
      );
      this.#y += space;
    }
  }

  gap(points: number): void {
    this.#y += points;
  }

  /** Half way down: where the second of two notes begins. */
  half(): void {
    this.#pdf.rule({ x: 0, y: A4.height / 2 }, { x: A4.width, y: A4.height / 2 }, true);
    this.#y = A4.height / 2 + this.#margin / 2;
  }

  /** A line to write on. */
  blank(): void {
    this.#y += 26;
    this.#pdf.rule({ x: this.#margin, y: this.#y }, { x: A4.width - this.#margin, y: this.#y });
    this.#y += 6;
  }

  async end(): Promise<Readable> {
    this.#part?.end();
    await this.#pdf.end();
    return Readable.from(Buffer.concat(this.#pieces), { objectMode: false });
  }
}

export const QUIET = '#47565f';
