import type { Cause } from './contract.ts';

/** Who is to read a report. */
export interface Route {
  readonly atSchool: boolean;
  readonly outside: boolean;
}

/**
 * Who reads a report. What is about somebody who works at the school leaves it: neither that person nor their colleagues read it. So does
 * what the reporter does not want read there, and what nobody there could read: those whom it is about never do.
 * @param readersThere how many at the school may read it, whom it is about and their guardians left out
 */
export function routeOf(report: {
  readonly hasSchool: boolean;
  readonly cause: Cause;
  readonly isAboutStaff: boolean;
  readonly wantsOutside: boolean;
  readonly readersThere: number;
}): Route {
  const outside =
    !report.hasSchool ||
    report.cause === 'staff' ||
    report.isAboutStaff ||
    report.wantsOutside ||
    report.readersThere === 0;
  return { atSchool: !outside, outside };
}

/** Entries that one report holds at most: far beyond any real one. */
export const MOST_ENTRIES = 200;
