import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showGroup, showPerson, showSchool } from '../contract.ts';
import { revokeRight, showNewRight, type showRights } from './contract.ts';
import { dayBefore } from './rules.ts';
import { dutiesInWords, texts } from './texts.ts';

type Rights = Answer<typeof showRights>;
type Right = Rights['rights'][number];

/** A right in a sentence: what, for whom, until when, by whom. */
export function rightSentence(locale: Locale, right: Right, today: string): string {
  const t = texts[locale];
  const what = right.kind === 'after_school' ? t.coordinator : `${t.can(dutiesInWords(locale, right.duties))}.`;
  const terms = [
    right.kind === 'delegate' && (right.class ? t.forClass(right.class) : t.wholeSchool),
    right.startsOn > today && t.from(dayInWords(right.startsOn, locale)),
    right.endsOn ? t.until(dayInWords(dayBefore(right.endsOn), locale)) : t.openEnd,
    right.by && t.by(right.by),
  ].filter(Boolean);
  return `${what} (${terms.join(', ')})`;
}

/** Who may do what in the school, each right with its sentence. */
export function rightsPage(ctx: SessionContext, rights: Rights): View {
  const { locale } = ctx;
  const t = texts[locale];
  const { school } = rights;
  const delegates = rights.rights.filter((right) => right.kind === 'delegate');
  const coordinators = rights.rights.filter((right) => right.kind === 'after_school');
  return {
    title: `${t.entry} · ${school.name}`,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    live: [`school:${school.uai}`],
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: school.name, href: addressOf(showSchool, { schoolUai: school.uai }) },
                { label: t.entry },
              ]}
            />
          }
          title={t.title}
          subtitle={<p>{t.lead}</p>}
          actions={
            <LinkButton href={addressOf(showNewRight, { schoolUai: school.uai })} icon="user-plus">
              {t.give}
            </LinkButton>
          }
        />
        <Section title={t.entrusted} aside={delegates.length || undefined}>
          {delegates.length === 0 ? (
            <p>{t.noneEntrusted}</p>
          ) : (
            <RightList ctx={ctx} uai={school.uai} rights={delegates} label={t.entrusted} />
          )}
        </Section>
        <Section title={t.coordinators}>
          {coordinators.length === 0 ? (
            <p>{t.noCoordinator}</p>
          ) : (
            <RightList ctx={ctx} uai={school.uai} rights={coordinators} label={t.coordinators} />
          )}
        </Section>
        <Section title={t.heads}>
          <p>{t.head}</p>
          <List label={t.heads}>
            {rights.heads.map((head) => (
              <ListRow
                key={head.id}
                title={head.displayName}
                href={addressOf(showPerson, { personUid: head.id })}
                lead={<Avatar name={head.displayName} />}
              />
            ))}
          </List>
        </Section>
        <Section title={t.classTeachers}>
          <p>{t.classTeacher}</p>
          <List label={t.classTeachers}>
            {rights.classes.map((group) => (
              <ListRow
                key={group.id}
                title={group.label}
                href={addressOf(showGroup, { groupId: group.id })}
                subtitle={group.teachers.map((teacher) => teacher.displayName).join(', ') || t.noTeacher}
              />
            ))}
          </List>
        </Section>
        <Section title={t.outside}>
          <ul>
            <li>{t.commune(rights.communeAgents)}</li>
            <li>{t.academy}</li>
            <li>{t.platform}</li>
          </ul>
        </Section>
      </>
    ),
  };
}

function RightList({
  ctx,
  uai,
  rights,
  label,
}: {
  ctx: SessionContext;
  uai: string;
  rights: readonly Right[];
  label: string;
}): ReactElement {
  const { locale, actor } = ctx;
  const t = texts[locale];
  return (
    <List label={label}>
      {rights.map((right) => (
        <ListRow
          key={right.id}
          title={right.person.displayName}
          lead={<Avatar name={right.person.displayName} />}
          subtitle={rightSentence(locale, right, actor.today)}
          trail={
            right.revocable && (
              <form action={addressOf(revokeRight, { schoolUai: uai, mandateId: right.id })} method="post">
                <Button
                  variant="secondary"
                  size="small"
                  aria-label={t.revokeLabel(
                    right.person.displayName,
                    dutiesInWords(locale, right.kind === 'after_school' ? ['after_school'] : right.duties),
                  )}
                >
                  {t.revoke}
                </Button>
              </form>
            )
          }
        />
      ))}
    </List>
  );
}
