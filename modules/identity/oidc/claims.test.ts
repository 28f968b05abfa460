import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReleasedFacts } from '../relying-parties/attributes.ts';
import { shownRelease } from '../relying-parties/shown.ts';
import { attributesOf, claimNames, claimsIn, claimsOf, releasedAs } from './claims.ts';

const college = { schoolUai: '0699001J', schoolName: 'Collège des Acacias', schoolKind: 'college' };
const teacher: ReleasedFacts = {
  uid: 'Z9AA0001',
  familyName: 'MARTIN',
  givenName: 'Awa',
  title: null,
  birthDate: '1984-03-09',
  postalCode: '69003',
  email: null,
  academyIds: ['10-2D$44021'],
  profiles: [
    { ...college, role: 'teacher' },
    { ...college, role: 'guardian' },
    { ...college, schoolUai: '0699002K', role: 'head' },
  ],
  groups: [
    { label: '6e B', kind: 'class', role: 'teacher' },
    { label: 'Chorale', kind: 'free', role: 'owner' },
  ],
  enrolments: [],
  children: [],
  login: 'awa.martin',
  locale: 'fr',
  pairwiseId: 'f00',
};

describe('the claims of a person', () => {
  it('are those that the entry lists, and none by default', () => {
    assert.deepEqual(claimsOf([], teacher), {});
    assert.deepEqual(claimsOf(releasedAs(['given_name', 'birthdate']), teacher), {
      given_name: 'Awa',
      birthdate: '1984-03-09',
    });
  });

  it('tell what one is school by school, and not of a parent who may follow no child there', () => {
    assert.deepEqual(claimsOf(releasedAs(['ent_profiles', 'ent_classes', 'ent_groups']), teacher), {
      ent_profiles: [
        { uai: '0699001J', profile: 'National_ENS' },
        { uai: '0699002K', profile: 'National_DIR' },
      ],
      ent_classes: ['6e B'],
      ent_groups: ['Chorale'],
    });
  });

  it('leave out what is not known', () => {
    assert.deepEqual(claimsOf(releasedAs(['email', 'ent_level']), teacher), {});
  });

  it('are kept as what they tell, and found again', () => {
    for (const name of claimNames) assert.deepEqual(claimsIn(releasedAs([name])), [name]);
    assert.deepEqual(attributesOf(['ent_profiles', 'ent_uid']), ['profileName', 'schoolUai', 'uid']);
    assert.deepEqual(claimsIn([{ attribute: 'profileName', as: 'ent_profiles' }]), [], 'half of a claim is none');
    assert.deepEqual(releasedAs(['postalCode', 'sub', '__proto__']), []);
  });

  it('are shown as they are sent', () => {
    const party = {
      principal: 'pairwiseId',
      released: releasedAs(['name', 'ent_profiles']),
      protocol: 'oidc',
    } as const;
    assert.deepEqual(shownRelease(party as never, teacher), {
      user: 'f00',
      attributes: [
        { name: 'name', values: ['Awa MARTIN'] },
        {
          name: 'ent_profiles',
          values: ['0699001J · National_ENS', '0699002K · National_DIR'],
        },
      ],
    });
  });
});
