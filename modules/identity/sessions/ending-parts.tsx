import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { showEndPerson, showEndSchool } from './ending-contract.ts';
import { texts } from './texts-ending.ts';

/** On the page of a person, for who may sign them out everywhere. */
export const endPersonPart: PagePart = {
  key: 'identity.end-sessions',
  order: 65,
  place: 'directory.person',
  render: async ({ actor, locale, viewing }, personUid, { endSessions }) =>
    endSessions && personUid !== actor.uid && !viewing ? (
      <Actions>
        <LinkButton href={addressOf(showEndPerson, { personUid })} variant="quiet" icon="log-out">
          {texts[locale].action}
        </LinkButton>
      </Actions>
    ) : null,
};

/** On the page of a school. */
export const endSchoolPart: PagePart = {
  key: 'identity.end-school-sessions',
  order: 90,
  place: 'directory.school.actions',
  render: async ({ locale, viewing }, schoolUai, { endSessions }) =>
    endSessions && !viewing ? (
      <LinkButton href={addressOf(showEndSchool, { schoolUai })} variant="quiet" icon="log-out">
        {texts[locale].action}
      </LinkButton>
    ) : null,
};
