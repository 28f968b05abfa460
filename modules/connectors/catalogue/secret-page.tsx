import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { showService } from '../contract.ts';
import { texts } from '../protocols/texts-openid.ts';

/** The secret of a service, shown this once. */
export function secretView(
  ctx: SessionContext,
  serviceId: string,
  drawn: { readonly name: string; readonly secret: string },
): View {
  const t = texts[ctx.locale];
  return {
    title: t.drawn(drawn.name),
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.drawn(drawn.name)} />
        <Notice tone="attention" announce>
          <p>{t.drawnOnce}</p>
        </Notice>
        <TextField name="secret" label={t.drawnValue} value={drawn.secret} spellCheck={false} readOnly />
        <LinkButton href={addressOf(showService, { serviceId })} variant="secondary">
          {t.back}
        </LinkButton>
      </>
    ),
  };
}
