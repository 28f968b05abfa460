import type { Module, PagePart } from '../../../platform/module.ts';
import { Badge } from '../../../ui/badge.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Section } from '../../../ui/page.tsx';
import { texts } from './texts.ts';

const PLACE = 'directory.group';

/** On the page of a class, for who answers for it: what is left to do, and about whom. */
export function classTodoPart(modules: readonly Module[]): PagePart {
  const entries = modules
    .flatMap((module) => module.todos ?? [])
    .filter((entry) => entry.place === PLACE)
    .sort((a, b) => a.order - b.order);
  return {
    key: 'console.class-todo',
    order: 10,
    place: PLACE,
    async render(ctx, groupId, abilities) {
      const own = entries.filter((entry) => abilities[entry.ability]);
      if (own.length === 0) return null;
      const t = texts[ctx.locale];
      const found = await Promise.all(
        own.map(async (entry) => ({ key: entry.key, todo: await entry.find(ctx, groupId) })),
      );
      const left = found.flatMap(({ key, todo }) => (todo ? [{ key, ...todo }] : []));
      return (
        <Section title={t.classTodo} aside={left.length > 0 ? left.length : undefined}>
          {left.length === 0 ? (
            <p>
              <Badge tone="mousse" icon="check">
                {t.done}
              </Badge>{' '}
              {t.classDone}
            </p>
          ) : (
            left.map(({ key, label, people, action }) => (
              <div key={key} className="stack">
                <Details summary={label}>
                  <List>
                    {people.map((person) => (
                      <ListRow key={person.href} title={person.name} href={person.href} />
                    ))}
                  </List>
                </Details>
                {action && (
                  <p>
                    <LinkButton variant="secondary" href={action.href}>
                      {action.label}
                    </LinkButton>
                  </p>
                )}
              </div>
            ))
          )}
        </Section>
      );
    },
  };
}
