import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it, mock } from 'node:test';
import { generateAcademyCommand } from './generate-academy.ts';

const root = mkdtempSync(join(tmpdir(), 'generate-academy-'));
after(() => rmSync(root, { recursive: true }));

/** Runs the command and answers its exit code and what it said. */
async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const listen = (line: unknown) => {
    lines.push(String(line));
  };
  const spies = [mock.method(console, 'log', listen), mock.method(console, 'error', listen)];
  try {
    return { code: await generateAcademyCommand.run(args), said: lines.join('\n') };
  } finally {
    for (const spy of spies) spy.mock.restore();
  }
}

describe('preau generate academy', () => {
  it('writes both deliveries and those of the next day, and says what is in them', async () => {
    const { code, said } = await run('--date', '2026-02-28', '--delta', '--next-complete', '--out', root);
    assert.equal(code, 0);
    assert.deepEqual(readdirSync(root).sort(), [
      'ENT1DVA.20260228.Complet.tgz',
      'ENT1DVA.20260301.Complet.tgz',
      'ENT1DVA.20260301.Delta.tgz',
      'ENT2DVA.20260228.Complet.tgz',
      'ENT2DVA.20260301.Complet.tgz',
      'ENT2DVA.20260301.Delta.tgz',
    ]);
    assert.match(said, /ENT2DVA\.20260228\.Complet\.tgz — 3 structures, 353 élèves, \d+ responsables/);
  });

  it('refuses what it does not understand in one sentence, and writes nothing', async () => {
    const before = readdirSync(root);
    for (const wrong of [
      ['--size', 'village'],
      ['--date', '2025-02-30'],
      ['--date', '15/09/2025'],
      ['--seed', 'douze'],
      ['--format', 'rar'],
      ['--next-complete'],
      ['--inconnue'],
    ]) {
      const { code, said } = await run('--out', root, ...wrong);
      assert.equal(code, 64, wrong.join(' '));
      assert.match(said, /Aide : preau generate academy --help$/);
    }
    assert.deepEqual(readdirSync(root), before);
  });

  it('explains itself', async () => {
    const { code, said } = await run('--help');
    assert.equal(code, 0);
    for (const option of ['--size', '--seed', '--date', '--out', '--delta', '--next-complete', '--format'])
      assert.ok(said.includes(option));
  });
});
