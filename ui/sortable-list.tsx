import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';

export interface SortableItem {
  key: string;
  label: string;
  href: string;
  lead?: ReactNode | undefined;
  /** Badges after the name. */
  detail?: ReactNode | undefined;
}

export interface SortableListProps {
  /** Receives `order`: all keys, separated by commas. */
  action: string;
  items: readonly SortableItem[];
  words: { up: (label: string) => string; down: (label: string) => string };
}

/**
 * Lines that one puts in order: two arrows each, which are forms of their own and need no script; with scripts a line can also be
 * dragged by its handle, by mouse or finger.
 */
export function SortableList({ action, items, words }: SortableListProps): ReactElement {
  const keys = items.map(({ key }) => key);
  return (
    <ol className="sortable" data-sortable={action}>
      {items.map((item, at) => (
        <li key={item.key} data-key={item.key}>
          <span className="sortable-handle" aria-hidden="true">
            <Icon name="arrow-up-down" />
          </span>
          {item.lead}
          <span className="sortable-words">
            <a className="alone" href={item.href}>
              {item.label}
            </a>
            {item.detail}
          </span>
          <Move action={action} order={swapped(keys, at, at - 1)} label={words.up(item.label)} icon="arrow-up" />
          <Move action={action} order={swapped(keys, at, at + 1)} label={words.down(item.label)} icon="arrow-down" />
        </li>
      ))}
    </ol>
  );
}

function Move(props: {
  action: string;
  order: readonly string[] | undefined;
  label: string;
  icon: 'arrow-up' | 'arrow-down';
}): ReactElement {
  const { action, order, label, icon } = props;
  return (
    <form action={action} method="post">
      <input type="hidden" name="order" value={order?.join(',') ?? ''} />
      <button type="submit" className="sortable-move" aria-label={label} disabled={!order}>
        <Icon name={icon} />
      </button>
    </form>
  );
}

function swapped(keys: readonly string[], from: number, to: number): readonly string[] | undefined {
  if (to < 0 || to >= keys.length) return undefined;
  const next = [...keys];
  [next[from], next[to]] = [next[to] as string, next[from] as string];
  return next;
}
