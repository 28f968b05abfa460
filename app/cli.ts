import '../platform/config/production.ts';
import { exitCodes, OperatorRefusal } from '../platform/config/operator-refusal.ts';
import type { Command } from './command.ts';
import { backupCommand } from './commands/backup.ts';
import { charterCommand } from './commands/charter.ts';
import { generateAcademyCommand } from './commands/generate-academy.ts';
import { importAafCommand } from './commands/import-aaf.ts';
import { importExpectCommand } from './commands/import-expect.ts';
import { importReportCommand } from './commands/import-report.ts';
import { keysCommand } from './commands/keys.ts';
import { restoreCommand } from './commands/restore.ts';
import { samlKeysCommand } from './commands/saml-keys.ts';
import { userCodeCommand } from './commands/user-code.ts';
import { userCreateCommand } from './commands/user-create.ts';
import { userDataCommand, userEraseCommand } from './commands/user-data.ts';
import { userDisableCommand, userEnableCommand } from './commands/user-disable.ts';
import { userFindCommand } from './commands/user-find.ts';
import { userResetFactorCommand } from './commands/user-reset-factor.ts';
import { texts } from './texts.ts';

/** Every command of `npm run preau -- …`, in the order of the list. */
const commands: readonly Command[] = [
  generateAcademyCommand,
  importAafCommand,
  importReportCommand,
  importExpectCommand,
  backupCommand,
  restoreCommand,
  keysCommand,
  samlKeysCommand,
  userCreateCommand,
  userCodeCommand,
  userFindCommand,
  userDisableCommand,
  userResetFactorCommand,
  userEnableCommand,
  userDataCommand,
  userEraseCommand,
  charterCommand,
];

/** Where sentences go: results on one side, complaints on the other. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/**
 * Finds the command that the first words call, and runs it.
 * @returns the exit code: the command's own, that of a refusal, 64 when no command is called so, 1 for a defect
 */
export async function main(
  args: readonly string[],
  known: readonly Command[] = commands,
  terminal: Terminal = process,
): Promise<number> {
  if (args.length === 0 || isHelp(args[0])) {
    terminal.stdout.write(listOf(known));
    return args.length === 0 ? exitCodes.usage : 0;
  }
  const command = find(args, known);
  if (!command) {
    terminal.stderr.write(`${texts.unknownCommand(args.join(' '))}\n\n${listOf(known)}`);
    return exitCodes.usage;
  }
  const rest = args.slice(command.name.split(' ').length);
  if (rest.some(isHelp)) {
    terminal.stdout.write(`${command.help.trimEnd()}\n`);
    return 0;
  }
  return run(command, rest, terminal);
}

async function run(command: Command, args: string[], terminal: Terminal): Promise<number> {
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof OperatorRefusal) {
      terminal.stderr.write(`${error.message}\n`);
      return error.exitCode;
    }
    terminal.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return exitCodes.failure;
  }
}

const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h';

/** The command with the longest name that the words begin with. */
function find(args: readonly string[], known: readonly Command[]): Command | undefined {
  const called = known.filter(({ name }) => name.split(' ').every((word, index) => args[index] === word));
  return called.toSorted((one, other) => other.name.length - one.name.length)[0];
}

function listOf(known: readonly Command[]): string {
  const width = Math.max(...known.map(({ name }) => name.length));
  const lines = known.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `${texts.usage}\n\n${lines.join('\n')}\n\n${texts.helpForEach}\n`;
}
