/** Exit codes of the product's commands, after the `sysexits` convention that service managers know. */
export const exitCodes = {
  failure: 1,
  usage: 64,
  unavailable: 69,
  cannotCreate: 73,
  permission: 77,
  configuration: 78,
} as const;

/**
 * The product declines to start or to go on, for a reason that the operator can mend.
 * The message is the whole sentence shown to the operator; no stack is printed.
 */
export class OperatorRefusal extends Error {
  readonly exitCode: number;

  constructor(sentence: string, exitCode: number = exitCodes.failure, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'OperatorRefusal';
    this.exitCode = exitCode;
  }
}
