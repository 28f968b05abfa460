import type { ReactElement } from 'react';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { MailPace, NotificationKind } from '../../../platform/module.ts';
import { ANY_KIND, type Ways } from '../deliveries/rules.ts';
import { brokenAddresses } from '../mails/bounces.ts';
import { choicesOf, waysByKind } from './keep.ts';

/** How the actor is told, for their own page. */
export interface OwnChoices {
  readonly mail: MailPace | null;
  readonly kinds: readonly { readonly kind: NotificationKind; readonly ways: Ways }[];
  /** Where mails go; null: nowhere. */
  readonly address: string | null;
  /** Addresses from which mails came back. */
  readonly broken: readonly string[];
  /** Pupils mostly have no address: they are asked about mails only when they have one. */
  readonly canHaveMail: boolean;
  /** What the devices add to the page. */
  readonly devices?: ReactElement | undefined;
}

export async function ownChoices(ctx: SessionContext): Promise<OwnChoices> {
  const { db, actor, extensions } = ctx;
  const [choices, targets, broken] = await Promise.all([
    choicesOf(db, actor.personId),
    extensions.mailTargets(db, [actor.personId]),
    brokenAddresses(db, actor.personId),
  ]);
  const address = targets.find((target) => !broken.includes(target.address))?.address ?? null;
  return {
    mail: choices.get(ANY_KIND)?.mail ?? null,
    kinds: waysByKind(ctx, choices),
    address,
    broken,
    canHaveMail: targets.length > 0 || !actor.roles.includes('pupil'),
  };
}
