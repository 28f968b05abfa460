import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { showTablets } from './contract.ts';
import { texts } from './texts/pages.ts';

/** On the page of a class, for its adult: the way to its tablets. */
export const tabletsPart: PagePart = {
  key: 'identity.tablets',
  order: 20,
  place: 'directory.class.actions',
  render: async (ctx, groupId, { openSession }) =>
    openSession ? (
      <LinkButton variant="secondary" icon="tablet" href={addressOf(showTablets, { groupId })}>
        {texts[ctx.locale].adult.link}
      </LinkButton>
    ) : null,
};
