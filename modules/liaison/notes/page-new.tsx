import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { fromPlain } from '../../../platform/rich-text/plain.ts';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { FileField, type FileShown } from '../../files/index.ts';
import { SendButton, SendNote } from '../../notifications/index.ts';
import { acts, signingRules } from '../acts/rules.ts';
import { texts as actWords } from '../acts/texts.ts';
import { listPhrases } from '../phrases/contract.ts';
import { texts as phraseTexts } from '../phrases/texts.ts';
import { listSentNotes, newNote, writeNote } from './contract-staff.ts';
import { errorAt, errorsOf, TextFields, type Typed } from './fields.tsx';
import type { readNew } from './read-staff.ts';
import { type Template, templatesIn } from './templates.ts';
import { texts } from './texts-staff.ts';

type New = Awaited<ReturnType<typeof readNew>>;
type Place = NonNullable<New['place']>;

interface Shown {
  readonly form: New;
  /** Made with the form, so that a second tap is the same note. */
  readonly requestKey: string;
  readonly template?: string | undefined;
  /** What a phrase of the bank makes of it. */
  readonly phrase?: { readonly title: string; readonly words: RichText } | undefined;
  /** What was chosen before the place. */
  readonly carried?: Readonly<Record<string, string | undefined>> | undefined;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Typed | undefined;
  readonly chosen?: readonly string[] | undefined;
  readonly held?: readonly FileShown[] | undefined;
}

/** The way to a place, then the form: title, text, what is asked, until when. */
export function newNoteView(ctx: SessionContext, shown: Shown): View {
  const t = texts[ctx.locale];
  const { place, places } = shown.form;
  const title = place ? t.newTitleOf(`${place.label}${place.isGroup ? ` · ${place.school}` : ''}`) : t.newTitle;
  return {
    title,
    shell: 'app',
    destination: place?.isGroup ? 'groups' : 'more',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.sentTitle, href: listSentNotes.path }, { label: t.newTitle }]} />}
          title={place ? t.newTitleOf(place.label) : t.newTitle}
        />
        {place ? (
          <NoteForm ctx={ctx} shown={shown} place={place} />
        ) : (
          <Places ctx={ctx} places={places} carried={shown.carried} />
        )}
      </>
    ),
  };
}

function Places({
  ctx,
  places,
  carried,
}: {
  ctx: SessionContext;
  places: New['places'];
  carried: Shown['carried'];
}): ReactElement {
  const t = texts[ctx.locale];
  if (places.length === 0)
    return (
      <EmptyState drawing="notebook" title={t.noPlace} level={2}>
        <p>{t.noPlaceText}</p>
      </EmptyState>
    );
  return (
    <Section title={t.choosePlace}>
      <p>{t.choosePlaceText}</p>
      <List label={t.choosePlace}>
        {places.map((place) => (
          <ListRow
            key={place.value}
            title={place.label}
            href={addressOf(newNote, {}, { ...carried, place: place.value })}
            lead={<Icon name={place.value.startsWith('school') ? 'school' : 'users'} />}
            subtitle={place.label === place.school ? undefined : place.school}
          />
        ))}
      </List>
    </Section>
  );
}

/** What the fields hold at first: what was typed, else the model. */
const startOf = (template: Template | undefined): Typed =>
  template
    ? {
        act: template.act,
        title: template.title,
        kind1: template.kind,
        label1: template.label,
        options1: template.options,
      }
    : {};

