import type { ReactElement } from 'react';
import { Avatar, animalOf } from '../../../ui/avatar.tsx';
import { List, ListRow } from '../../../ui/list.tsx';

interface Listed {
  readonly id: string;
  readonly displayName: string;
  readonly href: string;
  readonly subtitle?: string | undefined;
  readonly isPupil: boolean;
}

/** The face of a person in a list: a pupil has an animal. */
export const face = ({ id, displayName, isPupil }: Pick<Listed, 'id' | 'displayName' | 'isPupil'>): ReactElement => (
  <Avatar name={displayName} animal={isPupil ? animalOf(id) : undefined} />
);

/** People, each leading to their page; nothing for nobody. */
export function PeopleList({ label, people }: { label: string; people: readonly Listed[] }): ReactElement | null {
  if (people.length === 0) return null;
  return (
    <List label={label}>
      {people.map((person) => (
        <ListRow
          key={person.id}
          title={person.displayName}
          href={person.href}
          subtitle={person.subtitle}
          lead={face(person)}
        />
      ))}
    </List>
  );
}
