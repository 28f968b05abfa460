import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { HomeScope } from '../../../platform/module.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Avatar, animalOf } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, LinkButton } from '../../../ui/button.tsx';
import { Card, Cards } from '../../../ui/card.tsx';
import { Section } from '../../../ui/page.tsx';
import type { ActorChild } from '../actor.ts';
import { mayWriteTo } from '../audiences/addressable.ts';
import { showGroup, showPerson, showSchool } from '../contract.ts';
import { courtesyName } from '../rules.ts';
import { surroundingsOf } from './family.ts';
import type { HomeSchool, Surroundings } from './queries.ts';
import { texts } from './texts.ts';

/** A guardian's children, each with school, class, who teaches, and how to reach the school. */
export async function childrenCard(ctx: SessionContext, scope: HomeScope): Promise<ReactElement | null> {
  const { actor } = ctx;
  const shown = actor.children.filter((child) => !scope.child || child.uid === scope.child);
  if (shown.length === 0) return null;
  const around = await surroundingsOf(ctx);
  return (
    <Section title={shown.length > 1 ? texts[ctx.locale].children : texts[ctx.locale].child}>
      <Cards>
        {shown.map((child) => (
          <Child key={child.uid} child={child} around={around} ctx={ctx} />
        ))}
      </Cards>
    </Section>
  );
}

function Child({ child, around, ctx }: { child: ActorChild; around: Surroundings; ctx: SessionContext }): ReactElement {
  const { locale } = ctx;
  const t = texts[locale];
  const level = around.enrolments.find((entry) => entry.pupilId === child.personId)?.level;
  const classes = around.classes.filter((entry) => child.groupIds.includes(entry.id));
  const teachers = around.teachers.filter((entry) => child.groupIds.includes(entry.groupId));
  const names = [...new Set(teachers.map(courtesyName))].slice(0, 3).join(', ');
  const writes = messageTo(ctx, classes, teachers);
  return (
    <Card
      title={child.displayName}
      href={addressOf(showPerson, { personUid: child.uid })}
      lead={<Avatar name={child.displayName} animal={animalOf(child.uid)} />}
    >
      <p>
        {level && <Badge tone="lagune">{level}</Badge>}{' '}
        {classes.map((entry) => (
          <a key={entry.id} href={addressOf(showGroup, { groupId: entry.id })}>
            {entry.label}
          </a>
        ))}
        {classes.length === 0 && t.noClass}
      </p>
      {names && <p>{t.taughtBy(names)}</p>}
      {writes && (
        <Actions>
          <LinkButton href={writes} variant="secondary" size="small" icon="mail">
            {t.writeMessage}
            <span className="visually-hidden"> {t.about(child.givenName ?? child.displayName)}</span>
          </LinkButton>
        </Actions>
      )}
      {around.schools
        .filter((school) => child.schoolIds.includes(school.id))
        .map((school) => (
          <SchoolLine key={school.id} school={school} locale={locale} byMail={!writes} />
        ))}
      {around.coming
        .filter((next) => next.pupilId === child.personId)
        .map((next) => (
          <p key={next.schoolUai}>
            {t.comingOn(dayInWords(next.startsOn, locale))}{' '}
            <a className="alone" href={addressOf(showSchool, { schoolUai: next.schoolUai })}>
              {next.schoolName}
            </a>
          </p>
        ))}
    </Card>
  );
}

/** Where one writes to who teaches the child: to the one teacher, or with several of them proposed. */
function messageTo(
  ctx: SessionContext,
  classes: Surroundings['classes'],
  teachers: Surroundings['teachers'],
): string | undefined {
  const open = new Set(
    classes.flatMap(({ id, schoolId }) =>
      mayWriteTo(ctx.actor, { place: 'group', id, role: 'staff' }, schoolId) ? [id] : [],
    ),
  );
  const uids = [...new Set(teachers.filter(({ groupId }) => open.has(groupId)).map(({ uid }) => uid))].filter(
    (uid) => uid !== ctx.actor.uid,
  );
  if (uids.length === 0) return undefined;
  return ctx.extensions.messageTo(ctx, uids.length === 1 ? { persons: uids } : { proposed: uids });
}

/** A school's name and the ways to reach it; by mail where nobody can be written to here. */
function SchoolLine({ school, locale, byMail }: { school: HomeSchool; locale: Locale; byMail: boolean }): ReactElement {
  const t = texts[locale];
  const email = byMail ? school.email : null;
  return (
    <>
      <p>
        <a className="alone" href={addressOf(showSchool, { schoolUai: school.uai })}>
          {school.name}
        </a>
      </p>
      {(school.phone || email) && (
        <Actions>
          {school.phone && (
            <LinkButton href={`tel:${school.phone.replaceAll(' ', '')}`} variant="secondary" size="small" icon="phone">
              {t.call}
              <span className="visually-hidden"> {school.name}</span>
            </LinkButton>
          )}
          {email && (
            <LinkButton href={`mailto:${email}`} variant="quiet" size="small" icon="mail">
              {t.write}
              <span className="visually-hidden"> {school.name}</span>
            </LinkButton>
          )}
        </Actions>
      )}
    </>
  );
}
