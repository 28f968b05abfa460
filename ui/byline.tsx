import type { ReactElement, ReactNode } from 'react';

/** Who and when, small, on one line where there is room; its children are separated by dots. */
export function Byline({ children }: { children: ReactNode }): ReactElement {
  return <p className="byline">{children}</p>;
}

/** Badges side by side: for whom something is, what is special about it. Named, it is a list. */
export function Chips({ label, children }: { label: string; children: readonly ReactElement[] }): ReactElement {
  return (
    <ul className="chips" aria-label={label}>
      {children.map((chip) => (
        <li key={chip.key}>{chip}</li>
      ))}
    </ul>
  );
}

/** Small buttons side by side that answer one question; each may be a form of its own. */
export function ButtonRow({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to one form, and each button here may be one
    <div className="chips" role="group" aria-label={label}>
      {children}
    </div>
  );
}

/** The first words of a text: whoever gives them cuts them, for a page may not hide the rest of a line. */
export function Excerpt({ children }: { children: ReactNode }): ReactElement {
  return <p className="excerpt">{children}</p>;
}
