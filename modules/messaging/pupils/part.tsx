import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { schoolsInCharge } from '../../directory/index.ts';
import { showClassWriting } from './contract.ts';
import { texts } from './texts.ts';

/** On the page of a class, for its adults: what its pupils write. */
export const classWritingPart: PagePart = {
  key: 'messaging.class-writing',
  order: 40,
  place: 'directory.class.actions',
  render: async (ctx, groupId, { openSession }) =>
    (openSession || schoolsInCharge(ctx.actor).length > 0) && !ctx.viewing ? (
      <LinkButton variant="secondary" icon="mail" href={addressOf(showClassWriting, { groupId })}>
        {texts[ctx.locale].link}
      </LinkButton>
    ) : null,
};
