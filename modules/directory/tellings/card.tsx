import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { HomeCard } from '../../../platform/module.ts';
import { Button } from '../../../ui/button.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { markTellingsSeen } from './contract.ts';
import { unseen } from './tell.ts';
import { tellingSentence, texts } from './texts.ts';

/** What others did about the person, until they have read it. */
export const tellingsCard: HomeCard = {
  key: 'directory.tellings',
  order: 2,
  shownTo: ({ actor }) => actor.hasNews,
  async render({ actor, db, locale }) {
    const told = await unseen(db, actor.personId);
    if (told.length === 0) return null;
    const t = texts[locale];
    return (
      <Notice
        tone="info"
        title={t.title}
        action={
          <Form action={addressOf(markTellingsSeen)}>
            <Hidden name="tellings" value={told.map(({ id }) => id).join(',')} />
            <Button variant="secondary">{t.seen}</Button>
          </Form>
        }
      >
        {told.map(({ id, telling }) => (
          <p key={id}>{tellingSentence(locale, telling)}</p>
        ))}
      </Notice>
    );
  },
};
