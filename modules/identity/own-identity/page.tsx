import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { phoneInPairs } from '../../../platform/texts/phone.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showOwnContact, showUsedName } from '../../directory/contract.ts';
import { relationInWords, roleInWords, sourceInWords } from '../../directory/index.ts';
import { listWays } from '../federation/links/contract.ts';
import { dayInWords as instantDay } from '../when.ts';
import type { Fact, showOwnIdentity } from './contract.ts';
import { texts } from './texts.ts';

type Sheet = Answer<typeof showOwnIdentity>;

/** Who I am here, fact by fact. */
export function ownIdentityView(ctx: SessionContext, sheet: Sheet): View {
  const { locale } = ctx;
  const t = texts[locale];
  return {
    title: t.title,
    shell: 'app',
    live: [`person:${sheet.uid}`],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <List label={t.title}>
          {sheet.facts.map((fact) => (
            <FactRow key={fact.fact} ctx={ctx} fact={fact} uid={sheet.uid} />
          ))}
        </List>
        <Certification locale={locale} sheet={sheet} />
        {sheet.children.length > 0 && (
          <Section title={t.children}>
            <List label={t.children}>
              {sheet.children.map((child) => (
                <ListRow
                  key={child.uid}
                  title={child.name}
                  subtitle={
                    <Lines
                      lines={[
                        [
                          relationInWords(child.relation, locale),
                          ...child.places.map(({ school, classes }) => [school, ...classes].join(', ')),
                        ].join(' · '),
                        saidInWords(child, locale),
                      ]}
                    />
                  }
                />
              ))}
            </List>
          </Section>
        )}
        {sheet.schools.length > 0 && (
          <Section title={t.schools}>
            <List label={t.schools}>
              {sheet.schools.map((school) => (
                <ListRow
                  key={`${school.uai}-${school.role}`}
                  title={school.name}
                  subtitle={
                    <Lines
                      lines={[roleInWords(school.role, school.functionLabel, locale), saidInWords(school, locale)]}
                    />
                  }
                />
              ))}
            </List>
          </Section>
        )}
        {sheet.mandates.length > 0 && (
          <Section title={t.mandates}>
            <List label={t.mandates}>
              {sheet.mandates.map((mandate) => (
                <ListRow
                  key={`${mandate.kind}-${mandate.place}-${mandate.since}`}
                  title={[t.mandateKinds[mandate.kind] ?? mandate.kind, mandate.place].filter(Boolean).join(' · ')}
                  subtitle={t.from.operator(dayInWords(mandate.since, locale))}
                />
              ))}
            </List>
          </Section>
        )}
        <Wrong locale={locale} sheet={sheet} />
      </>
    ),
  };
}

/** One fact: what, who says so and of when, verified or not, and the way to change it where there is one. */
function FactRow({ ctx, fact, uid }: { ctx: SessionContext; fact: Fact; uid: string }): ReactElement {
  const { locale } = ctx;
  const t = texts[locale];
  const label = t.facts[fact.fact];
  const href =
    fact.correct === 'own-contact'
      ? showOwnContact.path
      : fact.correct === 'own-name'
        ? addressOf(showUsedName, { personUid: uid })
        : undefined;
  return (
    <ListRow
      title={t.line(label, valueInWords(fact, locale))}
      subtitle={fact.from ? <Lines lines={[fromInWords(fact, locale), verifiedInWords(fact, locale)]} /> : undefined}
      trail={
        <>
          {fact.verified && (
            <Badge tone="mousse" icon="badge-check">
              {t.verified}
            </Badge>
          )}
          {href && (
            <LinkButton href={href} variant="secondary" size="small">
              {t.change}
              <span className="visually-hidden"> : {label}</span>
            </LinkButton>
          )}
        </>
      }
    />
  );
}

/** Short lines one under another. */
function Lines({ lines }: { lines: readonly string[] }): ReactElement {
  const [first, ...others] = lines.filter(Boolean);
  return (
    <>
      {first}
      {others.map((line) => (
        <span key={line}>
          <br />
          {line}
        </span>
      ))}
    </>
  );
}

