import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { HomeCard, HomeScope } from '../../../platform/module.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { List } from '../../../ui/list.tsx';
import { Section } from '../../../ui/page.tsx';
import { showFeed } from './contract.ts';
import { EntryRow, TodoCard } from './entry.tsx';
import { homeFeed } from './read.ts';
import { texts } from './texts.ts';

/** Those whose day the school's news and messages fill. */
const WORKING_WITH_PUPILS: ReadonlySet<string> = new Set([
  'teacher',
  'head',
  'school_life',
  'librarian',
  'after_school',
]);

const isPupil = ({ actor }: SessionContext): boolean => actor.roles.includes('pupil');
const isFamily = (ctx: SessionContext): boolean => isPupil(ctx) || ctx.actor.roles.includes('guardian');

/** What was told is the person's own: whoever looks in their place does not see it. */
const isOwn = ({ viewing }: SessionContext): boolean => viewing === null;

/** Things to do that the page shows; the others are one press away: a page of all of them would hide the rest on a telephone. */
const SHOWN = 3;

/** First on the page: what waits to be signed, answered, done. */
export const todoCard: HomeCard = {
  key: 'notifications.todo',
  order: 1,
  shownTo: isOwn,
  async render(ctx, scope) {
    const { todo, feed } = await homeFeed(ctx, scope);
    const t = texts[ctx.locale];
    if (todo.length === 0 && (!isFamily(ctx) || feed.length > 0)) return null;
    return (
      <Section title={t.todo}>
        {todo.length === 0 ? (
          <EmptyState drawing="all-done" title={isPupil(ctx) ? t.nothingForPupil : t.nothing}>
            <p>{isPupil(ctx) ? t.comingForPupil : t.coming}</p>
          </EmptyState>
        ) : (
          todo.slice(0, SHOWN).map((entry) => <TodoCard key={entry.id} ctx={ctx} entry={entry} />)
        )}
        {todo.length > SHOWN && (
          <p>
            <a className="alone" href={wholeFeed(scope)}>
              {t.moreTodo(todo.length - SHOWN)}
            </a>
          </p>
        )}
      </Section>
    );
  },
};

/** The newest of everything, in the order of time. */
export const feedCard: HomeCard = {
  key: 'notifications.feed',
  order: 75,
  shownTo: isOwn,
  async render(ctx, scope) {
    const { feed } = await homeFeed(ctx, scope);
    const t = texts[ctx.locale];
    if (feed.length > 0)
      return (
        <Section title={t.feed} aside={<a href={wholeFeed(scope)}>{t.whole}</a>}>
          <List label={t.feed}>
            {feed.map((entry) => (
              <EntryRow key={entry.id} ctx={ctx} entry={entry} />
            ))}
          </List>
        </Section>
      );
    if (isFamily(ctx) || !ctx.actor.roles.some((role) => WORKING_WITH_PUPILS.has(role))) return null;
    return nothingForStaff(ctx);
  },
};

const wholeFeed = ({ child, school }: HomeScope): string => addressOf(showFeed, {}, { child, school });

function nothingForStaff({ locale }: SessionContext): ReactElement {
  const t = texts[locale];
  return (
    <Section title={t.news}>
      <EmptyState drawing="all-done" title={t.noNews}>
        <p>{t.comingForStaff}</p>
      </EmptyState>
    </Section>
  );
}
