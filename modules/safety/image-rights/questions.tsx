import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Form } from '../../../ui/form.tsx';
import { Section } from '../../../ui/page.tsx';
import { answerImageRights, type showImageRights } from './contract.ts';
import { texts } from './texts.ts';

type Child = Answer<typeof showImageRights>['children'][number];

/** One child on a page of their own questions: a form each, so that one answer never waits for another. */
export function ImageQuestions({ locale, child }: { locale: Locale; child: Child }): ReactElement {
  const t = texts[locale];
  return (
    <Section title={child.displayName}>
      <Form action={addressOf(answerImageRights, { personUid: child.id })} label={child.displayName}>
        <ImageFields locale={locale} child={child} />
        <p>{t.until(dayInWords(child.until, locale))}</p>
        <Actions>
          <Button aria-label={t.submitFor(child.displayName)}>{t.submit}</Button>
        </Actions>
      </Form>
    </Section>
  );
}

/** The questions about one child, answered or not. `among`: in a form about several children, where names begin with the child's id. */
export function ImageFields({
  locale,
  child,
  among,
}: {
  locale: Locale;
  child: Child;
  among?: boolean | undefined;
}): ReactElement {
  const t = texts[locale];
  return (
    <>
      {child.purposes.map(({ purpose, own, outcome }) => (
        <RadioGroup
          key={purpose}
          name={among ? `${child.id}-${purpose}` : purpose}
          idPrefix={child.id}
          label={t.words[purpose].title}
          help={
            <>
              {t.words[purpose].text} <Outcome locale={locale} own={own} outcome={outcome} />
            </>
          }
          value={own === null ? undefined : own === 'allowed' ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: t.yes },
            { value: 'no', label: t.no },
          ]}
          inline
        />
      ))}
    </>
  );
}

function Outcome({
  locale,
  own,
  outcome,
}: Pick<Child['purposes'][number], 'own' | 'outcome'> & { locale: Locale }): ReactElement {
  const t = texts[locale];
  if (outcome === 'refused' && own !== 'refused' && own !== 'withdrawn')
    return <Badge tone="brique">{t.refusedByOther}</Badge>;
  if (outcome === 'allowed') return <Badge tone="mousse">{t.outcome.allowed}</Badge>;
  if (outcome === 'refused') return <Badge tone="brique">{t.outcome.refused}</Badge>;
  return <Badge tone="miel">{t.outcome.unanswered}</Badge>;
}
