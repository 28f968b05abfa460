import type { ReactElement, ReactNode } from 'react';
import type { HeadingLevel } from './card.tsx';
import { Heading } from './card.tsx';

export interface PageHeaderProps {
  title: ReactNode;
  /** Above the title: a `Breadcrumb`, or the day. */
  above?: ReactNode | undefined;
  /** Beside the title: an `Avatar`. */
  lead?: ReactNode | undefined;
  /** Under the title: one sentence, badges. */
  subtitle?: ReactNode | undefined;
  actions?: ReactNode | undefined;
}

/** The page's one `h1`, and what belongs to the whole page. */
export function PageHeader({ title, above, lead, subtitle, actions }: PageHeaderProps): ReactElement {
  return (
    <div className="page-header">
      {above && <div className="page-header-above">{above}</div>}
      <div className="page-header-line">
        {lead}
        <div className="page-header-words">
          <h1>{title}</h1>
          {subtitle && <div className="page-header-subtitle">{subtitle}</div>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
    </div>
  );
}

export interface SectionProps {
  title: string;
  level?: HeadingLevel | undefined;
  /** Needed when the page is linked to this place; otherwise leave it. */
  id?: string | undefined;
  /** After the title: how many, a link to all of them. */
  aside?: ReactNode | undefined;
  children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, level = 2, id, aside, children }: SectionProps): ReactElement {
  return (
    <section className="section" id={id}>
      <div className="section-head">
        <Heading level={level}>{title}</Heading>
        {aside && <div className="section-aside">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
