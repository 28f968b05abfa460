import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import {
  answerView,
  askView,
  endView,
  giveViewCode,
  type newView,
  type showView,
  startView,
  stopView,
} from './contract.ts';
import { texts } from './texts.ts';

type Asked = Answer<typeof newView>;
type Shown = Answer<typeof showView>;

const errorsOf = (ctx: SessionContext, refusal: Refusal | undefined, field: string): FormError[] => {
  if (!refusal) return [];
  const { refused } = texts[ctx.locale];
  const said = [...refusal.fields.map(({ code }) => code), refusal.code].find((code) => code in refused);
  return said ? [{ field, message: refused[said as keyof typeof refused] }] : [];
};

/** The question, with its reason. */
export function newViewView(
  ctx: SessionContext,
  person: Asked,
  refusal?: Refusal,
  typed?: Readonly<Record<string, string>>,
): View {
  const t = texts[ctx.locale].ask;
  const errors = errorsOf(ctx, refusal, 'reason');
  return {
    title: t.title(person.displayName),
    shell: 'app',
    body: (
      <>
        <PageHeader
          title={t.title(person.displayName)}
          subtitle={<p>{person.isPupil ? t.leadPupil(person.displayName) : t.lead(person.displayName)}</p>}
        />
        <FormErrors errors={errors} />
        <Form action={addressOf(askView, { personUid: person.id })}>
          <TextArea
            name="reason"
            label={t.reason}
            help={t.reasonHelp}
            value={typed?.reason}
            error={errors[0]?.message}
            maxLength={280}
            required
          />
          <p>{t.hidden}</p>
          <Actions>
            <Button>{t.submit}</Button>
          </Actions>
        </Form>
      </>
    ),
  };
}

/** A view, from both its sides. */
export function viewView(ctx: SessionContext, shown: Shown, refusal?: Refusal): View {
  const t = texts[ctx.locale].view;
  const title = shown.ofOneself ? t.titleOwn : t.title(shown.viewed);
  return {
    title,
    shell: 'app',
    live: [`viewing:${shown.id}`],
    body: (
      <>
        <PageHeader title={title} subtitle={<p>{t.states[shown.state]}</p>} />
        <DefinitionList
          items={[
            { term: t.by, value: shown.viewer },
            { term: t.reason, value: shown.reason },
            { term: t.when, value: instantInWords(shown.askedAt, ctx.locale) },
            ...(shown.startedAt ? [{ term: t.began, value: instantInWords(shown.startedAt, ctx.locale) }] : []),
            ...(shown.endsAt ? [{ term: t.ends, value: instantInWords(shown.endsAt, ctx.locale) }] : []),
          ]}
        />
        {shown.side === 'viewer' ? (
          <ForViewer ctx={ctx} shown={shown} errors={errorsOf(ctx, refusal, 'code')} />
        ) : (
          <ForConsenter ctx={ctx} shown={shown} />
        )}
        {shown.startedAt && <Pages ctx={ctx} shown={shown} />}
      </>
    ),
  };
}

interface Side {
  readonly ctx: SessionContext;
  readonly shown: Shown;
}

function ForViewer({ ctx, shown, errors }: Side & { errors: readonly FormError[] }): ReactElement | null {
  const t = texts[ctx.locale].view;
  if (shown.state === 'granted') {
    return (
      <Form action={addressOf(startView, { viewingId: shown.id })} fullLoad>
        <p>{t.startHint}</p>
        <Actions>
          <Button icon="eye">{t.start}</Button>
        </Actions>
      </Form>
    );
  }
  if (shown.state !== 'asked') return null;
  return (
    <>
      <p>{t.waiting}</p>
      <FormErrors errors={errors} />
      <Form action={addressOf(giveViewCode, { viewingId: shown.id })}>
        <TextField
          name="code"
          label={t.code}
          help={t.codeHelp}
          error={errors[0]?.message}
          inputMode="numeric"
          autoComplete="off"
          required
        />
        <Actions>
          <Button variant="secondary">{t.giveCode}</Button>
        </Actions>
      </Form>
    </>
  );
}

function ForConsenter({ ctx, shown }: Side): ReactElement | null {
  const t = texts[ctx.locale].view;
  if (shown.state === 'running' || shown.state === 'granted') {
    return (
      <Form action={addressOf(stopView, { viewingId: shown.id })}>
        <Actions>
          <Button variant="danger">{shown.state === 'running' ? t.stopNow : t.stop}</Button>
        </Actions>
      </Form>
    );
  }
  if (shown.state !== 'asked') return null;
  const action = addressOf(answerView, { viewingId: shown.id });
  return (
    <>
      <Notice
        tone="attention"
        title={shown.ofOneself ? t.youMayOwn(shown.viewer) : t.youMay(shown.viewer, shown.viewed)}
      >
        <p>{t.limits}</p>
      </Notice>
      <Actions>
        <form action={action} method="post">
          <Hidden name="answer" value="yes" />
          <Button>{t.accept}</Button>
        </form>
        <form action={action} method="post">
          <Hidden name="answer" value="no" />
          <Button variant="secondary">{t.refuse}</Button>
        </form>
      </Actions>
      {shown.code && (
        <>
          <p>{t.phone}</p>
          <p>
            <strong>{`${shown.code.slice(0, 3)} ${shown.code.slice(3)}`}</strong>
          </p>
        </>
      )}
    </>
  );
}

function Pages({ ctx, shown }: Side): ReactElement {
  const t = texts[ctx.locale].view;
  return (
    <Section title={t.pages} aside={shown.pages.length}>
      {shown.pages.length === 0 ? (
        <p>{t.noPages}</p>
      ) : (
        <List label={t.pages}>
          {shown.pages.map(({ path, at }) => (
            <ListRow
              key={`${path}${at.toISOString()}`}
              title={path === '/' ? t.home : path}
              subtitle={instantInWords(at, ctx.locale)}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

/** Where a view leads that is over. */
export function viewOverView(ctx: SessionContext): View {
  const t = texts[ctx.locale].over;
  return {
    title: t.title,
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.text}</p>} />
        <Form action={endView.path} fullLoad>
          <Button wide>{t.back}</Button>
        </Form>
      </>
    ),
  };
}
