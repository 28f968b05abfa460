import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { newId } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton, PrintButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { RichTextField } from '../../../ui/rich-text-field.tsx';
import { Translated } from '../../../ui/translated.tsx';
import { ReadingLanguageForm } from '../../directory/index.ts';
import { AttachmentList } from '../../files/index.ts';
import { momentInWords } from '../../notifications/index.ts';
import { ReportLink } from '../../safety/index.ts';
import * as contract from '../contract.ts';
import { NOTIFICATION } from '../notices.ts';
import { messagePolicy } from '../policy.ts';
import { liveTopics, type ShownMessage, type Thread } from '../reading/read.ts';
import { answering, boxes, isStaff, MOST_TEXT } from '../rules.ts';
import { personToken } from '../sending/recipients.ts';
import { mayAnswerAll } from '../sending/send.ts';
import { mayBlock } from '../settings/own.ts';
import { takeMessage } from '../taking-away/contract.ts';
import { texts } from '../texts.ts';
import { shortMoment } from './when.ts';

interface Shown {
  readonly ctx: SessionContext;
  readonly thread: Thread;
}

/** A thread, the oldest message first, with an answer at its end. */
export const threadView = (shown: Shown): View => ({
  title: shown.thread.subject,
  shell: 'app',
  destination: 'messages',
  live: liveTopics(shown.ctx),
  body: <ThreadPage {...shown} />,
});

function ThreadPage({ ctx, thread }: Shown): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      <PageHeader
        title={thread.subject}
        above={
          <Breadcrumb items={[{ label: t.thread.back, href: contract.listMessages.path }, { label: thread.subject }]} />
        }
      />
      {thread.messages.map((message) => (
        <Message key={message.id} ctx={ctx} message={message} thread={thread} />
      ))}
      <OtherLanguage ctx={ctx} thread={thread} />
      <Answer ctx={ctx} thread={thread} />
    </>
  );
}

function Message({
  ctx,
  message,
  thread: { isPeace, language },
}: {
  ctx: SessionContext;
  message: ShownMessage;
  thread: Thread;
}): ReactElement {
  const t = texts[ctx.locale];
  const at = message.sentAt ?? message.publishAt;
  return (
    <article className="message" id={`m-${message.id}`}>
      <Card>
        <p className="message-head">
          <strong>{message.isOwn ? t.you : (message.author ?? t.erased)}</strong>{' '}
          <time dateTime={at.toISOString()}>{shortMoment(at, ctx.now, ctx.locale)}</time>{' '}
          {message.copyRole !== null && message.readAt === null && <Badge tone="lagune">{t.unread}</Badge>}
        </p>
        <Audience ctx={ctx} message={message} />
        <State ctx={ctx} message={message} />
        <Translated words={message.text} language={language} translation={message.translation} under={2} several />
        <AttachmentList files={message.files} locale={ctx.locale} />
        <Reading ctx={ctx} message={message} isPeace={isPeace} />
        <Deeds ctx={ctx} message={message} />
        {!message.isOwn && (
          <ReportLink locale={ctx.locale} place={NOTIFICATION} subject={message.id} title={message.subject} />
        )}
      </Card>
    </article>
  );
}

/** For families and pupils, and for whoever chose a language already. */
function OtherLanguage({ ctx, thread: { asked, messages, language } }: Shown): ReactElement | null {
  const received = messages.filter(({ isOwn }) => !isOwn);
  if (received.length === 0 || (isStaff(ctx.actor) && language === 'fr')) return null;
  return (
    <ReadingLanguageForm
      locale={ctx.locale}
      current={language}
      back={addressOf(contract.showMessage, { messageId: asked.id })}
      isMissing={received.every(({ translation }) => !translation)}
    />
  );
}

/** Whom it was for, as far as the reader may know. */
function Audience({ ctx, message }: { ctx: SessionContext; message: ShownMessage }): ReactElement | null {
  const t = texts[ctx.locale].thread;
  const named = message.named.map(({ name }) => name);
  if (message.isOwn) {
    const shown = [...message.labels, ...named.slice(0, 8)];
    const others = named.length - 8;
    return (
      <p className="message-to">
        {t.to} {shown.join(', ')} {others > 0 && t.andOthers(others)} ({texts[ctx.locale].people(message.people)})
      </p>
    );
  }
  if (message.colleagues.length > 1)
    return (
      <p className="message-to">
        {t.colleagues} : {[...message.labels, ...message.colleagues.slice(0, 8).map(({ name }) => name)].join(', ')}{' '}
        {message.colleagues.length > 8 && t.andOthers(message.colleagues.length - 8)}
      </p>
    );
  if (message.labels.length > 0)
    return (
      <p className="message-to">
        {t.to} {message.labels.join(', ')}
      </p>
    );
  return null;
}

