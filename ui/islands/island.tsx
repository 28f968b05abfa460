import type { ReactElement, ReactNode } from 'react';

export interface IslandProps {
  /** As registered in `client/islands.ts`. */
  name: string;
  /** What the island needs to know; becomes JSON in the page, so nothing secret and nothing large. */
  props: object;
  /** `load`: with the page. `typing`: fetched when the person enters it, awake at the first letter; most pages load none of it. */
  when?: 'load' | 'typing' | undefined;
  /** What serves without a script, and until the island is there: a plain form. */
  children: ReactNode;
}

/** A place where a part that lives in the browser may settle, over the plain form that does the same. */
export function Island({ name, props, when = 'load', children }: IslandProps): ReactElement {
  return (
    <div className="island" data-island={name} data-island-when={when} data-props={JSON.stringify(props)}>
      {children}
    </div>
  );
}
