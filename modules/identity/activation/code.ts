import { drawSigns, inTwoGroups, readSigns } from '../printed-signs.ts';

const LENGTH = 8;

/** How long a printed code works, in days. */
export const CODE_DAYS = 45;

/** A new code, forty random bits: too few to be kept other than under a key, enough for a slip of paper that lives 45 days. */
export const newCode = (): string => drawSigns(LENGTH);

/** The code as printed: `K7QM-2XRT`. */
export const printedCode = inTwoGroups;

/** What was typed, as a code; undefined when it is none. */
export const typedCode = (typed: string): string | undefined => readSigns(typed, LENGTH);