function NoteForm({ ctx, shown, place }: { ctx: SessionContext; shown: Shown; place: Place }): ReactElement {
  const { locale, now, actor } = ctx;
  const t = texts[locale];
  const templates = templatesIn(locale);
  const template = templates.find(({ key }) => key === shown.template);
  const typed: Typed = shown.typed ?? { ...startOf(template), ...(shown.phrase ? { title: shown.phrase.title } : {}) };
  const errors = errorsOf(ctx, shown.refusal);
  const error = (field: string): string | undefined => errorAt(errors, field);
  const { timing } = shown.form;
  return (
    <>
      {!shown.typed && <Templates ctx={ctx} place={place} templates={templates} current={shown.template} />}
      <Form action={writeNote.path} multipart draft={`note ${place.value} ${shown.template ?? ''}`}>
        <FormErrors errors={errors} />
        <Hidden name="requestKey" value={typed.requestKey ?? shown.requestKey} />
        <Hidden name="place" value={place.value} />
        <TextFields
          locale={locale}
          typed={typed}
          error={error}
          today={actor.today}
          words={shown.typed ? shown.typed.words : (shown.phrase?.words ?? (template && fromPlain(template.words)))}
        >
          <SelectField
            name="act"
            label={t.act}
            help={t.actHelp}
            value={typed.act ?? 'information'}
            options={acts.map((value) => ({
              value,
              label: `${actWords[locale].names[value]} (${actWords[locale].rules[place.rules[value]].toLowerCase()})`,
            }))}
          />
        </TextFields>
        <FileField
          label={t.attachments}
          help={t.attachmentsHelp}
          locale={locale}
          schoolId={place.schoolId}
          held={shown.held}
          error={error('files')}
        />
        <RadioGroup
          name="audience"
          label={t.audience}
          value={typed.audience ?? 'all'}
          error={error('pupils')}
          options={[
            {
              value: 'all',
              label: (place.afterSchoolOnly ? t.audiences.afterSchool : t.audiences.all)(place.pupils.length),
            },
            ...(place.pupils.length <= 200 ? [{ value: 'chosen', label: t.audiences.chosen }] : []),
          ]}
        />
        {place.pupils.length <= 200 && (
          <Details summary={t.choosePupils} open={(shown.chosen ?? []).length > 0 || error('pupils') !== undefined}>
            <CheckboxGroup
              name="pupils"
              label={t.pupils}
              values={shown.chosen ?? []}
              options={place.pupils.map(({ id, displayName }) => ({ value: id, label: displayName }))}
            />
          </Details>
        )}
        <Details summary={t.rule} open={(typed.rule ?? '') !== '' || typed.asksPupil !== undefined}>
          <RadioGroup
            name="rule"
            label={t.rule}
            value={typed.rule ?? ''}
            options={(['', ...signingRules] as const).map((value) => ({ value, label: t.rules[value] }))}
          />
          <Checkbox name="asksPupil" label={t.asksPupil} checked={typed.asksPupil === 'yes'} />
        </Details>
        {timing && <SendNote locale={locale} {...timing} />}
        <Actions>{timing && <SendButton locale={locale} now={now} {...timing} />}</Actions>
      </Form>
    </>
  );
}

/** Models, a tap each; the page without one stays blank. */
function Templates({
  ctx,
  place,
  templates,
  current,
}: {
  ctx: SessionContext;
  place: Place;
  templates: readonly Template[];
  current: string | undefined;
}): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      <p>
        <LinkButton
          variant="secondary"
          icon="languages"
          href={addressOf(listPhrases, {}, { form: addressOf(newNote, {}, { place: place.value }) })}
        >
          {phraseTexts[ctx.locale].title}
        </LinkButton>{' '}
        {phraseTexts[ctx.locale].detail}
      </p>
      <Details summary={t.templates}>
        <Actions>
          {templates.map(({ key, name }) => (
            <LinkButton
              key={key}
              size="small"
              variant={key === current ? 'primary' : 'secondary'}
              href={addressOf(newNote, {}, { place: place.value, template: key })}
            >
              {name}
            </LinkButton>
          ))}
          {current && (
            <LinkButton size="small" variant="quiet" href={addressOf(newNote, {}, { place: place.value })}>
              {t.noTemplate}
            </LinkButton>
          )}
        </Actions>
      </Details>
    </>
  );
}
