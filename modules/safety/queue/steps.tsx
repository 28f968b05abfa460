import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { actOnReport, type showReport } from './contract.ts';
import { needsWords } from './rules.ts';
import { texts } from './texts.ts';

/** What may be done: at once what takes one tap, under its own line what takes words. */
export function StepForms(props: {
  locale: Locale;
  report: Answer<typeof showReport>;
  refusal: Refusal | undefined;
  typed: { readonly step: string; readonly words: string } | undefined;
}): ReactElement {
  const { locale, report, refusal, typed } = props;
  const t = texts[locale];
  const action = addressOf(actOnReport, { reportId: report.id });
  const fault = refusal?.fields[0] && (t.faults[refusal.fields[0].code] ?? t.faulty);
  const failed = refusal && !fault ? t.refused[refusal.code as 'safety.step-not-now'] : undefined;
  return (
    <>
      <FormErrors
        errors={[
          ...(fault && typed ? [{ field: 'words', message: fault, idPrefix: typed.step }] : []),
          ...(failed ? [{ message: failed }] : []),
        ]}
      />
      {report.steps.some((step) => !needsWords(step)) && (
        <Actions>
          {report.steps
            .filter((step) => !needsWords(step))
            .map((step) => (
              <Form key={step} action={action} label={t.acts[step]?.button}>
                <Hidden name="step" value={step} />
                <Button variant={step === 'taken' ? 'primary' : 'secondary'} title={t.acts[step]?.help}>
                  {t.acts[step]?.button}
                </Button>
              </Form>
            ))}
        </Actions>
      )}
      {report.steps.filter(needsWords).map((step) => (
        <Details key={step} summary={t.acts[step]?.button} open={typed?.step === step}>
          <Form action={action} label={t.acts[step]?.button}>
            <Hidden name="step" value={step} />
            <TextArea
              name="words"
              idPrefix={step}
              label={t.acts[step]?.field ?? ''}
              help={t.acts[step]?.help}
              required
              value={typed?.step === step ? typed.words : undefined}
              error={typed?.step === step ? fault : undefined}
            />
            <Actions>
              <Button variant="secondary">{t.acts[step]?.button}</Button>
            </Actions>
          </Form>
        </Details>
      ))}
    </>
  );
}
