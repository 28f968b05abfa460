import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { FormError } from '../../../ui/form.tsx';
import { texts } from './texts.ts';

/** The faults of a refused form as sentences beside their fields. */
export function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const sentences: Readonly<Record<string, string>> = texts[ctx.locale].refused;
  const whole = sentences[refusal.code];
  if (whole) return [{ message: whole }];
  return refusal.fields.flatMap(({ field, code }) => {
    const message = sentences[code];
    return message ? [{ field, message }] : [];
  });
}
