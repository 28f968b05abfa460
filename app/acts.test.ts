import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { projectPath } from '../platform/config/paths.ts';
import { locales } from '../platform/texts/texts.ts';
import { modules } from './modules.ts';

/** Every act that the code records in the audit. */
function recordedActs(): string[] {
  return ['app', 'modules'].flatMap((folder) =>
    readdirSync(projectPath(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
      .flatMap((name) => [...readFileSync(projectPath(folder, name), 'utf8').matchAll(/\bact: '([a-z-]+\.[a-z-]+)'/g)])
      .map(([, act = '']) => act),
  );
}

test('every act of the audit has its sentence in every language, so that whom it concerns can read it', () => {
  const acts = new Set(recordedActs());
  assert.ok(acts.size > 10);
  for (const locale of locales) {
    const known = new Set(modules.flatMap((module) => Object.keys(module.actTexts?.[locale] ?? {})));
    assert.deepEqual(
      [...acts].filter((act) => !known.has(act)),
      [],
      `acts without words in ${locale}`,
    );
  }
});
