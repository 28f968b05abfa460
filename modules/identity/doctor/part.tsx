import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Section } from '../../../ui/page.tsx';
import { askToHelp } from './contract.ts';
import { texts } from './texts.ts';

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
