import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { NewPasswordFields, passwordErrors } from '../passwords/fields.tsx';
import type { Audience } from '../sessions/kinds.ts';
import { askReset, resetPassword } from './contract.ts';
import { texts } from './texts.ts';

interface Shown {
  readonly ctx: Context;
  readonly refusal?: Refusal | undefined;
}

/** Who forgot? */
export function forgottenView({ ctx, refusal, login }: Shown & { readonly login?: string | undefined }): View {
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  return {
    title: t.title,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={errors} />
        <Form action={askReset.path}>
          <TextField
            name="login"
            label={t.login}
            help={t.loginHelp}
            value={login}
            error={errors.find(({ field }) => field === 'login')?.message}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <Button wide>{t.submit}</Button>
        </Form>
        <p>
          <a className="alone" href="/sign-in">
            {t.back}
          </a>
        </p>
      </>
    ),
  };
}

/** The same answer for everybody: where to look, and what to do when nothing comes. */
export function sentView(ctx: Context): View {
  const t = texts[ctx.locale];
  return {
    title: t.sentTitle,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.sentTitle} />
        <Notice tone="info" announce>
          <p>{t.sent}</p>
        </Notice>
        <p>{t.otherwise}</p>
        <LinkButton href="/activation" variant="secondary">
          {t.haveCode}
        </LinkButton>
        <p>
          <a className="alone" href="/sign-in">
            {t.back}
          </a>
        </p>
      </>
    ),
  };
}

/** A new password, by the link of a mail. */
export function resetView(
  shown: Shown & { readonly owner: { readonly login: string; readonly audience: Audience } },
): View {
  const { ctx, refusal, owner } = shown;
  const t = texts[ctx.locale];
  const errors = refusal ? passwordErrors(ctx.locale, owner.audience, refusal.fields) : [];
  return {
    title: t.resetTitle,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.resetTitle} subtitle={<p>{t.resetLead}</p>} />
        <FormErrors errors={errors} />
        <Form action={resetPassword.path}>
          <NewPasswordFields locale={ctx.locale} audience={owner.audience} login={owner.login} errors={errors} />
          <Button wide>{t.resetSubmit}</Button>
        </Form>
      </>
    ),
  };
}

function errorsOf(ctx: Context, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const { refused } = texts[ctx.locale];
  if (refusal.code === 'identity.link-over') return [{ message: refused['identity.link-over'] }];
  if (/too-many/.test(refusal.code)) return [{ message: refused.tooMany(Number(refusal.details.seconds ?? 60)) }];
  return [{ field: 'login', message: refused['identity.login-missing'] }];
}
