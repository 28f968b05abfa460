import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords, instantInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { daysAfter } from '../../directory/rules.ts';
import { texts as attributeTexts } from '../relying-parties/texts.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { type Asking, answerConsent, answerForChild, type Kept, type listConsents } from './contract.ts';
import type { ShownQuestion } from './read.ts';
import { texts } from './texts.ts';

/** On the way to a service that rests on consent: the question, what would leave, and two answers as easy as each other. */
export function questionView(ctx: SessionContext, asked: ShownQuestion, next: string, hasChanged = false): View {
  const t = texts[ctx.locale];
  const { question, service, state } = asked;
  const isPupil = audienceOf(ctx.actor) !== 'adult';
  return {
    title: question.title,
    shell: 'door',
    live: [`person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader title={question.title} />
        {hasChanged && <FormErrors errors={[{ message: t.questionChanged }]} />}
        {state === 'waiting' && (
          <Notice>
            <p>{t.waiting(service)}</p>
          </Notice>
        )}
        {state === 'refused-by-guardian' && (
          <Notice tone="attention">
            <p>{t.refusedByGuardian(service)}</p>
          </Notice>
        )}
        {state === 'given' && (
          <Notice tone="success">
            <p>{t.given(service)}</p>
          </Notice>
        )}
        {question.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <Values ctx={ctx} asked={asked} />
        {state === 'given' && next !== '' && (
          <Actions>
            <LinkButton href={next}>{t.goOn}</LinkButton>
          </Actions>
        )}
        <Form action={addressOf(answerConsent, { serviceId: asked.party.id })} fullLoad>
          <Hidden name="next" value={next} />
          <Hidden name="shown" value={asked.fingerprint} />
          <Actions>
            {state === 'asked' && (
              <Button name="answer" value="yes" variant="secondary">
                {isPupil ? t.yesPupil : t.yes}
              </Button>
            )}
            <Button name="answer" value="no" variant="secondary">
              {state === 'asked' ? (isPupil ? t.noPupil : t.no) : t.takeBackOwn}
            </Button>
          </Actions>
        </Form>
        {state !== 'asked' && (
          <p>
            <LinkButton href="/" variant="quiet">
              {t.home}
            </LinkButton>
          </p>
        )}
      </>
    ),
  };
}

/** The values behind the names of the question, as they are today. */
function Values({ ctx, asked }: { ctx: SessionContext; asked: ShownQuestion }): ReactElement {
  const t = texts[ctx.locale];
  const words = attributeTexts[ctx.locale].attributes;
  const { party, release } = asked;
  const values = new Map(release?.attributes.map(({ name, values: list }) => [name, list.join(', ')]));
  const listed = party.form === 'plain' ? [] : party.released.filter(({ attribute }) => attribute !== party.principal);
  const items = new Map([
    [words[party.principal], release?.user ?? t.nothing],
    ...listed.map(({ attribute, as }) => [words[attribute], values.get(as) || t.nothing] as const),
  ]);
  return (
    <Details summary={t.values}>
      <DefinitionList items={[...items].map(([term, value]) => ({ term, value }))} />
    </Details>
  );
}

type Consents = Answer<typeof listConsents>;

/** What I agreed to, what waits for me about my children, and every answer with its words. */
export function consentsView(ctx: SessionContext, { own, children }: Consents, hasChanged = false): View {
  const t = texts[ctx.locale];
  const held = own.filter(({ isInForce }) => isInForce);
  return {
    title: t.title,
    shell: 'app',
    live: [`person:${ctx.actor.uid}`, ...children.map(({ id }) => `person:${id}`)],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        {hasChanged && <FormErrors errors={[{ message: t.questionChanged }]} />}
        {children
          .filter(({ asking }) => asking.length > 0)
          .map((child) => (
            <Section key={child.id} title={t.child(child.displayName)}>
              {child.asking.map((asking) => (
                <ChildAsking key={asking.serviceId} ctx={ctx} child={child} asking={asking} />
              ))}
            </Section>
          ))}
        {held.length > 0 ? (
          <Section title={t.inForceTitle}>
            <List label={t.inForceTitle}>
              {held.map((kept) => (
                <InForce key={kept.id} ctx={ctx} kept={kept} />
              ))}
            </List>
          </Section>
        ) : (
          children.every(({ asking }) => asking.length === 0) && (
            <EmptyState drawing="all-done" title={t.none} level={2}>
              <p>{t.noneText}</p>
            </EmptyState>
          )
        )}
        <Earlier locale={ctx.locale} kept={[...own, ...children.flatMap((child) => child.kept)]} />
      </>
    ),
  };
}

function InForce({ ctx, kept }: { ctx: SessionContext; kept: Kept }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <ListRow
      title={kept.service}
      subtitle={t.until(
        instantInWords(kept.answeredAt, ctx.locale),
        dayInWords(daysAfter(kept.endsOn, -1), ctx.locale),
      )}
      trail={
        <form action={addressOf(answerConsent, { serviceId: kept.serviceId })} method="post">
          <Button name="answer" value="no" variant="secondary" aria-label={t.withdrawFor(kept.service)}>
            {t.withdraw}
          </Button>
        </form>
      }
      below={<ShownWords locale={ctx.locale} kept={kept} />}
    />
  );
}

/** The words of an answer, with their fingerprint. */
function ShownWords({ locale, kept }: { locale: Locale; kept: Kept }): ReactElement {
  const t = texts[locale];
  return (
    <Details summary={t.shownWords}>
      {kept.words.split('\n').map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>{t.fingerprint(kept.digest)}</p>
    </Details>
  );
}

/** One service that asks about a child: the same facts as the question, and the two answers. */
function ChildAsking({
  ctx,
  child,
  asking,
}: {
  ctx: SessionContext;
  child: Consents['children'][number];
  asking: Asking;
}): ReactElement {
  const t = texts[ctx.locale];
  const q = t.question;
  const words = attributeTexts[ctx.locale].attributes;
  const name = child.displayName;
  const received = asking.receives.map((attribute) => words[attribute]);
  return (
    <article className="card card-surface">
      <h3 className="card-title">{q.titleFor(asking.service, name)}</h3>
      <p>{q.purpose(asking.purpose)}</p>
      <p>{q.recipient(asking.recipient)}</p>
      <p>{q.receivedOf(received, name)}</p>
      <p>{q.months(asking.months)}</p>
      <p>{q.rights.guardian}</p>
      <p>{childWords(ctx.locale, asking, name)}</p>
      {asking.refusedByOther && <p>{t.otherRefused}</p>}
      {asking.own && (
        <p>
          <Badge tone={asking.own === 'given' ? 'mousse' : 'brique'}>{t.answers[asking.own]}</Badge>
        </p>
      )}
      <form
        action={addressOf(answerForChild, { serviceId: asking.serviceId, personUid: child.id })}
        method="post"
        className="actions"
      >
        <Hidden name="shown" value={asking.fingerprint} />
        {asking.own !== 'given' && (
          <Button name="answer" value="yes" variant="secondary" aria-label={t.yesFor(asking.service, name)}>
            {t.yes}
          </Button>
        )}
        {(asking.own === null || asking.own === 'given') && (
          <Button
            name="answer"
            value="no"
            variant="secondary"
            aria-label={asking.own === 'given' ? t.withdrawFor(asking.service) : t.noFor(asking.service, name)}
          >
            {asking.own === 'given' ? t.withdraw : t.no}
          </Button>
        )}
      </form>
    </article>
  );
}

function childWords(locale: Locale, { child }: Asking, name: string): string {
  const t = texts[locale];
  if (child === null) return t.childSilent(name);
  return child === 'given' ? t.childSaid(name) : t.childSaidNo(name);
}

/** Every answer, with the words it was given to: the proof that both sides may read. */
function Earlier({ locale, kept }: { locale: Locale; kept: readonly Kept[] }): ReactElement | null {
  const t = texts[locale];
  if (kept.length === 0) return null;
  return (
    <Section title={t.earlier}>
      <p>{t.earlierLead}</p>
      <List label={t.earlier}>
        {kept.map((one) => (
          <ListRow
            key={one.id}
            title={one.service}
            subtitle={[
              t.answers[one.answer],
              instantInWords(one.answeredAt, locale),
              one.replacedAt && t.replaced(instantInWords(one.replacedAt, locale)),
            ]
              .filter(Boolean)
              .join(' · ')}
            below={<ShownWords locale={locale} kept={one} />}
          />
        ))}
      </List>
    </Section>
  );
}
