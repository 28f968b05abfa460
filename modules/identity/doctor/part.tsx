import type { Actor } from '../../../platform/authz/policy.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Section } from '../../../ui/page.tsx';
import { askToHelp } from './contract.ts';
import { texts } from './texts.ts';

/** Whether the actor helps anybody to sign in: a head, who was entrusted with codes, support. */
export const helpsToSignIn = ({ roles, mandates }: Actor): boolean =>
  roles.includes('head') ||
  roles.includes('platform') ||
  mandates.some(({ kind, duties }) => kind === 'delegate' && duties.includes('codes'));

/** On the page of a person whom the actor may help to sign in. */
export const doctorPart: PagePart = {
  key: 'identity.doctor',
  order: 60,
  place: 'directory.person',
  render: async ({ actor, locale, viewing }, personUid, { helpToSignIn }) => {
    if (!helpToSignIn || personUid === actor.uid || viewing) return null;
    const t = texts[locale].part;
    return (
      <Section title={t.title}>
        <p>{t.text}</p>
        <LinkButton href={addressOf(askToHelp, { personUid })} variant="secondary" icon="circle-help">
          {t.action}
        </LinkButton>
      </Section>
    );
  },
};
