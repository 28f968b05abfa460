import type { ReactElement } from 'react';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords, instantInWords, weekdayInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { DateField, SelectField, TextArea } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors, Hidden } from '../../../ui/form.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { Translated } from '../../../ui/translated.tsx';
import { ReadingLanguageForm } from '../../directory/index.ts';
import { AttachmentList, type FileShown } from '../../files/index.ts';
import { ReportLink } from '../../safety/index.ts';
import { seenOf } from './answer.ts';
import { acknowledgeNote, answerNote, listNotes, proveNote, showNote } from './contract.ts';
import { toneOf, whenOf } from './page-list.tsx';
import { isOneTap, isOverdue, type Question } from './rules.ts';
import { NOTE_KIND } from './tell.ts';
import { texts } from './texts.ts';

type Note = Answer<typeof showNote> & { readonly files: readonly FileShown[] };
type Pupil = Note['pupils'][number];

/** A form that was refused: for which child, why, and what was typed. */
export interface RefusedAnswer {
  readonly pupilUid: string;
  readonly refusal: Refusal;
  readonly typed: Readonly<Record<string, string>>;
}

/** A note as a family or a pupil reads it; a signature is one tap where nothing is asked. */
export function noteView(ctx: SessionContext, note: Note, refused?: RefusedAnswer): View {
  const { locale } = ctx;
  const t = texts[locale];
  return {
    title: `${note.title} · ${note.place}`,
    shell: 'app',
    destination: 'more',
    live: [`person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.title, href: listNotes.path }, { label: note.title }]} />}
          title={note.title}
          subtitle={
            <p>
              {t.sent(note.author, note.place)} ·{' '}
              <time dateTime={dayOf(note.publishAt)}>{dayInWords(dayOf(note.publishAt), locale)}</time>
            </p>
          }
        />
        {note.withdrawnAt && <Notice tone="attention">{<p>{t.withdrawn}</p>}</Notice>}
        {note.correctedAt && !note.withdrawnAt && !note.isPupil && (
          <Notice tone="info">
            <p>{t.corrected(instantInWords(note.correctedAt, locale))}</p>
          </Notice>
        )}
        {!note.withdrawnAt && (
          <>
            <Translated words={note.words} {...note.reading} under={1} />
            <ReadingLanguageForm
              locale={locale}
              current={note.reading.language}
              isMissing={!note.reading.translation}
              back={addressOf(showNote, { noteId: note.id })}
            />
          </>
        )}
        <AttachmentList files={note.files} locale={locale} />
        {note.dueOn && !note.withdrawnAt && (
          <Due ctx={ctx} dueOn={note.dueOn} isOwed={note.pupils.some(({ isOwed }) => isOwed)} />
        )}
        {note.isPupil ? (
          <ForPupil ctx={ctx} note={note} />
        ) : (
          <>
            {!note.withdrawnAt && <p>{note.rule === 'all' ? t.ruleAll : t.ruleOne}</p>}
            {note.pupils.map((pupil) => (
              <ForChild
                key={pupil.id}
                ctx={ctx}
                note={note}
                pupil={pupil}
                refused={refused?.pupilUid === pupil.id ? refused : undefined}
              />
            ))}
          </>
        )}
        {!note.withdrawnAt && (
          <p>
            <ReportLink locale={locale} place={NOTE_KIND} subject={note.id} />
          </p>
        )}
      </>
    ),
  };
}

function Due({ ctx, dueOn, isOwed }: { ctx: SessionContext; dueOn: string; isOwed: boolean }): ReactElement {
  const t = texts[ctx.locale];
  const day = weekdayInWords(dueOn, ctx.locale);
  const late = isOwed && isOverdue(dueOn, ctx.actor.today);
  return (
    <p>
      <Badge tone={isOwed && whenOf(dueOn, ctx.actor.today, ctx.locale).urgent ? 'brique' : 'neutral'} icon="clock">
        {late ? t.late(day) : t.dueOn(day)}
      </Badge>
    </p>
  );
}

function ForPupil({ ctx, note }: { ctx: SessionContext; note: Note }): ReactElement {
  const t = texts[ctx.locale];
  const [own] = note.pupils;
  const answered = own?.state === 'signed' || own?.state === 'refused';
  return (
    <>
      <p>{answered ? t.pupilSigned : t.pupilWaiting}</p>
      {own?.acknowledgedAt && <p>{t.acknowledged(instantInWords(own.acknowledgedAt, ctx.locale))}</p>}
      {own?.asksPupil && !own.acknowledgedAt && !note.withdrawnAt && (
        <Form action={addressOf(acknowledgeNote, { noteId: note.id })}>
          <Actions>
            <Button icon="check">{t.acknowledge}</Button>
          </Actions>
        </Form>
      )}
    </>
  );
}

interface ChildProps {
  ctx: SessionContext;
  note: Note;
  pupil: Pupil;
  refused?: RefusedAnswer | undefined;
}

function ForChild({ ctx, note, pupil, refused }: ChildProps): ReactElement {
  const { locale } = ctx;
  const t = texts[locale];
  const said = pupil.own ?? (pupil.paperAt ? pupil.state : null);
  return (
    <Section
      title={t.forChild(pupil.displayName)}
      id={`pupil-${pupil.id}`}
      aside={
        (said || !note.withdrawnAt) && (
          <Badge tone={toneOf[said ?? (pupil.isOwed ? 'waiting' : pupil.state)]}>
            {t.states[said ?? (pupil.isOwed ? 'waiting' : pupil.state)]}
          </Badge>
        )
      }
    >
      {!pupil.mayAnswer && <FormErrors errors={errorsOf(ctx, refused)} />}
      {pupil.own && pupil.answeredAt && <OwnAnswer ctx={ctx} note={note} pupil={pupil} />}
      {pupil.paperAt && <p>{t.onPaper(instantInWords(pupil.paperAt, locale))}</p>}
      {!pupil.own && !pupil.isOwed && !pupil.paperAt && !note.withdrawnAt && <p>{t.doneByOther}</p>}
      {pupil.mayAnswer &&
        (pupil.own ? (
          <Details summary={t.change} open={refused !== undefined}>
            {note.dueOn && <p>{t.mayChange(weekdayInWords(note.dueOn, locale))}</p>}
            <Signing ctx={ctx} note={note} pupil={pupil} refused={refused} />
          </Details>
        ) : (
          <Signing ctx={ctx} note={note} pupil={pupil} refused={refused} />
        ))}
      {pupil.own && !pupil.mayAnswer && !note.withdrawnAt && <p>{t.closed}</p>}
    </Section>
  );
}

/** What one answered, to read again; the proof is a file. */
function OwnAnswer({ ctx, note, pupil }: Omit<ChildProps, 'refused'>): ReactElement {
  const { locale } = ctx;
  const t = texts[locale];
  const when = pupil.answeredAt ? instantInWords(pupil.answeredAt, locale) : '';
  return (
    <Card ground="sunken">
      <p>{pupil.own === 'refused' ? t.refused(when) : t.signed(when)}</p>
      {note.questions.length > 0 && pupil.given && (
        <DefinitionList
          items={note.questions.map((question, rank) => ({
            term: question.label,
            value: answerInWords(question, pupil.given?.[rank] ?? '', locale),
          }))}
        />
      )}
      <p>
        <LinkButton
          variant="quiet"
          icon="file-text"
          href={addressOf(proveNote, { noteId: note.id, pupilUid: pupil.id })}
        >
          {t.proof}
        </LinkButton>
      </p>
    </Card>
  );
}

/** An answer as one reads it. */
export function answerInWords(question: Question, given: string, locale: SessionContext['locale']): string {
  const t = texts[locale];
  if (question.kind === 'authorisation') return given === 'yes' ? t.authorise : t.refuse;
  if (question.kind === 'yes-no') return given === 'yes' ? t.yes : t.no;
  return question.kind === 'date' && given ? dayInWords(given, locale) : given;
}

/** One button where a tap says all; else the questions, then the button. */
function Signing({ ctx, note, pupil, refused }: ChildProps): ReactElement {
  const { locale } = ctx;
  const t = texts[locale];
  const errors = errorsOf(ctx, refused);
  const action = addressOf(answerNote, { noteId: note.id, pupilUid: pupil.id });
  const [only] = note.questions;
  const oneTap = isOneTap(note.questions);
  return (
    <Form
      action={action}
      label={t.forChild(pupil.displayName)}
      outbox={{ what: t.outbox, words: `${note.title} (${pupil.displayName})` }}
    >
      <FormErrors errors={errors} />
      <Hidden name="version" value={String(note.version)} />
      <Hidden name="seen" value={seenOf(pupil.answeredAt)} />
      {oneTap && only && <p>{only.label}</p>}
      {!oneTap &&
        note.questions.map((question, rank) => (
          <QuestionField
            key={question.label}
            question={question}
            name={`answer${rank + 1}`}
            prefix={pupil.id}
            value={refused?.typed[`answer${rank + 1}`] ?? pupil.given?.[rank]}
            error={errors.find(({ field }) => field === `answer${rank + 1}`)?.message}
            locale={locale}
          />
        ))}
      <Actions>
        {oneTap && only ? (
          <>
            <Button name="answer1" value="yes" icon="check" aria-label={t.authoriseFor(pupil.displayName)}>
              {t.authorise}
            </Button>
            <Button variant="secondary" name="answer1" value="no" icon="x" aria-label={t.refuseFor(pupil.displayName)}>
              {t.refuse}
            </Button>
          </>
        ) : (
          <Button icon="notebook-pen" aria-label={oneTap ? t.signFor(pupil.displayName) : t.sendFor(pupil.displayName)}>
            {oneTap ? t.sign : t.send}
          </Button>
        )}
      </Actions>
    </Form>
  );
}

function QuestionField({
  question,
  locale,
  prefix,
  ...field
}: {
  question: Question;
  name: string;
  prefix: string;
  value: string | undefined;
  error: string | undefined;
  locale: SessionContext['locale'];
}): ReactElement {
  const t = texts[locale];
  const shared = { ...field, label: question.label, idPrefix: `field-${prefix}`, required: true };
  if (question.kind === 'date') return <DateField {...shared} />;
  if (question.kind === 'text') return <TextArea {...shared} rows={3} maxLength={500} />;
  if (question.kind === 'choice' && question.options.length > 5)
    return (
      <SelectField
        {...shared}
        placeholder={t.choose}
        options={question.options.map((value) => ({ value, label: value }))}
      />
    );
  const options =
    question.kind === 'choice'
      ? question.options.map((value) => ({ value, label: value }))
      : [
          { value: 'yes', label: question.kind === 'authorisation' ? t.authorise : t.yes },
          { value: 'no', label: question.kind === 'authorisation' ? t.refuse : t.no },
        ];
  return <RadioGroup {...shared} options={options} inline={question.kind !== 'choice'} />;
}

function errorsOf(ctx: SessionContext, refused: RefusedAnswer | undefined): FormError[] {
  if (!refused) return [];
  const t = texts[ctx.locale];
  const sentences: Readonly<Record<string, string>> = t.refusedForm;
  const { refusal, pupilUid } = refused;
  if (refusal.fields.length === 0) return [{ message: sentences[refusal.code] ?? t.wrong }];
  return refusal.fields.map(({ field, code }) => ({
    field,
    message: sentences[code] ?? t.wrong,
    idPrefix: `field-${pupilUid}`,
  }));
}
