/** What the specimens share: how one is described, how a case is named, and the children they show. */
import type { ReactElement, ReactNode } from 'react';

/** One heading of the style page and what it shows. */
export interface Specimen {
  id: string;
  title: string;
  show: () => ReactElement;
}

/** One state of a part, with its name above. */
export const Case = ({ name, children }: { name: string; children: ReactNode }): ReactElement => (
  <div className="case">
    <p className="case-name">{name}</p>
    {children}
  </div>
);

export const lina = { name: 'Lina Benali', animal: 'fox' } as const;
export const noe = { name: 'Noé Diallo', animal: 'bear' } as const;
export const awa = { name: 'Awa Diallo', animal: 'owl' } as const;
