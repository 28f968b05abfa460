import { parseArgs } from 'node:util';
import { dayOf, systemClock } from '../../platform/clock/clock.ts';
import { generateAcademy, type WrittenDelivery } from '../../tools/academy/academy.ts';
import { isDay } from '../../tools/academy/days.ts';
import type { PackFormat } from '../../tools/academy/pack.ts';
import { SIZES, type Size } from '../../tools/academy/plan.ts';
import { texts } from './texts-academy.ts';

const FORMATS: readonly PackFormat[] = ['tgz', 'zip', 'folder'];

/** The exit code of a command called wrongly, as in sysexits. */
const USAGE = 64;

/** `preau generate academy`: writes invented deliveries in the academy's format. */
export const generateAcademyCommand = {
  name: 'generate academy',
  summary: texts.summary,
  help: texts.help(SIZES, FORMATS),

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
      console.log(texts.help(SIZES, FORMATS));
      return 0;
    }
    const { size, seed, date, out, format } = values;
    if (!isOneOf(SIZES, size)) return refuse(texts.unknownSize(size, SIZES));
    if (!isOneOf(FORMATS, format)) return refuse(texts.unknownFormat(format, FORMATS));
    if (!/^\d{1,9}$/.test(String(seed))) return refuse(texts.wrongSeed(seed));
    if (!isDay(String(date))) return refuse(texts.wrongDate(date));
    if (values['next-complete'] === true && values.delta !== true) return refuse(texts.needsDelta);
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
    console.log(texts.done((performance.now() - started) / 1000));
    return 0;
  },
};

function refuse(sentence: string): number {
  console.error(`${sentence}\n${texts.seeHelp}`);
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
