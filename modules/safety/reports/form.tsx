import type { ReactElement } from 'react';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import { newId } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../../ui/choice.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { showSafety } from '../panel/contract.ts';
import { causes, type newReport, sendReport } from './contract.ts';
import { texts } from './texts.ts';

export type Tone = 'pupil' | 'adult';
export const toneOf = ({ actor }: SessionContext): Tone => (actor.roles.includes('pupil') ? 'pupil' : 'adult');

type Typed = Readonly<Partial<Record<string, string>>>;

/** The form of a report: who reads it and when stands before the first field. */
export function newReportView(
  ctx: SessionContext,
  form: Answer<typeof newReport>,
  refusal?: Refusal,
  typed: Typed = {},
): View {
  const t = texts[ctx.locale];
  const tone = toneOf(ctx);
  const faults = [
    ...(refusal?.code === 'safety.content-gone' ? [{ message: t.refused[refusal.code] }] : []),
    ...(refusal?.fields ?? []).map(({ field, code }) => ({ field, message: t.faults[code] ?? t.faulty })),
  ];
  const faultOf = (name: string): string | undefined =>
    faults.find((fault) => 'field' in fault && fault.field === name)?.message;
  return {
    title: t.title,
    shell: 'app',
    ...(refusal ? { status: 422 } : {}),
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.backToPanel, href: showSafety.path }, { label: t.title }]} />}
          title={t.title}
          subtitle={<p>{t.lead[tone]}</p>}
        />
        <Notice>
          <Readers ctx={ctx} form={form} tone={tone} />
          <p>{t.readWhen[tone]}</p>
        </Notice>
        <FormErrors errors={faults} />
        <Form action={sendReport.path}>
          <Hidden name="requestKey" value={typed.requestKey ?? newId()} />
          <Subject ctx={ctx} form={form} />
          {form.schools.length > 1 && (
            <SelectField
              name="school"
              label={t.school}
              required
              placeholder=""
              value={typed.school}
              error={faultOf('school')}
              options={form.schools.map(({ uai, name }) => ({ value: uai, label: name }))}
            />
          )}
          <RadioGroup
            name="cause"
            label={t.cause[tone]}
            required
            value={typed.cause}
            error={faultOf('cause')}
            options={causes.map((cause) => ({
              value: cause,
              label: t.causes[tone][cause],
              ...(cause === 'staff' && !form.goesOutside ? { hint: t.causeStaffHint[tone] } : {}),
            }))}
          />
          <TextField
            name="concerned"
            label={t.concerned[tone]}
            help={t.concernedHelp[tone]}
            value={typed.concerned}
            maxLength={300}
            error={faultOf('concerned')}
          />
          <TextArea
            name="words"
            label={t.words[tone]}
            help={t.wordsHelp[tone]}
            required
            rows={6}
            value={typed.words}
            error={faultOf('words')}
          />
          <Checkbox name="urgent" label={t.urgent[tone]} checked={typed.urgent === 'yes'} />
          {!form.goesOutside && <Checkbox name="outside" label={t.outside[tone]} checked={typed.outside === 'yes'} />}
          <Actions>
            <Button icon="send">{t.send}</Button>
          </Actions>
        </Form>
      </>
    ),
  };
}

interface Shown {
  readonly ctx: SessionContext;
  readonly form: Answer<typeof newReport>;
}

/** By whom it will be read, school by school. */
function Readers({ ctx: { locale }, form, tone }: Shown & { tone: Tone }): ReactElement {
  const t = texts[locale];
  if (form.goesOutside) return <p>{t.readOutside[tone]}</p>;
  const names = new Intl.ListFormat(locale, { type: 'conjunction' });
  return (
    <>
      {form.schools.map(({ uai, name, readers }) => (
        <p key={uai}>
          {form.schools.length > 1 && <strong>{name}. </strong>}
          {readers.length > 0 ? t.readBy[tone](names.format(readers)) : t.readOutside[tone]}
        </p>
      ))}
    </>
  );
}

/** What it is about, where that is known, and the hidden fields that say so. */
function Subject({ ctx: { locale }, form: { content, person } }: Shown): ReactElement | null {
  const t = texts[locale];
  if (content)
    return (
      <Notice title={t.about(content.label, content.title)}>
        <Hidden name="place" value={content.place} />
        <Hidden name="subject" value={content.subject} />
        <p>
          {content.author && `${t.aboutBy(content.author)} `}
          {t.aboutCopy}
        </p>
      </Notice>
    );
  return (
    person && (
      <Notice title={t.aboutPerson(person.displayName)}>
        <Hidden name="person" value={person.id} />
      </Notice>
    )
  );
}
