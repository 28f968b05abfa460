import type { ReactElement } from 'react';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { PasswordField, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors, Hidden } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PasskeyForm } from '../../../ui/passkey.tsx';
import { WhyLink } from '../doctor/help-page.tsx';
import type { Who } from '../federation/providers/kinds.ts';
import { askPasskey, enterByPasskey } from '../passkeys/contract.ts';
import { texts as passkeyTexts } from '../passkeys/texts.ts';
import { signIn } from './contract.ts';
import { texts } from './texts.ts';

/** What the form shows again; never the password. */
export interface SignInForm {
  readonly next: string;
  readonly login?: string | undefined;
  readonly device?: string | undefined;
  readonly refusal?: Refusal | undefined;
  /** The service that opens afterwards. */
  readonly opens?: string | undefined;
  /** Who they said they are, to ask no second time. */
  readonly who?: Who | undefined;
  /** Other ways in are declared: that they came in by their login is worth remembering. */
  readonly remembers?: boolean;
  /** Other ways in, before the form and after it. */
  readonly above?: ReactElement | undefined;
  readonly below?: ReactElement | undefined;
}

/** The door: one narrow form, the code for a first time, the way out of a forgotten password. */
export function signInView(ctx: Context, form: SignInForm): View {
  return { title: texts[ctx.locale].title, shell: 'door', body: <SignIn ctx={ctx} form={form} />, script: 'passkeys' };
}

function SignIn({ ctx, form }: { ctx: Context; form: SignInForm }): ReactElement {
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, form.refusal);
  const missing = (name: string): string | undefined =>
    form.refusal?.fields.some(({ field }) => field === name)
      ? errors.find((error) => error.field === name)?.message
      : undefined;
  return (
    <>
      <h1>{t.title}</h1>
      {form.opens && (
        <Notice tone="info">
          <p>{t.opens(form.opens)}</p>
        </Notice>
      )}
      <FormErrors errors={errors} />
      {form.refusal && <WhyLink ctx={ctx} />}
      {form.above}
      <Form action={signIn.path}>
        {form.remembers && <Hidden name="who" value={form.who ?? 'any'} />}
        {form.next !== '/' && <Hidden name="next" value={form.next} />}
        <TextField
          name="login"
          label={t.login}
          help={t.loginHelp}
          value={form.login}
          error={missing('login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <PasswordField
          name="password"
          label={t.password}
          error={missing('password')}
          autoComplete="current-password"
          required
        />
        <RadioGroup
          name="device"
          label={t.device}
          value={form.device}
          options={[
            { value: 'own', label: t.deviceOwn, hint: t.deviceOwnHint },
            { value: 'shared', label: t.deviceShared, hint: t.deviceSharedHint },
          ]}
        />
        <Button wide>{t.submit}</Button>
      </Form>
      <PasskeyForm
        action={enterByPasskey.path}
        asks={askPasskey.path}
        submit={passkeyTexts[ctx.locale].door.enter}
        label={passkeyTexts[ctx.locale].door.label}
        variant="secondary"
        copies="device"
        wide
      >
        {form.next !== '/' && <Hidden name="next" value={form.next} />}
      </PasskeyForm>
      <p>
        <a className="alone" href="/activation">
          {t.activate}
        </a>
      </p>
      <p>
        <a className="alone" href="/forgotten">
          {t.forgotten}
        </a>
      </p>
      {form.below}
    </>
  );
}

function errorsOf(ctx: Context, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const { refused } = texts[ctx.locale];
  if (refusal.code === 'identity.too-many-tries' || refusal.code === 'platform.too-many-requests') {
    return [{ message: refused.tooMany(Number(refusal.details.seconds ?? 60)) }];
  }
  const byPasskey = Object.entries(passkeyTexts[ctx.locale].refused).find(([code]) => code === refusal.code);
  if (byPasskey) return [{ message: byPasskey[1] }];
  const faults = refusal.fields.flatMap(({ field, code }) =>
    code === 'identity.login-missing' || code === 'identity.password-missing'
      ? [{ field, message: refused[code] }]
      : [],
  );
  return faults.length > 0 ? faults : [{ field: 'login', message: refused['identity.sign-in-refused'] }];
}
