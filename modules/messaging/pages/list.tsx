import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { SearchInput, Tabs } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { Pick } from '../../../ui/pick.tsx';
import { momentInWords } from '../../notifications/index.ts';
import {
  actOnMessages,
  type BoxName,
  boxNames,
  filters,
  listMessages,
  orders,
  showComposer,
  showMessage,
  showPreferences,
} from '../contract.ts';
import { type ListQuery, liveTopics, type MessageList } from '../reading/read.ts';
import { texts } from '../texts.ts';
import { shortMoment } from './when.ts';

interface Shown {
  readonly ctx: SessionContext;
  readonly list: MessageList;
  readonly query: ListQuery;
}

/** A box, a folder, or what a search found. */
export const listView = (shown: Shown): View => ({
  title: titleOf(shown),
  shell: 'app',
  destination: 'messages',
  live: liveTopics(shown.ctx),
  body: <Messages {...shown} />,
});

const isBox = (box: string): box is BoxName => boxNames.some((name) => name === box);

function titleOf({ ctx, list, query: { box, q } }: Shown): string {
  const t = texts[ctx.locale];
  if (q !== '') return t.found(q);
  if (isBox(box)) return t.boxes[box];
  return t.folderTitle(list.folders.find(({ number }) => `folder-${number}` === box)?.label ?? '');
}

function Messages(shown: Shown): ReactElement {
  const { ctx, list, query } = shown;
  const t = texts[ctx.locale];
  const tab = (box: string, label: string, count?: number) => ({
    label,
    href: addressOf(listMessages, {}, { box: box === 'inbox' ? undefined : box }),
    current: query.q === '' && query.box === box,
    ...(count ? { count } : {}),
  });
  return (
    <>
      <PageHeader
        title={titleOf(shown)}
        subtitle={list.unread > 0 ? <p>{t.unreadCount(list.unread)}</p> : undefined}
        actions={
          <LinkButton href={showComposer.path} icon="pencil">
            {t.write}
          </LinkButton>
        }
      />
      <Tabs
        label={t.boxesLabel}
        items={[
          ...boxNames.map((box) => tab(box, t.tabs[box], box === 'inbox' ? list.unread : undefined)),
          ...list.folders.map(({ number, label }) => tab(`folder-${number}`, label)),
        ]}
      />
      <Search {...shown} />
      <Lines {...shown} />
      <LinkButton variant="quiet" icon="settings" href={showPreferences.path}>
        {t.preferences.title}
      </LinkButton>
    </>
  );
}

/** Words, order and what to show, in one form without script. */
function Search({ ctx, query }: Shown): ReactElement {
  const t = texts[ctx.locale];
  const refined = query.order !== 'newest' || query.only !== 'all';
  return (
    <search>
      <form className="form" action={listMessages.path} method="get">
        {query.box !== 'inbox' && <Hidden name="box" value={query.box} />}
        <SearchInput label={t.search} placeholder={t.search} value={query.q} idPrefix="messages" />
        <Details summary={t.show} open={refined}>
          <SelectField
            name="only"
            label={t.only}
            value={query.only}
            options={filters.map((value) => ({ value, label: t.filters[value] }))}
          />
          <SelectField
            name="order"
            label={t.order}
            value={query.order}
            options={orders.map((value) => ({ value, label: t.orders[value] }))}
          />
          <Actions>
            <Button variant="secondary">{t.apply}</Button>
          </Actions>
        </Details>
      </form>
    </search>
  );
}

function Lines(shown: Shown): ReactElement {
  const { ctx, list, query } = shown;
  if (query.q === '' && query.box === 'waiting') return <WaitingLines {...shown} />;
  if (query.q === '' && query.box === 'drafts') return <DraftLines {...shown} />;
  const t = texts[ctx.locale];
  if (list.messages.length === 0) return <Nothing {...shown} />;
  const back = addressOf(listMessages, {}, { ...query, box: query.box === 'inbox' ? undefined : query.box });
  const picks = query.q !== '' || query.box !== 'sent';
  const rows = (
    <List label={titleOf(shown)}>
      {list.messages.map((line) => (
        <Line key={line.id} shown={shown} line={line} picks={picks && !line.isOwn} />
      ))}
    </List>
  );
  return (
    <>
      {picks ? (
        <Form action={actOnMessages.path} label={t.withChosen}>
          <Hidden name="back" value={back} />
          {rows}
          <SelectField
            name="act"
            label={t.withChosen}
            options={[
              ...(['read', 'unread', 'archive', 'inbox', 'bin'] as const)
                .filter((act) => act !== query.box)
                .map((act) => ({ value: act as string, label: t.acts[act] })),
              ...list.folders.map(({ number, label }) => ({ value: `folder-${number}`, label: t.intoFolder(label) })),
            ]}
          />
          <Actions>
            <Button variant="secondary">{t.doIt}</Button>
          </Actions>
        </Form>
      ) : (
        rows
      )}
      {list.next && (
        <LinkButton variant="secondary" href={addressOf(listMessages, {}, { ...query, after: list.next })}>
          {t.older}
        </LinkButton>
      )}
    </>
  );
}

