import type { ReactElement, ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import { Count } from './badge.tsx';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

/** A grid of doors. */
export function Tiles({ label, children }: { label?: string | undefined; children: ReactNode }): ReactElement {
  return (
    <ul className="tiles" aria-label={label}>
      {children}
    </ul>
  );
}

export interface TileProps {
  href: string;
  label: string;
  icon: IconName;
  /** One line that says what is behind. */
  hint?: string | undefined;
  tone?: Tone | undefined;
  /** How many things wait behind it. */
  count?: number | undefined;
}

/** A door to one capability: drawn icon on a flat wash, then its name. */
export function Tile({ href, label, icon, hint, tone = 'lagune', count }: TileProps): ReactElement {
  return (
    <li>
      <a className={`tile tone-${tone}`} href={href}>
        <span className="tile-icon">
          <Icon name={icon} />
        </span>
        <span className="tile-words">
          {label}
          {hint && <small>{hint}</small>}
        </span>
        {count ? <Count value={count} /> : null}
      </a>
    </li>
  );
}
