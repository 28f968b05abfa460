import type { Refusal } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import { Actions, Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { trySms } from './contract.ts';
import { texts } from './texts-sms.ts';

/** Whether short messages can leave, and a form that sends one; `refusal`: what was wrong with the number just typed. */
export function smsPage(
  { locale, sms }: SessionContext,
  { number, refusal }: { readonly number?: string | undefined; readonly refusal?: Refusal | undefined } = {},
): View {
  const t = texts[locale];
  const sentences: Readonly<Record<string, string>> = t.refused;
  const wrong = refusal && sentences[refusal.code];
  const isOfNumber = refusal?.code === 'house.sms-number';
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.intro}</p>} />
        {wrong && !isOfNumber && (
          <Notice tone="attention" announce>
            <p>{wrong}</p>
          </Notice>
        )}
        {sms.isOn ? (
          <Form action={trySms.path} label={t.title}>
            <TextField
              name="number"
              label={t.number}
              help={t.numberHelp}
              type="tel"
              autoComplete="tel"
              maxLength={40}
              value={number}
              error={isOfNumber ? wrong : undefined}
              required
            />
            <Actions>
              <Button>{t.send}</Button>
            </Actions>
          </Form>
        ) : (
          <EmptyState drawing="letterbox" title={t.off} level={2}>
            <p>{t.offHint}</p>
          </EmptyState>
        )}
      </>
    ),
  };
}
