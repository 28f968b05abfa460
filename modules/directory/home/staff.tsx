import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { HomeScope } from '../../../platform/module.ts';
import { countInFigures } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { Stat, Stats } from '../../../ui/facts.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Section } from '../../../ui/page.tsx';
import { showGroup, showSchool } from '../contract.ts';
import { functionInWords } from '../rules.ts';
import { schoolsAs } from '../scopes.ts';
import { words } from '../texts.ts';
import { countPupils, findAfterSchool, findLedSchools, type LedSchool, type TaughtGroup } from './queries.ts';
import { texts } from './texts.ts';

/** A head verifies class by class: a few are enough to begin, and leave the rest of the page in sight. */
const REVIEWS_SHOWN = 4;

/** What a teacher teaches, class by class. */
export async function classesCard({ actor, db, locale }: SessionContext, scope: HomeScope): Promise<ReactElement> {
  const t = texts[locale];
  const schoolId = actor.profiles.find((entry) => entry.schoolUai === scope.school)?.schoolId;
  const taught = actor.groups.filter((group) => !schoolId || group.schoolId === schoolId).map((group) => group.groupId);
  const groups = taught.length > 0 ? await countPupils(db, actor, taught) : [];
  const classes = groups.filter((group) => group.kind === 'class');
  const others = groups.filter((group) => group.kind !== 'class');
  const severalSchools = new Set(groups.map((group) => group.schoolId)).size > 1;
  return (
    <>
      <Section title={t.classes}>
        {classes.length === 0 ? (
          <p>{t.noClasses}</p>
        ) : (
          <Groups groups={classes} named={severalSchools} locale={locale} />
        )}
      </Section>
      {others.length > 0 && (
        <Section title={t.groups}>
          <Groups groups={others} named={severalSchools} locale={locale} />
        </Section>
      )}
    </>
  );
}

function Groups({
  groups,
  named,
  locale,
}: {
  groups: readonly TaughtGroup[];
  named: boolean;
  locale: Locale;
}): ReactElement {
  return (
    <List>
      {groups.map((group) => (
        <ListRow
          key={group.id}
          title={group.label}
          href={addressOf(showGroup, { groupId: group.id })}
          lead={<Icon name="users" />}
          subtitle={[words[locale].pupils(group.pupils), named && group.schoolName].filter(Boolean).join(' · ')}
        />
      ))}
    </List>
  );
}

/** A head's or school life's schools: numbers, the way to the classes, what waits to be verified. */
export async function schoolCard({ actor, db, locale }: SessionContext, scope: HomeScope): Promise<ReactElement> {
  const heads = schoolsAs(actor, 'head');
  const ids = inScope(actor, [...heads, ...schoolsAs(actor, 'school_life')], scope);
  const schools = await findLedSchools(db, actor, ids);
  return (
    <>
      {schools.map((school) => (
        <LedSchoolSection key={school.id} school={school} reviews={heads.includes(school.id)} locale={locale} />
      ))}
    </>
  );
}

const inScope = (actor: SessionContext['actor'], ids: readonly string[], scope: HomeScope): string[] =>
  ids.filter(
    (id) => !scope.school || actor.profiles.some((entry) => entry.schoolId === id && entry.schoolUai === scope.school),
  );

function LedSchoolSection({
  school,
  reviews,
  locale,
}: {
  school: LedSchool;
  reviews: boolean;
  locale: Locale;
}): ReactElement {
  const t = texts[locale];
  const { counts } = school;
  const waiting = reviews ? school.waiting : [];
  const figure = (label: string, count: number): ReactElement => (
    <Stat label={label} value={countInFigures(count, locale)} />
  );
  return (
    <>
      <Section title={school.name}>
        <Stats>
          {figure(t.pupils, counts.pupils)}
          {figure(t.guardians, counts.guardians)}
          {figure(t.staff, counts.staff)}
          {figure(t.classCount, counts.classes)}
        </Stats>
        <p>
          <LinkButton href={addressOf(showSchool, { schoolUai: school.uai })} variant="secondary">
            {t.allClasses(counts.classes)}
          </LinkButton>
        </p>
      </Section>
      {waiting.length > 0 && (
        <Section title={t.review} aside={waiting.length}>
          <p>{t.reviewWhy}</p>
          <List>
            {waiting.slice(0, REVIEWS_SHOWN).map((group) => (
              <ListRow
                key={group.id}
                title={group.label}
                href={`${addressOf(showGroup, { groupId: group.id })}#review`}
                lead={<Icon name="user-check" />}
                trail={<Badge tone="miel">{t.toReview(group.toReview)}</Badge>}
              />
            ))}
          </List>
          {waiting.length > REVIEWS_SHOWN && (
            <p>
              <a className="alone" href={addressOf(showSchool, { schoolUai: school.uai })}>
                {t.allReviews(waiting.length)}
              </a>
            </p>
          )}
        </Section>
      )}
    </>
  );
}

/** Where librarians, office and academy staff work. */
export async function workplaceCard({ actor, locale }: SessionContext): Promise<ReactElement> {
  const schools = new Map(actor.profiles.map((entry) => [entry.schoolUai, entry]));
  return (
    <Section title={texts[locale].workplace}>
      <List>
        {[...schools.values()].map((entry) => (
          <ListRow
            key={entry.schoolUai}
            title={entry.schoolName}
            href={addressOf(showSchool, { schoolUai: entry.schoolUai })}
            lead={<Icon name="school" />}
            subtitle={functionInWords(words[locale].roles[entry.role] ?? entry.role, entry.functionLabel)}
          />
        ))}
      </List>
    </Section>
  );
}

/** The after-school registers of the actor's schools, in figures. */
export async function afterSchoolCard({ actor, db, locale }: SessionContext): Promise<ReactElement> {
  const schools = await findAfterSchool(db, actor, schoolsAs(actor, 'after_school'));
  const labels = words[locale].afterSchool;
  return (
    <>
      {schools.map((school) => (
        <Section
          key={school.id}
          title={school.name}
          aside={<a href={addressOf(showSchool, { schoolUai: school.uai })}>{words[locale].seeClasses}</a>}
        >
          <Stats>
            {(['canteen', 'morningCare', 'eveningCare', 'study', 'transport'] as const).map((key) => (
              <Stat key={key} label={labels[key]} value={countInFigures(school.counts[key], locale)} />
            ))}
          </Stats>
        </Section>
      ))}
    </>
  );
}
