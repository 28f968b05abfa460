import type { ReactElement } from 'react';
import { asset } from './assets.ts';
import type { IconName } from './icon-names.ts';

export type { IconName };

/** An icon from the sprite. Decorative unless `label` names it: a text beside it is nearly always better. */
export function Icon({ name, label }: { name: IconName; label?: string }): ReactElement {
  const href = `${asset('icons.svg')}#${name}`;
  return label ? (
    <svg className="icon" role="img" aria-label={label}>
      <use href={href} />
    </svg>
  ) : (
    <svg className="icon" aria-hidden="true">
      <use href={href} />
    </svg>
  );
}
