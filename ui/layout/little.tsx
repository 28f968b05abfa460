import type { ReactElement, ReactNode } from 'react';
import { Icon } from '../icon.tsx';
import type { IconName } from '../icon-names.ts';
import { SkipLinks } from '../navigation.tsx';
import { useTexts } from '../texts.ts';

export interface LittleShellProps {
  title: string;
  /** Before the title: the child's animal. */
  lead?: ReactNode | undefined;
  /** What the button beside the title says aloud; the title itself when left out. */
  say?: string | undefined;
  sayLabel: string;
  /** Where a child finds help, and what it is called. */
  help?: { href: string; label: string } | undefined;
  /** At the end of the line: "Fini". */
  leave?: ReactNode | undefined;
  children: ReactNode;
}

/** The frame of pages for those who cannot read yet: a title that can be heard, one thing to do, one way out. */
export function LittleShell({ title, lead, say, sayLabel, help, leave, children }: LittleShellProps): ReactElement {
  const texts = useTexts();
  return (
    <div className="little">
      <SkipLinks items={[{ label: texts.skipToContent, href: '#content' }]} />
      <header className="little-head">
        {lead}
        <h1>{title}</h1>
        <Say words={say ?? title} label={sayLabel} />
        {help && (
          <a className="button button-quiet" href={help.href}>
            <Icon name="circle-help" />
            {help.label}
          </a>
        )}
        {leave && <div className="little-leave">{leave}</div>}
      </header>
      <main className="little-main" id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** A button that says words aloud; hidden until the script has found a voice on the device. */
export function Say({ words, label }: { words: string; label: string }): ReactElement {
  return (
    <button type="button" className="little-say" data-say={words} aria-label={label} hidden>
      <Icon name="volume-2" />
    </button>
  );
}

/** Large pictures to touch. */
export function LittleGrid({
  label,
  kind = 'cards',
  children,
}: {
  label: string;
  kind?: 'cards' | 'pictures' | 'doors' | undefined;
  children: ReactNode;
}): ReactElement {
  return (
    <ul className={kind === 'cards' ? 'little-grid' : `little-grid little-grid-${kind}`} aria-label={label}>
      {children}
    </ul>
  );
}

/** One thing to touch: a face or a drawing, its name, and the name for the ear. */
export function LittleCard(props: { href: string; label: string; sayLabel: string; face: ReactNode }): ReactElement {
  const { href, label, sayLabel, face } = props;
  return (
    <li className="little-cell">
      <a className="little-card" href={href}>
        {face}
        <span>{label}</span>
      </a>
      <Say words={label} label={sayLabel} />
    </li>
  );
}

/** How many of three are chosen. */
export function LittleSlots({ full, label }: { full: number; label: string }): ReactElement {
  return (
    <ul className="little-slots" aria-label={label}>
      {[0, 1, 2].map((slot) => (
        <li key={slot} className={slot < full ? 'is-full' : undefined} />
      ))}
    </ul>
  );
}

/** The way out, in a form; `after`: seconds without a touch after which it leaves by itself. */
export function LittleLeave(props: {
  action: string;
  label: string;
  icon: IconName;
  after?: number | undefined;
}): ReactElement {
  return (
    <form action={props.action} method="post" data-leave-after={props.after}>
      <button type="submit" className="button button-secondary">
        <Icon name={props.icon} />
        {props.label}
      </button>
    </form>
  );
}
