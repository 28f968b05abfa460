import { sql } from '../../../platform/db/db.ts';
import type { PagePart } from '../../../platform/module.ts';
import { countInFigures } from '../../../platform/texts/days.ts';
import { Stat, Stats } from '../../../ui/facts.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { deliveryFigures } from './metrics.ts';
import { texts } from './texts.ts';

/** Seconds after which it is said that something is wrong. */
const STUCK = 600;

/** On the operator's page of work left to do: what is to leave by mail and push, how late it is, and what came back. */
export const deliveriesPart: PagePart = {
  key: 'notifications.deliveries',
  order: 10,
  place: 'house.jobs',
  render: async ({ db, actor, locale, now }) => {
    if (!actor.roles.includes('platform')) return null;
    const figures = await deliveryFigures(db, sql`${now}::timestamptz`);
    if (!figures) return null;
    const t = texts[locale];
    const figure = (count: number): string => countInFigures(count, locale);
    const late = (seconds: number, words: (minutes: number) => string): string | undefined =>
      seconds >= 60 ? words(Math.floor(seconds / 60)) : undefined;
    return (
      <Section title={t.title}>
        {figures.oldestSeconds >= STUCK && <Notice tone="attention">{t.stuck}</Notice>}
        <Stats>
          <Stat label={t.mails} value={figure(figures.mails)} hint={late(figures.oldestMailSeconds, t.late)} />
          <Stat label={t.pushes} value={figure(figures.pushes)} hint={late(figures.oldestPushSeconds, t.latePush)} />
          <Stat label={t.addressees} value={figure(figures.addressees)} />
          <Stat label={t.browsers} value={figure(figures.browsers)} />
          <Stat label={t.bounces} value={figure(figures.bounces)} />
          <Stat label={t.broken} value={figure(figures.broken)} />
        </Stats>
      </Section>
    );
  },
};
