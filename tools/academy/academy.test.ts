import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type AcademyOptions, generateAcademy, type WrittenDelivery } from './academy.ts';
import { DEMO_PEOPLE, DEMO_PLACES } from './demo-people.ts';
import { decodeFile, type ReadRequest, readDelivery, firstOf as value, valuesOf as values } from './read-back.ts';
import { isUai } from './uai.ts';

const root = mkdtempSync(join(tmpdir(), 'academy-'));
after(() => rmSync(root, { recursive: true }));

let runs = 0;
async function generate(options: Partial<AcademyOptions> = {}): Promise<WrittenDelivery[]> {
  runs += 1;
  const out = join(root, String(runs));
  return generateAcademy({
    size: 'demo',
    seed: 1,
    date: '2025-09-15',
    out,
    delta: false,
    format: 'folder',
    ...options,
  });
}

const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const digests = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map((name) => `${name} ${digest(join(folder, name))}`);
const only = (requests: ReadRequest[], category: string) => requests.filter((one) => one.category === category);
const index = (requests: ReadRequest[]) => new Map(requests.map((one) => [one.id, one]));

let primary: ReadRequest[];
let secondary: ReadRequest[];
let written: WrittenDelivery[];

before(async () => {
  written = await generate();
  [primary, secondary] = written.map((one) => readDelivery(one.path)) as [ReadRequest[], ReadRequest[]];
});

describe('a generated academy', () => {
  it('is the same to the byte for the same arguments, and another for another seed', async () => {
    const [again, other] = [await generate(), await generate({ seed: 2 })];
    for (const n of [0, 1]) {
      const folder = written[n]?.path ?? '';
      assert.deepEqual(digests(again[n]?.path ?? ''), digests(folder));
      assert.notDeepEqual(digests(other[n]?.path ?? ''), digests(folder));
    }
  });

  it('packs the same archive twice', async () => {
    for (const format of ['tgz', 'zip'] as const) {
      const [first, second] = [await generate({ format }), await generate({ format })];
      assert.deepEqual(
        first.map((one) => digest(one.path)),
        second.map((one) => digest(one.path)),
      );
      assert.ok(first.every((one) => one.path.endsWith(`.Complet.${format}`)));
    }
  });

  it('names and numbers its files as an academy does', () => {
    assert.deepEqual(
      written.map((one) => one.name),
      ['ENT1DVA.20250915.Complet', 'ENT2DVA.20250915.Complet'],
    );
    const names = readdirSync(written[1]?.path ?? '');
    assert.ok(names.includes('ENT2DVA_Complet_20250915_Eleve_0000.xml'));
    assert.ok(names.includes('ENT2DVA_Complet_20250915_Eleve_0001.xml'));
    assert.ok(names.includes('ENT2DVA_Complet_20250915_MatiereEducNat_0000.xml'));
    assert.ok(!readdirSync(written[0]?.path ?? '').some((name) => /Mef|Matiere/.test(name)));
  });

  it('declares both charsets and keeps to them', () => {
    for (const [n, charset] of ['ISO-8859-15', 'UTF-8'].entries()) {
      const folder = written[n]?.path ?? '';
      const texts = readdirSync(folder).map((name) => decodeFile(join(folder, name)));
      assert.ok(
        texts.every((text) =>
          text.startsWith(`<?xml version="1.0" encoding="${charset}"?>\n<!DOCTYPE ficAlimMENESR SYSTEM`),
        ),
      );
      assert.ok(
        texts.every(
          (text) => text.includes(`<!-- degre="${n + 1}D" -->`) && text.includes('<!-- versionAF="AAF-VE2407" -->'),
        ),
      );
      assert.match(texts.join(''), /LEBŒUF|LECŒUR/);
      assert.match(texts.join(''), /MUÑOZ|NUÑEZ/);
    }
  });

  it('gives every structure a UAI of 069 9xxx with its right letter', () => {
    const uais = only([...primary, ...secondary], 'EtabEducNat').map((one) => value(one, 'ENTStructureUAI'));
    assert.equal(new Set(uais).size, 6);
    for (const uai of uais) assert.ok(isUai(uai) && uai.startsWith('0699'), uai);
  });

  it('has the counts of the demonstration', () => {
    const count = (n: number, category: 'Eleve' | 'EtabEducNat') => written[n]?.counts[category];
    assert.equal(count(0, 'EtabEducNat'), 3);
    assert.equal(count(1, 'EtabEducNat'), 3);
    const current = only(primary, 'Eleve').filter((one) => value(one, 'ENTEleveDateSortieStructRattach') === '');
    assert.equal(current.length, 421);
    assert.equal(count(1, 'Eleve'), 353);
    const guardians = only([...primary, ...secondary], 'PersRelEleve').length;
    assert.ok(guardians / 774 > 1.6 && guardians / 774 < 1.85, `${guardians} guardians`);
  });

  it('resolves every reference between its objects', () => {
    for (const requests of [primary, secondary]) {
      const byId = index(requests);
      const structures = new Set(only(requests, 'EtabEducNat').map((one) => one.id));
      for (const pupil of only(requests, 'Eleve')) {
        assert.equal(value(pupil, 'ENTPersonJointure'), pupil.id);
        assert.ok(structures.has(value(pupil, 'ENTPersonStructRattach')));
        for (const text of [...values(pupil, 'ENTElevePersRelEleve'), ...values(pupil, 'ENTEleveAutoriteParentale')]) {
          const guardian = byId.get(text.split('$')[0] ?? '');
          const children = [
            ...values(guardian, 'ENTAuxPersRelEleveEleve'),
            ...values(guardian, 'ENTPersRelEleveEleve'),
          ];
          assert.ok(children.includes(pupil.id), `${text} of ${pupil.id}`);
        }
      }
    }
    const schools = index(only(secondary, 'EtabEducNat'));
    for (const pupil of only(secondary, 'Eleve')) {
      for (const [attribute, declared] of [
        ['ENTEleveClasses', 'ENTStructureClasses'],
        ['ENTEleveGroupes', 'ENTStructureGroupes'],
      ] as const) {
        for (const text of values(pupil, attribute)) {
          const [school = '', code] = text.split('$');
          assert.ok(
            values(schools.get(school), declared).some((one) => one.split('$')[0] === code),
            text,
          );
        }
      }
    }
  });

  it('gives pupils the age of their level whatever the day of the year', async () => {
    for (const date of ['2026-01-10', '2026-07-20', '2026-09-02', '2031-11-30']) {
      const [, folder] = await generate({ date });
      const start = Number(date.slice(0, 4)) - (date.slice(5) < '08-16' ? 1 : 0);
      const sixth = only(readDelivery(folder?.path ?? ''), 'Eleve').filter(
        (one) => value(one, 'ENTEleveNivFormation') === '6EME',
      );
      const years = sixth.map((one) => start - Number(value(one, 'ENTPersonDateNaissance').slice(6)));
      assert.ok(years.length > 70 && years.every((age) => age >= 8 && age <= 14));
      assert.ok(years.filter((age) => age === 11).length > years.length * 0.75);
      assert.ok(sixth.every((one) => value(one, 'ENTEleveDateEntreeStructRattach').endsWith(String(start))));
    }
  });
});

