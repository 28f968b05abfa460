import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Byline } from '../../../ui/byline.tsx';
import { Card } from '../../../ui/card.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { RichTextView } from '../../../ui/rich-text.tsx';
import { AttachmentList, type FileShown } from '../../files/index.ts';
import { listHeld } from '../../safety/contract.ts';
import { shortMoment } from '../pages/when.ts';
import { chooseClassMode, showClassWriting } from './contract.ts';
import { classModes } from './rules.ts';
import { texts } from './texts.ts';

type Answered = Answer<typeof showClassWriting>;
/** The answer, with what hangs on each message. */
type Shown = Omit<Answered, 'messages'> & {
  readonly messages: readonly (Answered['messages'][number] & { readonly files: readonly FileShown[] })[];
};

/** What the pupils of a class write, and how they may. */
export function classWritingView({
  ctx,
  groupId,
  shown,
  refusal,
}: {
  readonly ctx: SessionContext;
  readonly groupId: string;
  readonly shown: Shown;
  readonly refusal?: Refusal;
}): View {
  const t = texts[ctx.locale];
  const error = refusal && t.refused['messaging.mode-missing'];
  return {
    title: t.title(shown.label),
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title(shown.label)} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={error ? [{ field: 'mode', message: error }] : []} />
        <Section title={t.howTitle}>
          <Form action={addressOf(chooseClassMode, { groupId })}>
            <RadioGroup
              name="mode"
              label={t.how}
              value={shown.mode}
              error={error}
              options={classModes.map((value) => ({ value, ...t.modes[value] }))}
            />
            {shown.chosenBy && <p>{t.chosenBy(shown.chosenBy)}</p>}
            <Actions>
              <Button>{t.save}</Button>
            </Actions>
          </Form>
        </Section>
        <Section title={t.list}>
          {shown.messages.some(({ state }) => state === 'held') && (
            <Actions>
              <LinkButton href={listHeld.path} icon="eye">
                {t.review}
              </LinkButton>
            </Actions>
          )}
          {shown.messages.length === 0 ? (
            <EmptyState title={t.none} drawing="letterbox">
              <p>{t.noneText}</p>
            </EmptyState>
          ) : (
            shown.messages.map((message) => <Written key={message.id} ctx={ctx} message={message} />)
          )}
          {shown.older && (
            <Actions>
              <LinkButton variant="secondary" href={addressOf(showClassWriting, { groupId }, { before: shown.older })}>
                {t.older}
              </LinkButton>
            </Actions>
          )}
        </Section>
      </>
    ),
  };
}

const TONES = { waiting: 'neutral', held: 'miel', sent: 'mousse', cancelled: 'neutral', refused: 'brique' } as const;

function Written({ ctx, message }: { ctx: SessionContext; message: Shown['messages'][number] }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Card title={message.subject} level={3}>
      <Byline>
        <span>{t.from(message.author, message.to)}</span>
        <span>{shortMoment(message.writtenAt, ctx.now, ctx.locale)}</span>
        <Badge tone={TONES[message.state]}>{t.states[message.state]}</Badge>
      </Byline>
      <RichTextView text={message.body} under={3} />
      <AttachmentList files={message.files} locale={ctx.locale} />
      {message.words && <p>{t.answered(message.words)}</p>}
    </Card>
  );
}
