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
const secretNames = [
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
];

/** The journal of the process. Lines carry ids, names of things and figures; never a person's data. */
export function createLog(options: LogOptions): Log {
  const stdout = pino.destination({ dest: 1, sync: true });
  const destination = options.destination ?? stdout;
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]), censor: '–' },
      serializers: { err: plainError, error: plainError },
    },
    options.pretty ? prettyLines(destination) : destination,
  );
}

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
