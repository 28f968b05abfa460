import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { showClassAccess, showSchoolAccess } from './contract.ts';
import { texts } from './texts.ts';

/** On the page of a class, for those who may hand out codes there: the way to its board. */
export const classAccessPart: PagePart = {
  key: 'identity.class-access',
  order: 10,
  place: 'directory.class.actions',
  render: async (ctx, groupId, { handCodes }) =>
    handCodes ? (
      <LinkButton variant="secondary" icon="qr-code" href={addressOf(showClassAccess, { groupId })}>
        {texts[ctx.locale].access}
      </LinkButton>
    ) : null,
};

/** The same on the page of a school. */
export const schoolAccessPart: PagePart = {
  key: 'identity.school-access',
  order: 10,
  place: 'directory.school.actions',
  render: async (ctx, schoolUai, { handCodes }) =>
    handCodes ? (
      <LinkButton variant="secondary" icon="qr-code" href={addressOf(showSchoolAccess, { schoolUai })}>
        {texts[ctx.locale].access}
      </LinkButton>
    ) : null,
};
