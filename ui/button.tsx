import type { ButtonHTMLAttributes, ReactElement, ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

/** `primary`: the one thing to do here. `secondary`: beside it. `quiet`: a way out. `danger`: cannot be undone. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Look {
  variant?: ButtonVariant | undefined;
  /** Before the text. */
  icon?: IconName | undefined;
  /** `small` for tables and rows. */
  size?: 'normal' | 'small' | undefined;
  /** As wide as what holds it. */
  wide?: boolean | undefined;
  children: ReactNode;
}

export interface ButtonProps
  extends Look,
    Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof Look | 'className' | 'style'> {
  /** Asks before it submits, when scripts run; the server asks too where it matters. */
  confirm?: { title: string; text: string; yes: string; no: string } | undefined;
  /** The id of the `Dialog` it opens. */
  opens?: string | undefined;
}

export interface LinkButtonProps extends Look {
  href: string;
  /** Opens this `Dialog` when scripts run; otherwise follows the link. */
  opens?: string | undefined;
  download?: boolean | string | undefined;
}

const classOf = ({ variant = 'primary', size, wide }: Omit<Look, 'children'>): string =>
  `button button-${variant}${size === 'small' ? ' button-small' : ''}${wide ? ' button-wide' : ''}`;

/** A button of a form; `type` is `submit` unless said otherwise. */
export function Button({
  variant,
  icon,
  size,
  wide,
  children,
  confirm,
  opens,
  type = 'submit',
  ...rest
}: ButtonProps): ReactElement {
  return (
    <button
      {...rest}
      type={type}
      className={classOf({ variant, size, wide })}
      data-opens={opens}
      data-confirm={confirm?.title}
      data-confirm-text={confirm?.text}
      data-confirm-yes={confirm?.yes}
      data-confirm-no={confirm?.no}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** Prints the page. Without scripts it is not shown: the browser's own menu prints. */
export function PrintButton({ variant = 'secondary', children }: Pick<Look, 'variant' | 'children'>): ReactElement {
  return (
    <button type="button" className={classOf({ variant })} data-print hidden>
      <Icon name="printer" />
      {children}
    </button>
  );
}

/** Says words aloud by a voice of the device itself; where there is none, it is not shown. */
export function ListenButton({ words, children }: { words: string; children: ReactNode }): ReactElement {
  return (
    <button type="button" className={classOf({ variant: 'secondary' })} data-say={words} hidden>
      <Icon name="volume-2" />
      {children}
    </button>
  );
}

/** A link that looks like a button, because it starts something. */
export function LinkButton({
  variant,
  icon,
  size,
  wide,
  children,
  href,
  opens,
  download,
}: LinkButtonProps): ReactElement {
  return (
    <a href={href} className={classOf({ variant, size, wide })} data-opens={opens} download={download}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

/** Buttons side by side, the main one first; one under another on a phone. */
export function Actions({ children }: { children: ReactNode }): ReactElement {
  return <div className="actions">{children}</div>;
}
