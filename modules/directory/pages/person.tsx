import { Fragment, type ReactElement } from 'react';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { phoneInPairs } from '../../../platform/texts/phone.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Avatar, animalOf } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import type { showPerson } from '../contract.ts';
import { photoSource } from '../photos/pages.tsx';
import { functionInWords } from '../rules.ts';
import { texts, words } from '../texts.ts';

type Person = Answer<typeof showPerson>;
type Relative = Person['children'][number];

/** A person's page: each part only where the answer holds it. */
export async function personPage(ctx: SessionContext, person: Person): Promise<View> {
  const { locale } = ctx;
  const t = texts[locale].person;
  const writes = person.abilities.write ? ctx.extensions.messageTo(ctx, { persons: [person.id] }) : undefined;
  const parts = await ctx.partsFor('directory.person', person.id, person.abilities);
  return {
    title: person.displayName,
    shell: 'app',
    live: [`person:${person.id}`],
    body: (
      <>
        <PageHeader
          title={person.title && !isPupil(person) ? `${person.title} ${person.displayName}` : person.displayName}
          lead={
            <Avatar
              name={person.displayName}
              animal={isPupil(person) ? animalOf(person.id) : undefined}
              photo={person.photo ? photoSource(person.id, person.photo) : undefined}
              size="large"
            />
          }
          subtitle={person.level && <Badge tone="lagune">{person.level}</Badge>}
          actions={
            writes && (
              <LinkButton href={writes} icon="mail">
                {t.writeMessage}
              </LinkButton>
            )
          }
        />
        <Posts person={person} locale={locale} />
        {person.groups.length > 0 && <Groups groups={person.groups} locale={locale} />}
        {person.adults && (
          <Section title={t.adults}>
            {person.adults.length > 0 ? (
              <Relatives people={person.adults} locale={locale} adults />
            ) : (
              <p>{t.noAdults}</p>
            )}
          </Section>
        )}
        {person.children.length > 0 && (
          <Section title={t.children}>
            <Relatives people={person.children} locale={locale} />
          </Section>
        )}
        {person.afterSchool && <AfterSchool facts={person.afterSchool} locale={locale} />}
        <Contact person={person} locale={locale} byMail={!writes || !person.contact?.writeHere} />
        <Identity person={person} locale={locale} />
        {parts}
      </>
    ),
  };
}

const isPupil = (person: Person): boolean => person.posts.some((post) => post.role === 'pupil');

function Posts({ person, locale }: { person: Person; locale: Locale }): ReactElement {
  const t = texts[locale].person;
  const { roles } = words[locale];
  return (
    <Section title={t.posts}>
      {person.posts.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <List>
          {[...Map.groupBy(person.posts, (post) => post.schoolUai)].map(([uai, posts]) => (
            <ListRow
              key={uai}
              title={posts[0]?.schoolName}
              subtitle={posts
                .map((post) => functionInWords(roles[post.role] ?? post.role, post.functionLabel))
                .join(', ')}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

function Groups({ groups, locale }: { groups: Person['groups']; locale: Locale }): ReactElement {
  const { groupRoles } = words[locale];
  return (
    <Section title={texts[locale].person.groups}>
      <List>
        {groups.map((group) => (
          <ListRow
            key={`${group.id}${group.role}`}
            title={group.displayName}
            href={group.href}
            subtitle={[groupRoles[group.role], group.schoolName].filter(Boolean).join(' · ')}
          />
        ))}
      </List>
    </Section>
  );
}

function Relatives({
  people,
  locale,
  adults,
}: {
  people: readonly Relative[];
  locale: Locale;
  adults?: boolean;
}): ReactElement {
  const { relations, authority } = words[locale];
  return (
    <List>
      {people.map((person) => (
        <ListRow
          key={person.id}
          title={person.displayName}
          href={person.href}
          lead={<Avatar name={person.displayName} animal={adults ? undefined : animalOf(person.id)} />}
          subtitle={
            adults
              ? [relations[person.relation], authority(person.authority), ...person.phones.map(phoneInPairs)]
                  .filter(Boolean)
                  .join(' · ')
              : undefined
          }
          trail={adults && person.needsReview && <Badge tone="miel">{texts[locale].person.toReview}</Badge>}
        />
      ))}
    </List>
  );
}

function AfterSchool({ facts, locale }: { facts: NonNullable<Person['afterSchool']>; locale: Locale }): ReactElement {
  const t = words[locale];
  const say = (value: boolean | null): string => (value === null ? t.unknown : value ? t.yes : t.no);
  const keys = ['canteen', 'morningCare', 'eveningCare', 'study', 'transport'] as const;
  return (
    <Section title={texts[locale].person.afterSchool}>
      <DefinitionList columns items={keys.map((key) => ({ term: t.afterSchool[key], value: say(facts[key]) }))} />
    </Section>
  );
}

/** `byMail`: nobody can write to them here, so that a mail is begun by a tap. */
function Contact({ person, locale, byMail }: { person: Person; locale: Locale; byMail: boolean }): ReactElement | null {
  const t = texts[locale].person;
  if (!person.phones && !person.contact) return null;
  const items = [
    ...(person.phones && person.phones.length > 0
      ? [{ term: t.phone, value: <Phones numbers={person.phones} /> }]
      : []),
    ...(person.contact?.email
      ? [
          {
            term: t.email,
            value: byMail ? (
              <a className="alone" href={`mailto:${person.contact.email}`}>
                {person.contact.email}
              </a>
            ) : (
              person.contact.email
            ),
          },
        ]
      : []),
    ...(person.contact && person.contact.address.length > 0
      ? [{ term: t.address, value: person.contact.address.join(', ') }]
      : []),
  ];
  return (
    <Section title={t.contact}>{items.length > 0 ? <DefinitionList items={items} /> : <p>{t.noContact}</p>}</Section>
  );
}

function Phones({ numbers }: { numbers: readonly string[] }): ReactElement {
  return (
    <>
      {numbers.map((number, rank) => (
        <Fragment key={number}>
          {rank > 0 && ', '}
          <a className="alone" href={`tel:${number.replaceAll(' ', '')}`}>
            {phoneInPairs(number)}
          </a>
        </Fragment>
      ))}
    </>
  );
}

function Identity({ person, locale }: { person: Person; locale: Locale }): ReactElement | null {
  const t = texts[locale].person;
  const { birthDate, birthName } = person.identity ?? {};
  const items = [
    ...(birthDate ? [{ term: t.birthDate, value: dayInWords(birthDate, locale) }] : []),
    ...(birthName ? [{ term: t.birthName, value: birthName }] : []),
  ];
  if (items.length === 0) return null;
  return (
    <Section title={t.identity}>
      <DefinitionList items={items} />
    </Section>
  );
}
