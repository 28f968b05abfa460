import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords, instantInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { daysAfter } from '../../directory/rules.ts';
import { type Asked, answerReuse, listReuse, showReuse } from './contract.ts';
import { texts } from './texts.ts';
import { factsInWords } from './values.ts';
import { questionOf } from './words.ts';

const tones = { asked: 'miel', agreed: 'mousse', refused: 'brique', withdrawn: 'brique', over: 'neutral' } as const;

/** How a request stands for the person. */
function stateOf({ answer, isInForce, closedAt }: Asked): keyof typeof tones {
  if (isInForce) return 'agreed';
  if (answer === 'agreed' || closedAt) return 'over';
  return answer ?? 'asked';
}

function State({ locale, request }: { locale: Locale; request: Asked }): ReactElement {
  const state = stateOf(request);
  return <Badge tone={tones[state]}>{texts[locale].states[state]}</Badge>;
}

/** What the services of my commune ask, and what I answered. */
export function ownRequestsView(ctx: SessionContext, { requests }: Answer<typeof listReuse>): View {
  const t = texts[ctx.locale];
  return {
    title: t.title,
    shell: 'app',
    live: [`person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        {requests.length === 0 ? (
          <EmptyState drawing="all-done" title={t.none} level={2}>
            <p>{t.noneText}</p>
          </EmptyState>
        ) : (
          <List label={t.title}>
            {requests.map((request) => (
              <ListRow
                key={request.id}
                href={addressOf(showReuse, { requestId: request.id })}
                title={request.title}
                subtitle={[
                  t.asksBy(request.commune),
                  request.isInForce && request.endsOn && t.until(lastDay(ctx, request.endsOn)),
                ]
                  .filter(Boolean)
                  .join(' · ')}
                trail={<State locale={ctx.locale} request={request} />}
              />
            ))}
          </List>
        )}
      </>
    ),
  };
}

type Shown = Answer<typeof showReuse>;

/** One request: the question, what would be read, two answers, and each use. */
export function ownRequestView(ctx: SessionContext, request: Shown): View {
  const t = texts[ctx.locale];
  const question = questionOf(ctx.locale, request);
  return {
    title: question.title,
    shell: 'app',
    live: [`person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.title, href: listReuse.path }, { label: request.title }]} />}
          title={question.title}
          subtitle={
            <p>
              <State locale={ctx.locale} request={request} />{' '}
              {request.isInForce && request.endsOn && t.until(lastDay(ctx, request.endsOn))}
            </p>
          }
        />
        {request.closedAt && (
          <Notice>
            <p>{t.closed}</p>
          </Notice>
        )}
        {question.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <Details summary={t.values}>
          <DefinitionList
            items={[
              { term: t.facts.name ?? '', value: ctx.actor.displayName },
              ...request.facts.map((fact) => ({
                term: t.facts[fact] ?? fact,
                value: factsInWords(fact, request.values) || t.unknown,
              })),
            ]}
          />
        </Details>
        <Answers ctx={ctx} request={request} />
        <Uses ctx={ctx} request={request} />
        <Proofs locale={ctx.locale} kept={request.kept} />
      </>
    ),
  };
}

function Answers({ ctx, request }: { ctx: SessionContext; request: Shown }): ReactElement | null {
  const t = texts[ctx.locale];
  const mayTakeBack = request.isInForce;
  if (request.closedAt) return null;
  return (
    <Form action={addressOf(answerReuse, { requestId: request.id })}>
      <Actions>
        {!mayTakeBack && (
          <Button name="answer" value="yes" variant="secondary">
            {t.yes}
          </Button>
        )}
        {(mayTakeBack || request.answer === null) && (
          <Button name="answer" value="no" variant="secondary">
            {mayTakeBack ? t.withdraw : t.no}
          </Button>
        )}
      </Actions>
    </Form>
  );
}

/** Who read what, when. */
function Uses({ ctx, request }: { ctx: SessionContext; request: Shown }): ReactElement | null {
  const t = texts[ctx.locale];
  if (request.uses.length === 0 && !request.isInForce) return null;
  return (
    <Section title={t.uses}>
      {request.uses.length === 0 ? (
        <p>{t.usesNone}</p>
      ) : (
        <List label={t.uses}>
          {request.uses.map((use) => (
            <ListRow
              key={use.id}
              title={t.use(
                use.by || t.someAgent(request.commune),
                use.facts.map((fact) => t.facts[fact] ?? fact),
              )}
              subtitle={[instantInWords(use.at, ctx.locale), use.byProgram && t.byProgram].filter(Boolean).join(' · ')}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

/** The person's answers with the words they were given to. */
function Proofs({ locale, kept }: { locale: Locale; kept: Shown['kept'] }): ReactElement | null {
  const t = texts[locale];
  if (kept.length === 0) return null;
  return (
    <Section title={t.proofs}>
      <List label={t.proofs}>
        {kept.map((one) => (
          <ListRow
            key={one.id}
            title={t.answers[one.answer]}
            subtitle={[
              instantInWords(one.answeredAt, locale),
              one.replacedAt && t.replaced(instantInWords(one.replacedAt, locale)),
            ]
              .filter(Boolean)
              .join(' · ')}
            below={
              <Details summary={t.shownWords}>
                {one.words.split('\n').map((line) => (
                  <p key={line}>{line}</p>
                ))}
                <p>{t.fingerprint(one.digest)}</p>
              </Details>
            }
          />
        ))}
      </List>
    </Section>
  );
}

/** The last day on which an agreement holds; it ends with the one after. */
const lastDay = ({ locale }: SessionContext, endsOn: string): string => dayInWords(daysAfter(endsOn, -1), locale);
