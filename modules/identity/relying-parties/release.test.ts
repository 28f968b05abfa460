import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { schoolsFor } from './access.ts';
import { attributes, type ReleasedFacts, valuesOf } from './attributes.ts';
import { isAttributeName, type ReleaseRule, releaseOf } from './release.ts';

const nobody: ReleasedFacts = {
  uid: 'Z9AA0001',
  familyName: 'MARTIN',
  givenName: null,
  title: null,
  birthDate: null,
  postalCode: null,
  email: null,
  academyIds: [],
  profiles: [],
  groups: [],
  enrolments: [],
  children: [],
  login: 'martin',
  locale: null,
  pairwiseId: null,
};
const college = { schoolUai: '0699001J', schoolName: 'Collège des Acacias', schoolKind: 'college' };
const pupil: ReleasedFacts = {
  ...nobody,
  givenName: 'Lina',
  birthDate: '2014-03-09',
  academyIds: ['10-2D$44021'],
  profiles: [{ ...college, role: 'pupil' }],
  groups: [
    { label: '6e B', kind: 'class', role: 'pupil' },
    { label: 'Chorale', kind: 'free', role: 'member' },
  ],
  enrolments: [{ level: '6e', mef: '10010012110' }],
};
const rule: ReleaseRule = { principal: 'uid', released: [], listStyle: 'repeated', keepsEmpty: false };
const asked = (given: Partial<ReleaseRule>, facts: ReleasedFacts) => releaseOf({ ...rule, ...given }, facts);

describe('what leaves about a person', () => {
  it('is nothing but the identifier, unless the service’s entry lists more', () => {
    assert.deepEqual(asked({}, pupil), { user: 'Z9AA0001', attributes: [] });
  });

  it('goes under the names and in the code sets that the service reads', () => {
    const { attributes: sent } = asked(
      {
        released: [
          { attribute: 'familyName', as: 'nom' },
          { attribute: 'birthDate', as: 'dateNaissance' },
          { attribute: 'profileName', as: 'ENTPersonProfils' },
          { attribute: 'profileShortNumber', as: 'categories' },
          { attribute: 'schoolUai', as: 'ENTPersonStructRattachRNE' },
          { attribute: 'schoolType', as: 'ENTStructureTypeStruct' },
          { attribute: 'classes', as: 'ENTEleveClasses' },
          { attribute: 'groups', as: 'ENTEleveGroupes' },
          { attribute: 'academyKey', as: 'id' },
        ],
      },
      pupil,
    );
    assert.deepEqual(Object.fromEntries(sent.map(({ name, values }) => [name, values])), {
      nom: ['MARTIN'],
      dateNaissance: ['09/03/2014'],
      ENTPersonProfils: ['National_ELV'],
      categories: ['National_1'],
      ENTPersonStructRattachRNE: ['0699001J'],
      ENTStructureTypeStruct: ['CLG'],
      ENTEleveClasses: ['6e B'],
      ENTEleveGroupes: ['Chorale'],
      id: ['44021'],
    });
  });

  it('joins what somebody is several times over, for the services that want one text', () => {
    const both: ReleasedFacts = {
      ...nobody,
      profiles: [
        { ...college, role: 'teacher' },
        { ...college, role: 'guardian' },
      ],
      children: [{ uid: 'Z9AA0002', schoolUais: ['0699001J'] }],
    };
    const released = [{ attribute: 'profileShortNumber', as: 'categories' }] as const;
    assert.deepEqual(asked({ released, listStyle: 'joined' }, both).attributes, [
      { name: 'categories', values: ['National_3;National_2'] },
    ]);
    assert.deepEqual(asked({ released }, both).attributes[0]?.values, ['National_3', 'National_2']);
  });

  it('leaves out what is not known, or leaves it empty where a service insists', () => {
    const released = [{ attribute: 'email', as: 'mail' }] as const;
    assert.deepEqual(asked({ released }, nobody).attributes, []);
    assert.deepEqual(asked({ released, keepsEmpty: true }, nobody).attributes, [{ name: 'mail', values: [''] }]);
  });

  it('does not call a parent somebody who may follow no child of that school', () => {
    const closed: ReleasedFacts = { ...nobody, profiles: [{ ...college, role: 'guardian' }] };
    assert.deepEqual(valuesOf('profileName', closed), []);
    assert.deepEqual(valuesOf('schoolUai', closed), []);
  });

  it('has an answer for every attribute, of anybody', () => {
    for (const attribute of attributes)
      for (const facts of [nobody, pupil])
        assert.ok(
          valuesOf(attribute, facts).every((value) => typeof value === 'string' && value !== ''),
          attribute,
        );
  });

  it('cannot take the place of the protocol’s own words', () => {
    for (const name of ['user', 'proxyGrantingTicket', 'attributes', 'xmlns', 'a b', 'a>', '', '1a', 'a:b'])
      assert.equal(isAttributeName(name), false, name);
    for (const name of ['nom', 'ENTPersonProfils', 'user_nom', 'id']) assert.ok(isAttributeName(name));
  });
});

describe('the schools for which a person may enter', () => {
  const post = (schoolId: string, role: 'pupil' | 'teacher' | 'head') => ({
    schoolId,
    role,
    schoolUai: '',
    schoolName: '',
    schoolKind: 'college',
    functionLabel: null,
  });
  const teacher = { profiles: [post('a', 'teacher'), post('b', 'teacher')], children: [], mandates: [] };
  const forStaff = { audiences: ['teacher', 'staff'], reach: 'chosen-schools' } as const;

  it('are those that opened it, for what the person is there', () => {
    assert.deepEqual(schoolsFor(teacher, { ...forStaff, chosen: [{ schoolId: 'b', audiences: null }] }), ['b']);
    assert.deepEqual(schoolsFor(teacher, { ...forStaff, chosen: [{ schoolId: 'b', audiences: ['staff'] }] }), []);
    assert.deepEqual(schoolsFor(teacher, { ...forStaff, chosen: [] }), []);
    assert.deepEqual(schoolsFor(teacher, { ...forStaff, reach: 'every-school', chosen: [] }), ['a', 'b']);
  });

  it('a school cannot open a service to others than those it is for', () => {
    const chosen = [{ schoolId: 'a', audiences: ['pupil'] as const }];
    assert.deepEqual(schoolsFor({ ...teacher, profiles: [post('a', 'pupil')] }, { ...forStaff, chosen }), []);
  });

  it('an address that is one school’s own opens that school alone', () => {
    const chosen = [
      { schoolId: 'a', audiences: null },
      { schoolId: 'b', audiences: null },
    ];
    assert.deepEqual(schoolsFor(teacher, { ...forStaff, chosen }, 'a'), ['a']);
  });
});