function valueInWords({ fact, value }: Fact, locale: Locale): string {
  if (value === null) return texts[locale].unknown;
  if (fact === 'birthDate') return dayInWords(value, locale);
  return fact === 'mobile' || fact === 'phone' ? phoneInPairs(value) : value;
}

function fromInWords({ from }: Fact, locale: Locale): string {
  if (!from) return '';
  const t = texts[locale].from;
  if (from.owner === 'academy')
    return t.academy(sourceInWords(from.source, locale), from.deliveredOn && dayInWords(from.deliveredOn, locale));
  const day = from.changedAt && instantDay(locale, from.changedAt);
  return from.owner === 'school' ? t.school(day) : t.person(day);
}

function verifiedInWords({ verified, value }: Fact, locale: Locale): string {
  const t = texts[locale];
  if (value === null) return '';
  if (!verified) return t.notVerified;
  const day = instantDay(locale, verified.at);
  return verified.how === 'compared' ? t.compared(verified.by, day) : t.confirmed(day);
}

const saidInWords = (said: Sheet['children'][number] | Sheet['schools'][number], locale: Locale): string => {
  const t = texts[locale];
  const origin =
    said.owner === 'academy'
      ? t.from.academy(sourceInWords(said.source, locale), said.deliveredOn && dayInWords(said.deliveredOn, locale))
      : t.from.school(null);
  return `${origin} · ${t.since(dayInWords(said.since, locale))}`;
};

/** What a provider compared, when, and the outcome fact by fact. */
function Certification({ locale, sheet }: { locale: Locale; sheet: Sheet }): ReactElement {
  const t = texts[locale];
  const { certified, mayCertify } = sheet;
  if (!certified)
    return (
      <Section title={t.certification}>
        <p>{t.noCertification}</p>
        {mayCertify && (
          <LinkButton href={listWays.path} variant="secondary" icon="badge-check">
            {t.certify(mayCertify)}
          </LinkButton>
        )}
      </Section>
    );
  const day = instantDay(locale, certified.comparedAt);
  return (
    <Section title={t.certification}>
      <p>
        <Badge
          tone={certified.isCertified ? 'mousse' : 'miel'}
          icon={certified.isCertified ? 'badge-check' : undefined}
        >
          {certified.isCertified ? t.certified(certified.provider, day) : t.notCertified(certified.provider, day)}
        </Badge>
      </p>
      <p>{t.comparedLead}</p>
      <DefinitionList
        items={(['familyName', 'givenName', 'birthDate'] as const).map((fact) => ({
          term: t.facts[fact],
          value: [t.outcomes[certified.compared[fact]], certified.changedSince.includes(fact) && t.changedSince]
            .filter(Boolean)
            .join(', '),
        }))}
      />
      {!certified.isCertified && <p>{t.again}</p>}
      <LinkButton href={listWays.path} variant="quiet">
        {t.ways}
      </LinkButton>
    </Section>
  );
}

/** Who corrects what, and how to reach them. */
function Wrong({ locale, sheet }: { locale: Locale; sheet: Sheet }): ReactElement {
  const t = texts[locale];
  const schools = [...new Map(sheet.schools.map((school) => [school.uai, school])).values()];
  return (
    <Section title={t.wrong}>
      <p>{t.wrongOwn}</p>
      <p>{t.wrongSchool}</p>
      {sheet.facts.some(({ correct }) => correct === 'academy') && <p>{t.wrongAcademy}</p>}
      {schools.length > 0 && (
        <List label={t.askTitle}>
          {schools.map(({ uai, name, phone }) => (
            <ListRow key={uai} title={name} subtitle={phone ? t.ask(phoneInPairs(phone)) : undefined} />
          ))}
        </List>
      )}
      <p>{t.officer}</p>
    </Section>
  );
}
