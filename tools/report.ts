/** Prints what a check found, one line each, and sets the exit code: any line is an error. */
export function report(found: readonly string[], looked: string): void {
  for (const line of found) console.error(line);
  console.log(`${looked}: ${found.length === 0 ? 'nothing to say' : `${found.length} to mend`}`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
