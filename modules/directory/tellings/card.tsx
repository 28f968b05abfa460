import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { HomeCard } from '../../../platform/module.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { markTellingsSeen } from './contract.ts';
import { type ToldRow, unseen } from './tell.ts';
import { isToDo, type ToDo, tellingSentence, texts, toDoWords } from './texts.ts';

/** What others did about the person, until they have read it. */
export const tellingsCard: HomeCard = {
  key: 'directory.tellings',
  order: 2,
  shownTo: ({ actor }) => actor.hasNews,
  async render({ actor, db, locale }) {
    const told = await unseen(db, actor.personId);
    if (told.length === 0) return null;
    const toDo = told.flatMap(({ id, telling }) => (isToDo(telling) ? [{ id, telling }] : []));
    const toRead = told.filter(({ telling }) => !isToDo(telling));
    return (
      <>
        {toDo.map(({ id, telling }) => (
          <Waiting key={id} id={id} telling={telling} locale={locale} />
        ))}
        {toRead.length > 0 && <Read told={toRead} locale={locale} />}
      </>
    );
  },
};

/** Something that waits on a page of its own. */
function Waiting({ id, telling, locale }: { id: string; telling: ToDo; locale: Locale }): ReactElement {
  const { title, text, action } = toDoWords(locale, telling);
  return (
    <Notice
      tone={/^(settings|image)-/.test(telling.code) ? 'info' : 'attention'}
      title={title}
      action={
        <>
          <LinkButton href={telling.details.href} variant="secondary">
            {action}
          </LinkButton>
          <Form action={addressOf(markTellingsSeen)}>
            <Hidden name="tellings" value={id} />
            <Button variant="quiet">{texts[locale].putAway}</Button>
          </Form>
        </>
      }
    >
      <p>{text}</p>
    </Notice>
  );
}

function Read({ told, locale }: { told: readonly ToldRow[]; locale: Locale }): ReactElement {
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
}
