import type { ReactElement } from 'react';
import { type Answer, addressOf, type Input } from '../../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import type { Locale } from '../../../../platform/texts/texts.ts';
import { Actions, Button, LinkButton } from '../../../../ui/button.tsx';
import { TextField } from '../../../../ui/field.tsx';
import { Form, Hidden } from '../../../../ui/form.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { face } from '../../pages/people-list.tsx';
import { listReach, simulateRules } from '../contract.ts';
import { texts } from '../texts.ts';

type Shown = Answer<typeof simulateRules>;
type Person = Shown['choices'][number];
type Verdict = NonNullable<Shown['verdicts']>[number];
type Query = Input<typeof simulateRules>['query'];

/** Two persons, one after the other, then the verdict with its reasons. */
export function simulatorPage({ locale }: SessionContext, shown: Shown, { query }: { readonly query: Query }): View {
  const t = texts[locale].simulator;
  const { from, to, verdicts, closedAccess } = shown;
  const chosen = { ...(from ? { from: from.id } : {}), ...(to ? { to: to.id } : {}) };
  const next = !from ? 'from' : !to ? 'to' : undefined;
  return {
    title: from && to ? `${from.displayName}, ${to.displayName} · ${t.title}` : t.title,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.title} subtitle={t.subtitle} />
        {(from || to) && (
          <List label={t.title}>
            {from && (
              <Chosen person={from} role={t.from} change={addressTo({ ...chosen, from: undefined })} locale={locale} />
            )}
            {to && <Chosen person={to} role={t.to} change={addressTo({ ...chosen, to: undefined })} locale={locale} />}
          </List>
        )}
        {next && (
          <Section title={next === 'from' ? t.whoWrites : t.whoReads}>
            <Form action={simulateRules.path} method="get">
              {from && <Hidden name="from" value={from.id} />}
              {to && <Hidden name="to" value={to.id} />}
              <TextField name="q" type="search" label={t.search} value={query.q} idPrefix="simulator" />
              <Button icon="search">{t.find}</Button>
            </Form>
            <Choices
              shown={shown}
              query={query}
              hrefOf={(person) => addressTo({ ...chosen, [next]: person.id })}
              locale={locale}
            />
          </Section>
        )}
        {verdicts?.toReversed().map((verdict) => (
          <VerdictNotice key={verdict.verb} verdict={verdict} locale={locale} />
        ))}
        {closedAccess.map((sentence) => (
          <Notice key={sentence} tone="attention">
            <p>{sentence}</p>
          </Notice>
        ))}
        {from && to && <Onward from={from} to={to} locale={locale} />}
      </>
    ),
  };
}

const addressTo = (query: { readonly from?: string | undefined; readonly to?: string | undefined }): string =>
  addressOf(simulateRules, {}, { ...(query.from ? { from: query.from } : {}), ...(query.to ? { to: query.to } : {}) });

function Chosen({
  person,
  role,
  change,
  locale,
}: {
  person: Person;
  role: string;
  change: string;
  locale: Locale;
}): ReactElement {
  const t = texts[locale].simulator;
  return (
    <ListRow
      title={person.displayName}
      subtitle={[role, person.subtitle].filter(Boolean).join(' · ')}
      lead={face(person)}
      trail={
        <LinkButton href={change} variant="quiet" size="small">
          {t.another}
          <span className="visually-hidden"> : {person.displayName}</span>
        </LinkButton>
      }
    />
  );
}

function Choices({
  shown,
  query,
  hrefOf,
  locale,
}: {
  shown: Shown;
  query: Query;
  hrefOf: (person: Person) => string;
  locale: Locale;
}): ReactElement | null {
  const t = texts[locale].simulator;
  if (shown.choices.length === 0) return query.q.trim() === '' ? null : <p>{t.none}</p>;
  return (
    <List label={texts[locale].reach.results}>
      {shown.choices.map((person) => (
        <ListRow
          key={person.id}
          title={person.displayName}
          href={hrefOf(person)}
          subtitle={person.subtitle}
          lead={face(person)}
        />
      ))}
    </List>
  );
}

function VerdictNotice({ verdict, locale }: { verdict: Verdict; locale: Locale }): ReactElement {
  const t = texts[locale].simulator;
  const { allowed, because } = verdict;
  const isTied = because.some(({ rule }) => rule !== 'none');
  return (
    <Notice tone={allowed ? 'success' : 'info'} title={verdict.sentence}>
      {isTied && <p>{allowed ? t.because : t.although}</p>}
      {because.length === 1 ? (
        <p>{because[0]?.sentence}</p>
      ) : (
        <ul>
          {because.map(({ rule, sentence }) => (
            <li key={`${rule} ${sentence}`}>{sentence}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function Onward({ from, to, locale }: { from: Person; to: Person; locale: Locale }): ReactElement {
  const t = texts[locale].simulator;
  return (
    <Actions>
      <LinkButton href={addressTo({ from: to.id, to: from.id })} variant="secondary">
        {t.swap}
      </LinkButton>
      <LinkButton href={addressOf(listReach, {}, { of: from.id, verb: 'write' })} variant="quiet">
        {t.wholeOf.write(from.displayName)}
      </LinkButton>
      <LinkButton href={addressOf(listReach, {}, { of: from.id, verb: 'see' })} variant="quiet">
        {t.wholeOf.see(from.displayName)}
      </LinkButton>
    </Actions>
  );
}
