/** Prints that many login sheets, in a process of its own, and says what it took, as JSON. */
import type { SheetBatch } from '../modules/identity/sheets/batch.ts';
import { printSheets } from '../modules/identity/sheets/print.ts';

const count = Number(process.argv[2] ?? 700);
const FIRST = ['Awa', 'Noé', 'Éloïse', 'Hoa', 'Ibrahim', 'Maëlle', 'Côme'];
const LAST = ['DIALLO', 'LEFÈVRE', 'NGUYỄN', 'KOWALSKI', 'DE LA TOUR', 'HADDAD', 'ROUX'];

const batch: SheetBatch = {
  school: 'École Jules-Ferry, Saint-Aubin-des-Prés',
  site: 'ent.preau.invalid/activation',
  until: '8 janvier 2027',
  madeAt: new Date(),
  perPage: 1,
  second: 'ar',
  sheets: Array.from({ length: count }, (_, rank) => {
    const code = (0x10000000 + rank * 7919).toString(16).toUpperCase().slice(0, 8);
    return {
      name: `${FIRST[rank % 7]} ${LAST[Math.floor(rank / 7) % 7]}`,
      about: `Parent ou responsable de ${FIRST[(rank + 3) % 7]}`,
      group: `CP ${Math.floor(rank / 25) + 1}`,
      code: `${code.slice(0, 4)}-${code.slice(4)}`,
      link: `https://ent.preau.invalid/activation/code/${code}`,
      login: `famille.numero${rank}`,
      proof: rank % 5 === 0 ? ('own-birth-date' as const) : ('child-birth-date' as const),
      isPupil: rank % 5 === 0,
    };
  }),
};

const begun = performance.now();
let bytes = 0;
let pages = 0;
for await (const chunk of printSheets(batch)) {
  const text = (chunk as Buffer).toString('latin1');
  bytes += text.length;
  pages += text.split('/Type /Page\n').length - 1;
}
const seconds = (performance.now() - begun) / 1000;
if (pages !== count) throw new Error(`${pages} pages for ${count} sheets`);
const { user, system } = process.cpuUsage();
const cpuSeconds = (user + system) / 1e6;
console.log(JSON.stringify({ seconds, cpuSeconds, memory: process.resourceUsage().maxRSS / 1024, pages, bytes }));
