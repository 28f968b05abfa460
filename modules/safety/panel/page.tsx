import type { ReactElement } from 'react';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { type Context, isSignedIn } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, LinkButton, ListenButton } from '../../../ui/button.tsx';
import { Card, Cards } from '../../../ui/card.tsx';
import { Drawing } from '../../../ui/drawing.tsx';
import { LittleGrid, LittleShell, Say } from '../../../ui/layout/little.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { newReport, showOwnReports } from '../reports/contract.ts';
import { numbers, type showSafety } from './contract.ts';
import { texts } from './texts.ts';

type Panel = Answer<typeof showSafety>;

/** Who reads and when, first; then whom to call. It can be heard, and works without any script. */
export function safetyView(ctx: Context, panel: Panel): View {
  const t = texts[ctx.locale];
  const said = sentences(ctx, panel);
  const aloud = numbers.map((number) => `${t.numbers[number].title}. ${t.numbers[number].hours}`);
  return {
    title: t.title,
    shell: 'reading',
    script: 'voice',
    body: (
      <>
        <PageHeader
          title={t.title}
          subtitle={<p>{t.lead[panel.to]}</p>}
          actions={<ListenButton words={[t.lead[panel.to], ...said, ...aloud].join(' ')}>{t.listen}</ListenButton>}
        />
        <Section title={t.school[panel.to]}>
          <div className="stack">
            {said.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
          <Actions>
            {isSignedIn(ctx) ? (
              <>
                <LinkButton href={newReport.path} icon="flag">
                  {t.report}
                </LinkButton>
                <LinkButton href={showOwnReports.path} variant="secondary">
                  {t.ownReports}
                </LinkButton>
              </>
            ) : (
              <LinkButton href={`/sign-in?next=${encodeURIComponent(newReport.path)}`} icon="flag">
                {t.signIn}
              </LinkButton>
            )}
          </Actions>
        </Section>
        <Section title={t.callTitle}>
          <Cards>
            {numbers.map((number) => (
              <NumberCard key={number} number={number} words={t} />
            ))}
          </Cards>
        </Section>
      </>
    ),
  };
}

type Words = (typeof texts)['fr'];

function NumberCard({ number, words: t }: { number: (typeof numbers)[number]; words: Words }): ReactElement {
  const said = t.numbers[number];
  return (
    <Card title={said.title}>
      <p>
        <strong>{said.hours}</strong> {said.text}
      </p>
      <Actions>
        {number === '114' ? (
          <LinkButton href={`sms:${number}`} variant="secondary" icon="smartphone">
            {t.textNumber(number)}
          </LinkButton>
        ) : (
          <LinkButton href={`tel:${number}`} variant="secondary" icon="phone">
            {t.callNumber(number)}
          </LinkButton>
        )}
      </Actions>
    </Card>
  );
}

/** Who reads, school by school; what goes outside; when. */
function sentences({ locale }: Context, { to, schools }: Panel): string[] {
  const t = texts[locale];
  const names = new Intl.ListFormat(locale, { type: 'conjunction' });
  const who =
    to === 'visitor'
      ? []
      : schools.map(({ name, readers }) =>
          readers.length > 0 ? t.who[to](names.format(readers), name) : t.nobody[to](name),
        );
  return [...who, t.outside[to], t.when[to], t.adult[to]];
}

/** Two things to do, each with a drawing and words for the ear. */
export function littleSafetyView({ locale }: Context): View {
  const t = texts[locale].little;
  return {
    title: t.title,
    shell: 'little',
    density: 'petits',
    body: (
      <LittleShell
        title={t.title}
        say={t.say}
        sayLabel={t.listen}
        leave={
          <a className="button button-secondary" href="/">
            {t.back}
          </a>
        }
      >
        <div className="little-scene">
          <Drawing name="preau" />
          <p>{t.text}</p>
        </div>
        <LittleGrid label={t.title} kind="doors">
          <li className="little-cell">
            <div className="little-card">
              <Drawing name="owl" />
              <span>{t.adult}</span>
            </div>
            <Say words={t.adult} label={`${t.listen} : ${t.adult}`} />
          </li>
          <li className="little-cell">
            <a className="little-card" href="tel:119">
              <Drawing name="letterbox" />
              <span>{t.call}</span>
            </a>
            <Say words={t.call} label={`${t.listen} : ${t.call}`} />
          </li>
        </LittleGrid>
      </LittleShell>
    ),
  };
}
