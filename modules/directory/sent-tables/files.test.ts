import { deepEqual, equal, ok } from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { type CellValue, type WriteOptions, writeXlsx } from 'hucre';
import { writeOds } from 'hucre/ods';
import { ZipFile } from 'yazl';
import { firstOf, sql } from '../../../platform/db/db.ts';
import { type Door, openDoor, signInAs } from '../../identity/builders.ts';
import { buildHead, buildSchool } from '../builders.ts';
import { directoryModule } from '../register.ts';
import { Desk, ondePupils, somePupils, typed } from './testing.ts';

let door: Door;
let desk: Desk;
before(async () => {
  door = await openDoor({ modules: [directoryModule] });
  const school = await buildSchool(door.db);
  desk = new Desk(await signInAs(door, (await buildHead(door.db, { school })).id), school.uai);
});
after(() => door.close());

/** Rows and drafts of the whole database: a refused file leaves none. */
const drafts = async (): Promise<number> =>
  (
    await firstOf(
      door.db,
      sql<{ n: number }>`
    select (select count(*) from directory.table_imports) + (select count(*) from directory.table_rows) as n`,
    )
  )?.n ?? -1;

const TITLES = ['Nom', 'Prénom', 'Date de naissance', 'Classe'];
const PUPIL = ['DUPRÉ', 'Zoé', '03/04/2016', 'CM1'];
const sheet = (rows: CellValue[][], more: Partial<WriteOptions['sheets'][number]> = {}): WriteOptions => ({
  sheets: [{ name: 'Élèves', rows, ...more }],
});
const zip = async (files: Readonly<Record<string, Buffer>>): Promise<Buffer> => {
  const file = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) file.addBuffer(bytes, name);
  file.end();
  return buffer(file.outputStream);
};

/** Sends a file that must be refused: by its code, with nothing kept. */
async function refused(bytes: Uint8Array, code: string, status = 422): Promise<Record<string, unknown>> {
  const kept = await drafts();
  const refusal = await desk.refusal(bytes);
  deepEqual([refusal.status, refusal.code], [status, `directory.${code}`]);
  equal(await drafts(), kept);
  return refusal.details;
}

test('no file, an empty one, blanks, headings alone', async () => {
  await refused(Buffer.from(''), 'table-empty');
  await refused(Buffer.from(' \r\n \r\n'), 'table-empty');
  await refused(typed([TITLES]), 'table-no-rows');
  await refused(await writeXlsx(sheet([])), 'table-empty');
  await refused(await writeOds(sheet([])), 'table-empty');
});

test('something else than a table: a picture, a PDF, an old workbook, a letter, an archive of several files', async () => {
  await refused(Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'table-unknown-type');
  await refused(Buffer.from('%PDF-1.7\n1 0 obj\n'), 'table-unknown-type');
  await refused(Buffer.from('<!DOCTYPE html><table><tr><td>Nom</td></tr></table>'), 'table-unknown-type');
  await refused(
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]),
    'table-old-excel',
  );
  await refused(Buffer.from('Chers parents,\nla sortie de jeudi est reportée.\n'), 'table-no-headings');
  await refused(await zip({ 'a.csv': typed([TITLES, PUPIL]), 'b.csv': typed([TITLES, PUPIL]) }), 'table-unknown-type');
  await refused(
    await zip({ mimetype: Buffer.from('application/vnd.oasis.opendocument.text'), 'content.xml': Buffer.from('<a/>') }),
    'table-unknown-type',
  );
  await refused(Buffer.from('<?xml version="1.0"?><html/>'), 'table-unknown-xml');
});

test('100 MB', async () => {
  const row = Buffer.from('DUPRÉ,Zoé,03/04/2016,CM1\n');
  const huge = Buffer.alloc(100 * 1024 * 1024, row);
  typed([TITLES]).copy(huge);
  await refused(huge, 'table-too-large', 413);
});

test('bombs: sizes that lie, a sheet that swells, rows and columns repeated by the million, a corner far away', async () => {
  // A thousand times smaller as sent than as unpacked.
  const swollen = Buffer.alloc(70 * 1024 * 1024, ' ');
  const bomb = await zip({ 'xl/workbook.xml': Buffer.from('<workbook/>'), 'xl/worksheets/sheet1.xml': swollen });
  ok(bomb.length < 200_000);
  await refused(bomb, 'table-too-large-unpacked', 413);
  const one = await zip({ 'xl/workbook.xml': Buffer.from('<workbook/>') });
  // The directory says that the entry unpacks to nothing.
  one.writeUInt32LE(0, one.lastIndexOf('PK\x01\x02') + 24);
  one.writeUInt32LE(5_000, one.lastIndexOf('PK\x01\x02') + 20);
  await refused(one, 'table-too-large-unpacked', 413);
  const repeated = (rows: number, columns: number): Promise<Buffer> =>
    zip({
      mimetype: Buffer.from('application/vnd.oasis.opendocument.spreadsheet'),
      'META-INF/manifest.xml': Buffer.from('<manifest/>'),
      'content.xml': Buffer.from(
        `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="A"><table:table-row table:number-rows-repeated="${rows}"><table:table-cell office:value-type="string" table:number-columns-repeated="${columns}"><text:p>Nom</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`,
      ),
    });
  ok(
    ['directory.table-cut', 'directory.table-too-large-unpacked'].includes(
      (await desk.refusal(await repeated(1_000_000, 16_000))).code,
    ),
  );
  await refused(await repeated(2, 200), 'table-too-wide');
  await refused(await repeated(20_000, 2), 'table-too-long');
  const far = sheet([TITLES, PUPIL], { cells: new Map([['1048575,16383', { value: 'x', type: 'string' }]]) });
  ok(/table-(cut|too-)/.test((await desk.refusal(await writeXlsx(far))).code));
});