describe('the named people of the demonstration', () => {
  it('exist under their identifiers, whatever the seed and the date', async () => {
    const [p2, s2] = (await generate({ seed: 77, date: '2027-03-03' })).map((one) => readDelivery(one.path)) as [
      ReadRequest[],
      ReadRequest[],
    ];
    for (const [p, s] of [
      [primary, secondary],
      [p2, s2],
    ] as const) {
      for (const person of DEMO_PEOPLE) {
        for (const key of [person, ...(person.also ? [person.also] : [])]) {
          const found = index(key.source === '1D' ? p : s).get(key.jointure);
          assert.equal(value(found, key.source === '1D' ? 'ENTPersonNom' : 'sn'), person.surname);
          assert.equal(value(found, key.source === '1D' ? 'ENTPersonPrenom' : 'givenName'), person.given);
        }
      }
    }
  });

  it('make one family over an école and the collège, held together by the national number', () => {
    const mother = index(primary).get('8300001');
    const children = values(mother, 'ENTPersRelEleveEleve').map((id) => index(primary).get(id));
    assert.deepEqual(
      children.map((one) => value(one, 'ENTEleveNiveau')),
      ['1121$CP', '1125$CM2', '1125$CM2'],
    );
    const [, , departed] = children;
    const ibrahim = index(secondary).get('7100001');
    assert.equal(value(departed, 'ENTEleveINE'), value(ibrahim, 'ENTEleveINE'));
    assert.equal(value(departed, 'ENTPersonClasses'), '');
    assert.ok(values(ibrahim, 'ENTElevePersRelEleve').includes('7300001$10$1$1$0$0'));
    assert.ok(value(ibrahim, 'ENTEleveClasses').endsWith(`$${DEMO_PLACES.secondYear}`));
  });

  it('teach and head where the demonstration says', () => {
    const noe = index(primary).get('8100001');
    assert.match(value(noe, 'ENTPersonClasses'), /\$6921201\$CP Mme ROUX$/);
    const awa = index(primary).get('8100002');
    assert.match(value(awa, 'ENTPersonClasses'), /\$6921208\$CM2 M\. BENALI$/);
    assert.deepEqual(values(index(primary).get('8500002'), 'ENTEnsFonctionDir'), ['6921102']);
    assert.deepEqual(values(index(secondary).get('7500001'), 'ENTAuxEnsClassesPrincipal'), ['6922101$5B']);
    assert.match(value(index(secondary).get('7500002'), 'ENTPersonFonctions'), /^6922101\$EDU\$/);
  });
});
