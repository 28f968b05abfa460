import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { chooseHours } from './contract.ts';
import { HoursFields } from './fields.tsx';
import type { Hours } from './rules.ts';
import { texts } from './texts.ts';

/** When I am left in peace. */
export function hoursView(ctx: SessionContext, hours: Hours, refusal?: Refusal): View {
  const t = texts[ctx.locale];
  const error = refusal && t.refused['notifications.hours-missing'];
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={error ? [{ field: 'hours', message: error }] : []} />
        <Form action={chooseHours.path}>
          <HoursFields locale={ctx.locale} hours={hours} error={error} />
          <Actions>
            <Button>{t.submit}</Button>
          </Actions>
        </Form>
      </>
    ),
  };
}
