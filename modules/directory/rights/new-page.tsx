import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DateField, SelectField, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { errorOf, formErrors } from '../form-errors.ts';
import { refusalTexts as peopleRefusals } from '../people/texts.ts';
import { words } from '../texts.ts';
import { giveRight, showNewRight as search, type showNewRight, showRights } from './contract.ts';
import { refusalTexts, texts } from './texts.ts';

interface Shown {
  readonly ctx: SessionContext;
  readonly form: Answer<typeof showNewRight>;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** Choosing somebody by name, then saying what is entrusted. */
export function newRightView(shown: Shown): View {
  const { ctx, form } = shown;
  const t = texts[ctx.locale];
  const title = form.person ? t.giveTo(form.person.displayName) : t.giveTitle;
  return {
    title: `${title} · ${form.school.name}`,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: t.entry, href: addressOf(showRights, { schoolUai: form.school.uai }) },
                { label: t.giveTitle },
              ]}
            />
          }
          title={title}
          subtitle={form.school.name}
        />
        {form.person ? <RightForm {...shown} person={form.person} /> : <Search {...shown} />}
      </>
    ),
  };
}

function Search({ ctx, form, refusal }: Shown): ReactElement {
  const t = texts[ctx.locale];
  const { roles } = words[ctx.locale];
  const address = addressOf(search, { schoolUai: form.school.uai });
  return (
    <>
      <FormErrors errors={formErrors(refusal, refusalTexts[ctx.locale], t.faulty)} />
      <Form action={address} method="get">
        <TextField name="q" type="search" label={t.search} help={t.searchHint} value={form.q} autoComplete="off" />
        <Actions>
          <Button variant="secondary" icon="search">
            {t.find}
          </Button>
        </Actions>
      </Form>
      {form.found.length === 0 ? (
        <EmptyState drawing="magnifier" level={2} title={t.notFound}>
          <p>{t.notFoundHint}</p>
        </EmptyState>
      ) : (
        <Section title={t.found}>
          <List label={t.found}>
            {form.found.map((person) => (
              <ListRow
                key={person.id}
                title={person.displayName}
                href={addressOf(search, { schoolUai: form.school.uai }, { person: person.id })}
                subtitle={person.roles.map((role) => roles[role] ?? role).join(', ')}
              />
            ))}
          </List>
        </Section>
      )}
    </>
  );
}

function RightForm({
  ctx,
  form,
  refusal,
  typed = {},
  person,
}: Shown & { person: { id: string; displayName: string } }): ReactElement {
  const t = texts[ctx.locale];
  const sentences = { ...t.faults, ...refusalTexts[ctx.locale], ...peopleRefusals[ctx.locale] };
  const errors = formErrors(refusal, sentences, t.faulty);
  return (
    <>
      <FormErrors errors={errors} />
      <Form action={addressOf(giveRight, { schoolUai: form.school.uai })}>
        <Hidden name="person" value={person.id} />
        <fieldset className="field">
          <legend>{t.what}</legend>
          {form.duties.map((duty) => (
            <Checkbox
              key={duty}
              name={duty}
              label={capital(t.duties[duty] ?? duty)}
              checked={typed[duty] === 'yes'}
              error={errorOf(errors, duty)}
            />
          ))}
          {form.mayAppoint && (
            <Checkbox name="afterSchool" label={capital(t.afterSchool)} checked={typed.afterSchool === 'yes'} />
          )}
        </fieldset>
        <SelectField
          name="class"
          label={t.where}
          value={typed.class}
          error={errorOf(errors, 'class')}
          options={[
            { value: '', label: capital(t.wholeSchool) },
            ...form.classes.map(({ id, label }) => ({ value: id, label: capital(t.forClass(label)) })),
          ]}
        />
        <DateField
          name="from"
          label={t.fromLabel}
          value={typed.from ?? ctx.actor.today}
          error={errorOf(errors, 'from')}
        />
        <DateField name="to" label={t.toLabel} help={t.toHelp} value={typed.to} error={errorOf(errors, 'to')} />
        <Actions>
          <Button>{t.submit}</Button>
          <LinkButton href={addressOf(showRights, { schoolUai: form.school.uai })} variant="quiet">
            {t.cancel}
          </LinkButton>
        </Actions>
      </Form>
    </>
  );
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
