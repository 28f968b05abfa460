import { relative } from 'node:path';
import { projectRoot } from '../config/paths.ts';
import { Refusal } from '../contract/refusal.ts';

/**
 * Work that could not be done, for a reason that the operator may read: `code` is shown, so it holds no person's data.
 * Any other error is shown by its kind and place only.
 */
export class WorkFailure extends Error {
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(code, { cause });
    this.name = 'WorkFailure';
    this.code = code;
  }
}

/**
 * What the queue keeps of an error: its kind, its code and the line of ours that raised it
 * (`TypeError at modules/identity/jobs.ts:41`). Messages are left out, for they quote addresses and names.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is not an error was thrown';
  if (error instanceof WorkFailure) return error.code;
  if (error instanceof Refusal) return `refused: ${error.code}`;
  const code = 'code' in error && /^[A-Za-z0-9_-]{1,40}$/.test(String(error.code)) ? ` (${String(error.code)})` : '';
  const place = placeOf(error.stack ?? '');
  return `${error.name}${code}${place ? ` at ${place}` : ''}`;
}

/** The first line of ours in a stack: path from the root and line number. */
function placeOf(stack: string): string | undefined {
  for (const [, path = '', line = ''] of stack.matchAll(/(?:file:\/\/)?(\/[^\s():]+):(\d+):\d+/g)) {
    if (path.startsWith(projectRoot) && !path.includes('/node_modules/')) {
      return `${relative(projectRoot, path).replace(/^build\/server\//, '')}:${line}`;
    }
  }
  return undefined;
}
