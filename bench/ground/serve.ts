/** The course of every bench that loads the running product: warm up, load at a steady rate, then at full speed. */
import { parseArgs } from 'node:util';
import type { Figures } from '../bench.ts';
import { countCpu } from './cpu.ts';
import { closedLoop, type Operation, openLoop } from './load.ts';
import { memoryOf } from './memory.ts';
import type { Metropole } from './metropole.ts';
import { startProduct } from './product.ts';
import { countStatementsTo } from './statements.ts';

export interface Course {
  readonly metropole: Metropole;
  readonly operation: Operation;
  /** Operations a second of the steady phase, overridden by `--rate`. */
  readonly rate: number;
  /** Of each phase, overridden by `--seconds`. */
  readonly seconds: number;
  readonly connections: number;
  /** Whether the product is also driven as hard as it goes. */
  readonly full: boolean;
  readonly options: readonly string[];
}

/** What a course gives; a bench chooses its `value` among it. */
export interface Run {
  /** Operations a second that 2 cores would give: 2,000 ÷ (CPU-ms of product and database per operation). */
  readonly capacity: number;
  readonly p95: number;
  readonly beside: Omit<Figures, 'value' | 'unit'>;
}

const warmUpSeconds = 4;

export async function run(course: Course): Promise<Run> {
  const { values } = parseArgs({
    args: [...course.options],
    options: { rate: { type: 'string' }, seconds: { type: 'string' }, connections: { type: 'string' } },
  });
  const rate = Number(values.rate ?? course.rate);
  const seconds = Number(values.seconds ?? course.seconds);
  const connections = Number(values.connections ?? course.connections);
  const statements = await countStatements(course);
  const product = await startProduct(course.metropole);
  const { operation } = course;
  const { port } = product;
  const cpu = countCpu([product.pid, course.metropole.postmasterPid]);
  try {
    const warm = await openLoop({ port, operation, rate, seconds: warmUpSeconds, connections });
    const before = cpu.used();
    const steady = await openLoop({ port, operation, rate, seconds, connections, first: warm.done });
    const perOperation = (cpu.used() - before) / Math.max(1, steady.done);
    const beforeFull = cpu.used();
    const full = course.full
      ? await closedLoop({ port, operation, seconds, connections: 8, first: warm.done + steady.done })
      : undefined;
    const perFull = full && (cpu.used() - beforeFull) / Math.max(1, full.done);
    const memory = memoryOf([product.pid]);
    return {
      capacity: steady.errors > 0 ? 0 : 2000 / (perFull ?? perOperation),
      p95: steady.errors > 0 ? Number.POSITIVE_INFINITY : steady.p95,
      beside: {
        cpuMs: perFull ?? perOperation,
        cpuMsSteady: perOperation,
        cpuBy: cpu.method,
        statements,
        steady: { ...steady, asked: rate },
        full,
        productMB: memory.pss,
      },
    };
  } finally {
    cpu.close();
    await product.stop();
  }
}

/** SQL statements of one operation, counted on the wire by a product of its own, which nobody times. */
async function countStatements({ metropole, operation }: Course): Promise<number> {
  const counter = await countStatementsTo(metropole.databaseUrl);
  const product = await startProduct(metropole, counter.url);
  try {
    const people = 40;
    // The first requests also prepare, and note once a minute that each session is in use.
    await openLoop({ port: product.port, operation, rate: 20, seconds: people / 20, connections: 4 });
    const quiet = await idle(counter.taken);
    counter.taken();
    const { done } = await openLoop({ port: product.port, operation, rate: 20, seconds: people / 20, connections: 4 });
    return Math.round(((counter.taken() - quiet * (people / 20)) / done) * 100) / 100;
  } finally {
    await product.stop();
    counter.close();
  }
}

/** Statements a second that the product sends by itself (its worker asks for jobs). */
async function idle(taken: () => number): Promise<number> {
  const seconds = 3;
  taken();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return taken() / seconds;
}
