import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { answerRequest, archiveReasons, openArchive, placeHold, type showDesk } from './contract.ts';
import { texts } from './texts.ts';

type Request = NonNullable<Answer<typeof showDesk>['named']>['requests'][number];

interface Around {
  readonly typed: Readonly<Record<string, string>>;
  readonly locale: Locale;
}

/** One request, and its answer. */
export function RequestForm({ request, locale }: { request: Request; locale: Locale }): ReactElement {
  const t = texts[locale];
  const kind = t.kinds[request.kind] ?? request.kind;
  const day = dayInWords(request.askedAt.toISOString().slice(0, 10), locale);
  return (
    <Details summary={`${request.person.name} · ${kind} · ${day}`}>
      <p>{t.asked(kind, request.askedBy, day)}</p>
      <p>{request.words}</p>
      <Form action={addressOf(answerRequest, { requestId: request.id })} label={t.answer(request.person.name)}>
        <TextArea
          name="answer"
          idPrefix={`request-${request.id}`}
          label={t.answer(request.person.name)}
          maxLength={2000}
          required
        />
        <Actions>
          <Button variant="secondary">{t.send}</Button>
        </Actions>
      </Form>
    </Details>
  );
}

/** A new hold. */
export function HoldForm({ typed, locale }: Around): ReactElement {
  const t = texts[locale];
  return (
    <Details summary={t.newHold} open={typed.person !== undefined}>
      <Form action={placeHold.path} label={t.newHold} fullLoad>
        <TextField
          name="person"
          label={t.uid}
          help={t.uidHelp}
          value={typed.person}
          width="short"
          maxLength={8}
          required
        />
        <TextField
          name="reason"
          label={t.reason}
          value={typed.person === undefined ? undefined : typed.reason}
          maxLength={500}
          required
        />
        <Actions>
          <Button variant="secondary">{t.place}</Button>
        </Actions>
      </Form>
    </Details>
  );
}

/** The way into the archive. */
export function ArchiveForm({ typed, locale }: Around): ReactElement {
  const t = texts[locale];
  return (
    <Form action={openArchive.path} label={t.archive} fullLoad>
      <TextField name="sought" idPrefix="archive" label={t.sought} value={typed.sought} maxLength={80} required />
      <SelectField
        name="reason"
        idPrefix="archive"
        label={t.why}
        value={typed.sought === undefined ? undefined : typed.reason}
        options={archiveReasons.map((value) => ({ value, label: t.reasons[value] }))}
      />
      <Actions>
        <Button variant="secondary">{t.open}</Button>
      </Actions>
    </Form>
  );
}
