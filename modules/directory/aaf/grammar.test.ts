import assert from 'node:assert/strict';
import { test } from 'node:test';
import { categoryOf } from './attributes.ts';
import type { Finding } from './finding.ts';
import { Grammar, type Understood } from './grammar.ts';
import type { Degree, FeedRecord } from './record.ts';
import { standingInFirstDegree, standingInSecondDegree } from './relations.ts';

type Values = Readonly<Record<string, string | readonly string[]>>;

function understand(
  degree: Degree,
  category: string,
  values: Values,
  id = '12',
): { result: Understood | undefined; findings: Omit<Finding, 'file'>[] } {
  const findings: Omit<Finding, 'file'>[] = [];
  const expected = categoryOf[category] ?? 'pupil';
  const attributes = Object.entries(values).map(([name, value]) => [name, [value].flat()] as const);
  const grammar = new Grammar(degree, expected, (finding) => findings.push(finding));
  return { result: grammar.understand({ request: 'add', category, id, line: 7, attributes }), findings };
}

const recordOf = (degree: Degree, category: string, values: Values): FeedRecord => {
  const { result } = understand(degree, category, values);
  assert.equal(result?.kind, 'record');
  return result?.kind === 'record' ? result.record : {};
};

test('a pupil of the collège becomes a neutral record', () => {
  const record = recordOf(2, 'Eleve', {
    ENTPersonJointure: '12',
    ENTEleveINE: '123456789AB',
    ENTPersonDateNaissance: '29/02/2012',
    ENTPersonNomPatro: 'LEBŒUF',
    sn: 'LEBŒUF',
    givenName: 'Ève',
    personalTitle: 'Mlle',
    ENTPersonStructRattach: '69101',
    ENTEleveClasses: '69101$3E&1',
    ENTEleveGroupes: ['69101$3LATIN', '69101$3ESP1'],
    ENTEleveMEF: '1031000F11A',
    ENTElevePersRelEleve: ['33$10$1$1$0$0', '34$39$0$2$1$0', '35$90$0$0$1$1'],
    ENTEleveDateEntreeClasses: '69101$01/09/2025$3E&1',
    ENTEleveBoursier: 'O',
    mail: '',
  });
  assert.deepEqual(record, {
    ine: '123456789AB',
    birth_date: '2012-02-29',
    birth_name: 'LEBŒUF',
    family_name: 'LEBŒUF',
    given_name: 'Ève',
    title: 'Mme',
    school: '69101',
    classes: [['69101', '3E&1']],
    groups: [
      ['69101', '3LATIN'],
      ['69101', '3ESP1'],
    ],
    mef: '1031000F11A',
    kin: [
      ['33', '10', '1', '1', '0'],
      ['34', '39', '2', '0', '1'],
      ['35', '90', '0', '1', '1'],
    ],
    class_since: [['3E&1', '2025-09-01']],
  });
});

test('a pupil of the école keeps level, canteen and care, and a class by its stable id', () => {
  const record = recordOf(1, 'Eleve', {
    ENTPersonNom: 'BARRY',
    ENTPersonPrenom: 'Fatoumata',
    ENTEleveNiveau: '1124$CM1',
    ENTPersonClasses: '69802$CLASSE$0699102U$81007$CM1-CM2 Mme ROCHE',
    ENTEleveAutoriteParentale: ['43$2', '44$1'],
    ENTEleveRestaurantScolaire: 'O',
    ENTEleveGarderieMatin: 'N',
    ENTEleveDateEntreeClasses: '81007$01/09/2025',
  });
  assert.deepEqual(record, {
    family_name: 'BARRY',
    given_name: 'Fatoumata',
    level: '1124',
    level_label: 'CM1',
    classes: [['69802', '81007', 'CM1-CM2 Mme ROCHE']],
    kin: [
      ['43', '2'],
      ['44', '1'],
    ],
    canteen: true,
    morning_care: false,
    class_since: [['81007', '2025-09-01']],
  });
  const oldest = recordOf(1, 'Eleve', { ENTPersonNom: 'A', ENTPersonClasses: '69802$CLASSE$CP B' });
  assert.deepEqual(oldest.classes, [['69802', 'CP B', 'CP B']]);
});

