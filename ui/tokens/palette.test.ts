import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { projectPath } from '../../platform/config/paths.ts';
import { colourSheet } from '../bundle/colours.ts';
import { contrastRatio, pairsOf } from './contrast.ts';
import { themeNames, themes } from './palette.ts';

describe('The palette', () => {
  for (const name of themeNames) {
    test(`every pair of the ${name} theme is readable`, () => {
      const weak = pairsOf(themes[name]).filter((pair) => pair.ratio < pair.least);
      assert.deepEqual(
        weak.map((pair) => `${pair.on} on ${pair.over}: ${pair.ratio.toFixed(2)} < ${pair.least}`),
        [],
      );
    });
  }

  test('contrast is computed as WCAG does', () => {
    assert.equal(contrastRatio('#000000', '#FFFFFF'), 21);
    assert.equal(contrastRatio('#777777', '#FFFFFF').toFixed(2), '4.48');
    assert.equal(contrastRatio('#0F6B6B', '#FBF8F3').toFixed(2), '5.94');
  });

  test('is what the committed stylesheet says', () => {
    assert.equal(readFileSync(projectPath('ui/tokens/colours.css'), 'utf8'), colourSheet());
  });
});
