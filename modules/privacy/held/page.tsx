import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { valueInWords } from '../../../platform/personal-data/held.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { animalOf } from '../../../ui/avatar.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { ContextSwitch } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showLeaving } from '../leaving/contract.ts';
import { type RefusedRequest, RequestSection } from '../requests/form.tsx';
import { downloadHeld, showHeld } from './contract.ts';
import { texts } from './texts.ts';

type Held = Answer<typeof showHeld>;
type HeldModule = Held['modules'][number];
type HeldSection = HeldModule['sections'][number];

/** Rows shown under one heading; the file holds them all. */
const SHOWN = 5;

/** All that is held of somebody, folded heading by heading, and the two files. */
export function heldPage({ locale, actor }: SessionContext, held: Held, refused?: RefusedRequest): View {
  const t = texts[locale];
  const isOwn = held.person.id === actor.uid;
  return {
    title: t.title,
    shell: actor.leftOn === null ? 'app' : 'door',
    context:
      held.people.length > 1 ? (
        <ContextSwitch
          label={t.whose}
          items={held.people.map((person) => ({
            label: person.id === actor.uid ? t.me : person.name,
            href: addressOf(showHeld, {}, person.id === actor.uid ? {} : { person: person.id }),
            current: person.isShown,
            avatar: { name: person.name, ...(person.id === actor.uid ? {} : { animal: animalOf(person.id) }) },
          }))}
        />
      ) : undefined,
    body: (
      <>
        <PageHeader
          title={isOwn ? t.title : t.titleOf(held.person.name)}
          subtitle={isOwn ? t.lead : t.leadOf(held.person.name)}
        />
        {held.isLeaving && (
          <Notice
            tone="attention"
            action={
              <LinkButton href={showLeaving.path} variant="secondary">
                {t.leavingLink}
              </LinkButton>
            }
          >
            <p>{isOwn ? t.leavingOwn : t.leaving}</p>
          </Notice>
        )}
        <Section title={t.take}>
          <p>{t.takeHint}</p>
          <Form action={addressOf(downloadHeld)} label={t.take} fullLoad>
            <Hidden name="person" value={held.person.id} />
            <Actions>
              <Button name="format" value="html" icon="download">
                {t.asPage}
              </Button>
              <Button name="format" value="json" variant="secondary" icon="download">
                {t.asJson}
              </Button>
            </Actions>
          </Form>
        </Section>
        {held.modules
          .filter(({ sections }) => sections.length > 0)
          .map((module) => (
            <Section key={module.key} title={module.title}>
              {module.sections.map((section) => (
                <Details key={section.key} summary={t.counted(section.title, section.rows.length)}>
                  <Rows section={section} locale={locale} />
                </Details>
              ))}
            </Section>
          ))}
        <RequestSection person={held.person.id} locale={locale} refused={refused} />
        <Section title={t.longer}>
          <ul>
            {held.modules
              .flatMap(({ exceptions }) => exceptions)
              .map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
          </ul>
        </Section>
      </>
    ),
  };
}

/** What a row says, heading by heading; nothing for what is empty. */
export const factsOf = (section: HeldSection, row: HeldSection['rows'][number], locale: Locale) =>
  section.fields
    .map(({ key, label }) => ({
      term: label,
      value: valueInWords(row[key] as Parameters<typeof valueInWords>[0], section.values[key] ?? {}, locale),
    }))
    .filter(({ value }) => value !== '');

function Rows({ section, locale }: { section: HeldSection; locale: Locale }): ReactElement {
  const t = texts[locale];
  const [only, ...others] = section.rows;
  if (only && others.length === 0) return <DefinitionList items={factsOf(section, only, locale)} columns />;
  return (
    <>
      <ul>
        {section.rows.slice(0, SHOWN).map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no key of their own here and never move.
          <li key={at}>
            {factsOf(section, row, locale)
              .map(({ term, value }) => t.fact(term, value))
              .join(' · ')}
          </li>
        ))}
      </ul>
      {section.rows.length > SHOWN && <p>{t.others(section.rows.length - SHOWN)}</p>}
    </>
  );
}
