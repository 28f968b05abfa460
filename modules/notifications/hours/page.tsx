import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { texts as quietTexts } from '../quiet-hours/texts.ts';
import { timeInWords } from '../quiet-hours/words.ts';
import { chooseHours } from './contract.ts';
import { HoursFields } from './fields.tsx';
import type { Hours } from './rules.ts';
import type { HoursOfOwnSchool } from './schools.ts';
import { texts } from './texts.ts';

/** When I am left in peace. */
export function hoursView(
  ctx: SessionContext,
  hours: Hours,
  schools: readonly HoursOfOwnSchool[],
  refusal?: Refusal,
): View {
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
        {schools.length > 0 && (
          <Section title={t.schools}>
            <List>
              {schools.map(({ name, policy }) => (
                <ListRow
                  key={name}
                  title={name}
                  subtitle={quietTexts[ctx.locale].rule(
                    timeInWords(policy.from, ctx.locale),
                    timeInWords(policy.until, ctx.locale),
                  )}
                />
              ))}
            </List>
          </Section>
        )}
      </>
    ),
  };
}
