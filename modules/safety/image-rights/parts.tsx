import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { showClassImageRights } from './contract.ts';
import { taught } from './policy.ts';
import { texts } from './texts.ts';

/** On the page of a class, for who may know: the way to its answers. `attachTeacher` is the head's alone, as these answers are. */
export const classPart: PagePart = {
  key: 'safety.class-pictures',
  order: 40,
  place: 'directory.class.actions',
  render: async ({ actor, locale }, groupId, { attachTeacher }) =>
    attachTeacher || taught(actor).includes(groupId) ? (
      <LinkButton variant="secondary" icon="image" href={addressOf(showClassImageRights, { groupId })}>
        {texts[locale].part}
      </LinkButton>
    ) : null,
};
