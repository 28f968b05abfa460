import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { showUsedName } from './contract.ts';
import { texts } from './texts.ts';

/** On the page of a child, for who answers for them: the way to the name used. One's own is in the account. */
export const usedNamePart: PagePart = {
  key: 'directory.used-name',
  order: 60,
  place: 'directory.person',
  render: async ({ actor, locale }, personUid, { setName }) =>
    setName && personUid !== actor.uid ? (
      <p>
        <LinkButton href={addressOf(showUsedName, { personUid })} variant="quiet" icon="pencil">
          {texts[locale].name.part}
        </LinkButton>
      </p>
    ) : null,
};
