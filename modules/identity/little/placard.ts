import { PassThrough, type Readable } from 'node:stream';
import QRCode from 'qrcode';
import { A4, TaggedPdf } from '../../../platform/pdf/tagged-pdf.ts';
import { paper } from './texts/paper.ts';

/** A page with one large square: a class's poster, a card for home. */
export interface Placard {
  readonly title: string;
  readonly link: string;
  readonly lines: readonly string[];
  readonly kind: 'poster' | 'card';
  readonly madeAt: Date;
}

const MARGIN = 64;

/** Sets the page as a tagged PDF; one page is done at once, without a thread. */
export function printPlacard({ title, link, lines, kind, madeAt }: Placard): Readable {
  const stream = new PassThrough();
  const pdf = new TaggedPdf({
    title,
    lang: 'fr-FR',
    author: paper.author,
    madeAt,
    onBytes: (bytes) => stream.write(bytes),
  });
  pdf.addPage();
  const part = pdf.open('Sect');
  const width = A4.width - 2 * MARGIN;
  const square = kind === 'poster' ? width : width * 0.6;
  const place = { x: MARGIN, width };
  let y = MARGIN;
  y += pdf.write(part, 'H1', title, { ...place, y }, { size: kind === 'poster' ? 44 : 36, bold: true }) + 16;
  const { modules } = QRCode.create(link, { errorCorrectionLevel: 'M' });
  pdf.drawSquares(part, {
    cells: modules.data,
    side: modules.size,
    x: MARGIN,
    y,
    width: square,
    alt: paper[kind].square,
  });
  y += square + 24;
  for (const line of lines) y += pdf.write(part, 'P', line, { ...place, y }, { size: 15 }) + 8;
  pdf.end().then(
    () => stream.end(),
    (error: Error) => stream.destroy(error),
  );
  return stream;
}
