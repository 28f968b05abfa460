import { parseArgs } from 'node:util';
import { dayOf, systemClock } from '../../platform/clock/clock.ts';
import { generateAcademy, type WrittenDelivery } from '../../tools/academy/academy.ts';
import { isDay } from '../../tools/academy/days.ts';
import type { PackFormat } from '../../tools/academy/pack.ts';
import { SIZES, type Size } from '../../tools/academy/plan.ts';

const FORMATS: readonly PackFormat[] = ['tgz', 'zip', 'folder'];

/** The exit code of a command called wrongly, as in sysexits. */
const USAGE = 64;

const help = `Écrit les livraisons d’annuaire d’une académie inventée, premier et second degrés, au format AAF.
Les mêmes options donnent toujours les mêmes octets. Aucune personne n’est réelle.

  preau generate academy [options]

  --size TAILLE     ${SIZES.join(', ')} (par défaut : demo)
  --seed N          graine des tirages, un entier (par défaut : 1)
  --date AAAA-MM-JJ jour de la livraison, qui décide de l’année scolaire (par défaut : aujourd’hui)
  --out DOSSIER     où écrire (par défaut : var/academy)
  --delta           écrit aussi les livraisons incrémentales du lendemain, environ 1 % de changements
  --next-complete   avec --delta : écrit aussi les livraisons complètes du lendemain, auxquelles le delta conduit
  --format FORMAT   ${FORMATS.join(', ')} (par défaut : tgz)
`;

/** `preau generate academy`: writes invented deliveries in the academy's format. */
export const generateAcademyCommand = {
  name: 'generate academy',
  summary: 'écrit les livraisons d’annuaire (AAF 1D et 2D) d’une académie inventée',
  help,

  /** Answers the exit code: 0 written, 64 when an option is wrong. */
  async run(args: string[]): Promise<number> {
    let values: Record<string, string | boolean | undefined>;
    try {
      ({ values } = parseArgs({
        args,
        options: {
          size: { type: 'string', default: 'demo' },
          seed: { type: 'string', default: '1' },
          date: { type: 'string', default: dayOf(systemClock.now()) },
          out: { type: 'string', default: 'var/academy' },
          delta: { type: 'boolean', default: false },
          'next-complete': { type: 'boolean', default: false },
          format: { type: 'string', default: 'tgz' },
          help: { type: 'boolean', short: 'h', default: false },
        },
      }));
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error));
    }
    if (values.help === true) {
      console.log(help);
      return 0;
    }
    const { size, seed, date, out, format } = values;
    if (!isOneOf(SIZES, size)) return refuse(`Taille inconnue : ${size}. Choisissez parmi ${SIZES.join(', ')}.`);
    if (!isOneOf(FORMATS, format)) return refuse(`Format inconnu : ${format}. Choisissez parmi ${FORMATS.join(', ')}.`);
    if (!/^\d{1,9}$/.test(String(seed))) return refuse(`La graine doit être un entier positif, pas « ${seed} ».`);
    if (!isDay(String(date))) return refuse(`La date doit s’écrire AAAA-MM-JJ, pas « ${date} ».`);
    if (values['next-complete'] === true && values.delta !== true)
      return refuse('--next-complete demande aussi --delta.');
    const started = performance.now();
    const written = await generateAcademy({
      size: size satisfies Size,
      seed: Number(seed),
      date: String(date),
      out: String(out),
      delta: values.delta === true,
      nextComplete: values['next-complete'] === true,
      format,
    });
    for (const one of written) console.log(lineOf(one));
    console.log(`Terminé en ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    return 0;
  },
};

function refuse(sentence: string): number {
  console.error(`${sentence}\nAide : preau generate academy --help`);
  return USAGE;
}

const isOneOf = <T extends string>(list: readonly T[], value: unknown): value is T =>
  list.some((candidate) => candidate === value);

const LABELS = {
  EtabEducNat: 'structures',
  Eleve: 'élèves',
  PersRelEleve: 'responsables',
  PersEducNat: 'personnels',
  MefEducNat: 'MEF',
  MatEducNat: 'matières',
} as const;

function lineOf(one: WrittenDelivery): string {
  const counts = Object.entries(LABELS).flatMap(([category, label]) => {
    const count = one.counts[category as keyof typeof LABELS] ?? 0;
    return count > 0 ? [`${count} ${label}`] : [];
  });
  return `${one.path} — ${counts.join(', ')} (${(one.bytes / 1e6).toFixed(1)} Mo de XML)`;
}
