/** `npm run bench -- <name> [options]`: runs one workload; the last line printed is its figures, as JSON. */
import { scryptSync } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import { pathToFileURL } from 'node:url';
import { type Bench, reaches } from './bench.ts';
import { campaign } from './campaign.ts';
import { coldStart } from './cold-start.ts';
import { consoleList } from './console-list.ts';
import { home } from './home.ts';
import { benches as imports } from './import.ts';
import { inbox } from './inbox.ts';
import { listeners } from './listeners.ts';
import { loginSheets } from './login-sheets.ts';
import { memory } from './memory.ts';
import { message700 } from './message-700.ts';
import { message130000 } from './message-130000.ts';
import { messageOne } from './message-one.ts';
import { messageSearch } from './message-search.ts';
import { peopleSearch } from './people-search.ts';
import { ruleSimulator } from './rule-simulator.ts';
import { signIn } from './sign-in.ts';
import { signInCas } from './sign-in-cas.ts';
import { signInOidc } from './sign-in-oidc.ts';
import { signInSaml } from './sign-in-saml.ts';
import { upload } from './upload.ts';
import { visiblePeople } from './visible-people.ts';
import { yearTransition } from './year-transition.ts';

export const benches: readonly Bench[] = [
  signIn,
  signInCas,
  signInOidc,
  signInSaml,
  home,
  peopleSearch,
  visiblePeople,
  ruleSimulator,
  consoleList,
  coldStart,
  memory,
  listeners,
  loginSheets,
  yearTransition,
  upload,
  message700,
  message130000,
  messageOne,
  messageSearch,
  inbox,
  campaign,
  ...imports,
];

/** Answers the exit code: 0 when the bar is reached, 1 when not, 64 when there is no such bench. */
export async function main([name, ...options]: readonly string[]): Promise<number> {
  const bench = benches.find((one) => one.name === name);
  if (!bench) {
    const list = benches.map((one) => `  ${one.name.padEnd(14)} ${one.sentence}`);
    console.error(`Usage: npm run bench -- <name> [options]\n\n${list.join('\n')}`);
    return 64;
  }
  const load = loadavg()[0] ?? 0;
  const speed = speedOfCore();
  const figures = await bench.run(options, (sentence) => console.error(sentence));
  const reached = reaches(bench, figures);
  const { version } = process;
  const machine = { cores: cpus().length, model: cpus()[0]?.model, loadBefore: load, speed, node: version };
  console.log(JSON.stringify({ bench: bench.name, ...rounded(figures), bar: bench.bar, reached, machine }));
  return reached ? 0 : 1;
}

/**
 * How many scrypt keys (16 MB of memory) one core makes in a second, the median of nine: a shared machine is not equally fast every
 * hour, and two figures can be compared only as far as this one agrees.
 */
function speedOfCore(): number {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    scryptSync('preau', 'a fixed salt', 32, { N: 16_384, r: 8, p: 1 });
    return performance.now() - start;
  }).sort((one, other) => one - other);
  return 1_000 / (times[4] ?? Number.NaN);
}

/** Three significant decimals are more than any of these figures has. */
function rounded<T>(value: T): T {
  if (typeof value === 'number') return (Math.round(value * 1000) / 1000) as T;
  if (Array.isArray(value)) return value.map(rounded) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, rounded(part)])) as T;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2));
