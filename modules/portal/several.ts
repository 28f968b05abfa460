import { z } from 'zod';

/** One or several boxes of a form under one name: nothing, a text or a list, as a list. */
export const several = <T extends z.ZodType<string>>(one: T) =>
  z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(one).max(200));
