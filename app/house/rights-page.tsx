import type { ReactElement } from 'react';
import { addressOf } from '../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Heading } from '../../ui/card.tsx';
import { DefinitionList } from '../../ui/facts.tsx';
import { Tabs } from '../../ui/navigation.tsx';
import { PageHeader, Section } from '../../ui/page.tsx';
import { exportRights, showRights } from './contract.ts';
import type { Right } from './rights.ts';
import { texts } from './texts.ts';

type Word = (key: string) => string;

/** Every right in words: by role ("what may a teacher do") or by right ("who sees the address"). */
export function rightsPage(
  { locale }: SessionContext,
  rights: readonly Right[],
  by: 'role' | 'right',
  word: Word,
): View {
  const t = texts[locale].rights;
  const side = (key: 'role' | 'right', label: string) => ({
    label,
    href: addressOf(showRights, {}, { by: key }),
    current: by === key,
  });
  return {
    title: by === 'role' ? `${t.title}, ${t.byRole.toLowerCase()}` : `${t.title}, ${t.byRight.toLowerCase()}`,
    shell: 'app',
    density: 'gestion',
    body: (
      <>
        <PageHeader
          title={t.title}
          subtitle={<p>{t.intro}</p>}
          actions={
            <LinkButton href={addressOf(exportRights)} variant="secondary" icon="download" download>
              {t.download}
            </LinkButton>
          }
        />
        <Tabs label={t.sides} items={[side('role', t.byRole), side('right', t.byRight)]} />
        {by === 'role' ? byRole(rights, word, t) : byRight(rights, word, t)}
      </>
    ),
  };
}

type Sentences = (typeof texts)['fr']['rights'];

/** Groups of rights, in the order in which they come. */
function grouped(rights: readonly Right[], key: 'role' | 'thing' | 'verb'): [string, Right[]][] {
  return [...Map.groupBy(rights, (right) => right[key])];
}

const reach = (right: Right, word: Word): string => right.scopes.map(word).join(' ; ');
const names = (rights: readonly Right[], key: 'role' | 'verb', word: Word): string =>
  rights.map((right) => word(key === 'role' ? `role.${right.role}` : right.verb)).join(', ');

function byRole(rights: readonly Right[], word: Word, t: Sentences): ReactElement[] {
  return grouped(rights, 'role').map(([role, all]) => (
    <Section key={role} title={sentenceCase(word(`role.${role}`))} id={`role-${role}`}>
      {grouped(all, 'thing').map(([thing, some]) => {
        const granted = some.filter((right) => right.allowed);
        const refused = some.filter((right) => !right.allowed);
        return (
          <div className="stack" key={thing}>
            <Heading level={3}>{sentenceCase(word(thing))}</Heading>
            {granted.length > 0 && (
              <DefinitionList
                columns
                items={granted.map((right) => ({ term: sentenceCase(word(right.verb)), value: reach(right, word) }))}
              />
            )}
            {refused.length > 0 && <p>{t.none(names(refused, 'verb', word))}</p>}
          </div>
        );
      })}
    </Section>
  ));
}

function byRight(rights: readonly Right[], word: Word, t: Sentences): ReactElement[] {
  return grouped(rights, 'thing').map(([thing, all]) => (
    <Section key={thing} title={sentenceCase(word(thing))} id={thing.replaceAll('.', '-')}>
      {grouped(all, 'verb').map(([verb, some]) => {
        const granted = some.filter((right) => right.allowed);
        const refused = some.filter((right) => !right.allowed);
        return (
          <div className="stack" key={verb}>
            <Heading level={3}>{sentenceCase(word(verb))}</Heading>
            {granted.length > 0 ? (
              <DefinitionList
                columns
                items={granted.map((right) => ({
                  term: sentenceCase(word(`role.${right.role}`)),
                  value: reach(right, word),
                }))}
              />
            ) : (
              <p>{t.nobody}</p>
            )}
            {granted.length > 0 && refused.length > 0 && <p>{t.others(names(refused, 'role', word))}</p>}
          </div>
        );
      })}
    </Section>
  ));
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
