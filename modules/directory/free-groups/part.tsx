import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { showMembers } from './contract.ts';
import { texts } from './texts.ts';

/** On a group's page: the way to its members, for who runs it. */
export const runGroupPart: PagePart = {
  key: 'directory.run-group',
  order: 20,
  place: 'directory.group.actions',
  render: async ({ locale }, groupId, { manage }) =>
    manage ? (
      <LinkButton href={addressOf(showMembers, { groupId })} variant="secondary" icon="users">
        {texts[locale].manage}
      </LinkButton>
    ) : null,
};
