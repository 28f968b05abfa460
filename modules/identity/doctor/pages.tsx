import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showEndPerson } from '../sessions/ending-contract.ts';
import { texts as sessionTexts } from '../sessions/texts.ts';
import { texts as tryTexts } from '../tries/texts.ts';
import { inWords, timeInWords } from '../when.ts';
import { type askToHelp, findToHelp, openVisit, type showToHelp, showVisit } from './contract.ts';
import { texts } from './texts.ts';

/** The hot line's way in: by what the person types at the door. `who`: what was looked for, and found nobody. */
export function findView(ctx: SessionContext, visits: Answer<typeof showToHelp>['visits'], who?: string): View {
  const t = texts[ctx.locale].find;
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <Form action={findToHelp.path} fullLoad>
          <TextField
            name="who"
            label={t.who}
            help={t.whoHelp}
            value={who}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <Actions>
            <Button>{t.submit}</Button>
          </Actions>
        </Form>
        {who && <p role="status">{t.nobody}</p>}
        {visits.length > 0 && (
          <Section title={t.visits}>
            <List label={t.visits}>
              {visits.map(({ id, person, until }) => (
                <ListRow
                  key={id}
                  title={person}
                  href={addressOf(showVisit, { visitId: id })}
                  subtitle={t.until(timeInWords(ctx.locale, until))}
                />
              ))}
            </List>
          </Section>
        )}
      </>
    ),
  };
}

/** The person's number, or a reason. */
export function askView(
  ctx: SessionContext,
  { id, displayName, visitId }: Answer<typeof askToHelp>,
  refusal?: Refusal,
  typed: Readonly<Record<string, string>> = {},
): View {
  const t = texts[ctx.locale].ask;
  const errors = errorsOf(ctx, refusal);
  const errorOf = (field: string): string | undefined => errors.find((one) => one.field === field)?.message;
  return {
    title: t.title(displayName),
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title(displayName)} subtitle={<p>{t.lead}</p>} />
        {visitId && (
          <Actions>
            <LinkButton href={addressOf(showVisit, { visitId })} variant="secondary">
              {t.goOn}
            </LinkButton>
          </Actions>
        )}
        <FormErrors errors={errors} />
        <Form action={addressOf(openVisit, { personUid: id })}>
          <TextField
            name="number"
            label={t.number}
            help={t.numberHelp}
            value={typed.number}
            error={errorOf('number')}
            inputMode="numeric"
            autoComplete="off"
          />
          <p>{t.or}</p>
          <TextField
            name="reason"
            label={t.reason}
            help={t.reasonHelp}
            value={typed.reason}
            error={errorOf('reason')}
            maxLength={280}
            autoComplete="off"
          />
          <p>{t.seen}</p>
          <Actions>
            <Button>{t.submit}</Button>
          </Actions>
        </Form>
        <Notice tone="info">
          <p>{t.care}</p>
        </Notice>
      </>
    ),
  };
}

const TONE_COLOURS = { stops: 'brique', hinders: 'miel', fine: 'lagune' } as const;

/** What was found: for each thing, what to say and what to do. */
export function visitView(ctx: SessionContext, shown: Answer<typeof showVisit>): View {
  const t = texts[ctx.locale].visit;
  const { person, findings, tries, abilities } = shown;
  return {
    title: t.title(person.displayName),
    shell: 'app',
    body: (
      <>
        <PageHeader
          title={t.title(person.displayName)}
          subtitle={
            <p>{`${t.until(timeInWords(ctx.locale, shown.until))} ${t.now(timeInWords(ctx.locale, shown.now))}`}</p>
          }
        />
        <DefinitionList
          items={[
            ...(person.login === null ? [] : [{ term: t.login, value: person.login }]),
            shown.ground === 'number' ? { term: t.consent, value: t.number } : { term: t.ground, value: shown.reason },
          ]}
        />
        <Section title={t.found}>
          {findings.map(({ code, tone, say, next }) => (
            <Card key={`${code}${say}`} title={say}>
              <p>
                <Badge tone={TONE_COLOURS[tone]}>{t.tones[tone]}</Badge>
              </p>
              <p>
                <strong>{t.next}</strong> : {next}
              </p>
            </Card>
          ))}
        </Section>
        <Actions>
          {abilities.issueCode && <LinkButton href={`/people/${person.id}`}>{t.record}</LinkButton>}
          {abilities.endSessions && shown.openSessions > 0 && (
            <LinkButton href={addressOf(showEndPerson, { personUid: person.id })} variant="secondary">
              {t.sessions(shown.openSessions)}
            </LinkButton>
          )}
        </Actions>
        <Section title={t.tries}>{tries.length === 0 ? <p>{t.noTries}</p> : <Tries ctx={ctx} tries={tries} />}</Section>
      </>
    ),
  };
}

function Tries({ ctx, tries }: { ctx: SessionContext; tries: Answer<typeof showVisit>['tries'] }): ReactElement {
  const t = texts[ctx.locale].visit;
  const words = tryTexts[ctx.locale];
  return (
    <List label={t.tries}>
      {tries.map(({ id, at, way, reason, openAt, isKnown, browser, system }) => (
        <ListRow
          key={id}
          title={`${words.ways[way]} : ${words.reasons[reason]}`}
          subtitle={[
            inWords(ctx.locale, at, ctx.now),
            sessionTexts[ctx.locale].device(browser, system),
            isKnown ? t.known : undefined,
            openAt ? t.waits(timeInWords(ctx.locale, openAt)) : undefined,
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ))}
    </List>
  );
}

function errorsOf({ locale }: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const { refused } = texts[locale];
  if (refusal.code === 'identity.too-many-tries')
    return [{ field: 'number', message: refused.tooMany(Number(refusal.details.seconds ?? 60)) }];
  if (refusal.code === 'identity.too-many-visits') return [{ message: refused['identity.too-many-visits'] }];
  return refusal.fields.flatMap(({ field, code }) =>
    code === 'identity.doctor-number-wrong' ||
    code === 'identity.doctor-reason-missing' ||
    code === 'identity.doctor-reason-too' ||
    code === 'identity.doctor-reason-long'
      ? [{ field, message: refused[code] }]
      : [],
  );
}
