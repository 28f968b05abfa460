import { addressOf } from '../../platform/contract/endpoint.ts';
import type { PagePart } from '../../platform/module.ts';
import { Actions, LinkButton } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { listNews, showComposer } from './contract.ts';
import { Posts } from './pages/parts.tsx';
import { latestOf } from './read.ts';
import { texts } from './texts.ts';

/** Posts shown there; the others are one tap away. */
const SHOWN = 3;

/** On the page of a class: what was told to it last, and the way to tell it something. */
export const classPart: PagePart = {
  key: 'news.class',
  order: 10,
  place: 'directory.group',
  render: async (ctx, groupId) => {
    const t = texts[ctx.locale];
    const place = `group:${groupId}`;
    const posts = await latestOf(ctx, place, SHOWN);
    const teaches = ctx.actor.groups.some(
      (group) => group.groupId === groupId && ['teacher', 'main_teacher', 'owner'].includes(group.role),
    );
    if (posts.length === 0 && !teaches) return null;
    return (
      <Section title={t.onClassPage.title}>
        {posts.length === 0 ? <p>{t.onClassPage.none}</p> : <Posts posts={posts} locale={ctx.locale} level={3} />}
        <Actions>
          {teaches && (
            <LinkButton href={addressOf(showComposer, {}, { place })} icon="plus">
              {t.publish}
            </LinkButton>
          )}
          {posts.length > 0 && (
            <LinkButton href={addressOf(listNews, {}, { place })} variant="secondary">
              {t.onClassPage.all}
            </LinkButton>
          )}
        </Actions>
      </Section>
    );
  },
};
