import type { ReactElement } from 'react';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { DateField, SelectField, TextArea } from '../../../ui/field.tsx';
import { Form, type FormError } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { closingChoices, untilChoices } from './choices.ts';
import type { showSchoolHours } from './contract.ts';
import { dayPlus } from './local-time.ts';
import { texts } from './texts.ts';
import { refusalTexts } from './texts-refusals.ts';
import { momentInWords, timeInWords } from './words.ts';

type Shown = Answer<typeof showSchoolHours>;

/** The faults of a refused form as sentences beside their fields. */
export function errorsOf({ locale }: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const sentences: Readonly<Record<string, string>> = refusalTexts[locale];
  if (refusal.fields.length === 0) return [{ message: sentences[refusal.code] ?? texts[locale].errorTitle }];
  return refusal.fields.map(({ field, code }) => ({ field, message: sentences[code] ?? texts[locale].errorTitle }));
}

/** What such hours come to: the rule, what goes out when, the holidays ahead. */
export function HoursPreview({
  ctx: { locale, now },
  preview,
  keepsHolidays,
  zone,
}: {
  readonly ctx: SessionContext;
  readonly preview: Shown['preview'];
  readonly keepsHolidays: boolean;
  readonly zone: string;
}): ReactElement {
  const t = texts[locale];
  const said = (at: Date): string => momentInWords(at, now, preview.timeZone, locale);
  return (
    <>
      <p>{t.rule(timeInWords(preview.from, locale), timeInWords(preview.until, locale))}</p>
      <p>{t.previewFriday(said(preview.friday.at), said(preview.friday.publishedAt))}</p>
      <p>{preview.now.queued ? t.previewNow(said(preview.now.publishedAt)) : t.previewOpen}</p>
      {!keepsHolidays && <p>{t.holidaysOpen}</p>}
      {keepsHolidays && preview.holidays.length === 0 && <p>{t.noHolidays(zone)}</p>}
      {preview.holidays.length > 0 && (
        <>
          <p>{t.holidaysKept}</p>
          <ul>
            {preview.holidays.map(({ from, until }) => (
              <li key={from}>{t.fromTo(dayInWords(from, locale), dayInWords(dayPlus(until, -1), locale))}</li>
            ))}
          </ul>
        </>
      )}
      <p>{t.passes}</p>
    </>
  );
}

/** Days on which it is otherwise; each may be taken back by who decided it. */
export function ExceptionList({
  ctx: { locale },
  exceptions,
  removeAt,
}: {
  readonly ctx: SessionContext;
  readonly exceptions: Shown['exceptions'];
  /** Where the form that takes it back is sent; undefined: it is not theirs. */
  readonly removeAt: (exception: Shown['exceptions'][number]) => string | undefined;
}): ReactElement {
  const t = texts[locale];
  if (exceptions.length === 0) return <p>{t.noExceptions}</p>;
  return (
    <List>
      {exceptions.map((one) => {
        const action = removeAt(one);
        const days =
          one.from === one.until
            ? dayInWords(one.from, locale)
            : t.fromTo(dayInWords(one.from, locale), dayInWords(one.until, locale));
        const hours =
          one.opens && one.closes
            ? [t.hoursOfDay(timeInWords(one.opens, locale), timeInWords(one.closes, locale))]
            : [];
        return (
          <ListRow
            key={one.id}
            title={days}
            subtitle={[...hours, one.reason, ...(one.isEverywhere ? [t.everywhere] : [])].join(' · ')}
            trail={
              <>
                <Badge tone={one.kind === 'open' ? 'lagune' : 'miel'}>{t.exceptionKinds[one.kind]}</Badge>
                {action && (
                  <Form action={action} label={`${t.remove} ${days}`}>
                    <Button variant="quiet" size="small">
                      {t.remove}
                    </Button>
                  </Form>
                )}
              </>
            }
          />
        );
      })}
    </List>
  );
}

/** The form that adds such days. */
export function ExceptionForm({
  ctx: { locale },
  action,
  latest,
  earliest,
  errors,
  typed,
}: {
  readonly ctx: SessionContext;
  readonly action: string;
  readonly latest: string;
  readonly earliest: string;
  readonly errors: readonly FormError[];
  readonly typed: Readonly<Record<string, string>>;
}): ReactElement {
  const t = texts[locale];
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  const times = (choices: readonly string[]) => [
    { value: '', label: t.usual },
    ...choices.map((value) => ({ value, label: timeInWords(value, locale) })),
  ];
  return (
    <Details summary={t.addException} open={errors.length > 0}>
      <Form action={action}>
        <RadioGroup
          name="kind"
          label={t.kind}
          value={typed.kind ?? 'quiet'}
          options={(['quiet', 'open'] as const).map((value) => ({ value, ...t.kinds[value] }))}
        />
        <DateField name="first" label={t.first} value={typed.first} error={errorOf('first')} required />
        <DateField name="last" label={t.last} value={typed.last} error={errorOf('last')} required />
        <SelectField
          name="opens"
          label={t.opens}
          value={typed.opens}
          error={errorOf('opens')}
          options={times(untilChoices(earliest))}
        />
        <SelectField
          name="closes"
          label={t.closes}
          value={typed.closes}
          error={errorOf('closes')}
          options={times(closingChoices(latest))}
        />
        <TextArea
          name="reason"
          idPrefix="exception"
          label={t.exceptionReason}
          value={typed.first === undefined ? undefined : typed.reason}
          error={typed.first === undefined ? undefined : errorOf('reason')}
          rows={2}
          maxLength={500}
          required
        />
        <Actions>
          <Button variant="secondary">{t.add}</Button>
        </Actions>
      </Form>
    </Details>
  );
}
