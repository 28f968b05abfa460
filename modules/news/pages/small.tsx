import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Byline } from '../../../ui/byline.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Progress } from '../../../ui/facts.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { listNews, remind, type showHistory, showPost, type showReaders } from '../contract.ts';
import { texts } from '../texts.ts';

/** Who has not read it yet, by name, and the one button that reminds them. */
export function readersView(ctx: SessionContext, postId: string, shown: Answer<typeof showReaders>): View {
  const t = texts[ctx.locale];
  const title = t.readers.title(shown.heading);
  return {
    title,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader above={trail(ctx, postId, shown.heading, t.post.seeReaders)} title={title} />
        <Progress
          label={t.post.read}
          value={shown.readers}
          max={Math.max(shown.people, 1)}
          text={t.readers.count(shown.readers, shown.people)}
        />
        <Section title={t.readers.missing} aside={shown.missing.length + shown.more || undefined}>
          {shown.missing.length === 0 ? (
            <EmptyState drawing="all-done" title={t.readers.everybody} />
          ) : (
            <>
              <form action={addressOf(remind, { postId })} method="post">
                <Actions>
                  <Button icon="bell">{t.readers.remind}</Button>
                </Actions>
              </form>
              <List label={t.readers.missing}>
                {shown.missing.map(({ name, child }) => (
                  <ListRow
                    key={`${name} ${child}`}
                    title={name}
                    subtitle={child ? t.readers.parentOf(child) : undefined}
                  />
                ))}
              </List>
              {shown.more > 0 && <p>{t.readers.more(shown.more)}</p>}
            </>
          )}
        </Section>
      </>
    ),
  };
}

/** What it said before each change. */
export function historyView(ctx: SessionContext, postId: string, shown: Answer<typeof showHistory>): View {
  const t = texts[ctx.locale];
  const title = t.history.title(shown.heading);
  return {
    title,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader above={trail(ctx, postId, shown.heading, t.post.history)} title={title} />
        {shown.revisions.length === 0 ? (
          <EmptyState drawing="letterbox" title={t.history.none} level={2}>
            <p>{t.history.noneText}</p>
          </EmptyState>
        ) : (
          <div className="stack">
            {shown.revisions.map(({ number, title: before, words, by, at }) => (
              <Card key={number} title={before || t.history.untitled} level={2}>
                <p className="as-written">{words}</p>
                <Byline>{t.history.replaced(by, instantInWords(at, ctx.locale))}</Byline>
              </Card>
            ))}
          </div>
        )}
      </>
    ),
  };
}

const trail = (ctx: SessionContext, postId: string, heading: string, here: string) => (
  <Breadcrumb
    items={[
      { label: texts[ctx.locale].title, href: listNews.path },
      { label: heading, href: addressOf(showPost, { postId }) },
      { label: here },
    ]}
  />
);
