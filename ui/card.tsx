import type { ReactElement, ReactNode } from 'react';
import type { AvatarProps } from './avatar.tsx';
import { Avatar } from './avatar.tsx';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import { useTexts } from './texts.ts';

/** How deep a title stands in the page: one below the title above it. */
export type HeadingLevel = 2 | 3 | 4;

export function Heading({
  level,
  children,
  id,
  className,
}: {
  level: HeadingLevel;
  children: ReactNode;
  id?: string | undefined;
  className?: string;
}): ReactElement {
  const Tag = `h${level}` as const;
  return (
    <Tag id={id} className={className}>
      {children}
    </Tag>
  );
}

export interface CardProps {
  title?: string | undefined;
  level?: HeadingLevel | undefined;
  /** Makes the title a link and the whole card its target. */
  href?: string | undefined;
  /** Beside the title: an `Avatar`, an `Icon`. */
  lead?: ReactNode | undefined;
  footer?: ReactNode | undefined;
  /** `sunken` for what is aside, `plain` for no ground at all. */
  ground?: 'surface' | 'sunken' | 'plain' | undefined;
  children?: ReactNode | undefined;
}

/** A sheet on the paper: for one thing, not for laying out a page. */
export function Card({ title, level = 3, href, lead, footer, ground = 'surface', children }: CardProps): ReactElement {
  const heading = title && (
    <Heading level={level} className="card-title">
      {href ? (
        <a className="covers" href={href}>
          {title}
        </a>
      ) : (
        title
      )}
    </Heading>
  );
  return (
    <article className={`card card-${ground}`}>
      {lead ? (
        <div className="card-head">
          {lead}
          {heading}
        </div>
      ) : (
        heading
      )}
      {children}
      {footer && <div className="card-footer">{footer}</div>}
    </article>
  );
}

/** Cards side by side where there is room. */
export function Cards({ children }: { children: ReactNode }): ReactElement {
  return <div className="cards">{children}</div>;
}

export interface ActionCardProps {
  title: string;
  level?: HeadingLevel | undefined;
  href?: string | undefined;
  /** What kind of thing it is. */
  icon: IconName;
  /** Who asks. */
  who?: string | undefined;
  /** For whom: a child, a class. */
  forWhom?: (AvatarProps & { label?: string }) | undefined;
  /** When, in words: « avant jeudi »; `urgent` when it is today or late. */
  when?: { label: string; dateTime?: string | undefined; urgent?: boolean | undefined } | undefined;
  /** The one primary button. */
  action: ReactNode;
  /** A quiet way beside it. */
  secondary?: ReactNode | undefined;
  children?: ReactNode | undefined;
}

/** One thing to do: what, who asks, for whom, until when, and the button that does it. */
export function ActionCard({
  title,
  level = 3,
  href,
  icon,
  who,
  forWhom,
  when,
  action,
  secondary,
  children,
}: ActionCardProps): ReactElement {
  const texts = useTexts();
  return (
    <article className="action-card">
      <div className="action-card-head">
        <span className="action-card-icon">
          <Icon name={icon} />
        </span>
        <div className="action-card-what">
          <Heading level={level} className="card-title">
            {href ? <a href={href}>{title}</a> : title}
          </Heading>
          <p className="action-card-meta">
            {forWhom && (
              <span className="action-card-for">
                <span className="visually-hidden">{texts.forWhom} </span>
                <Avatar {...forWhom} size="small" />
                {forWhom.label ?? forWhom.name}
              </span>
            )}
            {who && <span>{who}</span>}
            {when && (
              <span className={when.urgent ? 'when when-urgent' : 'when'}>
                <Icon name="clock" />
                {when.dateTime ? <time dateTime={when.dateTime}>{when.label}</time> : when.label}
              </span>
            )}
          </p>
          {children}
        </div>
      </div>
      <div className="actions">
        {action}
        {secondary}
      </div>
    </article>
  );
}
