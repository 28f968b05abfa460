import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Checkbox, CheckboxGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { SelectField, TextArea } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { STOP_TOPIC } from './banner.ts';
import { liftStop, type listStops, prolongStop, startStop } from './contract.ts';
import { stopMinutes, stopRoles } from './rules.ts';
import { texts } from './texts.ts';
import { timeOfDay } from './words.ts';

type Stops = Answer<typeof listStops>;
type Stop = Stops['running'][number];

interface Shown {
  readonly ctx: SessionContext;
  readonly stops: Stops;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
  readonly chosen?: readonly string[];
}

/** What is suspended, the form that suspends, what was suspended before. */
export function stopsView(shown: Shown): View {
  const { ctx, stops } = shown;
  const t = texts[ctx.locale];
  return {
    title: t.title,
    shell: 'app',
    density: 'pro',
    live: [STOP_TOPIC],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <Section title={t.running}>
          {stops.running.length === 0 && <p>{t.none}</p>}
          {stops.running.map((stop) => (
            <RunningStop key={stop.id} ctx={ctx} stop={stop} />
          ))}
        </Section>
        <Section title={t.startTitle}>
          <StopForm {...shown} />
        </Section>
        <Section title={t.past}>
          {stops.past.length === 0 ? (
            <p>{t.nonePast}</p>
          ) : (
            <List>
              {stops.past.map((stop) => (
                <ListRow
                  key={stop.id}
                  title={whereAndWhom(ctx, stop)}
                  subtitle={[
                    stop.endedAt
                      ? t.liftedAt(instantInWords(stop.endedAt, ctx.locale))
                      : t.overAt(instantInWords(stop.endsAt, ctx.locale)),
                    t.by(stop.startedBy ?? t.unknownAuthor),
                    stop.reason,
                  ].join(' · ')}
                  trail={<Marks ctx={ctx} stop={stop} />}
                />
              ))}
            </List>
          )}
        </Section>
      </>
    ),
  };
}

/** "École Jean Moulin · Élèves · niveau CM2". */
function whereAndWhom({ locale }: SessionContext, { place, isCommune, roles, level }: Stop): string {
  const t = texts[locale];
  const where = place === null ? t.everywhere : isCommune ? t.commune(place) : place;
  return [where, ...(roles ?? []).map((role) => t.roleNames[role]), ...(level ? [t.levelOf(level)] : [])].join(' · ');
}

function Marks({ ctx, stop }: { readonly ctx: SessionContext; readonly stop: Stop }): ReactElement | null {
  const t = texts[ctx.locale];
  return (
    <>
      {stop.isDrill && <Badge tone="miel">{t.drillMark}</Badge>}
      {stop.stopsReading && <Badge tone="brique">{t.readingMark}</Badge>}
    </>
  );
}

function RunningStop({ ctx, stop }: { readonly ctx: SessionContext; readonly stop: Stop }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Card title={whereAndWhom(ctx, stop)} level={3}>
      <p>
        {t.until(timeOfDay(stop.endsAt, ctx.now, ctx.locale))} <Marks ctx={ctx} stop={stop} />
      </p>
      <p>
        {t.since(instantInWords(stop.startedAt, ctx.locale))} {t.by(stop.startedBy ?? t.unknownAuthor)}
      </p>
      <p>{stop.reason}</p>
      {stop.words && <p>« {stop.words} »</p>}
      {stop.mayLift && (
        <>
          <Form action={addressOf(liftStop, { stopId: stop.id })}>
            <Actions>
              <Button variant="secondary">{t.lift}</Button>
            </Actions>
          </Form>
          <Details summary={t.prolong}>
            <Form action={addressOf(prolongStop, { stopId: stop.id })}>
              <SelectField
                name="minutes"
                idPrefix={stop.id}
                label={t.prolongBy}
                value={stop.isDrill ? '15' : '60'}
                options={stopMinutes.map((value) => ({ value, label: t.durations[value] }))}
              />
              <Actions>
                <Button variant="secondary">{t.prolong}</Button>
              </Actions>
            </Form>
          </Details>
        </>
      )}
    </Card>
  );
}

function StopForm({ ctx, stops, refusal, typed = {}, chosen = [] }: Shown): ReactElement {
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  return (
    <Form action={startStop.path} draft="emergency-stop">
      <FormErrors errors={errors} />
      <SelectField
        name="place"
        label={t.place}
        value={typed.place ?? stops.places.find(({ value }) => value.startsWith('school:'))?.value}
        error={errorOf('place')}
        options={stops.places.map(({ value, name, isCommune }) => ({
          value,
          label: name === null ? t.everywhere : isCommune ? t.commune(name) : name,
        }))}
        required
      />
      <CheckboxGroup
        name="roles"
        label={t.roles}
        help={t.rolesHelp}
        values={chosen}
        options={stopRoles.map((value) => ({ value, label: t.roleNames[value] }))}
        inline
      />
      {stops.levels.length > 0 && (
        <SelectField
          name="level"
          label={t.level}
          help={t.levelHelp}
          value={typed.level ?? ''}
          error={errorOf('level')}
          options={[
            { value: '', label: t.allLevels },
            ...stops.levels.map(({ code, label }) => ({ value: code, label })),
          ]}
        />
      )}
      <SelectField
        name="minutes"
        label={t.minutes}
        value={typed.minutes ?? '120'}
        error={errorOf('minutes')}
        options={stopMinutes.map((value) => ({ value, label: t.durations[value] }))}
      />
      <TextArea
        name="reason"
        label={t.reason}
        help={t.reasonHelp}
        value={typed.reason}
        error={errorOf('reason')}
        rows={2}
        maxLength={500}
        required
      />
      <TextArea
        name="words"
        label={t.words}
        help={t.wordsHelp}
        value={typed.words}
        error={errorOf('words')}
        rows={2}
        maxLength={280}
      />
      <Checkbox name="reading" value="yes" label={t.reading} help={t.readingHint} checked={typed.reading === 'yes'} />
      <Checkbox name="drill" value="yes" label={t.drill} help={t.drillHint} checked={typed.drill === 'yes'} />
      <Actions>
        <Button variant="danger" confirm={t.confirm}>
          {t.start}
        </Button>
      </Actions>
    </Form>
  );
}

/** Which field a refusal of the whole is about. */
const fieldOf: Readonly<Record<string, string>> = { 'safety.drill-long': 'minutes', 'safety.level-empty': 'level' };

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const sentences: Readonly<Record<string, string>> = texts[ctx.locale].refused;
  const whole = sentences[refusal.code];
  if (whole) return [{ field: fieldOf[refusal.code], message: whole }];
  if (refusal.code === 'platform.factor-needed') return [{ field: 'place', message: texts[ctx.locale].factorNeeded }];
  return refusal.fields.map(({ field, code }) => ({ field, message: sentences[code] ?? texts[ctx.locale].faulty }));
}
