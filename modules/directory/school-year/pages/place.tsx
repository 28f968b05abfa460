import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { Actions, Button } from '../../../../ui/button.tsx';
import { CheckboxGroup } from '../../../../ui/choice.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { SelectField, TextField } from '../../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../../ui/form.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { Breadcrumb, Pagination } from '../../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { showSchool } from '../../contract.ts';
import { errorOf, formErrors } from '../../form-errors.ts';
import { schoolYearLabel } from '../../rules.ts';
import { changeYearClass, movePupils, removeYearClass, showNextYear, showYearPlace } from '../contract.ts';
import { refusalTexts, texts } from '../texts.ts';

type Place = Answer<typeof showYearPlace>;

interface Shown {
  readonly ctx: SessionContext;
  readonly place: Place;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
  /** Who was ticked when the form was refused. */
  readonly ticked?: readonly string[];
}

/** A class in preparation, or those who wait or leave: who is there, and where they may go. */
export function yearPlaceView(shown: Shown): View {
  const { ctx, place, refusal } = shown;
  const t = texts[ctx.locale];
  const title = place.label || (t.placeTitle[place.place] ?? '');
  const year = t.title(schoolYearLabel(place.year));
  const errors = formErrors(refusal, { ...t.faults, ...refusalTexts[ctx.locale] }, t.faulty);
  const at = { schoolUai: place.school.uai };
  return {
    title: `${title} · ${year} · ${place.school.name}`,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: place.school.name, href: addressOf(showSchool, at) },
                { label: year, href: addressOf(showNextYear, at) },
                { label: title },
              ]}
            />
          }
          title={title}
          subtitle={[
            t.pupils(place.count),
            place.teachers.length > 0 && t.taughtBy(place.teachers.map((one) => one.displayName).join(', ')),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
        <FormErrors errors={errors} />
        <Pupils {...shown} />
        <Pagination
          next={place.next ? addressOf(showYearPlace, { ...at, place: place.place }, { after: place.next }) : undefined}
        />
        {place.mayChange && place.label !== '' && <TheClass {...shown} errors={errors} />}
      </>
    ),
  };
}

const wordsOf = (ctx: SessionContext, pupil: Place['pupils'][number]): string =>
  [pupil.level, texts[ctx.locale].fromClass(pupil.from)].filter(Boolean).join(' · ');

function Pupils({ ctx, place, ticked = [], typed = {} }: Shown): ReactElement {
  const t = texts[ctx.locale];
  if (place.pupils.length === 0)
    return (
      <EmptyState drawing="satchel" level={2} title={t.placeNone}>
        <p>{t.placeNoneHint}</p>
      </EmptyState>
    );
  if (!place.mayChange)
    return (
      <Section title={t.chooseLegend} aside={place.count}>
        <List>
          {place.pupils.map((pupil) => (
            <ListRow key={pupil.id} title={pupil.displayName} subtitle={wordsOf(ctx, pupil)} />
          ))}
        </List>
      </Section>
    );
  const heap = (value: 'waiting' | 'leaving') => (place.place === value ? [] : [{ value, label: t[value] }]);
  return (
    <Form action={addressOf(movePupils, { schoolUai: place.school.uai })}>
      <Hidden name="back" value={place.place} />
      <CheckboxGroup
        name="pupil"
        label={t.chooseLegend}
        help={t.choose}
        values={ticked}
        options={place.pupils.map((pupil) => ({
          value: pupil.id,
          label: pupil.displayName,
          hint: wordsOf(ctx, pupil),
        }))}
      />
      <SelectField
        name="to"
        label={t.to}
        value={typed.to}
        options={[
          ...place.classes.map(({ id, label }) => ({ value: id, label })),
          ...heap('waiting'),
          ...heap('leaving'),
        ]}
      />
      <SelectField
        name="level"
        label={t.level}
        value={typed.level}
        options={[
          { value: '', label: t.levelKeep },
          { value: 'up', label: t.levelUp },
          { value: 'same', label: t.levelSame },
        ]}
      />
      <Actions>
        <Button>{t.move}</Button>
      </Actions>
    </Form>
  );
}

/** Name and teachers of the class, and the way to do without it. */
function TheClass({ ctx, place, typed = {}, errors }: Shown & { errors: ReturnType<typeof formErrors> }): ReactElement {
  const t = texts[ctx.locale];
  const params = { schoolUai: place.school.uai, classId: place.place };
  const [first, second] = place.teachers;
  const staff = [
    { value: '', label: t.nobody },
    ...place.staff.map(({ id, displayName }) => ({ value: id, label: displayName })),
  ];
  return (
    <>
      <Section title={t.theClass}>
        <Form action={addressOf(changeYearClass, params)}>
          <TextField
            name="label"
            label={t.className}
            value={typed.label ?? place.label}
            error={errorOf(errors, 'label')}
            maxLength={80}
            required
          />
          <SelectField name="teacher" label={t.teacher} value={typed.teacher ?? first?.id ?? ''} options={staff} />
          <SelectField name="second" label={t.second} value={typed.second ?? second?.id ?? ''} options={staff} />
          <Actions>
            <Button variant="secondary">{t.save}</Button>
          </Actions>
        </Form>
      </Section>
      <Section title={t.remove}>
        <p>{t.removeHint}</p>
        <Form action={addressOf(removeYearClass, params)}>
          <Actions>
            <Button variant="danger">{t.remove}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  );
}
