import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { showClassImageRights, showImageRights } from './contract.ts';
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

/** On the page of one's own child: the way to the answers. */
export const childPart: PagePart = {
  key: 'safety.child-pictures',
  order: 65,
  place: 'directory.person',
  render: async ({ actor, locale }, personUid) =>
    actor.children.some(({ uid }) => uid === personUid) ? (
      <p>
        <LinkButton variant="quiet" icon="image" href={showImageRights.path}>
          {texts[locale].part}
        </LinkButton>
      </p>
    ) : null,
};
