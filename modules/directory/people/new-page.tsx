import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../../ui/choice.tsx';
import { DateField, SelectField, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { relations, showPerson, showSchool } from '../contract.ts';
import { errorOf, formErrors } from '../form-errors.ts';
import { words } from '../texts.ts';
import { createPerson, handKinds, type showNewPerson } from './contract.ts';
import { texts } from './texts.ts';

interface Shown {
  readonly ctx: SessionContext;
  readonly form: Answer<typeof showNewPerson>;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** The form that enters somebody by hand; refused, it comes back with what was typed. */
export function newPersonView(shown: Shown): View {
  const { ctx, form } = shown;
  const t = texts[ctx.locale];
  const title = form.child ? t.newGuardian(form.child.displayName) : t.newTitle;
  const home = addressOf(showSchool, { schoolUai: form.school.uai });
  return {
    title: `${title} · ${form.school.name}`,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: form.school.name, href: home }, { label: title }]} />}
          title={title}
          subtitle={<p>{t.newLead}</p>}
        />
        <NewPersonForm {...shown} cancel={home} />
      </>
    ),
  };
}

function NewPersonForm({ ctx, form, refusal, typed = {}, cancel }: Shown & { cancel: string }): ReactElement {
  const t = texts[ctx.locale];
  const lookalikes = refusal?.code === 'directory.maybe-known' ? peopleOf(refusal) : [];
  const errors = lookalikes.length > 0 ? [] : formErrors(refusal, t.faults, t.faulty);
  const kind = typed.kind ?? form.kind;
  const field = (name: string) => ({
    name,
    label: t.fields[name] ?? name,
    value: typed[name],
    error: errorOf(errors, name),
  });
  return (
    <>
      <FormErrors errors={errors} />
      <Form action={addressOf(createPerson, { schoolUai: form.school.uai })} draft="new-person">
        {lookalikes.length > 0 && <Lookalikes ctx={ctx} people={lookalikes} />}
        {form.child ? (
          <>
            <Hidden name="kind" value="guardian" />
            <Hidden name="child" value={form.child.id} />
            <SelectField
              name="relation"
              label={t.relation}
              value={typed.relation ?? 'mother'}
              options={relations
                .filter((relation) => relation !== 'self')
                .map((relation) => ({ value: relation, label: words[ctx.locale].relations[relation] ?? relation }))}
            />
            <RadioGroup
              name="authority"
              label={t.authority}
              value={typed.authority ?? '1'}
              options={[
                { value: '1', label: t.legal },
                { value: '3', label: t.contact },
              ]}
            />
          </>
        ) : (
          <SelectField
            name="kind"
            label={t.kind}
            value={kind}
            help={t.guardianHint}
            error={errorOf(errors, 'child')}
            options={handKinds
              .filter((one) => one !== 'guardian')
              .map((one) => ({ value: one, label: t.kinds[one] ?? one }))}
          />
        )}
        <SelectField
          name="title"
          label={t.fields.title ?? ''}
          value={typed.title}
          options={[
            { value: '', label: t.noTitle },
            { value: 'Mme', label: 'Mme' },
            { value: 'M.', label: 'M.' },
          ]}
        />
        <TextField {...field('familyName')} maxLength={100} autoComplete="off" required />
        <TextField {...field('givenName')} maxLength={100} autoComplete="off" required />
        <DateField {...field('birthDate')} help={t.birthDateHelp} autoComplete="off" />
        {!form.child && (
          <SelectField
            name="class"
            label={t.class}
            value={typed.class}
            error={errorOf(errors, 'class')}
            options={[{ value: '', label: t.noClass }, ...form.classes.map(({ id, label }) => ({ value: id, label }))]}
          />
        )}
        <TextField {...field('email')} type="email" help={t.emailHelp} autoComplete="off" />
        <TextField {...field('mobile')} type="tel" autoComplete="off" width="short" />
        <Actions>
          <Button icon="user-plus">{t.create}</Button>
          <LinkButton href={cancel} variant="quiet">
            {t.cancel}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

interface Lookalike {
  readonly id: string;
  readonly displayName: string;
}

const peopleOf = (refusal: Refusal): readonly Lookalike[] => refusal.details.people as readonly Lookalike[];

function Lookalikes({ ctx, people }: { ctx: SessionContext; people: readonly Lookalike[] }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Notice tone="attention" title={t.maybeTitle} announce>
      <p>{t.maybe}</p>
      <List>
        {people.map((person) => (
          <ListRow key={person.id} title={person.displayName} href={addressOf(showPerson, { personUid: person.id })} />
        ))}
      </List>
      <Checkbox name="sure" label={t.maybeOther} help={t.maybeOtherHint} />
    </Notice>
  );
}
