import type { ReactElement, ReactNode } from 'react';

/** Rows one under another, separated by a line. */
export function List({ label, children }: { label?: string | undefined; children: ReactNode }): ReactElement {
  return (
    <ul className="list" aria-label={label}>
      {children}
    </ul>
  );
}

export interface ListRowProps {
  /** The main words. With `href`, everything but the trail leads there. */
  title: ReactNode;
  href?: string | undefined;
  subtitle?: ReactNode | undefined;
  /** Before the words: an `Avatar`, an `Icon`. */
  lead?: ReactNode | undefined;
  /** After the words: a `Badge`, a time, a small button. */
  trail?: ReactNode | undefined;
  /** Before everything, outside the link: a `Pick` that chooses the row. */
  pick?: ReactNode | undefined;
  /** What follows stands one under the other, beside few words: a letter among others. */
  brief?: boolean | undefined;
  /** Under the whole row: a `Details`, a form. */
  below?: ReactNode | undefined;
}

/** A person, a class, a school, a document… in a list. */
export function ListRow({ title, href, subtitle, lead, trail, pick, brief, below }: ListRowProps): ReactElement {
  const words = (
    <>
      {lead}
      <span className="row-words">
        <span className="row-title">{title}</span>
        {subtitle && <span className="row-subtitle">{subtitle}</span>}
      </span>
    </>
  );
  return (
    <li className={`row${below ? ' row-with-more' : ''}${brief ? ' row-brief' : ''}`}>
      {pick}
      {href ? (
        <a className="row-main" href={href}>
          {words}
        </a>
      ) : (
        <div className="row-main">{words}</div>
      )}
      {trail && <div className="row-trail">{trail}</div>}
      {below && <div className="row-below">{below}</div>}
    </li>
  );
}
