import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Avatar, animalOf } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { audienceKey } from '../audiences/key.ts';
import { attachTeacher, reviewKin, type showGroup, showSchool } from '../contract.ts';
import { schoolYearLabel } from '../rules.ts';
import { texts, words } from '../texts.ts';

type Group = Answer<typeof showGroup>;

/** The page of a class or group. */
export async function groupPage(ctx: SessionContext, group: Group): Promise<View> {
  const { locale } = ctx;
  const place = group.kind === 'class' ? 'directory.class.actions' : 'directory.group.actions';
  const actions = await ctx.partsFor(place, group.id, group.abilities);
  const parts = group.kind === 'class' ? await ctx.partsFor('directory.group', group.id, group.abilities) : [];
  const t = texts[locale].group;
  const w = words[locale];
  const key = group.writesTo && audienceKey({ place: 'group', id: group.id, role: group.writesTo });
  const writes = key ? ctx.extensions.messageTo(ctx, { audiences: [key] }) : undefined;
  return {
    title: `${group.label} · ${group.school.name}`,
    shell: 'app',
    live: [`group:${group.id}`],
    destination: 'groups',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: group.school.name, href: addressOf(showSchool, { schoolUai: group.school.uai }) },
                { label: group.label },
              ]}
            />
          }
          title={group.label}
          subtitle={[
            w.groupKinds[group.kind],
            schoolYearLabel(group.year),
            group.pupils && w.pupils(group.pupils.length),
          ]
            .filter(Boolean)
            .join(' · ')}
          actions={
            (actions.length > 0 || writes) && (
              <>
                {actions}
                {writes && group.writesTo && (
                  <LinkButton variant={actions.length > 0 ? 'secondary' : 'primary'} href={writes} icon="mail">
                    {t.write[group.writesTo]}
                  </LinkButton>
                )}
              </>
            )
          }
        />
        {parts}
        {group.toReview && group.toReview.length > 0 && <Review group={group} rows={group.toReview} locale={locale} />}
        <Section title={t.teachers}>
          {group.teachers.length > 0 ? <Teachers group={group} locale={locale} /> : <p>{t.noTeachers}</p>}
          {group.teacherChoices && group.teacherChoices.length > 0 && (
            <Attach group={group} choices={group.teacherChoices} locale={locale} />
          )}
        </Section>
        {group.pupils && <Pupils pupils={group.pupils} locale={locale} />}
        {group.others && group.others.length > 0 && (
          <Section title={t.others}>
            <List>
              {group.others.map((person) => (
                <ListRow
                  key={person.id}
                  title={person.displayName}
                  href={person.href}
                  lead={<Avatar name={person.displayName} />}
                />
              ))}
            </List>
          </Section>
        )}
      </>
    ),
  };
}

function Teachers({ group, locale }: { group: Group; locale: Locale }): ReactElement {
  return (
    <List>
      {group.teachers.map((teacher) => (
        <ListRow
          key={teacher.id}
          title={teacher.displayName}
          href={teacher.href}
          lead={<Avatar name={teacher.displayName} />}
          subtitle={teacher.subjects.join(', ') || undefined}
          trail={teacher.isMain && <Badge tone="lagune">{words[locale].groupRoles.main_teacher}</Badge>}
        />
      ))}
    </List>
  );
}

/** The head says who teaches here: the person whom the label names is one tap away, anybody else in a list. */
function Attach({
  group,
  choices,
  locale,
}: {
  group: Group;
  choices: NonNullable<Group['teacherChoices']>;
  locale: Locale;
}): ReactElement {
  const t = texts[locale].group;
  const action = addressOf(attachTeacher, { groupId: group.id });
  const namesakes = group.teachers.length === 0 ? choices.filter((choice) => choice.isNamed) : [];
  const named = namesakes.length === 1 ? namesakes[0] : undefined;
  return (
    <>
      {named && (
        <Notice
          tone="info"
          title={t.namedTeacher(named.displayName)}
          action={
            <Form action={action}>
              <Hidden name="teacher" value={named.id} />
              <Button icon="check">{t.confirmTeacher}</Button>
            </Form>
          }
        />
      )}
      <Details summary={t.attachOther}>
        <Form action={action}>
          <SelectField
            name="teacher"
            label={t.whoTeaches}
            options={choices.map((choice) => ({ value: choice.id, label: choice.displayName }))}
          />
          <Actions>
            <Button variant="secondary">{t.attach}</Button>
          </Actions>
        </Form>
      </Details>
    </>
  );
}

function Pupils({ pupils, locale }: { pupils: NonNullable<Group['pupils']>; locale: Locale }): ReactElement {
  const t = texts[locale].group;
  const levels = new Set(pupils.map((pupil) => pupil.level));
  return (
    <Section title={t.pupils} aside={pupils.length}>
      {pupils.length === 0 ? (
        <EmptyState drawing="satchel" title={t.noPupils} />
      ) : (
        <List>
          {pupils.map((pupil) => (
            <ListRow
              key={pupil.id}
              title={pupil.displayName}
              href={pupil.href}
              lead={<Avatar name={pupil.displayName} animal={animalOf(pupil.id)} />}
              trail={levels.size > 1 && pupil.level && <Badge>{pupil.level}</Badge>}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

/** What a head looks at once per class: whom we took for legal representatives. */
function Review({
  group,
  rows,
  locale,
}: {
  group: Group;
  rows: NonNullable<Group['toReview']>;
  locale: Locale;
}): ReactElement {
  const t = texts[locale].group;
  const { relations } = words[locale];
  return (
    <Section title={t.review} id="review" aside={rows.length}>
      <p>{t.reviewWhy}</p>
      <Table
        caption={t.review}
        captionHidden
        rows={rows}
        rowKey={(row) => row.kinshipId}
        columns={[
          { key: 'pupil', header: t.pupil, cell: (row) => row.pupil, namesRow: true },
          { key: 'adult', header: t.adult, cell: (row) => row.adult },
          { key: 'relation', header: t.relation, cell: (row) => relations[row.relation] },
        ]}
      />
      <Form action={addressOf(reviewKin, { groupId: group.id })}>
        <Hidden name="kinships" value={rows.map((row) => row.kinshipId).join(',')} />
        <Actions>
          <Button icon="check">{t.reviewDone}</Button>
        </Actions>
      </Form>
    </Section>
  );
}
