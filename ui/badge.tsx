import type { ReactElement, ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import { useTexts } from './texts.ts';

export type Tone = 'lagune' | 'accent' | 'myrtille' | 'mousse' | 'miel' | 'brique' | 'ciel';

/** One or two words about a thing: its state, its kind. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone | 'neutral' | undefined;
  icon?: IconName | undefined;
  children: ReactNode;
}): ReactElement {
  return (
    <span className={`badge tone-${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

/** How many things wait: the figure for the eye, the sentence for the ear. */
export function Count({ value, label }: { value: number; label?: string | undefined }): ReactElement | null {
  const texts = useTexts();
  if (value === 0) return null;
  return (
    <span className="count">
      <span aria-hidden="true">{value > 99 ? '99+' : value}</span>
      <span className="visually-hidden"> {label ?? texts.unread(value)}</span>
    </span>
  );
}
