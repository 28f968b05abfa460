import { parseArgs } from 'node:util';
import { exitCodes, OperatorRefusal } from '../platform/config/operator-refusal.ts';
import { readSettings, type Settings } from '../platform/config/settings.ts';
import { borrowPostgres } from '../platform/postgres/borrow.ts';
import { checkGiven, migrateDatabase } from './database.ts';
import { texts } from './texts.ts';

/** One command of `npm run preau -- …`. */
export interface Command {
  /** The words that call it: `backup`, `import aaf`. */
  readonly name: string;
  /** One line for the list. */
  readonly summary: string;
  /** The whole page of `--help`. */
  readonly help: string;
  /** Does the work and answers the exit code. `args` are the words after the name. */
  run(args: string[]): Promise<number>;
}

/** Options of a command: `true` takes a value, `false` is a yes or no. */
type Shape = Readonly<Record<string, boolean>>;
type Values<S extends Shape> = { [Name in keyof S]: S[Name] extends true ? string | undefined : boolean };

/**
 * Reads a command's options and its other words.
 * @throws OperatorRefusal in one sentence when an option is unknown or lacks its value
 */
export function parseOptions<const S extends Shape>(args: readonly string[], shape: S) {
  const options = Object.fromEntries(
    Object.entries(shape).map(([name, valued]) => [
      name,
      { type: valued ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const found = Object.fromEntries(
      Object.entries(shape).map(([name, valued]) => [name, values[name] ?? (valued ? undefined : false)]),
    );
    return { options: found as Values<S>, words: positionals };
  } catch (error) {
    const option = /'(-[^']*)'/.exec((error as Error).message)?.[1]?.split(' ')[0] ?? '';
    throw new OperatorRefusal(texts.wrongOption(option), exitCodes.usage, error);
  }
}

/** The product's settings for a command; `--data` chooses the data folder as for `npm start`. */
export const settingsFor = (data: string | undefined): Settings =>
  readSettings(data === undefined ? [] : ['--data', data]);

/**
 * Runs `work` on the product's database: the given one, or the embedded one, started for the occasion when the product
 * does not run. `migrated: false` leaves its schema as it is.
 */
export async function withDatabase<T>(
  settings: Settings,
  work: (databaseUrl: string) => Promise<T>,
  { migrated = true }: { migrated?: boolean } = {},
): Promise<T> {
  if (settings.databaseUrl !== undefined) {
    await checkGiven(settings.databaseUrl);
    if (migrated) await migrateDatabase(settings.databaseUrl);
    return work(settings.databaseUrl);
  }
  const database = await borrowPostgres({ dataDir: settings.dataDir });
  try {
    if (migrated) await migrateDatabase(database.databaseUrl);
    return await work(database.databaseUrl);
  } finally {
    await database.stop();
  }
}
