import PDFDocument from 'pdfkit';
import { faceBytes, faceNames, faceOf, isRightToLeft } from './faces.ts';

/** A4 in points; every measure of this folder is in points, from the top left. */
export const A4 = { width: 595.28, height: 841.89 } as const;

export interface TextLook {
  readonly size: number;
  readonly bold?: boolean;
  /** `#rrggbb`; ink by default. */
  readonly colour?: string;
  /** Language of the text where it is not that of the document. */
  readonly lang?: string;
  /** Height of a line as a multiple of the size. */
  readonly leading?: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  /** Lines are broken to this width; a text from right to left starts at its right edge. */
  readonly width: number;
}

/** A node of the structure tree: what a screen reader walks through. */
export type Node = PDFKit.PDFStructureElement;

/** A line as it was drawn once: what was written, how wide it is, and the font that the page must name. */
interface Drawing {
  readonly content: string;
  readonly width: number;
  readonly font: string;
  readonly resource: unknown;
}

const INK = '#22303a';
const LEADING = 1.35;

/**
 * A tagged PDF (PDF/UA-1): every mark on a page is either in the structure tree, in reading order, with its language, or an
 * artifact. Lines are broken and shaped once per distinct text, so that a thousand pages that say the same cost little.
 * What is written leaves by `onBytes` as soon as a page is full.
 */
export class TaggedPdf {
  readonly #doc: PDFKit.PDFDocument;
  readonly #root: Node;
  readonly #lines = new Map<string, readonly string[]>();
  readonly #drawings = new Map<string, Drawing>();
  readonly #ended: Promise<void>;

