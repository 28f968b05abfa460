import { dayOf } from '../../../platform/clock/clock.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PublicPart } from '../../../platform/module.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { Section } from '../../../ui/page.tsx';
import { texts } from '../texts.ts';
import { listPublic, showRss } from './contract.ts';
import { PublicPosts } from './pages.tsx';
import { publicPosts, schoolOf } from './queries.ts';
import { shown } from './read.ts';

const SHOWN = 3;

/** On the public page of a school: what it told everybody last. Two statements. */
export const publicNewsPart: PublicPart = {
  key: 'news.public',
  order: 10,
  place: 'portal.public-page',
  render: async (ctx, uai) => {
    const school = await schoolOf(ctx.db, uai);
    if (!school) return null;
    const rows = await publicPosts(ctx.db, school.id, {
      now: ctx.now,
      today: dayOf(ctx.now),
      after: undefined,
      limit: SHOWN,
    });
    const t = texts[ctx.locale].public;
    if (rows.length === 0) return null;
    return (
      <Section title={t.onPage}>
        <PublicPosts posts={rows.map((row) => shown(ctx, row))} uai={uai} locale={ctx.locale} level={3} />
        <Actions>
          <LinkButton href={addressOf(listPublic, { schoolUai: uai })} variant="secondary">
            {t.all}
          </LinkButton>
          <LinkButton href={addressOf(showRss, { schoolUai: uai })} variant="quiet">
            {t.rss}
          </LinkButton>
        </Actions>
      </Section>
    );
  },
};
