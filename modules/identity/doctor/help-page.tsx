import type { ReactElement } from 'react';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { Context } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { PrintedPhrase } from '../../../ui/printed-code.tsx';
import { timeInWords } from '../when.ts';
import { showSignInHelp } from './contract.ts';
import { texts } from './texts.ts';

/** In one tap from wherever signing in was refused. */
export const WhyLink = ({ ctx }: { ctx: Context }): ReactElement => (
  <p>
    <a className="alone" href={showSignInHelp.path}>
      {texts[ctx.locale].help.link}
    </a>
  </p>
);

/** For somebody who cannot sign in: the number to read out, the frequent reasons, the ways that work. */
export function signInHelpView(ctx: Context, { number, until }: Answer<typeof showSignInHelp>): View {
  const t = texts[ctx.locale].help;
  return {
    title: t.title,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <Section title={t.number}>
          {number === null ? (
            <p>{t.noNumber}</p>
          ) : (
            <>
              <PrintedPhrase phrase={inTwo(number)} />
              <p>{t.numberText}</p>
              <p>{until === null ? t.minutes : t.until(timeInWords(ctx.locale, until))}</p>
            </>
          )}
        </Section>
        {t.reasons.map(({ title, text }) => (
          <Details key={title} summary={title}>
            <p>{text}</p>
          </Details>
        ))}
        <Actions>
          {ctx.actor ? (
            <LinkButton href="/help" variant="secondary">
              {t.more}
            </LinkButton>
          ) : (
            <>
              <LinkButton href="/sign-in">{t.back}</LinkButton>
              <LinkButton href="/forgotten" variant="secondary">
                {t.forgotten}
              </LinkButton>
              <LinkButton href="/activation" variant="secondary">
                {t.code}
              </LinkButton>
            </>
          )}
        </Actions>
      </>
    ),
  };
}

/** Figures as one reads them out: `482 913`. */
const inTwo = (number: string): string => `${number.slice(0, 3)} ${number.slice(3)}`;
