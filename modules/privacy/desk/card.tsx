import type { HomeCard } from '../../../platform/module.ts';
import { Stat, Stats } from '../../../ui/facts.tsx';
import { Section } from '../../../ui/page.tsx';
import { deskPolicy } from '../policy.ts';
import { showDesk } from './contract.ts';
import { countsOf } from './read.ts';
import { texts } from './texts.ts';

/** On the home of the data-protection officer: what waits at the desk. */
export const deskCard: HomeCard = {
  key: 'privacy.desk',
  order: 20,
  shownTo: ({ actor }) => deskPolicy.can(actor, 'answer', {}),
  async render({ actor, db, locale }) {
    const t = texts[locale];
    const counts = await countsOf(db, actor.today);
    return (
      <Section title={t.title} aside={<a href={showDesk.path}>{t.toDesk}</a>}>
        <Stats>
          {(['requests', 'thisMonth', 'held'] as const).map((key) => (
            <Stat key={key} label={t.counts[key]} value={counts[key]} />
          ))}
        </Stats>
      </Section>
    );
  },
};
