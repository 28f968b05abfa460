import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { DateField, SelectField, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showPerson } from '../contract.ts';
import { errorOf, formErrors } from '../form-errors.ts';
import { changeRecord, type showRecord } from './contract.ts';
import { texts } from './texts.ts';

type Record_ = Answer<typeof showRecord>;
type FieldRow = Record_['fields'][number];

interface Shown {
  readonly ctx: SessionContext;
  readonly record: Record_;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** A record to correct: the academy's values locked with their source, the others in a form. */
export function recordView({ ctx, record, refusal, typed = {} }: Shown): View {
  const t = texts[ctx.locale];
  const errors = formErrors(refusal, t.faults, t.faulty);
  const back = addressOf(showPerson, { personUid: record.id });
  const locked = record.fields.filter((field) => field.locked);
  const open = record.fields.filter((field) => !field.locked);
  const title = t.editTitle(record.displayName);
  return {
    title,
    shell: 'app',
    density: 'gestion',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: record.displayName, href: back }, { label: t.part.edit }]} />}
          title={title}
          subtitle={locked.length > 0 && <p>{t.editLead}</p>}
        />
        {locked.length > 0 && <Locked fields={locked} locale={ctx.locale} />}
        <Section title={t.openTitle}>
          <FormErrors errors={errors} />
          <Form action={addressOf(changeRecord, { personUid: record.id })} draft={`record-${record.id}`}>
            {open.map((field) => (
              <OpenField
                key={field.field}
                field={field}
                typed={typed[field.field]}
                errors={errors}
                locale={ctx.locale}
              />
            ))}
            <Actions>
              <Button>{t.save}</Button>
              <LinkButton href={back} variant="quiet">
                {t.cancel}
              </LinkButton>
            </Actions>
          </Form>
        </Section>
      </>
    ),
  };
}

const inWords = (field: FieldRow, locale: Locale): string =>
  field.field === 'birthDate' && field.value ? dayInWords(field.value, locale) : (field.value ?? '');

/** "10-1D": the academy's number, then the degree. */
function sourceInWords(source: string | null, locale: Locale): string {
  const { sources } = texts[locale];
  if (source?.endsWith('1D')) return sources.first;
  return source?.endsWith('2D') ? sources.second : sources.other;
}

function Locked({ fields, locale }: { fields: readonly FieldRow[]; locale: Locale }): ReactElement {
  const t = texts[locale];
  return (
    <Section title={t.lockedTitle}>
      <DefinitionList
        items={fields.map((field) => ({
          term: t.fields[field.field] ?? field.field,
          value: (
            <>
              <span>{inWords(field, locale)}</span>
              <br />
              <small>
                <Icon name="lock" />{' '}
                {t.locked(
                  sourceInWords(field.source, locale),
                  field.deliveredOn ? dayInWords(field.deliveredOn, locale) : null,
                )}
              </small>
            </>
          ),
        }))}
      />
    </Section>
  );
}

function OpenField({
  field,
  typed,
  errors,
  locale,
}: {
  field: FieldRow;
  typed: string | undefined;
  errors: readonly FormError[];
  locale: Locale;
}): ReactElement {
  const t = texts[locale];
  const name = field.field;
  const says = [
    field.owner === 'school' ? t.bySchool : field.owner === 'person' ? t.byPerson : '',
    field.academyValue ? t.academySays(field.academyValue) : '',
  ];
  const shared = {
    name,
    label: t.fields[name] ?? name,
    value: typed ?? field.value ?? '',
    error: errorOf(errors, name),
    help: says.filter(Boolean).join(' ') || undefined,
  };
  if (name === 'title') {
    const titles = ['Mme', 'M.'].map((value) => ({ value, label: value }));
    return <SelectField {...shared} options={[{ value: '', label: t.noTitle }, ...titles]} />;
  }
  if (name === 'birthDate') return <DateField {...shared} autoComplete="off" />;
  const type = name === 'email' ? 'email' : name === 'mobile' || name === 'phone' ? 'tel' : 'text';
  const needed = name === 'familyName' || name === 'givenName';
  return <TextField {...shared} type={type} autoComplete="off" required={needed && !field.academyValue} />;
}
