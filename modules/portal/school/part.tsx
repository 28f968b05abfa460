import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { ownSchools } from '../banners/policy.ts';
import { showPortal, showPublicPage } from './contract.ts';
import { texts } from './texts.ts';

/** On a school's page: the way to its portal, for those who shape it, and to its public page. No statement. */
export const portalPart: PagePart = {
  key: 'portal.school',
  order: 90,
  place: 'directory.school',
  render: async ({ actor, locale }, schoolUai) => {
    const t = texts[locale].settings;
    const isShaped =
      actor.roles.includes('platform') ||
      actor.profiles.some((profile) => profile.schoolUai === schoolUai && ownSchools(actor).includes(profile.schoolId));
    return (
      <Actions>
        {isShaped && (
          <LinkButton href={addressOf(showPortal, { schoolUai })} variant="secondary" icon="layout-grid">
            {t.tile}
          </LinkButton>
        )}
        <LinkButton href={addressOf(showPublicPage, { schoolUai })} variant="quiet">
          {t.publicPage}
        </LinkButton>
      </Actions>
    );
  },
};
