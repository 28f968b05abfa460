import type { ReactElement, ReactNode } from 'react';
import { Avatar } from './avatar.tsx';
import type { AnimalName } from './drawing.tsx';

/** People by their faces, side by side. */
export function Faces({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <ul className="faces" aria-label={label}>
      {children}
    </ul>
  );
}

export interface FaceProps {
  name: string;
  href: string;
  /** A pupil without a photo. */
  animal?: AnimalName | undefined;
  photo?: string | undefined;
}

/** One face and the name under it, which leads to the person. */
export function Face({ name, href, animal, photo }: FaceProps): ReactElement {
  return (
    <li>
      <a className="face" href={href}>
        <Avatar name={name} animal={animal} photo={photo} size="large" />
        <span>{name}</span>
      </a>
    </li>
  );
}
