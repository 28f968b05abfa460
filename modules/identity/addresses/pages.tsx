import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { confirmAddress } from './contract.ts';
import { texts } from './texts.ts';

/** One button: the link alone confirms nothing. */
export function confirmationView(ctx: Context, token: string): View {
  const t = texts[ctx.locale];
  return {
    title: t.title,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <Form action={confirmAddress.path}>
          <Hidden name="token" value={token} />
          <Button wide>{t.submit}</Button>
        </Form>
      </>
    ),
  };
}

/** After the button: confirmed, or a link that no longer works. */
export function confirmedView(ctx: Context, worked: boolean): View {
  const t = texts[ctx.locale];
  return {
    title: t.title,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.title} />
        <Notice tone={worked ? 'success' : 'attention'} announce>
          <p>{worked ? t.done : t.over}</p>
        </Notice>
        <LinkButton href="/" variant="secondary">
          {t.home}
        </LinkButton>
      </>
    ),
  };
}
