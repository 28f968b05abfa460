import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { countInFigures, dayInWords } from '../../../../platform/texts/days.ts';
import { Actions, Button } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/choice.tsx';
import { Details } from '../../../../ui/disclosure.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Stat, Stats } from '../../../../ui/facts.tsx';
import { DateField, TextField } from '../../../../ui/field.tsx';
import { Form, FormErrors } from '../../../../ui/form.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { Breadcrumb } from '../../../../ui/navigation.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { showPerson, showSchool } from '../../contract.ts';
import { errorOf, formErrors } from '../../form-errors.ts';
import { schoolYearLabel } from '../../rules.ts';
import {
  addYearClass,
  dropYear,
  openYear,
  prepareYear,
  setYear,
  type showNextYear,
  showYearPlace,
} from '../contract.ts';
import { refusalTexts, texts } from '../texts.ts';

type Year = Answer<typeof showNextYear>;

interface Shown {
  readonly ctx: SessionContext;
  readonly year: Year;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** A school's next year: not begun, in preparation, or open. */
export function nextYearView(shown: Shown): View {
  const { ctx, year, refusal } = shown;
  const t = texts[ctx.locale];
  const title = t.title(schoolYearLabel(year.year));
  const errors = formErrors(refusal, { ...t.faults, ...refusalTexts[ctx.locale] }, t.faulty);
  return {
    title: `${title} · ${year.school.name}`,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    live: [`school:${year.school.uai}`],
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: year.school.name, href: addressOf(showSchool, { schoolUai: year.school.uai }) },
                { label: title },
              ]}
            />
          }
          title={title}
        />
        <FormErrors errors={errors} />
        {year.stage === 'none' && <Begin {...shown} />}
        {year.stage === 'draft' && <Draft {...shown} errors={errors} />}
        {year.stage === 'open' && <Opened {...shown} />}
      </>
    ),
  };
}

const at = (year: Year) => ({ schoolUai: year.school.uai });

function Begin({ ctx, year }: Shown): ReactElement {
  const t = texts[ctx.locale];
  if (year.from)
    return (
      <EmptyState drawing="path" level={2} title={t.early}>
        <p>{t.earlyHint(dayInWords(year.from, ctx.locale))}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      drawing="path"
      level={2}
      title={t.beginTitle}
      action={
        <Form action={addressOf(prepareYear, at(year))}>
          <Button>{t.begin}</Button>
        </Form>
      }
    >
      <p>{t.beginHint}</p>
    </EmptyState>
  );
}

function Draft(shown: Shown & { errors: ReturnType<typeof formErrors> }): ReactElement {
  const { ctx, year } = shown;
  const t = texts[ctx.locale];
  const mayPrepare = year.abilities.prepareYear === true;
  const toPlace = (place: string): string => addressOf(showYearPlace, { ...at(year), place });
  return (
    <>
      <Notice tone="info" title={t.draftNotice(dayInWords(year.opensOn ?? '', ctx.locale))}>
        <p>{mayPrepare ? t.draftHint : t.readOnly}</p>
      </Notice>
      <Section title={t.classes} aside={year.classes.length}>
        {year.classes.length === 0 ? (
          <p>{t.noClass}</p>
        ) : (
          <List>
            {year.classes.map((one) => (
              <ListRow
                key={one.id}
                href={toPlace(one.id)}
                title={one.label}
                subtitle={`${t.pupils(one.pupils)} · ${one.teachers.join(', ') || t.noTeacher}`}
              />
            ))}
          </List>
        )}
      </Section>
      <Section title={t.heaps}>
        <List>
          <ListRow
            href={toPlace('waiting')}
            lead={<Icon name="users" />}
            title={`${t.waiting} : ${t.pupils(year.waiting)}`}
            subtitle={t.waitingHint}
          />
          <ListRow
            href={toPlace('leaving')}
            lead={<Icon name="log-out" />}
            title={`${t.leaving} : ${t.pupils(year.leaving)}`}
            subtitle={t.leavingHint}
          />
        </List>
      </Section>
      {mayPrepare && <Prepare {...shown} />}
    </>
  );
}

/** What the head does with the draft. */
function Prepare({ ctx, year, errors, typed = {} }: Shown & { errors: ReturnType<typeof formErrors> }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      <Section title={t.addClass}>
        <Form action={addressOf(addYearClass, at(year))}>
          <TextField
            name="label"
            label={t.className}
            help={t.classNameHelp}
            value={typed.label}
            error={errorOf(errors, 'label')}
            maxLength={80}
            required
          />
          <Actions>
            <Button variant="secondary">{t.add}</Button>
          </Actions>
        </Form>
      </Section>
      <Section title={t.settings}>
        <Form action={addressOf(setYear, at(year))}>
          <DateField
            name="opensOn"
            label={t.opensOn}
            help={t.opensOnHelp}
            value={typed.opensOn ?? year.opensOn ?? ''}
            error={errorOf(errors, 'opensOn')}
          />
          <Checkbox name="shared" label={t.share} checked={year.shared} />
          <Actions>
            <Button variant="secondary">{t.save}</Button>
          </Actions>
        </Form>
      </Section>
      {year.mayOpenNow && (
        <Section title={t.openTitle}>
          <p>{t.openHint}</p>
          <Form action={addressOf(openYear, at(year))}>
            <Actions>
              <Button confirm={t.openConfirm}>{t.open}</Button>
            </Actions>
          </Form>
        </Section>
      )}
      <Details summary={t.more}>
        <Form action={addressOf(prepareYear, at(year))}>
          <Actions>
            <Button variant="secondary">{t.proposeAgain}</Button>
          </Actions>
        </Form>
        <p>{t.dropHint}</p>
        <Form action={addressOf(dropYear, at(year))}>
          <Actions>
            <Button variant="danger">{t.drop}</Button>
          </Actions>
        </Form>
      </Details>
    </>
  );
}

function Opened({ ctx, year }: Shown): ReactElement {
  const t = texts[ctx.locale];
  const { counts } = year;
  return (
    <>
      <Notice tone="success" title={t.opened(dayInWords(year.openedOn ?? '', ctx.locale))}>
        <p>{t.openedHint}</p>
      </Notice>
      {counts && (
        <Stats>
          {(['classes', 'placed', 'waiting', 'left', 'byAcademy'] as const).map((key) => (
            <Stat key={key} label={t.counts[key]} value={countInFigures(counts[key], ctx.locale)} />
          ))}
        </Stats>
      )}
      {year.overruled.length > 0 && (
        <Section title={t.overruled} aside={year.overruledCount}>
          <p>{t.overruledHint}</p>
          <List>
            {year.overruled.map((one) => (
              <ListRow
                key={one.id}
                href={addressOf(showPerson, { personUid: one.id })}
                title={one.displayName}
                subtitle={t.overruledLine(one.said, one.now)}
              />
            ))}
          </List>
          {year.overruledCount > year.overruled.length && (
            <p>{t.overruledMore(year.overruledCount - year.overruled.length)}</p>
          )}
        </Section>
      )}
    </>
  );
}
