import { z } from 'zod';

const day = z.iso.date().optional().catch(undefined);
const hour = z
  .string()
  .regex(/^\d\d:\d\d$/)
  .optional()
  .catch(undefined);
const words = z.string().trim().max(200).optional().catch(undefined);

/** What fills the blanks of a ready-made phrase, as an address carries it; what does not fit is left blank. */
export const blankFields = {
  date: day,
  until: day,
  time: hour,
  end: hour,
  amount: z
    .string()
    .transform((typed) => typed.replace(/[\s€]/g, '').replace(',', '.'))
    .pipe(z.string().regex(/^\d{1,5}(\.\d{1,2})?$/))
    .optional()
    .catch(undefined),
  where: words,
  what: words,
};

/** The query of a form that may begin with a ready-made phrase: which one, and its blanks. */
export const phraseFields = {
  /** A phrase of the bank, or the id of one of the school’s. */
  phrase: z.string().max(40).optional(),
  ...blankFields,
};

/** A phrase chosen for a form. Days `YYYY-MM-DD`, hours `HH:MM`, sums `12.50`. */
export type ChosenPhrase = { readonly [K in keyof typeof phraseFields]?: string | undefined };
