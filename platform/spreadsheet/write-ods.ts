import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

const TYPE = 'application/vnd.oasis.opendocument.spreadsheet';
const DOCUMENT = 'urn:oasis:names:tc:opendocument:xmlns:';

/** The media type of what `writeOds` gives. */
export const odsType = TYPE;

/**
 * Rows as an OpenDocument spreadsheet of one sheet, streamed: no more than a batch is in memory. Every cell is a text, which no
 * spreadsheet runs, whatever its first sign.
 * @param sheet the sheet's name
 */
export function writeOds(
  sheet: string,
  headings: readonly string[],
  batches: AsyncIterable<readonly (readonly string[])[]>,
): Readable {
  const zip = new ZipFile();
  // The format wants its type first and uncompressed, so that a file is recognised by its beginning.
  zip.addBuffer(Buffer.from(TYPE), 'mimetype', { compress: false });
  zip.addBuffer(Buffer.from(manifest), 'META-INF/manifest.xml');
  zip.addReadStream(Readable.from(content(sheet, headings, batches)), 'content.xml');
  zip.end();
  return Readable.from(zip.outputStream);
}

const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="${DOCUMENT}manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>
`;

async function* content(
  sheet: string,
  headings: readonly string[],
  batches: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="${DOCUMENT}office:1.0" xmlns:style="${DOCUMENT}style:1.0" xmlns:fo="${DOCUMENT}xsl-fo-compatible:1.0" xmlns:table="${DOCUMENT}table:1.0" xmlns:text="${DOCUMENT}text:1.0" office:version="1.3"><office:automatic-styles><style:style style:name="heading" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="${escaped(sheet)}"><table:table-header-rows>${row(headings, ' table:style-name="heading"')}</table:table-header-rows>`;
  for await (const rows of batches) yield rows.map((cells) => row(cells)).join('');
  yield '</table:table></office:spreadsheet></office:body></office:document-content>';
}

const row = (cells: readonly string[], look = ''): string =>
  `<table:table-row>${cells.map((cell) => `<table:table-cell${look} office:value-type="string"><text:p>${escaped(cell)}</text:p></table:table-cell>`).join('')}</table:table-row>`;

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** As XML takes it: control characters, which it does not, are left out. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