  constructor(given: {
    readonly title: string;
    /** BCP 47, such as `fr-FR`. */
    readonly lang: string;
    readonly author: string;
    readonly madeAt: Date;
    readonly onBytes: (bytes: Uint8Array) => void;
  }) {
    this.#doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      pdfVersion: '1.7',
      // The types know the archive's subsets only.
      subset: 'PDF/UA' as 'PDF/A-1a',
      tagged: true,
      displayTitle: true,
      lang: given.lang,
      info: { Title: given.title, Author: given.author, Producer: given.author, CreationDate: given.madeAt },
    });
    for (const name of faceNames) this.#doc.registerFont(name, faceBytes(name));
    this.#doc.on('data', given.onBytes);
    this.#ended = new Promise((resolve, reject) => this.#doc.once('end', resolve).once('error', reject));
    this.#root = this.#doc.struct('Document');
    this.#doc.addStructure(this.#root);
  }

  addPage(): void {
    this.#doc.addPage();
  }

  /** An entry of the reader's list of contents, leading to the present page. */
  addBookmark(label: string): void {
    this.#doc.outline.addItem(label);
  }

  /** A node under `parent` (under the document when left out), to be filled in reading order. */
  open(tag: string, parent: Node = this.#root): Node {
    const node = this.#doc.struct(tag);
    parent.add(node);
    return node;
  }

  /**
   * Writes a text as one node: broken into lines, in the face that draws its script.
   * @returns the height taken
   */
  write(parent: Node, tag: string, text: string, place: Place, look: TextLook): number {
    const lines = this.breakLines(text, place.width, look);
    const height = look.size * (look.leading ?? LEADING);
    const fromRight = isRightToLeft(text);
    const options = { ...(look.lang ? { lang: look.lang } : {}), ...(fromRight ? { actual: text } : {}) };
    const draw = (): void => {
      this.#doc.fillColor(look.colour ?? INK);
      for (const [rank, line] of lines.entries()) {
        const drawn = this.#drawingOf(line, look);
        const x = fromRight ? place.x + place.width - drawn.width : place.x;
        this.#replay(drawn, x, place.y + rank * height);
      }
    };
    parent.add(this.#doc.struct(tag, options, draw));
    return lines.length * height;
  }

  /** A figure made of squares (a QR code): `cells` row by row, dark where true. `alt` says what it is. */
  drawSquares(
    parent: Node,
    given: {
      readonly cells: ArrayLike<number | boolean>;
      readonly side: number;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly alt: string;
    },
  ): void {
    const { cells, side, x, y, width, alt } = given;
    // An image of one bit a square, inside the page's own content: a tenth of the bytes of as many rectangles.
    const rowBytes = Math.ceil(side / 8);
    const bits = Buffer.alloc(rowBytes * side, 0xff);
    for (let at = 0; at < side * side; at += 1) {
      const column = at % side;
      const byte = Math.floor(at / side) * rowBytes + (column >> 3);
      if (cells[at]) bits[byte] = (bits[byte] as number) & ~(0x80 >> (column & 7));
    }
    const draw = (): void => {
      this.#doc.save().fillColor('#000000');
      this.#doc.transform(width, 0, 0, -width, x, y + width);
      this.#doc.addContent(`BI /W ${side} /H ${side} /IM true /F /AHx ID ${bits.toString('hex')}> EI`);
      this.#doc.restore();
    };
    // The types do not know the box, which readers need to show a figure alone.
    const figure = { alt, bbox: [x, y, x + width, y + width] } as { alt: string };
    parent.add(this.#doc.struct('Figure', figure, draw));
  }

  /** A thin line that says nothing: where to cut, what to part. */
  rule(
    from: { readonly x: number; readonly y: number },
    to: { readonly x: number; readonly y: number },
    dashed = false,
  ): void {
    this.#doc.markContent('Artifact', { type: 'Layout' });
    this.#doc.save().lineWidth(0.6).strokeColor('#857a6b');
    if (dashed) this.#doc.dash(3, { space: 3 });
    this.#doc.moveTo(from.x, from.y).lineTo(to.x, to.y).stroke().undash().restore();
    this.#doc.endMarkedContent();
  }

  /** The lines of a text in that width; a word longer than it stands alone. */
  breakLines(text: string, width: number, look: TextLook): readonly string[] {
    const key = `${look.bold ? 'b' : 't'}${look.size}|${width}|${text}`;
    const known = this.#lines.get(key);
    if (known) return known;
    this.#take(text, look);
    // A run from right to left is shaped and turned as a whole: its spaces must not part it.
    const join = isRightToLeft(text) ? '\u00a0' : ' ';
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const last = lines.at(-1);
      const longer = last === undefined ? word : `${last}${join}${word}`;
      if (last !== undefined && this.#doc.widthOfString(longer) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    this.#lines.set(key, lines);
    return lines;
  }

  #take(text: string, look: TextLook): void {
    this.#doc.font(faceOf(text, look.bold ?? false)).fontSize(look.size);
  }

  /**
   * What drawing a line at the top left writes on the page. Most lines of a batch are on every page: each is shaped and encoded once,
   * then written again elsewhere, which takes a third of the time.
   */
  #drawingOf(line: string, look: TextLook): Drawing {
    const key = `${look.bold ? 'b' : 't'}${look.size}|${line}`;
    const known = this.#drawings.get(key);
    if (known) return known;
    this.#take(line, look);
    const written: string[] = [];
    const doc = this.#doc as PDFKit.PDFDocument & { page: { fonts: Record<string, unknown> } };
    doc.addContent = (content: string) => {
      written.push(content);
      return doc;
    };
    try {
      doc.text(line, 0, 0, { lineBreak: false });
    } finally {
      Reflect.deleteProperty(doc, 'addContent');
    }
    const content = written.join('\n');
    const font = /^\/(F\d+) /m.exec(content)?.[1] ?? '';
    const drawing = { content, width: doc.widthOfString(line), font, resource: doc.page.fonts[font] };
    this.#drawings.set(key, drawing);
    return drawing;
  }

  #replay({ content, font, resource }: Drawing, x: number, y: number): void {
    const { page } = this.#doc as PDFKit.PDFDocument & { page: { fonts: Record<string, unknown> } };
    page.fonts[font] ??= resource;
    this.#doc.addContent(`q 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} cm\n${content}\nQ`);
  }

  /** Ends the document; resolves when its last byte has left. */
  async end(): Promise<void> {
    this.#root.end();
    this.#doc.end();
    await this.#ended;
  }
}
