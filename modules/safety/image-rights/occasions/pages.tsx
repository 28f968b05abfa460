import type { ReactElement } from 'react';
import { dayOf } from '../../../../platform/clock/clock.ts';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import { newId } from '../../../../platform/db/db.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { dayInWords } from '../../../../platform/texts/days.ts';
import type { Locale } from '../../../../platform/texts/texts.ts';
import { Badge } from '../../../../ui/badge.tsx';
import { Actions, Button, PrintButton } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/choice.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { DefinitionList } from '../../../../ui/facts.tsx';
import { DateField, SelectField, TextArea, TextField } from '../../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../../ui/form.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { Breadcrumb } from '../../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { Table } from '../../../../ui/table.tsx';
import { showGroup } from '../../../directory/contract.ts';
import { type ImageKind, imageKinds, imageSupports, showClassImageRights } from '../contract.ts';
import { stateTones } from '../pages.tsx';
import { texts as imageTexts } from '../texts.ts';
import { askOccasion, closeOccasion, listOccasions, showOccasion } from './contract.ts';
import { texts } from './texts.ts';

/** Kinds in words: "Photos et vidéos, voix". */
const kindsInWords = (kinds: readonly ImageKind[], locale: Locale): string =>
  kinds.map((kind) => imageTexts[locale].kinds[kind]).join(', ');

/** What a class asked about occasions, and the form to ask again. */
export function occasionsView(
  ctx: SessionContext,
  board: Answer<typeof listOccasions>,
  refusal?: Refusal,
  typed: Readonly<Partial<Record<string, string>>> = {},
): View {
  const { locale } = ctx;
  const t = texts[locale];
  const trail = imageTexts[locale].board.title(board.label);
  return {
    title: `${t.title(board.label)} · ${board.school}`,
    shell: 'app',
    live: [`group:${board.id}`],
    destination: 'groups',
    ...(refusal ? { status: 422 } : {}),
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: board.label, href: addressOf(showGroup, { groupId: board.id }) },
                { label: trail, href: addressOf(showClassImageRights, { groupId: board.id }) },
                { label: t.part },
              ]}
            />
          }
          title={t.title(board.label)}
          subtitle={<p>{t.lead}</p>}
        />
        <Section title={t.form}>
          <AskForm locale={locale} groupId={board.id} refusal={refusal} typed={typed} />
        </Section>
        <Section title={t.past}>
          {board.occasions.length === 0 ? (
            <EmptyState drawing="letterbox" title={t.empty} />
          ) : (
            <List label={t.past}>
              {board.occasions.map((one) => (
                <ListRow
                  key={one.id}
                  href={addressOf(showOccasion, { requestId: one.id })}
                  title={one.title}
                  subtitle={`${dayInWords(one.occasionOn, locale)} · ${imageTexts[locale].words[one.support].title}`}
                  trail={
                    <Badge tone={one.closed ? 'neutral' : 'lagune'}>
                      {one.closed ? t.closed : t.answered(one.answered, one.pupils)}
                    </Badge>
                  }
                />
              ))}
            </List>
          )}
        </Section>
      </>
    ),
  };
}

function AskForm(props: {
  locale: Locale;
  groupId: string;
  refusal: Refusal | undefined;
  typed: Readonly<Partial<Record<string, string>>>;
}): ReactElement {
  const { locale, groupId, refusal, typed } = props;
  const t = texts[locale];
  const words = imageTexts[locale];
  const errors = (refusal?.fields ?? []).map(({ field, code }) => ({ field, message: t.faults[code] ?? t.faulty }));
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  return (
    <>
      <FormErrors errors={errors} />
      <Form action={addressOf(askOccasion, { groupId })} label={t.form}>
        <Hidden name="requestKey" value={typed.requestKey ?? newId()} />
        <TextField
          name="title"
          label={t.fields.title}
          help={t.fields.titleHelp}
          required
          maxLength={80}
          value={typed.title}
          error={errorOf('title')}
        />
        <TextArea
          name="details"
          label={t.fields.details}
          help={t.fields.detailsHelp}
          rows={3}
          value={typed.details}
          error={errorOf('details')}
        />
        <fieldset className="field">
          <legend>{t.fields.kinds}</legend>
          {imageKinds.map((kind) => (
            <Checkbox
              key={kind}
              name={kind}
              label={words.kinds[kind]}
              checked={typed[kind] === 'yes'}
              error={errorOf(kind)}
            />
          ))}
        </fieldset>
        <SelectField
          name="support"
          label={t.fields.support}
          required
          placeholder=""
          value={typed.support}
          error={errorOf('support')}
          options={imageSupports.map((support) => ({ value: support, label: words.words[support].title }))}
        />
        <DateField
          name="occasionOn"
          label={t.fields.occasionOn}
          required
          value={typed.occasionOn}
          error={errorOf('occasionOn')}
        />
        <DateField
          name="until"
          label={t.fields.until}
          help={t.fields.untilHelp}
          required
          value={typed.until}
          error={errorOf('until')}
        />
        <Actions>
          <Button>{t.send}</Button>
        </Actions>
      </Form>
    </>
  );
}

/** Who said what to one occasion. */
export function occasionView(ctx: SessionContext, board: Answer<typeof showOccasion>): View {
  const { locale } = ctx;
  const t = texts[locale];
  const words = imageTexts[locale];
  return {
    title: `${t.occasion(board.title)} · ${board.group.label}`,
    shell: 'app',
    live: [`group:${board.group.id}`],
    destination: 'groups',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: board.group.label, href: addressOf(showGroup, { groupId: board.group.id }) },
                { label: t.part, href: addressOf(listOccasions, { groupId: board.group.id }) },
                { label: board.title },
              ]}
            />
          }
          title={t.occasion(board.title)}
          subtitle={board.details && <p>{board.details}</p>}
        />
        <DefinitionList
          columns
          items={[
            { term: t.facts.support, value: words.words[board.support].title },
            { term: t.facts.kinds, value: kindsInWords(board.kinds, locale) },
            { term: t.facts.when, value: dayInWords(board.occasionOn, locale) },
            { term: t.facts.until, value: dayInWords(board.until, locale) },
          ]}
        />
        <Table
          caption={t.occasion(board.title)}
          captionHidden
          rows={board.pupils}
          rowKey={(pupil) => pupil.id}
          empty={<EmptyState drawing="satchel" title={words.board.empty} />}
          columns={[
            { key: 'pupil', header: t.pupil, cell: (pupil) => pupil.displayName, namesRow: true },
            {
              key: 'state',
              header: t.state,
              cell: (pupil) => <Badge tone={stateTones[pupil.state]}>{words.board.states[pupil.state]}</Badge>,
            },
            {
              key: 'answers',
              header: t.answers,
              cell: (pupil) =>
                pupil.answers
                  .map((one) =>
                    t.answerOf(one.by, t.said[one.answer] ?? one.answer, dayInWords(dayOf(new Date(one.at)), locale)),
                  )
                  .join(' ; ') || (pupil.state === 'unanswered' ? t.noAnswer : t.yearAnswer),
            },
          ]}
        />
        <Actions>
          <PrintButton>{t.print}</PrintButton>
          {!board.closed && (
            <Form action={addressOf(closeOccasion, { requestId: board.id })}>
              <Button variant="quiet">{t.close}</Button>
            </Form>
          )}
        </Actions>
      </>
    ),
  };
}
