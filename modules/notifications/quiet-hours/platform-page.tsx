import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { fromChoices, timeZones, untilChoices } from './choices.ts';
import { HOURS_TOPIC } from './commands.ts';
import * as contract from './contract.ts';
import { ExceptionForm, ExceptionList, errorsOf, HoursPreview } from './parts.tsx';
import { texts } from './texts.ts';
import { timeInWords } from './words.ts';
import { zoneNames } from './zones.ts';

interface Given {
  readonly ctx: SessionContext;
  readonly hours: Answer<typeof contract.showPlatformHours>;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** The operator's page: the platform's hours, how far schools may go, calendars. */
export function platformHoursView({ ctx, hours, refusal, typed = {} }: Given): View {
  const { locale } = ctx;
  const t = texts[locale];
  const errors = errorsOf(ctx, refusal);
  const ofException = typed.first !== undefined;
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  const hasForm = typed.zone !== undefined;
  const now = { ...hours, ...(hasForm ? typed : {}) } as Pick<
    typeof hours,
    'from' | 'until' | 'latestFrom' | 'earliestUntil' | 'zone' | 'timeZone'
  >;
  const box = (name: 'keepsHolidays' | 'staffExempt' | 'absentTeacher'): boolean =>
    hasForm ? typed[name] === 'yes' : hours[name];
  const times = (choices: readonly string[]) => choices.map((value) => ({ value, label: timeInWords(value, locale) }));
  const zoneLabel = (zone: string): string => (t.zoneNames as Readonly<Record<string, string>>)[zone] ?? zone;
  return {
    title: t.title,
    shell: 'app',
    density: 'gestion',
    live: [HOURS_TOPIC],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.platformLead}</p>} />
        <FormErrors errors={errors} />
        <Section title={t.now}>
          <HoursPreview ctx={ctx} preview={hours.preview} keepsHolidays={hours.keepsHolidays} zone={hours.zone} />
        </Section>
        <Section title={t.decide}>
          <Form action={contract.decidePlatformHours.path} label={t.decide}>
            <SelectField
              name="from"
              label={t.from}
              value={now.from}
              error={errorOf('from')}
              options={times(fromChoices())}
            />
            <SelectField
              name="until"
              label={t.until}
              value={now.until}
              error={errorOf('until')}
              options={times(untilChoices())}
            />
            <SelectField
              name="latestFrom"
              label={t.latestFrom}
              value={now.latestFrom}
              error={errorOf('latestFrom')}
              options={times(fromChoices())}
            />
            <SelectField
              name="earliestUntil"
              label={t.earliestUntil}
              value={now.earliestUntil}
              error={errorOf('earliestUntil')}
              options={times(untilChoices())}
            />
            <Checkbox name="keepsHolidays" label={t.platformKeeps} checked={box('keepsHolidays')} />
            <Checkbox name="staffExempt" label={t.platformStaff} checked={box('staffExempt')} />
            <Checkbox name="absentTeacher" label={t.platformAbsent} checked={box('absentTeacher')} />
            <SelectField
              name="zone"
              label={t.zone}
              value={now.zone}
              error={errorOf('zone')}
              options={zoneNames.map((value) => ({ value, label: zoneLabel(value) }))}
            />
            <SelectField
              name="timeZone"
              label={t.timeZone}
              value={now.timeZone}
              error={errorOf('timeZone')}
              options={timeZones.map((value) => ({ value, label: value }))}
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
            removeAt={({ id }) => addressOf(contract.removePlatformException, { exceptionId: id })}
          />
          <ExceptionForm
            ctx={ctx}
            action={contract.addPlatformException.path}
            latest={hours.latestFrom}
            earliest={hours.earliestUntil}
            errors={ofException ? errors : []}
            typed={ofException ? typed : {}}
          />
        </Section>
        <Section title={t.calendars}>
          <List>
            {hours.calendars.map(({ zone, years }) => (
              <ListRow
                key={zone}
                title={zoneLabel(zone)}
                subtitle={t.calendarYears(years.map((year) => `${year}-${year + 1}`).join(', '))}
              />
            ))}
          </List>
          <Form action={contract.loadCalendar.path} multipart label={t.calendars}>
            <FileField name="calendar" label={t.calendarFile} help={t.calendarHelp} accept=".csv,text/csv" />
            <Actions>
              <Button variant="secondary">{t.load}</Button>
            </Actions>
          </Form>
        </Section>
      </>
    ),
  };
}