test('a password: on a workbook of Excel, on one of LibreOffice, on an archive', async () => {
  await refused(
    await writeXlsx({ ...sheet([TITLES, PUPIL]), encryption: { password: 'secret', spinCount: 1000 } }),
    'table-locked',
  );
  const manifest =
    '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
  await refused(
    await zip({
      mimetype: Buffer.from('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': Buffer.from('x'),
      'META-INF/manifest.xml': Buffer.from(manifest),
    }),
    'table-locked',
  );
  const locked = await zip({ 'ElevesSansAdresses.xml': Buffer.from('<?xml version="1.0"?><BEE_ELEVES/>') });
  locked.writeUInt16LE(1, locked.lastIndexOf('PK\x01\x02') + 8);
  await refused(locked, 'table-locked');
});

test('a heading twice, too many rows, too many columns, a cell without end', async () => {
  deepEqual(
    (
      await refused(
        typed([
          ['Nom', 'Prénom', 'Classe', 'NOM'],
          ['A', 'B', 'C', 'D'],
        ]),
        'table-duplicate-headings',
      )
    ).headings,
    ['Nom'],
  );
  await refused(typed([TITLES, ...Array<string[]>(10_001).fill(PUPIL)]), 'table-too-long');
  await refused(typed([Array<string>(90).fill('Nom')]), 'table-too-wide');
  await refused(typed([TITLES, ['x'.repeat(3_000), 'B', 'C', 'D']]), 'table-not-a-table');
});

test('a file that was cut: in a quoted cell, in its last row, in its container, in its document', async () => {
  const whole = ondePupils(somePupils(30));
  equal((await refused(whole.subarray(0, whole.lastIndexOf('FRANCE') + 3), 'table-cut')).line, 31);
  equal((await refused(typed([TITLES, PUPIL, PUPIL, ['DUP']]).subarray(0, -1), 'table-cut')).line, 4);
  const workbook = await writeXlsx(sheet([TITLES, PUPIL]));
  await refused(workbook.subarray(0, workbook.length - 300), 'table-cut');
  const document = Buffer.from(
    '<?xml version="1.0" encoding="ISO-8859-15"?>\n<BEE_ELEVES><DONNEES><ELEVES><ELEVE ELEVE_ID="1"><NOM_DE_FAMILLE>DUP',
  );
  await refused(document, 'table-cut');
  await refused(Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><BEE_ELEVES/>'), 'table-bad-xml');
  await refused(Buffer.from('<?xml version="1.0"?><BEE_ELEVES><a></b></BEE_ELEVES>'), 'table-bad-xml');
});

test('text in every habit: five encodings, a mark at the start, three line ends in one file, four separators', async () => {
  const text =
    'Nom;Prénom;Date de naissance;Classe\r\nLEFÈVRE;Gaël;03/04/2016;CE1\rÉTÉ;"Zoé Anne";2016-05-06;"CE1; B"\nŒUVRARD;Noël;1/2/16;CE1\n';
  const names = ['ŒUVRARD', 'LEFÈVRE', 'ÉTÉ'].sort((a, b) => (a < b ? -1 : 1));
  const latin = Buffer.from(text.replace('Œ', '\x8c'), 'latin1');
  const nine = Buffer.from(text.replace('Œ', '\xbc'), 'latin1');
  const mac = Buffer.from(
    text
      .replaceAll('é', '\x8e')
      .replaceAll('ë', '\x91')
      .replaceAll('È', '\xe9')
      .replaceAll('É', '\x83')
      .replaceAll('Œ', '\xce'),
    'latin1',
  );
  const cases: [string, Buffer][] = [
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['windows-1252', latin],
    ['iso-8859-15', nine],
    ['macintosh', mac],
  ];
  for (const [encoding, bytes] of cases) {
    const draft = await desk.draft(bytes);
    equal(draft.reading.encoding, encoding);
    deepEqual(
      draft.differences.map((one) => one.name.split(' ').at(-1)).sort((a = '', b = '') => (a < b ? -1 : 1)),
      names,
      encoding,
    );
    equal(draft.notes.filter((note) => note.aside).length, 0, encoding);
  }
  for (const separator of [';', ',', '\t', '|'])
    equal((await desk.draft(typed([TITLES, PUPIL], separator))).reading.separator, separator);
});

test('damaged accents are repaired where that is sure; else the line is named and left aside', async () => {
  const twice = Buffer.from(Buffer.from('Nom;Prénom;Classe\nLEFÈVRE;Gaël;CE1\nDUPRÉ;Zoé;CE1\n').toString('latin1'));
  const draft = await desk.draft(twice);
  equal(draft.notes[0]?.code, 'mojibake-repaired');
  deepEqual(
    draft.differences.map((one) => one.name),
    ['Gaël LEFÈVRE', 'Zoé DUPRÉ'],
  );
  const lost = await desk.draft(
    Buffer.from('Nom;Prénom;Classe\nB?UF;Léa;CE1\nDUPR\ufffd;Zoé;CE1\nROUX;No\u00c3\ufffdl;CE1\nPETIT;Ana;CE1\n'),
  );
  deepEqual(
    lost.notes.filter((note) => note.aside).map((note) => [note.code, note.line]),
    [
      ['mojibake', 3],
      ['mojibake', 4],
      ['lost-letter', 2],
      ['mojibake', 3],
      ['mojibake', 4],
    ],
  );
  equal(lost.differences.length, 1);
  const mixed = Buffer.concat([
    Buffer.from('Nom;Prénom;Classe\nDUPRÉ;Zoé;CE1\n'),
    Buffer.from('LEFÈVRE;Gaël;CE1\n', 'latin1'),
  ]);
  const both = await desk.draft(mixed);
  deepEqual([both.reading.encoding, both.notes[0]?.code], ['mixed', 'mixed-encoding']);
  deepEqual(
    both.differences.map((one) => one.name),
    ['Zoé DUPRÉ', 'Gaël LEFÈVRE'],
  );
});

test('workbooks: days as days, as numbers of either calendar, as text; merged cells; formulas; a second sheet', async () => {
  const day = new Date(Date.UTC(2016, 3, 3));
  const rows: CellValue[][] = [
    ['Élèves de l’école', null, null, null],
    TITLES,
    ['DUPRÉ', 'Zoé', day, 'CM1'],
    ['FAURE', 'Léo', '03/04/2016', null],
    ['ROUX', 'Ana', 42_463, null],
    ['PETIT', 'Noé', day, 'CM2'],
  ];
  const more = {
    merges: [{ startRow: 2, startCol: 3, endRow: 4, endCol: 3 }],
    cells: new Map([
      ['5,1', { value: 'Noé', type: 'formula' as const, formula: 'CONCATENATE("No","é")', formulaResult: 'Noé' }],
      ['5,3', { value: null, type: 'formula' as const, formula: 'D4' }],
    ]),
  };
  const book = sheet(rows, more);
  const born = (
    differences: { name: string; changes: { field: string; after: string | null }[] }[],
    field: string,
  ): (string | null | undefined)[] =>
    differences.map((one) => one.changes.find((change) => change.field === field)?.after);
  const second = { name: 'Brouillon', rows: [['a', 'b']] };
  for (const [kind, bytes] of [
    ['xlsx', await writeXlsx({ sheets: [...book.sheets, second] })],
    ['ods', await writeOds({ sheets: [...book.sheets, second] })],
  ] as const) {
    const draft = await desk.draft(bytes);
    deepEqual([draft.reading.kind, draft.reading.sheet, draft.reading.rows], [kind, 'Élèves', 4]);
    deepEqual(born(draft.differences, 'birth_date'), Array(4).fill('2016-04-03'), kind);
    deepEqual(born(draft.differences, 'class').slice(0, 3), ['CM1', 'CM1', 'CM1'], kind);
    const codes = draft.notes.map((note) => note.code);
    for (const code of ['other-sheets', 'rows-above', 'merged-filled', 'formula-without-value'])
      ok(codes.includes(code), `${kind} ${code}`);
  }
  const mac = await desk.draft(
    await writeXlsx({
      ...sheet([TITLES, ['ROUX', 'Ana', 42_463 - 1462, 'CM1'], ['DUPRÉ', 'Zoé', day, 'CM1']]),
      dateSystem: '1904',
    }),
  );
  deepEqual(born(mac.differences, 'birth_date'), ['2016-04-03', '2016-04-03']);
});

test('a formula typed as a name, a date that never was, a number that is none: said by line, never written', async () => {
  const draft = await desk.draft(
    typed(
      [
        ['Nom', 'Prénom', 'Date de naissance', 'INE', 'Classe'],
        ['=HYPERLINK(1)', 'Zoé', '03/04/2016', '', 'CM1'],
        ['DUPRÉ', '', '03/04/2016', '', 'CM1'],
        ['FAURE', 'Léo', '31/02/2016', '12', 'CM1'],
        ['PÉREZ', 'Ana', '01/01/2061', '', 'CM1'],
        ['NGUYEN', 'Tom', '01/01/1816', '', 'CM1'],
      ],
      ';',
    ),
  );
  deepEqual(
    draft.notes.map((note) => [note.line, note.code, note.aside ?? false]),
    [
      [2, 'bad-name', true],
      [3, 'no-name', true],
      [4, 'bad-date', false],
      [4, 'bad-ine', false],
      [5, 'bad-date', false],
      [6, 'bad-date', false],
    ],
  );
  deepEqual([draft.counts.create, draft.counts.aside], [3, 2]);
});
