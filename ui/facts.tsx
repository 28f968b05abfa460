import type { ReactElement, ReactNode } from 'react';

/** What is known of a thing: name and value, one under another or in columns. */
export function DefinitionList({
  items,
  columns,
}: {
  items: readonly { term: string; value: ReactNode }[];
  columns?: boolean | undefined;
}): ReactElement {
  return (
    <dl className={columns ? 'facts facts-columns' : 'facts'}>
      {items.map((item) => (
        <div key={item.term}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface StatProps {
  label: string;
  /** Already written for people: « 1 204 », « 96 % ». */
  value: ReactNode;
  /** What it means, since when. */
  hint?: ReactNode | undefined;
  href?: string | undefined;
}

/** One figure. Put several in `Stats`. */
export function Stat({ label, value, hint, href }: StatProps): ReactElement {
  return (
    <div className="stat">
      <dt>
        {href ? (
          <a href={href} className="covers">
            {label}
          </a>
        ) : (
          label
        )}
      </dt>
      <dd className="stat-value">{value}</dd>
      {hint && <dd className="stat-hint">{hint}</dd>}
    </div>
  );
}

export function Stats({ children }: { children: ReactNode }): ReactElement {
  return <dl className="stats">{children}</dl>;
}

export interface ProgressProps {
  /** What advances: « Familles inscrites ». */
  label: string;
  value: number;
  max: number;
  /** The figure in words: « 22 sur 26 ». */
  text: string;
  tone?: 'lagune' | 'miel' | 'brique' | undefined;
}

/** How far along, as a bar and in words. */
export function Progress({ label, value, max, text, tone = 'lagune' }: ProgressProps): ReactElement {
  return (
    <div className={`progress tone-${tone}`}>
      <span className="progress-label">{label}</span>
      <span className="progress-text">{text}</span>
      <progress value={value} max={max} aria-label={label}>
        {text}
      </progress>
    </div>
  );
}
