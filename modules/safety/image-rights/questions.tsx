import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { Section } from '../../../ui/page.tsx';
import { answerImageRights, firstSupports, type ImageKind, type showImageRights } from './contract.ts';
import { texts } from './texts.ts';

type Pictured = Answer<typeof showImageRights>['children'][number];

/** One person on a page of their own questions: a form each, so that one answer never waits for another. */
export function ImageQuestions(shown: {
  locale: Locale;
  person: Pictured;
  title: string;
  kind: ImageKind;
}): ReactElement {
  const { locale, person, title, kind } = shown;
  const t = texts[locale];
  const { words } = t;
  return (
    <Section title={title}>
      <Form action={addressOf(answerImageRights, { personUid: person.id })} label={title}>
        <Hidden name="kind" value={kind} />
        {person.supports.map(({ support, own, outcome }) => (
          <RadioGroup
            key={support}
            name={support}
            idPrefix={person.id}
            label={words[support].title}
            help={
              <>
                {words[support].text} <Outcome locale={locale} own={own} outcome={outcome} />
              </>
            }
            value={given(own)}
            options={yesOrNo(locale)}
            inline
          />
        ))}
        <p>{t.until(dayInWords(person.until, locale))}</p>
        <Actions>
          <Button aria-label={t.submitFor(title)}>{t.submit}</Button>
        </Actions>
      </Form>
    </Section>
  );
}

/** All children in one form, place by place, so that each is explained once. Names of fields: `<uid>-<support>`. */
export function ImageFieldsOfAll({ locale, about }: { locale: Locale; about: readonly Pictured[] }): ReactElement {
  const { words } = texts[locale];
  return (
    <>
      {firstSupports.map((support) => (
        <Section key={support} title={words[support].title}>
          <p>{words[support].text}</p>
          {about.map((child) => (
            <RadioGroup
              key={child.id}
              name={`${child.id}-${support}`}
              label={child.displayName}
              value={given(child.supports.find((one) => one.support === support)?.own ?? null)}
              options={yesOrNo(locale)}
              inline
            />
          ))}
        </Section>
      ))}
    </>
  );
}

const given = (own: Pictured['supports'][number]['own']): string | undefined =>
  own === null ? undefined : own === 'allowed' ? 'yes' : 'no';

const yesOrNo = (locale: Locale) => [
  { value: 'yes', label: texts[locale].yes },
  { value: 'no', label: texts[locale].no },
];

function Outcome({
  locale,
  own,
  outcome,
}: Pick<Pictured['supports'][number], 'own' | 'outcome'> & { locale: Locale }): ReactElement {
  const t = texts[locale];
  if (outcome === 'refused' && own !== 'refused' && own !== 'withdrawn')
    return <Badge tone="brique">{t.refusedByOther}</Badge>;
  if (outcome === 'allowed') return <Badge tone="mousse">{t.outcome.allowed}</Badge>;
  if (outcome === 'refused') return <Badge tone="brique">{t.outcome.refused}</Badge>;
  return <Badge tone="miel">{t.outcome.unanswered}</Badge>;
}
