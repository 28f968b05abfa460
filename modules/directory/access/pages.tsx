import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DateField, TextArea } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showPerson } from '../contract.ts';
import { errorOf, formErrors } from '../form-errors.ts';
import { underSchool } from '../pages/under-school.tsx';
import { dayBefore } from '../rights/rules.ts';
import { words } from '../texts.ts';
import { closeAccess, liftClosure, type listClosedAccesses, type showClosing } from './contract.ts';
import { refusalTexts, texts } from './texts.ts';

type Closures = Answer<typeof listClosedAccesses>;

/** Closed accesses of a school. */
export function closuresPage(ctx: SessionContext, { school, closures }: Closures): View {
  const t = texts[ctx.locale];
  const standing = closures.filter((closure) => closure.standing);
  const past = closures.filter((closure) => !closure.standing);
  return underSchool(
    { school, title: t.title, lead: t.lead },
    <>
      {standing.length === 0 ? (
        <EmptyState drawing="key" level={2} title={t.none}>
          <p>{t.noneHint}</p>
        </EmptyState>
      ) : (
        <Section title={t.standing} aside={standing.length}>
          <Closures ctx={ctx} uai={school.uai} closures={standing} />
        </Section>
      )}
      {past.length > 0 && (
        <Section title={t.past}>
          <Closures ctx={ctx} uai={school.uai} closures={past} />
        </Section>
      )}
    </>,
  );
}

function Closures({
  ctx,
  uai,
  closures,
}: {
  ctx: SessionContext;
  uai: string;
  closures: Closures['closures'];
}): ReactElement {
  const { locale } = ctx;
  const t = texts[locale];
  return (
    <List>
      {closures.map((closure) => (
        <ListRow
          key={closure.id}
          title={t.line(closure.adult.displayName, closure.child.displayName)}
          href={addressOf(showPerson, { personUid: closure.child.id })}
          lead={<Icon name="lock" />}
          subtitle={
            <>
              {[
                t.fromDay(dayInWords(closure.startsOn, locale)),
                closure.endsOn ? t.untilDay(dayInWords(dayBefore(closure.endsOn), locale)) : t.openEnd,
                closure.by && t.by(closure.by),
              ]
                .filter(Boolean)
                .join(', ')}
              {closure.reason && <br />}
              {closure.reason && t.why(closure.reason)}
            </>
          }
          trail={
            closure.standing && (
              <form action={addressOf(liftClosure, { schoolUai: uai, suspensionId: closure.id })} method="post">
                <Button
                  variant="secondary"
                  size="small"
                  aria-label={t.liftLabel(closure.adult.displayName, closure.child.displayName)}
                >
                  {t.lift}
                </Button>
              </form>
            )
          }
        />
      ))}
    </List>
  );
}

interface Shown {
  readonly ctx: SessionContext;
  readonly form: Answer<typeof showClosing>;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** The form that closes an access. */
export function closingView({ ctx, form, refusal, typed = {} }: Shown): View {
  const t = texts[ctx.locale];
  const { relations, authority } = words[ctx.locale];
  const errors = formErrors(refusal, { ...t.faults, ...refusalTexts[ctx.locale] }, t.faulty);
  const back = addressOf(showPerson, { personUid: form.child.id });
  const title = t.closeTitle(form.child.displayName);
  return {
    title,
    shell: 'app',
    density: 'gestion',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: form.child.displayName, href: back }, { label: t.close }]} />}
          title={title}
          subtitle={<p>{t.closeLead}</p>}
        />
        {form.adults.length === 0 ? (
          <p>{t.noAdult}</p>
        ) : (
          <>
            <FormErrors errors={errors} />
            <Form action={addressOf(closeAccess, { personUid: form.child.id })}>
              <RadioGroup
                name="adult"
                label={t.adult}
                value={typed.adult}
                error={errorOf(errors, 'adult')}
                required
                options={form.adults.map((adult) => ({
                  value: adult.id,
                  label: adult.displayName,
                  hint: `${relations[adult.relation] ?? adult.relation}, ${authority(adult.authority)}`,
                }))}
              />
              <DateField
                name="from"
                label={t.from}
                value={typed.from ?? ctx.actor.today}
                error={errorOf(errors, 'from')}
              />
              <DateField name="to" label={t.to} help={t.toHelp} value={typed.to} error={errorOf(errors, 'to')} />
              <TextArea
                name="reason"
                label={t.reason}
                help={t.reasonHelp}
                value={typed.reason}
                error={errorOf(errors, 'reason')}
                maxLength={2000}
                required
              />
              <Actions>
                <Button variant="danger" icon="lock">
                  {t.submit}
                </Button>
                <LinkButton href={back} variant="quiet">
                  {t.cancel}
                </LinkButton>
              </Actions>
            </Form>
          </>
        )}
      </>
    ),
  };
}
