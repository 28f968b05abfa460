import { z } from 'zod';
import { normalPhone, typedDay } from './rules.ts';

/* What a form may hold of a person: each fault has its own code, and so its own sentence. Empty says "none". */

const text = (most: number) => z.string().trim().max(most, 'directory.field-long');
const hasLetter = (value: string): boolean => /\p{L}/u.test(value);

export const familyName = text(100).min(1, 'directory.family-name-missing').refine(hasLetter, 'directory.name-odd');
export const givenName = text(100).min(1, 'directory.given-name-missing').refine(hasLetter, 'directory.name-odd');
export const anyText = text;
export const title = z.enum(['', 'M.', 'Mme']);

/** A day, `YYYY-MM-DD` or as one writes it (14/03/2016); empty for none. */
export const dayOrNothing = text(20).transform((typed, ctx) => {
  if (typed === '') return '';
  const day = typedDay(typed);
  if (day !== undefined) return day;
  ctx.addIssue({ code: 'custom', message: 'directory.day-odd' });
  return z.NEVER;
});

export const emailOrNothing = text(254)
  .toLowerCase()
  .refine((typed) => typed === '' || z.email().safeParse(typed).success, 'directory.email-odd');

export const phoneOrNothing = text(30).transform((typed, ctx) => {
  if (typed === '') return '';
  const phone = normalPhone(typed);
  if (phone !== undefined) return phone;
  ctx.addIssue({ code: 'custom', message: 'directory.phone-odd' });
  return z.NEVER;
});
