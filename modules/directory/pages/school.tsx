import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { countInFigures } from '../../../platform/texts/days.ts';
import { phoneInPairs } from '../../../platform/texts/phone.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { DefinitionList, Stat, Stats } from '../../../ui/facts.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import type { showSchool } from '../contract.ts';
import { functionInWords } from '../rules.ts';
import { texts, words } from '../texts.ts';
import { showSchoolRules } from '../visibility/contract.ts';
import { texts as visibilityTexts } from '../visibility/texts.ts';

type School = Answer<typeof showSchool>;

/** A school's page: each part only where the answer holds it. */
export async function schoolPage(ctx: SessionContext, school: School): Promise<View> {
  const { locale } = ctx;
  const actions = await ctx.partsFor('directory.school.actions', school.uai, school.abilities);
  const w = words[locale];
  const parts = await ctx.partsFor('directory.school', school.uai, school.abilities);
  return {
    title: school.name,
    shell: 'app',
    live: [`school:${school.uai}`],
    destination: 'schools',
    body: (
      <>
        <PageHeader
          title={school.name}
          subtitle={[w.schoolKinds[school.kind], school.commune, school.uai].filter(Boolean).join(' · ')}
          actions={actions.length > 0 && actions}
        />
        {school.counts && <Counts counts={school.counts} locale={locale} />}
        {school.afterSchool && <AfterSchool counts={school.afterSchool} locale={locale} />}
        {parts}
        {school.groups && <Groups groups={school.groups} locale={locale} />}
        {school.staff && <Staff staff={school.staff} locale={locale} />}
        <Reach school={school} locale={locale} />
        {school.abilities.seeRules && <Rules uai={school.uai} locale={locale} />}
      </>
    ),
  };
}

function Counts({ counts, locale }: { counts: NonNullable<School['counts']>; locale: Locale }): ReactElement {
  const t = texts[locale].school;
  return (
    <Section title={t.counts}>
      <Stats>
        {(['pupils', 'guardians', 'staff', 'classes'] as const).map((key) => (
          <Stat key={key} label={t[key]} value={countInFigures(counts[key], locale)} />
        ))}
      </Stats>
    </Section>
  );
}

function AfterSchool({ counts, locale }: { counts: NonNullable<School['afterSchool']>; locale: Locale }): ReactElement {
  const labels = words[locale].afterSchool;
  return (
    <Section title={texts[locale].person.afterSchool}>
      <Stats>
        {(['canteen', 'morningCare', 'eveningCare', 'study', 'transport'] as const).map((key) => (
          <Stat key={key} label={labels[key]} value={countInFigures(counts[key], locale)} />
        ))}
      </Stats>
    </Section>
  );
}

function Groups({ groups, locale }: { groups: NonNullable<School['groups']>; locale: Locale }): ReactElement {
  const t = texts[locale].school;
  const w = words[locale];
  return (
    <Section title={t.groups}>
      {groups.length === 0 ? (
        <p>{t.noGroups}</p>
      ) : (
        <List>
          {groups.map((group) => (
            <ListRow
              key={group.id}
              title={group.label}
              href={group.href}
              subtitle={[group.kind !== 'class' && w.groupKinds[group.kind], w.pupils(group.pupils)]
                .filter(Boolean)
                .join(' · ')}
              trail={group.toReview ? <Badge tone="miel">{t.toReview(group.toReview)}</Badge> : null}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

function Staff({ staff, locale }: { staff: NonNullable<School['staff']>; locale: Locale }): ReactElement {
  const { roles } = words[locale];
  const posts = Map.groupBy(staff, (person) => person.id);
  const says = ({ role, functionLabel }: (typeof staff)[number]): string =>
    functionInWords(roles[role] ?? role, functionLabel);
  return (
    <Section title={texts[locale].school.staff} aside={posts.size}>
      <List>
        {[...new Map(staff.map((person) => [person.id, person])).values()].map((person) => (
          <ListRow
            key={person.id}
            title={person.displayName}
            href={person.href}
            lead={<Avatar name={person.displayName} />}
            subtitle={posts.get(person.id)?.map(says).join(', ')}
          />
        ))}
      </List>
    </Section>
  );
}

/** The way to the rules of the school. */
function Rules({ uai, locale }: { uai: string; locale: Locale }): ReactElement {
  const t = visibilityTexts[locale].school;
  return (
    <List label={t.title}>
      <ListRow
        title={t.title}
        href={addressOf(showSchoolRules, { schoolUai: uai })}
        subtitle={t.lead}
        lead={<Icon name="eye" />}
      />
    </List>
  );
}

/** How to reach the school. */
export function Reach({
  school,
  locale,
}: {
  school: Pick<School, 'phone' | 'email' | 'address'>;
  locale: Locale;
}): ReactElement | null {
  const t = texts[locale].school;
  const items = [
    ...(school.phone
      ? [
          {
            term: t.phone,
            value: (
              <a className="alone" href={`tel:${school.phone.replaceAll(' ', '')}`}>
                {phoneInPairs(school.phone)}
              </a>
            ),
          },
        ]
      : []),
    ...(school.email
      ? [
          {
            term: t.email,
            value: (
              <a className="alone" href={`mailto:${school.email}`}>
                {school.email}
              </a>
            ),
          },
        ]
      : []),
    ...(school.address.length > 0 ? [{ term: t.address, value: school.address.join(', ') }] : []),
  ];
  if (items.length === 0) return null;
  return (
    <Section title={t.reach}>
      <DefinitionList items={items} />
    </Section>
  );
}