/** That it is not out yet, was taken back, or could not leave. */
function State({ ctx, message }: { ctx: SessionContext; message: ShownMessage }): ReactElement | null {
  const t = texts[ctx.locale];
  if (message.recalledAt) return <Notice tone="info">{t.thread.wasRecalled}</Notice>;
  if (message.state === 'refused') return <Notice tone="attention">{t.thread.refusedState}</Notice>;
  if (message.state === 'cancelled') return <Notice tone="info">{t.thread.cancelledState}</Notice>;
  if (message.state === 'held') return <Notice tone="info">{t.thread.waits.moderation}</Notice>;
  if (message.state !== 'waiting') return null;
  const when = momentInWords(message.publishAt, ctx.now, 'Europe/Paris', ctx.locale);
  const words =
    message.waitsFor === 'cancelling'
      ? t.thread.waits.cancelling(t.people(message.people))
      : message.waitsFor === 'chosen'
        ? t.thread.waits.chosen(when)
        : t.thread.waits.hours(when);
  return (
    <Notice
      tone="info"
      action={
        <form action={addressOf(contract.cancelMessage, { messageId: message.id })} method="post">
          <Button variant="secondary">{t.thread.cancel}</Button>
        </form>
      }
    >
      {words}
    </Notice>
  );
}

/** How many read it, by what they are; of colleagues named one by one, who. */
function Reading({
  ctx,
  message,
  isPeace,
}: {
  ctx: SessionContext;
  message: ShownMessage;
  isPeace: boolean;
}): ReactElement | null {
  const t = texts[ctx.locale].thread;
  if (!message.isOwn || message.state !== 'sent') return null;
  if (message.reading === null) return isPeace ? <p className="message-read">{t.later}</p> : null;
  const colleagues = message.named.filter(({ role }) => role === 'staff');
  return (
    <>
      <p className="message-read">
        {message.reading.map(({ role, people, read }) => `${t.readBy(read, people)} (${t.roles[role]})`).join(' · ')}
      </p>
      {colleagues.length > 1 && (
        <Details summary={t.colleagues}>
          <ul>
            {colleagues.map(({ name, readAt }) => (
              <li key={name}>
                {name} : {readAt ? t.read : t.notRead}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}

/** What may be done with one message. */
function Deeds({ ctx, message }: { ctx: SessionContext; message: ShownMessage }): ReactElement | null {
  const t = texts[ctx.locale].thread;
  if (message.state !== 'sent') return null;
  const facts = { authorId: message.authorId, received: message.copyRole !== null, authorRole: message.authorRole };
  const mayRecall = messagePolicy.can(ctx.actor, 'recall', facts) && message.recalledAt === null;
  return (
    <Details summary={t.details}>
      <Actions>
        {mayAnswerAll(ctx.actor, message) && (
          <LinkButton
            variant="secondary"
            href={addressOf(contract.showComposer, {}, { kind: 'reply-all', of: message.id })}
          >
            {t.replyAll}
          </LinkButton>
        )}
        <LinkButton
          variant="secondary"
          href={addressOf(contract.showComposer, {}, { kind: 'forward', of: message.id })}
        >
          {t.forward}
        </LinkButton>
        <PrintButton>{t.print}</PrintButton>
        <LinkButton variant="secondary" icon="download" href={addressOf(takeMessage, { messageId: message.id })}>
          {t.take}
        </LinkButton>
        {message.copyRole !== null &&
          (message.box === boxes.inbox
            ? [
                <MoveButton key="archive" id={message.id} act="archive" label={t.archive} />,
                <MoveButton key="bin" id={message.id} act="bin" label={t.bin} />,
              ]
            : [<MoveButton key="inbox" id={message.id} act="inbox" label={t.restore} />])}
        {mayRecall && (
          <form action={addressOf(contract.recallMessage, { messageId: message.id })} method="post">
            <Button variant="secondary" confirm={{ title: t.recall, text: t.recallAsk, yes: t.recall, no: t.keep }}>
              {t.recall}
            </Button>
          </form>
        )}
        {!message.isOwn && mayBlock(ctx.actor, message.authorRole) && (
          <form action={addressOf(contract.blockAuthor, { messageId: message.id })} method="post">
            <Button variant="secondary" confirm={{ title: t.block, text: t.blockAsk, yes: t.block, no: t.keep }}>
              {t.block}
            </Button>
          </form>
        )}
      </Actions>
    </Details>
  );
}

function MoveButton({ id, act, label }: { id: string; act: string; label: string }): ReactElement {
  return (
    <form action={contract.actOnMessages.path} method="post">
      <Hidden name="ids" value={id} />
      <Hidden name="act" value={act} />
      <Button variant="secondary">{label}</Button>
    </form>
  );
}

/** The answer, on the page itself: to whoever wrote the last message that one received. */
function Answer({ ctx, thread }: Shown): ReactElement | null {
  const t = texts[ctx.locale];
  const to = [...thread.messages].reverse().find((message) => !message.isOwn && message.state === 'sent');
  if (!to?.authorUid) return null;
  return (
    <Section title={t.thread.reply}>
      <Form
        action={contract.sendMessage.path}
        draft={`message-${to.id}`}
        outbox={{ what: t.thread.outbox, field: 'subject' }}
      >
        <Hidden name="kind" value="reply" />
        <Hidden name="of" value={to.id} />
        <Hidden name="to" value={personToken(to.authorUid)} />
        <Hidden name="subject" value={answering(t.compose.replyPrefix, thread.subject)} />
        <Hidden name="requestKey" value={newId()} />
        <RichTextField
          name="text"
          label={t.compose.text}
          help={to.copyRole === 'family' && to.people > 1 ? t.thread.onlyYou : undefined}
          max={MOST_TEXT}
          required
        />
        <Actions>
          <Button icon="send">{t.thread.reply}</Button>
        </Actions>
      </Form>
    </Section>
  );
}
