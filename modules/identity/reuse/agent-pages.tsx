import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { Raw } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { CheckboxGroup } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import * as contract from './contract.ts';
import { texts } from './texts.ts';
import { factsInWords } from './values.ts';

/** The requests of one's communes; figures, and nobody by name. */
export function requestsView(ctx: SessionContext, { requests }: Answer<typeof contract.listReuseRequests>): View {
  const { agent: t, asksBy } = texts[ctx.locale];
  return {
    title: t.title,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader
          title={t.title}
          subtitle={<p>{t.lead}</p>}
          actions={
            <LinkButton href={contract.showNewReuse.path} icon="plus">
              {t.new}
            </LinkButton>
          }
        />
        {requests.length === 0 ? (
          <EmptyState drawing="letterbox" title={t.none} level={2}>
            <p>{t.noneText}</p>
          </EmptyState>
        ) : (
          <List label={t.title}>
            {requests.map((request) => (
              <ListRow
                key={request.id}
                href={addressOf(contract.showReuseRequest, { requestId: request.id })}
                title={request.title}
                subtitle={`${asksBy(request.commune)} · ${t.agreed(request.agreed)}`}
                trail={
                  <Badge tone={request.closedAt ? 'neutral' : 'mousse'}>{request.closedAt ? t.closed : t.open}</Badge>
                }
              />
            ))}
          </List>
        )}
      </>
    ),
  };
}

interface Typed {
  readonly fields: Raw['body'];
  readonly facts: readonly string[];
}

/** The form of a new request. */
export function newRequestView(
  ctx: SessionContext,
  { communes }: Answer<typeof contract.showNewReuse>,
  refusal?: Refusal,
  { fields, facts }: Typed = { fields: {}, facts: [] },
): View {
  const { agent: t, facts: words, title: home } = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  const [only] = communes;
  return {
    title: t.newTitle,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: home, href: contract.listReuseRequests.path }, { label: t.newTitle }]} />}
          title={t.newTitle}
          subtitle={<p>{t.newLead}</p>}
        />
        <FormErrors errors={errors} />
        <Form action={contract.declareReuse.path}>
          {only && communes.length === 1 ? (
            <Hidden name="commune" value={only.id} />
          ) : (
            <SelectField
              name="commune"
              label={t.commune}
              value={fields.commune}
              placeholder=""
              error={errorOf('commune')}
              options={communes.map(({ id, name }) => ({ value: id, label: name }))}
              required
            />
          )}
          <TextField
            name="title"
            label={t.name}
            help={t.nameHelp}
            value={fields.title}
            error={errorOf('title')}
            maxLength={80}
            required
          />
          <TextArea
            name="purpose"
            label={t.purpose}
            help={t.purposeHelp}
            value={fields.purpose}
            error={errorOf('purpose')}
            maxLength={500}
            rows={3}
            required
          />
          <TextField
            name="recipients"
            label={t.recipients}
            help={t.recipientsHelp}
            value={fields.recipients}
            error={errorOf('recipients')}
            maxLength={300}
            required
          />
          <CheckboxGroup
            name="facts"
            label={t.facts}
            help={t.factsHelp}
            values={facts}
            error={errorOf('facts')}
            options={contract.reuseFacts.map((value) => ({ value, label: words[value] ?? value }))}
            required
          />
          <SelectField
            name="months"
            label={t.months}
            value={fields.months ?? '12'}
            options={contract.reuseMonths.map((value) => ({ value, label: t.monthsIn(Number(value)) }))}
          />
          <Actions>
            <Button>{t.send}</Button>
          </Actions>
        </Form>
      </>
    ),
  };
}

type Shown = Answer<typeof contract.showReuseRequest>;

