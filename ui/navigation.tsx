import type { ReactElement, ReactNode } from 'react';
import type { AvatarProps } from './avatar.tsx';
import { Avatar } from './avatar.tsx';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import { useTexts } from './texts.ts';

export interface ContextItem {
  label: string;
  /** Under the label: the class, the school. */
  hint?: string | undefined;
  href: string;
  current?: boolean | undefined;
  /** A face for a child… */
  avatar?: AvatarProps | undefined;
  /** …or an icon for a school, for « tous ». */
  icon?: IconName | undefined;
}

/** Which child, class or school the page is about: links, all in sight, never inside a menu. */
export function ContextSwitch({ label, items }: { label: string; items: readonly ContextItem[] }): ReactElement {
  return (
    <nav className="context" aria-label={label}>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? 'true' : undefined}>
          {item.avatar && <Avatar {...item.avatar} size="small" />}
          {item.icon && <Icon name={item.icon} />}
          <span>
            {item.label}
            {item.hint && <small>{item.hint}</small>}
          </span>
        </a>
      ))}
    </nav>
  );
}

export interface TabItem {
  label: string;
  href: string;
  current?: boolean | undefined;
  count?: number | undefined;
}

/** Sides of one thing, each with its own address. */
export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }): ReactElement {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined}>
          {item.label}
          {item.count !== undefined && <span className="tabs-count"> {item.count}</span>}
        </a>
      ))}
    </nav>
  );
}

/** Where this page lies, from the widest to itself; the last one has no link. */
export function Breadcrumb({ items }: { items: readonly { label: string; href?: string }[] }): ReactElement {
  const texts = useTexts();
  return (
    <nav className="breadcrumb" aria-label={texts.breadcrumb}>
      <ol>
        {items.map((item) => (
          <li key={item.label}>
            {item.href ? <a href={item.href}>{item.label}</a> : <span aria-current="page">{item.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface PaginationProps {
  /** What is paged: « Pages de personnes ». */
  label?: string | undefined;
  /** Where we are: « 1 à 20 sur 312 ». */
  position?: ReactNode | undefined;
  previous?: string | undefined;
  next?: string | undefined;
}

/** Before and after, by keyset: no page numbers to count. */
export function Pagination({ label, position, previous, next }: PaginationProps): ReactElement | null {
  const texts = useTexts();
  if (!previous && !next) return null;
  return (
    <nav className="pagination" aria-label={label ?? texts.pagination}>
      {previous && (
        <a className="button button-secondary button-small" href={previous} rel="prev">
          <Icon name="chevron-left" />
          {texts.previous}
        </a>
      )}
      {position && <span className="pagination-position">{position}</span>}
      {next && (
        <a className="button button-secondary button-small" href={next} rel="next">
          {texts.next}
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  );
}

/** For the keyboard: appears when focused, first in the page. */
export function SkipLinks({ items }: { items: readonly { label: string; href: string }[] }): ReactElement {
  return (
    <div className="skip">
      {items.map((item) => (
        <a key={item.href} href={item.href}>
          {item.label}
        </a>
      ))}
    </div>
  );
}

export interface SearchFieldProps {
  action: string;
  label: string;
  name?: string | undefined;
  value?: string | undefined;
  placeholder?: string | undefined;
  /** Ids start with it. */
  idPrefix?: string | undefined;
}

/** Words to look for, and the button that looks. */
export function SearchField({ action, ...input }: SearchFieldProps): ReactElement {
  return (
    <search>
      <form action={action} method="get">
        <SearchInput {...input} />
      </form>
    </search>
  );
}

/** The same inside a form that asks for more: filters, an order. */
export function SearchInput({
  label,
  name = 'q',
  value,
  placeholder,
  idPrefix = 'search',
}: Omit<SearchFieldProps, 'action'>): ReactElement {
  const texts = useTexts();
  const id = `${idPrefix}-${name}`;
  return (
    <div className="search">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        type="search"
        name={name}
        defaultValue={value}
        placeholder={placeholder}
        autoComplete="off"
        enterKeyHint="search"
      />
      <button type="submit" className="search-go">
        <Icon name="search" />
        <span className="visually-hidden">{texts.search}</span>
      </button>
    </div>
  );
}
