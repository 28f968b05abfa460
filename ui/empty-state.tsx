import type { ReactElement, ReactNode } from 'react';
import type { HeadingLevel } from './card.tsx';
import { Heading } from './card.tsx';
import type { SceneName } from './drawing.tsx';
import { Drawing } from './drawing.tsx';

export interface EmptyStateProps {
  drawing: SceneName;
  title: string;
  level?: HeadingLevel | undefined;
  /** What will come here, and from whom. */
  children?: ReactNode | undefined;
  action?: ReactNode | undefined;
}

/** Nothing here yet, said kindly: a drawing, what will come, what to do meanwhile. */
export function EmptyState({ drawing, title, level = 3, children, action }: EmptyStateProps): ReactElement {
  return (
    <div className="empty">
      <Drawing name={drawing} />
      <div className="empty-words">
        <Heading level={level}>{title}</Heading>
        {children}
        {action && <div className="actions">{action}</div>}
      </div>
    </div>
  );
}
