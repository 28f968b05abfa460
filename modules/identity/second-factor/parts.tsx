import type { ReactElement } from 'react';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import { TextField } from '../../../ui/field.tsx';
import type { FormError } from '../../../ui/form.tsx';
import { texts as passkeyTexts } from '../passkeys/texts.ts';
import { texts as passwordTexts } from '../passwords/texts.ts';
import { texts } from './texts.ts';

/** A one-time password or a recovery code. */
export function CodeField({
  label,
  help,
  error,
}: {
  label: string;
  help: string;
  error: string | undefined;
}): ReactElement {
  return (
    <TextField
      name="code"
      label={label}
      help={help}
      error={error}
      width="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={20}
      required
    />
  );
}

/** What was wrong, beside the field where it was typed. */
export function errorsOf(ctx: Context, refusal: Refusal | undefined, field?: string): FormError[] {
  if (!refusal) return [];
  const { refused } = texts[ctx.locale];
  const named = field ? { field } : {};
  if (/too-many-(?:tries|requests)/.test(refusal.code))
    return [{ ...named, message: refused.tooMany(Number(refusal.details.seconds ?? 60)) }];
  const code = refusal.fields[0]?.code ?? refusal.code;
  if (code === 'identity.password-wrong')
    return [{ ...named, message: passwordTexts[ctx.locale].fault['identity.password-wrong'] }];
  const byPasskey = sentenceIn(passkeyTexts[ctx.locale].refused, code);
  if (byPasskey) return [{ message: byPasskey }];
  return [{ ...named, message: sentenceIn(refused, code) ?? refused['identity.factor-wrong'] }];
}

export const errorOf = (errors: readonly FormError[], name: string): string | undefined =>
  errors.find(({ field }) => field === name)?.message;

function sentenceIn(refused: object, code: string): string | undefined {
  const found = Object.entries(refused).find(([key]) => key === code)?.[1];
  return typeof found === 'string' ? found : undefined;
}