function Line({
  shown: { ctx, list, query },
  line,
  picks,
}: {
  shown: Shown;
  line: MessageList['messages'][number];
  picks: boolean;
}): ReactElement {
  const t = texts[ctx.locale];
  const sent = query.q === '' && query.box === 'sent';
  const audience = [...line.audiences, ...line.named].map((key) => list.labels.get(key)).filter(Boolean);
  const who = sent
    ? t.to(audience.length > 0 ? audience.join(', ') : t.people(line.people))
    : line.isOwn
      ? t.you
      : (line.author ?? t.erased);
  return (
    <ListRow
      brief
      href={addressOf(showMessage, { messageId: line.id })}
      pick={picks ? <Pick name="ids" value={line.id} label={t.pick(line.subject)} /> : undefined}
      title={who}
      subtitle={
        <>
          <strong>{line.subject}</strong> · {firstWords(line.words)}
        </>
      }
      trail={
        <>
          {line.hasFiles && (
            <span>
              <Icon name="file-text" />
              <span className="visually-hidden">{t.hasFiles}</span>
            </span>
          )}
          <time dateTime={line.sentAt.toISOString()}>{shortMoment(line.sentAt, ctx.now, ctx.locale)}</time>
          {!line.isRead && <Badge tone="lagune">{t.unread}</Badge>}
        </>
      }
    />
  );
}

/** As many words as two lines of a telephone hold. */
function firstWords(words: string): string {
  if (words.length <= FEW) return words;
  const cut = words.slice(0, FEW - 1).toWellFormed();
  const space = cut.lastIndexOf(' ');
  return `${space > FEW / 2 ? cut.slice(0, space) : cut}…`;
}
const FEW = 60;

function WaitingLines(shown: Shown): ReactElement {
  const { ctx, list } = shown;
  const t = texts[ctx.locale];
  if (list.waiting.length === 0) return <Nothing {...shown} />;
  return (
    <List label={t.boxes.waiting}>
      {list.waiting.map(({ id, subject, words, people, publishAt }) => (
        <ListRow
          key={id}
          brief
          href={addressOf(showMessage, { messageId: id })}
          lead={<Icon name="clock" />}
          title={subject}
          subtitle={`${t.people(people)} · ${words}`}
          trail={
            <time dateTime={publishAt.toISOString()}>
              {momentInWords(publishAt, ctx.now, 'Europe/Paris', ctx.locale)}
            </time>
          }
        />
      ))}
    </List>
  );
}

function DraftLines(shown: Shown): ReactElement {
  const { ctx, list } = shown;
  const t = texts[ctx.locale];
  if (list.drafts.length === 0) return <Nothing {...shown} />;
  return (
    <List label={t.boxes.drafts}>
      {list.drafts.map(({ id, subject, savedAt }) => (
        <ListRow
          key={id}
          href={addressOf(showComposer, {}, { draft: id })}
          lead={<Icon name="notebook-pen" />}
          title={subject || t.compose.noSubject}
          trail={<time dateTime={savedAt.toISOString()}>{shortMoment(savedAt, ctx.now, ctx.locale)}</time>}
        />
      ))}
    </List>
  );
}

function Nothing({ ctx, query: { box, q } }: Shown): ReactElement {
  const t = texts[ctx.locale];
  const words = q === '' ? t.empty[isBox(box) ? box : 'folder'] : { title: t.noneFound, text: t.noneFoundText };
  return (
    <EmptyState drawing={q === '' ? 'letterbox' : 'magnifier'} title={words.title} level={2}>
      <p>{words.text}</p>
    </EmptyState>
  );
}
