import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { decideHeld, type listHeld } from './contract.ts';
import { texts } from './texts.ts';

type Held = Answer<typeof listHeld>['held'][number];

/** What waits for somebody's word: each whole, with the two answers under it. */
export function heldView(
  ctx: SessionContext,
  { held }: Answer<typeof listHeld>,
  refused?: { readonly refusal: Refusal; readonly id: string; readonly words: string },
): View {
  const t = texts[ctx.locale];
  return {
    title: t.title,
    shell: 'app',
    live: [`person:${ctx.actor.uid}`],
    ...(refused ? { status: 422 } : {}),
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        {held.length === 0 ? (
          <EmptyState drawing="all-done" title={t.empty} />
        ) : (
          held.map((one) => <One key={`${one.kind}${one.id}`} ctx={ctx} one={one} refused={refused} />)
        )}
      </>
    ),
  };
}

function One(props: {
  ctx: SessionContext;
  one: Held;
  refused: { readonly refusal: Refusal; readonly id: string; readonly words: string } | undefined;
}): ReactElement {
  const { ctx, one, refused } = props;
  const t = texts[ctx.locale];
  const action = addressOf(decideHeld, { kind: one.kind, heldId: one.id });
  const fault = refused?.id === one.id ? refused.refusal.fields[0]?.code : undefined;
  return (
    <Section title={one.title} aside={<Badge tone="miel">{one.label}</Badge>}>
      <p>
        {t.from(one.author, one.to)} · {instantInWords(one.since, ctx.locale)}
      </p>
      <p className="as-written">{one.text}</p>
      {one.attachments.length > 0 && (
        <ul>
          {one.attachments.map(({ label, href }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      )}
      <Form action={action} label={t.throughLabel(one.title)}>
        <Hidden name="let" value="through" />
        <Actions>
          <Button aria-label={t.throughLabel(one.title)}>{t.through}</Button>
        </Actions>
      </Form>
      <Details summary={t.back} open={fault !== undefined}>
        <Form action={action}>
          <Hidden name="let" value="back" />
          <TextArea
            name="words"
            idPrefix={one.id}
            label={t.words}
            help={t.wordsHelp}
            value={fault ? refused?.words : undefined}
            error={fault && (t.faults[fault] ?? fault)}
          />
          <Actions>
            <Button variant="secondary">{t.back}</Button>
          </Actions>
        </Form>
      </Details>
    </Section>
  );
}
