import type { HomeCard } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { isAdministrator } from '../sessions/kinds.ts';
import { showSecondFactor } from './contract.ts';
import { GRACE_DAYS } from './grace.ts';
import { daysLeft } from './proof.ts';
import { texts } from './texts.ts';

/** Tells an administrator, until it is done, to add a second factor. */
export const protectionCard: HomeCard = {
  key: 'identity.protection',
  order: 1,
  shownTo: ({ actor, session }) => session.means === 'session' && isAdministrator(actor),
  async render(ctx) {
    const left = await daysLeft(ctx, GRACE_DAYS);
    if (left === null) return null;
    const t = texts[ctx.locale].card;
    return (
      <Notice
        tone="attention"
        title={t.title}
        action={
          <LinkButton href={showSecondFactor.path} variant="secondary">
            {t.action}
          </LinkButton>
        }
      >
        <p>{t.text(left)}</p>
      </Notice>
    );
  },
};
