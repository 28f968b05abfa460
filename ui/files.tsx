import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** Files that hang on something, one under another. */
export function Files({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <ul className="files" aria-label={label}>
      {children}
    </ul>
  );
}

export interface FileRowProps {
  name: string;
  /** Size, and whatever the reader must know before opening it. */
  facts: string;
  /** Where it is kept from; without one it cannot be opened now. */
  href?: string | undefined;
  /** The verb of the link, read before the name. */
  says: string;
  /** Shown instead of the drawing of a sheet. */
  picture?: { readonly src: string; readonly alt: string } | undefined;
  /** After the words: a button, a state. */
  trail?: ReactNode | undefined;
}

/** One file: what it looks like, its name, its size, the way to keep it. It leaves for another origin, so the page stays. */
export function FileRow({ name, facts, href, says, picture, trail }: FileRowProps): ReactElement {
  const words = (
    <>
      {picture ? (
        <img className="file-picture" src={picture.src} alt={picture.alt} loading="lazy" />
      ) : (
        <Icon name="file-text" />
      )}
      <span className="file-words">
        <span className="file-name">
          {href && <span className="visually-hidden">{says} </span>}
          {name}
        </span>
        <span className="file-facts">{facts}</span>
      </span>
      {href && <Icon name="download" />}
    </>
  );
  return (
    <li className="file">
      {href ? (
        <a className="file-main" href={href} data-turbo="false">
          {words}
        </a>
      ) : (
        <div className="file-main">{words}</div>
      )}
      {trail}
    </li>
  );
}
