import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart, TileEntry } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { listOwnWords, listReceivedWords } from './contract.ts';
import { receivesWords } from './routes.ts';
import { texts } from './texts.ts';

/** On the page of one's own child: a tap to tell the school something. */
export const childWordPart: PagePart = {
  key: 'liaison.child-word',
  order: 31,
  place: 'directory.person',
  render: async ({ actor, locale }, personUid) =>
    actor.children.some(({ uid }) => uid === personUid) ? (
      <p>
        <LinkButton variant="secondary" icon="send" href={addressOf(listOwnWords, {}, { child: personUid })}>
          {texts[locale].title}
        </LinkButton>
      </p>
    ) : null,
};

export const wordTiles: readonly TileEntry[] = [
  {
    key: 'liaison.words',
    icon: 'send',
    href: listOwnWords.path,
    label: (locale) => texts[locale].title,
    detail: (locale) => texts[locale].detail,
    shownTo: ({ actor }) => actor.children.length > 0,
    service: true,
  },
  {
    key: 'liaison.received-words',
    icon: 'clipboard-list',
    href: listReceivedWords.path,
    label: (locale) => texts[locale].receivedTitle,
    detail: (locale) => texts[locale].receivedDetail,
    shownTo: receivesWords,
  },
];
