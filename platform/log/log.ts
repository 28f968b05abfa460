import { type DestinationStream, type Logger, pino } from 'pino';
import { prettyLines } from './pretty.ts';

export type Log = Logger;

export interface LogOptions {
  /** `trace` … `fatal`, or `silent`. */
  readonly level: string;
  /** Short lines for a person at a terminal; else one JSON object per line. */
  readonly pretty?: boolean;
  /** Where lines go; standard output when absent. */
  readonly destination?: DestinationStream;
}

/** Names under which secrets and personal data travel: their values never reach the journal. */
const secretNames = new Set([
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'token',
  'activationCode',
  'mail',
  'email',
  'body',
  'query',
  'url',
  'firstName',
  'lastName',
  'displayName',
  'birthDate',
  'address',
  'phone',
  'ine',
]);

/** The journal of the process. Lines carry ids, names of things and figures; never a person's data. */
export function createLog(options: LogOptions): Log {
  const stdout = pino.destination({ dest: 1, sync: true });
  const destination = options.destination ?? stdout;
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (line) => hideSecrets(line, 3) },
      serializers: { err: plainError, error: plainError },
    },
    options.pretty ? prettyLines(destination) : destination,
  );
}

/** A copy without the values of secret names, as deep as a line of ours goes; pino's own way costs ten times more. */
function hideSecrets(line: Record<string, unknown>, depth: number): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(line)) {
    if (secretNames.has(name)) shown[name] = '–';
    else if (isPlainObject(value)) shown[name] = depth > 0 ? hideSecrets(value, depth - 1) : '…';
    else shown[name] = value;
  }
  return shown;
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

interface LoggedError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: LoggedError;
}

/**
 * What is written of an error. PostgreSQL quotes the offending values in its details, and in the message itself for
 * ill-formed data (class 22): neither is kept.
 */
export function plainError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error object' };
  const { code } = error as { code?: unknown };
  const quotesData = typeof code === 'string' && /^22...$/.test(code);
  const message = quotesData ? error.message.replaceAll(/"[^"]*"/g, '"…"') : error.message;
  const frames = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');
  return {
    type: error.name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(frames ? { stack: frames } : {}),
    ...(error.cause === undefined ? {} : { cause: plainError(error.cause) }),
  };
}
