import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { PagePart } from '../../../platform/module.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Section } from '../../../ui/page.tsx';
import { newView } from './contract.ts';
import { texts } from './texts.ts';

/** On the page of a person in whose place the actor may ask to see. */
export const viewAsPart: PagePart = {
  key: 'identity.view-as',
  order: 70,
  place: 'directory.person',
  render: async ({ actor, locale, viewing }, personUid, { viewAs }) => {
    if (!viewAs || personUid === actor.uid || viewing) return null;
    const t = texts[locale].part;
    return (
      <Section title={t.title}>
        <p>{t.text}</p>
        <LinkButton href={addressOf(newView, { personUid })} variant="secondary" icon="eye">
          {t.action}
        </LinkButton>
      </Section>
    );
  },
};
