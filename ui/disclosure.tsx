import type { ReactElement, ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import { useTexts } from './texts.ts';

/** More of it, on demand. */
export function Details({
  summary,
  open,
  children,
}: {
  summary: ReactNode;
  open?: boolean | undefined;
  children: ReactNode;
}): ReactElement {
  return (
    <details className="details" open={open}>
      <summary>
        <Icon name="chevron-right" />
        {summary}
      </summary>
      <div className="details-body">{children}</div>
    </details>
  );
}

/** A small menu under a button; its children are `MenuLink` and `MenuButton`. Esc and a click elsewhere close it. */
export function Menu({
  label,
  summary,
  children,
}: {
  label: string;
  summary: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <details className="menu" data-menu>
      <summary>
        <span className="visually-hidden">{label}</span>
        {summary}
      </summary>
      <ul className="menu-items">{children}</ul>
    </details>
  );
}

export function MenuLink({
  href,
  icon,
  current,
  children,
}: {
  href: string;
  icon?: IconName | undefined;
  current?: boolean | undefined;
  children: ReactNode;
}): ReactElement {
  return (
    <li>
      <a href={href} aria-current={current ? 'page' : undefined}>
        {icon && <Icon name={icon} />}
        {children}
      </a>
    </li>
  );
}

/** A choice of the menu that changes something: signing out. `fields` are hidden values of the form. */
export function MenuButton({
  action,
  icon,
  fields = {},
  children,
}: {
  action: string;
  icon?: IconName | undefined;
  fields?: Record<string, string> | undefined;
  children: ReactNode;
}): ReactElement {
  return (
    <li>
      {/* It leads out of the session: a whole page, whose message is not read by a fetch before it. */}
      <form action={action} method="post" data-turbo="false">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit">
          {icon && <Icon name={icon} />}
          {children}
        </button>
      </form>
    </li>
  );
}

export interface DialogProps {
  id: string;
  title: string;
  children: ReactNode;
  /** The buttons; a `<Button value="…">` inside `<form method="dialog">` closes it too. */
  actions?: ReactNode | undefined;
}

/** A native dialog, opened by a `Button opens` or `LinkButton opens`. Esc and « Fermer » close it. */
export function Dialog({ id, title, children, actions }: DialogProps): ReactElement {
  const texts = useTexts();
  return (
    <dialog className="dialog" id={id} aria-labelledby={`${id}-title`}>
      <div className="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <form method="dialog">
          <button type="submit" className="dialog-close">
            <Icon name="x" />
            <span className="visually-hidden">{texts.close}</span>
          </button>
        </form>
      </div>
      <div className="stack">{children}</div>
      {actions && <div className="actions">{actions}</div>}
    </dialog>
  );
}
