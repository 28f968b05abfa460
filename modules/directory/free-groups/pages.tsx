import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { DateField, SelectField, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { showGroup, showPerson, showSchool } from '../contract.ts';
import { errorOf, formErrors } from '../form-errors.ts';
import { words } from '../texts.ts';
import { addMember, closeGroup, createGroup, removeMember, showMembers, type showNewGroup } from './contract.ts';
import { refusalTexts, texts } from './texts.ts';

/** The form of a new group, with what it brings. */
export function newGroupView(
  ctx: SessionContext,
  form: Answer<typeof showNewGroup>,
  refusal?: Refusal,
  typed: Readonly<Record<string, string>> = {},
): View {
  const t = texts[ctx.locale];
  const errors = formErrors(refusal, { ...t.faults, ...refusalTexts[ctx.locale] }, t.faulty);
  const home = addressOf(showSchool, { schoolUai: form.school.uai });
  return {
    title: `${t.newTitle} · ${form.school.name}`,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: form.school.name, href: home }, { label: t.newTitle }]} />}
          title={t.newTitle}
          subtitle={<p>{t.newLead}</p>}
        />
        <FormErrors errors={errors} />
        <Form action={addressOf(createGroup, { schoolUai: form.school.uai })}>
          <TextField
            name="label"
            label={t.label}
            help={t.labelHelp}
            value={typed.label}
            error={errorOf(errors, 'label')}
            maxLength={80}
            required
          />
          <DateField
            name="to"
            label={t.to}
            help={t.toHelp}
            value={typed.to ?? form.lastDay}
            error={errorOf(errors, 'to')}
          />
          <Section title={t.brings}>
            <ul>
              <li>{t.bringsPeople}</li>
              {form.brings.map((one) => (
                <li key={one.key}>{one.label}</li>
              ))}
            </ul>
          </Section>
          <Actions>
            <Button>{t.create}</Button>
            <LinkButton href={home} variant="quiet">
              {t.cancel}
            </LinkButton>
          </Actions>
        </Form>
      </>
    ),
  };
}

type Members = Answer<typeof showMembers>;

/** Members of a group; of a free one, with who may come and go. */
export function membersView(ctx: SessionContext, answer: Members, refusal?: Refusal): View {
  const t = texts[ctx.locale];
  const { group } = answer;
  const title = t.membersTitle(group.label);
  const errors = formErrors(refusal, refusalTexts[ctx.locale], t.faulty);
  return {
    title,
    shell: 'app',
    density: 'gestion',
    live: [`group:${group.id}`],
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[{ label: group.label, href: addressOf(showGroup, { groupId: group.id }) }, { label: t.members }]}
            />
          }
          title={title}
          subtitle={group.lastDay && t.lastDay(dayInWords(group.lastDay, ctx.locale))}
        />
        <FormErrors errors={errors} />
        {!group.isFree && <Notice tone="info" title={t.locked} />}
        <Present ctx={ctx} answer={answer} />
        {group.isFree && <Adding ctx={ctx} answer={answer} />}
      </>
    ),
  };
}

function Present({ ctx, answer: { group, members } }: { ctx: SessionContext; answer: Members }): ReactElement {
  const t = texts[ctx.locale];
  const { groupRoles } = words[ctx.locale];
  return (
    <Section title={t.members} aside={members.length}>
      <Table
        caption={t.members}
        captionHidden
        rows={members}
        rowKey={(row) => row.id}
        empty={<p>{t.none}</p>}
        columns={[
          {
            key: 'name',
            header: t.name,
            namesRow: true,
            cell: (row) => <a href={addressOf(showPerson, { personUid: row.id })}>{row.displayName}</a>,
          },
          { key: 'role', header: t.role, cell: (row) => groupRoles[row.role] ?? row.role },
          ...(group.isFree
            ? [
                {
                  key: 'remove',
                  header: t.action,
                  cell: (row: Members['members'][number]) => (
                    <form action={addressOf(removeMember, { groupId: group.id })} method="post">
                      <Hidden name="person" value={row.id} />
                      <Button variant="secondary" size="small" aria-label={t.removeLabel(row.displayName)}>
                        {t.action}
                      </Button>
                    </form>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Adding({ ctx, answer: { group, q, found, classes } }: { ctx: SessionContext; answer: Members }): ReactElement {
  const t = texts[ctx.locale];
  const action = addressOf(addMember, { groupId: group.id });
  return (
    <>
      <Section title={t.addTitle}>
        <Form action={addressOf(showMembers, { groupId: group.id })} method="get">
          <TextField name="q" type="search" label={t.search} value={q} autoComplete="off" />
          <Actions>
            <Button variant="secondary" icon="search">
              {t.find}
            </Button>
          </Actions>
        </Form>
        {q !== '' && found.length === 0 && <p>{t.notFound}</p>}
        {found.length > 0 && (
          <List label={t.found}>
            {found.map((person) => (
              <ListRow
                key={person.id}
                title={person.displayName}
                subtitle={person.detail || undefined}
                trail={
                  <form action={action} method="post">
                    <Hidden name="person" value={person.id} />
                    <Button size="small" variant="secondary" aria-label={t.addLabel(person.displayName)}>
                      {t.add}
                    </Button>
                  </form>
                }
              />
            ))}
          </List>
        )}
        {classes.length > 0 && (
          <Form action={action}>
            <SelectField
              name="class"
              label={t.addClass}
              options={classes.map(({ id, label }) => ({ value: id, label }))}
            />
            <Actions>
              <Button variant="secondary">{t.add}</Button>
            </Actions>
          </Form>
        )}
      </Section>
      <Section title={t.closeTitle}>
        <p>{t.closeLead}</p>
        <Form action={addressOf(closeGroup, { groupId: group.id })}>
          <Actions>
            <Button variant="danger">{t.close}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  );
}
