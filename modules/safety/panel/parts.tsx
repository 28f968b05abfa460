import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { HomeCard, MenuEntry, PagePart, TileEntry } from '../../../platform/module.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { Section } from '../../../ui/page.tsx';
import { newReport } from '../reports/contract.ts';
import { showSafety } from './contract.ts';
import { texts } from './texts.ts';

/** In the own menu of everybody: the panel is one tap from any page, the form two. */
export const panelMenu: MenuEntry = {
  key: 'safety.panel',
  order: 5,
  icon: 'flag',
  href: showSafety.path,
  label: (locale) => texts[locale].menu,
};

export const panelTile: TileEntry = {
  key: 'safety.panel',
  icon: 'flag',
  href: showSafety.path,
  label: (locale) => texts[locale].title,
  detail: (locale) => texts[locale].tileDetail,
  shownTo: () => true,
};

/** At the end of a pupil's home, without opening any menu. */
export const pupilCard: HomeCard = {
  key: 'safety.panel',
  order: 900,
  shownTo: ({ actor }) => actor.roles.includes('pupil'),
  render: async ({ locale }) => (
    <Section title={texts[locale].home.title}>
      <Actions>
        <LinkButton href={newReport.path} variant="secondary" icon="flag">
          {texts[locale].link}
        </LinkButton>
        <LinkButton href={showSafety.path} variant="quiet" icon="phone">
          {texts[locale].home.call}
        </LinkButton>
      </Actions>
    </Section>
  ),
};

/** At the end of somebody's page: the way to report something about them. */
export const personPart: PagePart = {
  key: 'safety.report',
  order: 990,
  place: 'directory.person',
  render: async ({ actor, locale }, personUid) =>
    personUid === actor.uid ? null : (
      <p>
        <LinkButton href={addressOf(newReport, {}, { person: personUid })} variant="quiet" icon="flag">
          {texts[locale].person}
        </LinkButton>
      </p>
    ),
};
