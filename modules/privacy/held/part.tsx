import type { PagePart } from '../../../platform/module.ts';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Section } from '../../../ui/page.tsx';
import { showHeld } from './contract.ts';
import { texts } from './texts.ts';

/** On the account's page: the way to all that is held. */
export const accountPart: PagePart = {
  key: 'privacy.held',
  order: 80,
  place: 'identity.account',
  async render({ locale }) {
    const t = texts[locale];
    return (
      <Section title={t.title}>
        <List label={t.title}>
          <ListRow href={showHeld.path} lead={<Icon name="folder" />} title={t.titleRow} subtitle={t.hint} />
        </List>
      </Section>
    );
  },
};
