import type { DestinationStream } from 'pino';

const colours: Record<string, string> = { warn: '\u001b[33m', error: '\u001b[31m', fatal: '\u001b[31m' };
const dim = '\u001b[2m';
const plain = '\u001b[0m';

/** Turns each JSON line into `10:42:07 GET /classes/:id 200 4 ms`: for a person who watches, not for a program. */
export function prettyLines(destination: DestinationStream): DestinationStream {
  return { write: (line) => destination.write(prettyLine(line)) };
}

export function prettyLine(line: string): string {
  const { time, level, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const clock = String(time).slice(11, 19);
  const words = Object.entries(rest).map(([name, value]) => `${name}=${asText(value)}`);
  const error = err as { message?: string; stack?: string } | undefined;
  const colour = colours[String(level)] ?? '';
  const cause = error ? `\n${error.message}\n${error.stack ?? ''}` : '';
  return `${dim}${clock}${plain} ${colour}${msg ?? level}${plain} ${dim}${words.join(' ')}${plain}${cause}\n`;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
