/** One import in a process of its own, so that its memory and its CPU are its own: prints its figures as one JSON line. */
import { importDeliveries } from '../modules/directory/index.ts';

const [databaseUrl = '', ...paths] = process.argv.slice(2);
const begun = performance.now();
const outcomes = await importDeliveries({ databaseUrl, paths });
const seconds = (performance.now() - begun) / 1000;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    seconds,
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
    maxRssMb: maxRSS / 1024,
    outcomes: outcomes.map(({ name, status, read, seconds: steps }) => ({ name, status, read, seconds: steps })),
  }),
);
