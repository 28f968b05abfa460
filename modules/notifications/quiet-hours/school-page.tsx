import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { SelectField, TextArea } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showSchool } from '../../directory/contract.ts';
import { fromChoices, untilChoices } from './choices.ts';
import { HOURS_TOPIC } from './commands.ts';
import { addSchoolException, decideSchoolHours, removeSchoolException, type showSchoolHours } from './contract.ts';
import { ExceptionForm, ExceptionList, errorsOf, HoursPreview } from './parts.tsx';
import { texts } from './texts.ts';
import { timeInWords } from './words.ts';

interface Given {
  readonly ctx: SessionContext;
  readonly hours: Answer<typeof showSchoolHours>;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** The head's page: what holds and what it comes to, the school's choice, its special days. */
export function schoolHoursView({ ctx, hours, refusal, typed = {} }: Given): View {
  const { locale } = ctx;
  const t = texts[locale];
  const { school, platform, chosen } = hours;
  const schoolUai = school.uai;
  const errors = errorsOf(ctx, refusal);
  const ofException = typed.first !== undefined;
  const errorOf = (name: string): string | undefined =>
    ofException ? undefined : errors.find(({ field }) => field === name)?.message;
  const now = { ...chosen, ...(ofException ? {} : typed) };
  const time = (value: string): string => timeInWords(value, locale);
  const times = (choices: readonly string[], said: string) => [
    { value: '', label: t.asPlatform(time(said)) },
    ...choices.map((value) => ({ value, label: time(value) })),
  ];
  const choices = (words: { readonly yes: string; readonly no: string }, said: boolean) => [
    { value: '', label: t.asPlatform((said ? words.yes : words.no).toLowerCase()) },
    { value: 'yes', label: words.yes },
    { value: 'no', label: words.no },
  ];
  return {
    title: t.schoolTitle(school.name),
    shell: 'app',
    density: 'pro',
    destination: 'schools',
    live: [HOURS_TOPIC],
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[{ label: school.name, href: addressOf(showSchool, { schoolUai }) }, { label: t.title }]}
            />
          }
          title={t.title}
          subtitle={<p>{t.lead}</p>}
        />
        <FormErrors errors={errors} />
        <Section title={t.now}>
          <HoursPreview
            ctx={ctx}
            preview={hours.preview}
            keepsHolidays={chosen.keepsHolidays === '' ? platform.keepsHolidays : chosen.keepsHolidays === 'yes'}
            zone={hours.zone}
          />
        </Section>
        <Section title={t.change}>
          <Form action={addressOf(decideSchoolHours, { schoolUai })}>
            <SelectField
              name="from"
              label={t.from}
              value={now.from}
              error={errorOf('from')}
              options={times(fromChoices(platform.latestFrom), platform.from)}
            />
            <SelectField
              name="until"
              label={t.until}
              value={now.until}
              error={errorOf('until')}
              options={times(untilChoices(platform.earliestUntil), platform.until)}
            />
            <RadioGroup
              name="keepsHolidays"
              label={t.keepsHolidays}
              value={now.keepsHolidays}
              options={choices(t.keeps, platform.keepsHolidays)}
            />
            <RadioGroup
              name="staffExempt"
              label={t.staffExempt}
              value={now.staffExempt}
              options={choices(t.staff, platform.staffExempt)}
            />
            <RadioGroup
              name="absentTeacher"
              label={t.absentTeacher}
              value={now.absentTeacher}
              options={choices(t.absent, platform.absentTeacher)}
            />
            <TextArea
              name="reason"
              label={t.reason}
              help={t.reasonHelp}
              value={now.reason}
              error={errorOf('reason')}
              rows={2}
              maxLength={500}
            />
            <Actions>
              <Button>{t.save}</Button>
            </Actions>
          </Form>
        </Section>
        <Section title={t.exceptions}>
          <ExceptionList
            ctx={ctx}
            exceptions={hours.exceptions}
            removeAt={({ id, isEverywhere }) =>
              isEverywhere ? undefined : addressOf(removeSchoolException, { schoolUai, exceptionId: id })
            }
          />
          <ExceptionForm
            ctx={ctx}
            action={addressOf(addSchoolException, { schoolUai })}
            latest={platform.latestFrom}
            earliest={platform.earliestUntil}
            errors={ofException ? errors : []}
            typed={ofException ? typed : {}}
          />
        </Section>
      </>
    ),
  };
}
