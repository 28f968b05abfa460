import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart, TileEntry } from '../../../platform/module.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { showPlatformHours, showSchoolHours } from './contract.ts';
import { headed, platformHoursPolicy } from './policy.ts';
import { texts } from './texts.ts';

/** On a school's page, for who decides its hours: the way to them. No statement. */
export const hoursPart: PagePart = {
  key: 'notifications.school-hours',
  order: 92,
  place: 'directory.school',
  render: async ({ actor, locale }, schoolUai) => {
    const decides =
      actor.roles.includes('platform') ||
      actor.profiles.some((profile) => profile.schoolUai === schoolUai && headed(actor).includes(profile.schoolId));
    return decides ? (
      <Actions>
        <LinkButton href={addressOf(showSchoolHours, { schoolUai })} variant="secondary" icon="clock">
          {texts[locale].title}
        </LinkButton>
      </Actions>
    ) : null;
  },
};

/** Under "Plus", for the operator. */
export const platformHoursTile: TileEntry = {
  key: 'notifications.platform-hours',
  icon: 'clock',
  href: showPlatformHours.path,
  label: (locale) => texts[locale].title,
  detail: (locale) => texts[locale].detail,
  shownTo: ({ actor }) => platformHoursPolicy.can(actor, 'change', {}),
};
