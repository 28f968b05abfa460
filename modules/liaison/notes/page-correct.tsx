import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { correctNote, listSentNotes, showBoard } from './contract-staff.ts';
import type { NoteText } from './correct.ts';
import { errorAt, errorsOf, TextFields, type Typed, typedOf } from './fields.tsx';
import { texts } from './texts-staff.ts';

/** The text of a note to correct: whoever signed the former one is asked again. */
export function correctionView(
  ctx: SessionContext,
  note: NoteText,
  { refusal, typed }: { readonly refusal?: Refusal; readonly typed?: Typed } = {},
): View {
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  const board = addressOf(showBoard, { noteId: note.id });
  return {
    title: t.correctTitle(note.title),
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: t.sentTitle, href: listSentNotes.path },
                { label: note.title, href: board },
                { label: t.correct },
              ]}
            />
          }
          title={t.correctTitle(note.title)}
          subtitle={<p>{t.correctLead(note.answered)}</p>}
        />
        <Form action={addressOf(correctNote, { noteId: note.id })}>
          <FormErrors errors={errors} />
          <Hidden name="version" value={String(note.version)} />
          <TextFields
            locale={ctx.locale}
            typed={typed ?? typedOf(note)}
            words={typed ? typed.words : note.words}
            error={(field) => errorAt(errors, field)}
            today={ctx.actor.today}
          />
          <Actions>
            <Button icon="refresh-cw">{t.correctSubmit}</Button>
            <LinkButton variant="quiet" href={board}>
              {t.withdrawConfirm.no}
            </LinkButton>
          </Actions>
        </Form>
      </>
    ),
  };
}
