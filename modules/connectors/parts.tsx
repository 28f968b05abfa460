import { addressOf } from '../../platform/contract/endpoint.ts';
import type { PagePart } from '../../platform/module.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { List, ListRow } from '../../ui/list.tsx';
import { Section } from '../../ui/page.tsx';
import { listOwnServices, listSchoolServices } from './contract.ts';
import { declares, openingPolicy } from './policy.ts';
import { texts } from './texts.ts';

/** On the account page: the way to who receives what. No statement. */
export const ownPart: PagePart = {
  key: 'connectors.own',
  order: 20,
  place: 'identity.account',
  render: async ({ locale }) => {
    const { own, title } = texts[locale];
    return (
      <Section title={title}>
        <List label={own.title}>
          <ListRow href={listOwnServices.path} lead={<Icon name="send" />} title={own.title} subtitle={own.hint} />
        </List>
      </Section>
    );
  },
};

/** On a school's page: the way to its services, for those who open them. No statement. */
export const schoolPart: PagePart = {
  key: 'connectors.school',
  order: 30,
  place: 'directory.school.actions',
  render: async ({ actor, locale }, schoolUai) => {
    const post = actor.profiles.find((profile) => profile.schoolUai === schoolUai);
    const opens = declares(actor) || (post !== undefined && openingPolicy.can(actor, 'open', post));
    return opens ? (
      <LinkButton href={addressOf(listSchoolServices, { schoolUai })} variant="secondary" icon="blocks">
        {texts[locale].school.door}
      </LinkButton>
    ) : null;
  },
};
