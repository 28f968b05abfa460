import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { textFaults } from '../../../platform/rich-text/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { DateField, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors, Hidden } from '../../../ui/form.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { RichTextField } from '../../../ui/rich-text-field.tsx';
import { FileField, type FileShown } from '../../files/index.ts';
import { SendButton, UrgentFields } from '../../notifications/index.ts';
import * as contract from '../contract.ts';
import { texts as pupilTexts } from '../pupils/texts.ts';
import { MOST_SUBJECT, MOST_TEXT, WIDE } from '../rules.ts';
import type { Prospect } from '../sending/send.ts';
import { texts } from '../texts.ts';
import type { Form as Filled } from '../writing/compose.ts';
import { notesOf } from '../writing/foretell.ts';
import type { Choice } from '../writing/look.ts';
import { Recipients } from './recipients.tsx';

export interface Composer {
  readonly ctx: SessionContext;
  readonly form: Filled;
  readonly prospect: Prospect & { readonly mayBeUrgent: boolean };
  /** Groups that may be chosen. */
  readonly audiences: readonly Choice[];
  /** Who was found by name; null when nobody was looked for. */
  readonly found: readonly Choice[] | null;
  /** Whom a link proposes: a child’s teachers. */
  readonly near: readonly Choice[];
  /** Files that are here already. */
  readonly held: readonly FileShown[];
  readonly refusal?: Refusal | undefined;
}

/** The form of a message. */
export const composerView = (shown: Composer): View => ({
  title: titleOf(shown),
  shell: 'app',
  destination: 'messages',
  body: <ComposerPage {...shown} />,
});

function titleOf({ ctx, form: { kind } }: Composer): string {
  const t = texts[ctx.locale].compose;
  return kind === 'forward' ? t.forwardTitle : kind === 'new' ? t.title : t.replyTitle;
}

function ComposerPage(shown: Composer): ReactElement {
  const { ctx, form } = shown;
  const t = texts[ctx.locale];
  return (
    <>
      <PageHeader
        title={titleOf(shown)}
        above={
          <Breadcrumb items={[{ label: t.thread.back, href: contract.listMessages.path }, { label: titleOf(shown) }]} />
        }
      />
      <ComposerForm {...shown} />
      <form action={addressOf(contract.dropDraft, { draftId: form.draft })} method="post">
        <Button variant="quiet" icon="trash-2">
          {t.compose.drop}
        </Button>
      </form>
    </>
  );
}

function ComposerForm(shown: Composer): ReactElement {
  const { ctx, form, prospect, refusal } = shown;
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  const { people } = prospect.addressees;
  const phrases = ctx.extensions.phraseBank.pageFor(ctx, contract.showComposer.path);
  return (
    <Form
      action={contract.sendMessage.path}
      draft={`message-${form.draft}`}
      saves={contract.saveDraft.path}
      outbox={{
        what: t.compose.outbox,
        field: 'subject',
        button: 'send',
        after: addressOf(contract.listMessages, {}, { box: 'sent' }),
      }}
      multipart
    >
      <FormErrors errors={errors} />
      {ctx.actor.roles.includes('pupil') && <p>{pupilTexts[ctx.locale].note}</p>}
      <Hidden name="kind" value={form.kind} />
      <Hidden name="of" value={form.of} />
      <Hidden name="draft" value={form.draft} />
      <Hidden name="requestKey" value={form.requestKey} />
      <Recipients {...shown} error={errorOf('to')} />
      <TextField
        name="subject"
        label={t.compose.subject}
        value={form.subject}
        error={errorOf('subject')}
        maxLength={MOST_SUBJECT}
        required
      />
      {/* By a button: what was typed is kept on the way. */}
      {phrases && (
        <Actions>
          <Button variant="secondary" icon="languages" name="act" value="phrases">
            {phrases.label}
          </Button>
        </Actions>
      )}
      <RichTextField
        name="text"
        label={t.compose.text}
        value={form.text}
        error={errorOf('text')}
        max={MOST_TEXT}
        rows={10}
        required
      />
      <FileField
        label={t.compose.files}
        locale={ctx.locale}
        held={shown.held}
        schoolId={prospect.schoolIds[0] ?? null}
        error={errorOf('files')}
      />
      <Later {...shown} errorOf={errorOf} />
      {prospect.mayBeUrgent && prospect.publication.queued && (
        <UrgentFields locale={ctx.locale} value={form.urgent} error={errorOf('urgent')} />
      )}
      {people > WIDE && (
        <Checkbox
          name="confirmed"
          value={String(people)}
          label={t.compose.confirm(people)}
          help={t.compose.confirmHelp}
          error={errorOf('confirmed')}
          checked={form.confirmed === String(people)}
          required
        />
      )}
      <div role="status" data-foretold>
        {notesOf(ctx, prospect).map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
      <Actions>
        <SendButton
          locale={ctx.locale}
          now={ctx.now}
          publication={prospect.publication}
          policy={prospect.policy}
          name="act"
          value="send"
        />
        <Button variant="secondary" name="act" value="save">
          {t.compose.save}
        </Button>
      </Actions>
    </Form>
  );
}

function Later({ ctx, form, errorOf }: Composer & { errorOf: (name: string) => string | undefined }): ReactElement {
  const t = texts[ctx.locale].compose;
  const isOpen = form.on !== '' || form.at !== '' || errorOf('on') !== undefined || errorOf('at') !== undefined;
  return (
    <Details summary={t.later} open={isOpen}>
      <DateField name="on" label={t.on} value={form.on} min={ctx.actor.today} error={errorOf('on')} />
      <TextField name="at" type="time" label={t.at} value={form.at} width="short" error={errorOf('at')} />
    </Details>
  );
}

/** Sentences of a refused form, each at its field; none for a refusal that is not the form's to tell. */
export function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const sentences: Readonly<Record<string, string>> = {
    ...textFaults[ctx.locale],
    ...texts[ctx.locale].refused,
    ...pupilTexts[ctx.locale].refused,
  };
  const fieldOf: Readonly<Record<string, string>> = {
    'messaging.confirm-wide': 'confirmed',
    'notifications.not-urgent': 'urgent',
  };
  if (refusal.code !== 'platform.invalid-input') {
    const message = sentences[refusal.code];
    return message ? [{ field: fieldOf[refusal.code] ?? 'to', message }] : [];
  }
  return refusal.fields.flatMap(({ field, code }) => {
    const message = sentences[code];
    return message ? [{ field: field.replace(/\.\d+$/, ''), message }] : [];
  });
}
