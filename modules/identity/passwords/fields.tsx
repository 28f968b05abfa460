import type { ReactElement } from 'react';
import type { FieldFault } from '../../../platform/contract/refusal.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { PasswordField } from '../../../ui/field.tsx';
import type { FormError } from '../../../ui/form.tsx';
import { drawPhrase } from '../phrases/phrase.ts';
import type { Audience } from '../sessions/kinds.ts';
import { leastLength } from './rules.ts';
import { texts } from './texts.ts';

/** The two fields of a new password, with the rule of the person's age. `login` lets password keepers file it. */
export function NewPasswordFields(props: {
  locale: Locale;
  audience: Audience;
  login: string;
  errors: readonly FormError[];
}): ReactElement {
  const { locale, audience, login, errors } = props;
  const t = texts[locale];
  const errorOf = (field: string): string | undefined => errors.find((error) => error.field === field)?.message;
  return (
    <>
      <input type="hidden" name="login" value={login} autoComplete="username" />
      <PasswordField
        name="password"
        label={t.newLabel}
        help={[t.help(leastLength[audience], audience !== 'adult'), audience === 'young' && t.drawn(drawPhrase())]
          .filter(Boolean)
          .join(' ')}
        error={errorOf('password')}
        autoComplete="new-password"
        required
      />
      <PasswordField name="again" label={t.again} error={errorOf('again')} autoComplete="new-password" required />
    </>
  );
}

/** The sentences for the faults of those fields; other faults are left to the page. */
export function passwordErrors(locale: Locale, audience: Audience, faults: readonly FieldFault[]): FormError[] {
  const { fault } = texts[locale];
  return faults.flatMap(({ field, code }) => {
    if (code === 'identity.password-short') return [{ field, message: fault[code](leastLength[audience]) }];
    return isFault(code) ? [{ field, message: texts[locale].fault[code] }] : [];
  });
}

type PlainFault = Exclude<keyof (typeof texts)['fr']['fault'], 'identity.password-short'>;

const isFault = (code: string): code is PlainFault => Object.hasOwn(texts.fr.fault, code);