/** One request: its words, how many agreed, and the way to read. */
export function requestView(ctx: SessionContext, request: Shown): View {
  const { agent: t, title: home, question: q, facts: words } = texts[ctx.locale];
  const params = { requestId: request.id };
  return {
    title: `${request.title} · ${request.commune}`,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb items={[{ label: home, href: contract.listReuseRequests.path }, { label: request.title }]} />
          }
          title={request.title}
          subtitle={
            <p>
              <Badge tone={request.closedAt ? 'neutral' : 'mousse'}>{request.closedAt ? t.closed : t.open}</Badge>{' '}
              {t.agreed(request.agreed)}
            </p>
          }
        />
        <p>{texts[ctx.locale].asksBy(request.commune)}</p>
        <p>{q.purpose(request.purpose)}</p>
        <p>{q.recipients(request.recipients)}</p>
        <p>{q.facts(['name', ...request.facts].map((fact) => words[fact] ?? fact))}</p>
        <p>{q.months(request.months)}</p>
        <p>{t.sentOn(instantInWords(request.declaredAt, ctx.locale))}</p>
        {!request.closedAt && (request.mayRead ? <Reader ctx={ctx} params={params} /> : <p>{t.platformReads}</p>)}
        {!request.closedAt && (
          <Section title={t.close}>
            <p>{t.closeText}</p>
            <form action={addressOf(contract.closeReuse, params)} method="post">
              <Button variant="danger" confirm={{ title: t.close, text: t.closeText, yes: t.closeYes, no: t.closeNo }}>
                {t.close}
              </Button>
            </form>
          </Section>
        )}
      </>
    ),
  };
}

/** Asks for a name before anything is read: each reading is seen by whom it is about. */
function Reader({
  ctx,
  params,
  name,
}: {
  ctx: SessionContext;
  params: { readonly requestId: string };
  name?: string | undefined;
}): ReactElement {
  const { agent: t } = texts[ctx.locale];
  return (
    <Section title={t.readTitle}>
      <p>{t.readLead}</p>
      <Form action={addressOf(contract.readReuse, params)} label={t.readTitle} fullLoad>
        <TextField name="name" label={t.search} help={t.searchHelp} value={name} maxLength={80} autoComplete="off" />
        <Actions>
          <Button icon="eye">{t.read}</Button>
        </Actions>
      </Form>
    </Section>
  );
}

type Read = Answer<typeof contract.readReuse>;

/** What those who agreed let be read. */
export function readView(ctx: SessionContext, { request, people, next }: Read, name: string): View {
  const { agent: t, title: home } = texts[ctx.locale];
  const params = { requestId: request.id };
  return {
    title: t.resultTitle(request.title),
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: home, href: contract.listReuseRequests.path },
                { label: request.title, href: addressOf(contract.showReuseRequest, params) },
                { label: t.readTitle },
              ]}
            />
          }
          title={t.resultTitle(request.title)}
        />
        {people.length > 0 && (
          <Notice>
            <p>{t.noted(people.length)}</p>
          </Notice>
        )}
        <Table
          caption={t.resultTitle(request.title)}
          captionHidden
          rows={people}
          rowKey={(person) => person.id}
          empty={
            <EmptyState drawing="magnifier" title={t.resultNone} level={2}>
              <p>{t.resultNoneText}</p>
            </EmptyState>
          }
          columns={[
            { key: 'name', header: t.columns.name ?? '', cell: (person) => person.name, namesRow: true },
            ...request.facts.map((fact) => ({
              key: fact,
              header: t.columns[fact] ?? fact,
              cell: (person: Read['people'][number]) => factsInWords(fact, person),
            })),
          ]}
        />
        {next && (
          <form action={addressOf(contract.readReuse, params)} method="post" data-turbo="false">
            <Hidden name="name" value={name} />
            <Hidden name="after" value={next} />
            <Button variant="secondary">{t.readNext}</Button>
          </form>
        )}
        <Reader ctx={ctx} params={params} name={name} />
        <p>
          <LinkButton href={addressOf(contract.showReuseRequest, params)} variant="quiet">
            {t.back}
          </LinkButton>
        </p>
      </>
    ),
  };
}

/** The sentences of a refused form, one a field. */
function errorsOf({ locale }: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (refusal?.code === 'platform.factor-needed') return [{ message: texts[locale].agent.factorNeeded }];
  const sentences: Readonly<Record<string, string>> = texts[locale].refused;
  const seen = new Set<string>();
  return (refusal?.fields ?? []).flatMap(({ field, code }) => {
    const message = sentences[code];
    if (!message || seen.has(field)) return [];
    seen.add(field);
    return [{ field, message }];
  });
}
