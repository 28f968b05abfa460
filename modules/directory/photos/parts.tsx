import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { showFaces, showPhotoForm } from './contract.ts';
import { texts } from './texts.ts';

/** On the page of a class or group: the way to its faces. No statement. */
const facesPart = (place: string): PagePart => ({
  key: `${place}.faces`,
  order: 10,
  place,
  render: async ({ locale }, groupId, { seeMembers }) =>
    seeMembers ? (
      <LinkButton href={addressOf(showFaces, { groupId })} variant="secondary" icon="image">
        {texts[locale].facesLink}
      </LinkButton>
    ) : null,
});

/** On a person's page: the way to their photo, for who may set it. No statement. */
const photoPart: PagePart = {
  key: 'directory.photo',
  order: 30,
  place: 'directory.person',
  render: async ({ locale }, personUid, { setPhoto }) =>
    setPhoto ? (
      <Actions>
        <LinkButton href={addressOf(showPhotoForm, { personUid })} variant="secondary" icon="image">
          {texts[locale].photo}
        </LinkButton>
      </Actions>
    ) : null,
};

export const photoParts: readonly PagePart[] = [
  facesPart('directory.class.actions'),
  facesPart('directory.group.actions'),
  photoPart,
];
