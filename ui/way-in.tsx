import type { ReactElement } from 'react';
import { Icon, type IconName } from './icon.tsx';

export interface WayInProps {
  href: string;
  /** Above the name, in small: « Entrer avec ». */
  lead: string;
  /** Whose identity it is: « FranceConnect ». */
  name: string;
  icon: IconName;
}

/**
 * The way to an outside identity provider: a wide button of our own drawing, the same for all, since none is better than another. It leads
 * to another site, so it is followed as a plain link.
 */
export function WayIn({ href, lead, name, icon }: WayInProps): ReactElement {
  return (
    <a className="way-in" href={href} data-turbo="false">
      <Icon name={icon} />
      <span className="way-in-words">
        <span className="way-in-lead">{lead} </span>
        <span className="way-in-name">{name}</span>
      </span>
      <Icon name="chevron-right" />
    </a>
  );
}
