import type { ReactElement } from 'react';
import { Drawing } from '../drawing.tsx';

/** The roof and the name. */
export function Brand({ name, href }: { name: string; href: string }): ReactElement {
  return (
    <a className="brand" href={href}>
      <Drawing name="logo" />
      <span>{name}</span>
    </a>
  );
}
