import type { Refusal } from '../../platform/contract/refusal.ts';
import { type Context, isSignedIn, type SessionContext } from '../../platform/http/context.ts';
import type { FormError } from '../../ui/form.tsx';

/**
 * A refusal as lines above a form: one for each field at fault, else one for the whole form. `sentences`: by code of fault or refusal;
 * `otherwise` stands for what has none.
 */
export function formErrors(
  refusal: Refusal | undefined,
  sentences: Readonly<Record<string, string>>,
  otherwise: string,
): FormError[] {
  if (!refusal) return [];
  if (refusal.fields.length === 0) return [{ message: sentences[refusal.code] ?? otherwise }];
  const first = new Map<string, FormError>();
  for (const { field, code } of refusal.fields)
    if (!first.has(field)) first.set(field, { field, message: sentences[code] ?? otherwise });
  return [...first.values()];
}

/** The sentence of one field. */
export const errorOf = (errors: readonly FormError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.message;

const NO_FORM = ['platform.not-found', 'platform.forbidden', 'platform.step-needed', 'platform.foreign-form'];

/** A refused form is shown again to who may send it; for others the refusal stands, and is thrown. */
export function mayRetry(ctx: Context, refusal: Refusal): SessionContext {
  if (!isSignedIn(ctx) || NO_FORM.includes(refusal.code)) throw refusal;
  return ctx;
}
