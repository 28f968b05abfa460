import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import { dayInWords } from '../../../../platform/texts/days.ts';
import type { Locale } from '../../../../platform/texts/texts.ts';
import { Actions, Button } from '../../../../ui/button.tsx';
import { Section } from '../../../../ui/page.tsx';
import type { showImageRights } from '../contract.ts';
import { texts as imageTexts } from '../texts.ts';
import { answerOccasion } from './contract.ts';
import { texts } from './texts.ts';

type Asked = Answer<typeof showImageRights>['asked'][number];

/** What the school asks a guardian about occasions: two buttons each, one tap. */
export function AskedOccasions({ locale, asked }: { locale: Locale; asked: readonly Asked[] }): ReactElement | null {
  const t = texts[locale].asked;
  const words = imageTexts[locale];
  if (asked.length === 0) return null;
  return (
    <Section title={t.title}>
      {asked.map((one) => (
        <section key={`${one.id}${one.child.id}`} id={`r${one.id}`} className="stack">
          <h3>{one.title}</h3>
          <p>
            {t.text(
              one.child.displayName,
              one.group,
              dayInWords(one.occasionOn, locale),
              dayInWords(one.until, locale),
            )}
          </p>
          <p>
            <strong>
              {t.where(words.words[one.support].title, one.kinds.map((kind) => words.kinds[kind]).join(', '))}
            </strong>{' '}
            {one.details}
          </p>
          {one.own && <p>{t.own[one.own]}</p>}
          <form
            action={addressOf(answerOccasion, { personUid: one.child.id, requestId: one.id })}
            method="post"
            aria-label={`${one.title} · ${one.child.displayName}`}
          >
            <Actions>
              <Button
                name="answer"
                value="yes"
                variant={one.own === 'allowed' ? 'quiet' : 'primary'}
                aria-label={t.yesFor(one.child.displayName, one.title)}
              >
                {t.yes}
              </Button>
              <Button
                name="answer"
                value="no"
                variant={one.own && one.own !== 'allowed' ? 'quiet' : 'secondary'}
                aria-label={t.noFor(one.child.displayName, one.title)}
              >
                {t.no}
              </Button>
            </Actions>
          </form>
        </section>
      ))}
    </Section>
  );
}