test('a school is named as people say, in the old form and in the new', () => {
  const uai = '0699001J';
  const name = (value: string): string | undefined =>
    recordOf(2, 'EtabEducNat', { ENTStructureUAI: uai, ENTStructureNomCourant: value }).name;
  assert.equal(name("CLG$CLG JEANNE-D'ARC$LYON"), "Collège Jeanne-d'Arc");
  assert.equal(name('CLG-ROSA PARKS-ac-LYON'), 'Collège Rosa Parks');
  assert.equal(name('ECOLE MATERNELLE$LES LUCIOLES$CORBAS'), 'École maternelle Les Lucioles');
});

test('both nomenclatures of relations, and who is legal in each degree', () => {
  assert.deepEqual(standingInSecondDegree('10', '1'), { relation: 'mother', authority: 1, needsReview: false });
  assert.deepEqual(standingInSecondDegree('39', '2'), { relation: 'relative', authority: 2, needsReview: false });
  assert.deepEqual(standingInSecondDegree('70', '1'), { relation: 'self', authority: 0, needsReview: false });
  assert.deepEqual(standingInSecondDegree('99', '0'), { relation: 'other', authority: 0, needsReview: false });
  for (const code of ['1', '2', '3', '5', '10', '20', '50', '51']) {
    const standing = standingInFirstDegree(code);
    assert.deepEqual([standing.authority, standing.needsReview], [1, true], code);
  }
  for (const code of ['4', '6', '7', '37', '38', '39', '41', '42', '43', '70', '90', '99', '']) {
    const standing = standingInFirstDegree(code);
    assert.deepEqual([standing.authority, standing.needsReview], [0, false], code);
  }
});

test('an object of another category, without id, with another id inside or a wrong UAI is set aside with its line', () => {
  const codes = (...args: Parameters<typeof understand>): unknown => {
    const { result, findings } = understand(...args);
    assert.equal(result?.kind, 'reject');
    return findings.map(({ severity, code, line, objectId }) => [severity, code, line, objectId]);
  };
  assert.deepEqual(codes(2, 'Eleve', { sn: 'A' }, ''), [['quarantine', 'no-identifier', 7, '']]);
  assert.deepEqual(codes(2, 'Eleve', { ENTPersonJointure: '13', sn: 'A' }), [['quarantine', 'id-mismatch', 7, '12']]);
  assert.deepEqual(codes(2, 'Eleve', { givenName: 'A' }), [['quarantine', 'no-name', 7, '12']]);
  assert.deepEqual(codes(2, 'EtabEducNat', { ENTStructureUAI: '0699001K', ENTStructureNomCourant: 'A' }), [
    ['quarantine', 'bad-uai', 7, '12'],
  ]);
  assert.deepEqual(codes(2, 'Eleve', { sn: 'A', ENTEleveClasses: ['1$6A', '1$6B'] }), [
    ['quarantine', 'two-classes', 7, '12'],
  ]);
});

test('an unknown attribute or code is said once per file, whatever its number', () => {
  const findings: Omit<Finding, 'file'>[] = [];
  const grammar = new Grammar(2, 'pupil', (finding) => findings.push(finding));
  for (let line = 1; line <= 3; line += 1) {
    const attributes = [
      ['sn', ['A']],
      ['givenName', ['B']],
      ['ENTPersonDateNaissance', ['01/02/2013']],
      ['ENTEleveSurprise', ['x']],
      ['ENTElevePersRelEleve', ['5$99$0$1$0$0']],
      ['personalTitle', ['Mx']],
    ] as const;
    const understood = grammar.understand({ request: 'add', category: 'Eleve', id: String(line), line, attributes });
    assert.equal(understood?.kind, 'record');
  }
  assert.deepEqual(
    findings.map(({ code, line, details }) => [code, line, details?.attribute ?? details?.value]),
    [
      ['unknown-attribute', 1, 'ENTEleveSurprise'],
      ['unknown-code', 1, '99'],
      ['unknown-code', 1, 'Mx'],
    ],
  );
});

test('a value off its form is dropped and said, the object stays', () => {
  const { result, findings } = understand(2, 'Eleve', {
    sn: 'A',
    ENTPersonDateNaissance: '31/02/2013',
    mail: 'nowhere',
    ENTEleveINE: 'X',
  });
  assert.equal(result?.kind === 'record' && result.record.birth_date, undefined);
  assert.deepEqual(
    findings.map(({ code, details }) => [code, details?.field]),
    [
      ['bad-value', 'birth_date'],
      ['bad-value', 'email'],
      ['bad-value', 'ine'],
      ['no-birth-date', undefined],
    ],
  );
});
