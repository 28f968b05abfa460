import { spawn } from 'node:child_process';
import { projectPath } from '../platform/config/paths.ts';
import type { Bench } from './bench.ts';

const SHEETS = 700;
/** The most memory that printing may take, in MB. */
const MOST_MEMORY = 200;

/** What the printing process says of itself at its end. */
interface Said {
  readonly seconds: number;
  readonly memory: number;
  readonly pages: number;
  readonly bytes: number;
}

export const loginSheets: Bench = {
  name: 'login-sheets',
  sentence: `${SHEETS} login sheets, a page each, French and Arabic, as a tagged PDF, in a process of their own (≤ ${MOST_MEMORY} MB)`,
  bar: { most: 5 },
  async run(_options, say) {
    const turns: Said[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      turns.push(await print());
      say(`turn ${turn + 1}: ${turns.at(-1)?.seconds.toFixed(2)} s, ${turns.at(-1)?.memory.toFixed(0)} MB`);
    }
    const best = turns.toSorted((a, b) => a.seconds - b.seconds)[0] as Said;
    const memory = Math.max(...turns.map((turn) => turn.memory));
    if (memory > MOST_MEMORY) throw new Error(`printing took ${memory.toFixed(0)} MB, more than ${MOST_MEMORY}`);
    return { value: best.seconds, unit: 's', sheets: SHEETS, pages: best.pages, bytes: best.bytes, peakMemory: memory };
  },
};

/** Prints in a fresh process, so that its peak of memory is that of the printing and of Node alone. */
function print(): Promise<Said> {
  const script = projectPath('build', 'server', 'bench', 'login-sheets-run.js');
  const child = spawn(process.execPath, [script, String(SHEETS)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(said) as Said) : reject(new Error(`printing ended with ${code}`)),
    );
  });
}
