import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OperatorRefusal } from '../platform/config/operator-refusal.ts';
import { main } from './cli.ts';
import { type Command, parseOptions } from './command.ts';

const calls: string[][] = [];
const command = (name: string, run: Command['run']): Command => ({
  name,
  summary: `what ${name} does`,
  help: `page of ${name}`,
  run,
});
const known = [
  command('import', async () => 3),
  command('import aaf', async (args) => {
    calls.push(args);
    return 0;
  }),
  command('refuse', () => Promise.reject(new OperatorRefusal('Le disque est plein.', 73))),
  command('break', () => Promise.reject(new Error('a defect'))),
];

async function call(...args: string[]) {
  const said = { out: '', err: '' };
  const code = await main(args, known, {
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
  });
  return { code, ...said };
}

describe('npm run preau', () => {
  it('lists every command with its line, and says how to learn more', async () => {
    const { code, out } = await call('--help');
    assert.equal(code, 0);
    assert.match(out, / {2}import aaf {2}what import aaf does\n/);
    assert.match(out, /--help/);
    assert.equal((await call()).code, 64);
  });

  it('calls the command with the longest name, with the words that follow', async () => {
    assert.equal((await call('import', 'aaf', 'x.tgz', '--dry')).code, 0);
    assert.deepEqual(calls, [['x.tgz', '--dry']]);
    assert.equal((await call('import', 'x.tgz')).code, 3);
  });

  it('shows a command’s own page', async () => {
    assert.deepEqual(await call('import', 'aaf', '--help'), { code: 0, out: 'page of import aaf\n', err: '' });
  });

  it('says that it does not know a command', async () => {
    const { code, err } = await call('imprt', 'aaf');
    assert.equal(code, 64);
    assert.match(err, /Commande inconnue : imprt aaf/);
  });

  it('answers a refusal with its sentence and code, and a defect with where it is', async () => {
    assert.deepEqual(await call('refuse'), { code: 73, out: '', err: 'Le disque est plein.\n' });
    const { code, err } = await call('break');
    assert.equal(code, 1);
    assert.match(err, /a defect\n\s+at /);
  });
});

describe('options of a command', () => {
  const shape = { out: true, check: false } as const;

  it('are values, yes or no, and words', () => {
    assert.deepEqual(parseOptions(['a', '--out', 'x', '--check', 'b'], shape), {
      options: { out: 'x', check: true },
      words: ['a', 'b'],
    });
    assert.deepEqual(parseOptions([], shape).options, { out: undefined, check: false });
  });

  it('are refused when unknown or without their value', () => {
    assert.throws(() => parseOptions(['--nope'], shape), /L’option --nope n’existe pas/);
    assert.throws(() => parseOptions(['--out'], shape), /L’option --out n’existe pas ou n’a pas sa valeur/);
  });
});
