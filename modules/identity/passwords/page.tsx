import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { PasswordField } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { accountTexts } from '../account/texts.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { changePassword } from './contract.ts';
import { NewPasswordFields, passwordErrors } from './fields.tsx';
import { texts } from './texts.ts';

/** Changing one's own password: the present one, then the new one twice. */
export function passwordChangeView(ctx: SessionContext, login: string, refusal?: Refusal): View {
  const t = texts[ctx.locale].page;
  const audience = audienceOf(ctx.actor);
  const errors = refusal
    ? /too-many/.test(refusal.code)
      ? [{ message: t.tooMany(Number(refusal.details.seconds ?? 60)) }]
      : passwordErrors(ctx.locale, audience, refusal.fields)
    : [];
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={errors} />
        <Form action={changePassword.path}>
          <PasswordField
            name="present"
            label={t.present}
            error={errors.find((error) => 'field' in error && error.field === 'present')?.message}
            autoComplete="current-password"
            required
          />
          <NewPasswordFields locale={ctx.locale} audience={audience} login={login} errors={errors} />
          <Actions>
            <Button>{t.submit}</Button>
            <LinkButton href="/account" variant="quiet">
              {accountTexts[ctx.locale].back}
            </LinkButton>
          </Actions>
        </Form>
      </>
    ),
  };
}
