import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planSectors, type Size } from './plan.ts';
import { sharedPrimaryPosts } from './posts-1d.ts';
import { sharedSecondaryPosts } from './posts-2d.ts';
import { naturalStaff } from './staff.ts';
import { isUai, uaiOf } from './uai.ts';

describe('the plan of a Métropole', () => {
  for (const [size, scale] of [
    ['METROPOLE-1', 1],
    ['METROPOLE-2', 2.5],
  ] as [Size, number][]) {
    const sectors = planSectors(size, 1);
    const schools = sectors.flatMap((one) => one.schools);

    it(`${size} has 625 écoles, 80 collèges in all 58 communes, and exactly the pupils and staff promised`, () => {
      assert.equal(schools.filter((one) => one.degree === 1).length, 625);
      assert.equal(schools.filter((one) => one.kind === 'college').length, 80);
      assert.equal(new Set(schools.map((one) => one.commune.insee)).size, 58);
      const pupils = schools.flatMap((one) => one.classes).reduce((sum, one) => sum + one.seats.length, 0);
      assert.equal(pupils, 75_000 * scale);
      const own = schools.reduce((sum, one) => sum + naturalStaff(one) + one.extraStaff, 0);
      const shared = sectors.map((one) => sharedPrimaryPosts(one).length + sharedSecondaryPosts(one, []).length);
      assert.equal(own + shared.reduce((a, b) => a + b, 0), 6_000 * scale);
    });

    it(`${size} keeps class sizes and class codes of its own in every school`, () => {
      const bounds = {
        maternelle: [20, 26],
        elementaire: [20, 26],
        primaire: [20, 26],
        college: [23, 28],
        segpa: [12, 15],
      };
      for (const school of schools) {
        if (school.kind === 'replacement-zone') continue;
        const [low = 0, high = 0] = bounds[school.kind];
        assert.equal(new Set(school.classes.map((one) => one.code)).size, school.classes.length);
        for (const one of school.classes) assert.ok(one.seats.length >= low && one.seats.length <= high, school.name);
      }
    });

    it(`${size} has UAIs in 980 to 989 with their right letters, each once`, () => {
      const uais = schools.map((one) => one.uai);
      assert.equal(new Set(uais).size, schools.length);
      for (const uai of uais) assert.ok(isUai(uai) && /^98\d/.test(uai), uai);
    });
  }

  it('plans the same schools for the same seed only', () => {
    const names = (seed: number) => JSON.stringify(planSectors('METROPOLE-1', seed));
    assert.equal(names(3), names(3));
    assert.notEqual(names(3), names(4));
  });
});

describe('a UAI', () => {
  it('ends with the letter of its digits', () => {
    for (const uai of ['0699001J', '0699101T', '0693127Z']) assert.equal(uaiOf(uai.slice(0, 7)), uai);
    assert.ok(!isUai('0699001K'));
    assert.throws(() => uaiOf('69901'));
  });
});
