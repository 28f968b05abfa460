import type { ReactElement, ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';
import { useTexts } from './texts.ts';

export type NoticeTone = 'info' | 'success' | 'attention' | 'urgent';

const icons: Record<NoticeTone, IconName> = {
  info: 'info',
  success: 'circle-check',
  attention: 'triangle-alert',
  urgent: 'octagon-alert',
};

export interface NoticeProps {
  tone?: NoticeTone | undefined;
  title?: string | undefined;
  /** A button or a link. */
  action?: ReactNode | undefined;
  /** Read out when it appears: after something the person just did. */
  announce?: boolean | undefined;
  children?: ReactNode | undefined;
}

/** Something to know here. Its tone is told by an icon and a word, never by colour alone. */
export function Notice({ tone = 'info', title, action, announce, children }: NoticeProps): ReactElement {
  const texts = useTexts();
  const role = announce ? (tone === 'urgent' || tone === 'attention' ? 'alert' : 'status') : undefined;
  return (
    <div className={`notice notice-${tone}`} role={role}>
      <Icon name={icons[tone]} label={texts.notice[tone]} />
      <div className="notice-words">
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
      {action && <div className="notice-action">{action}</div>}
    </div>
  );
}

/** A sentence for everyone, across the top of the page. */
export function Banner({ tone = 'info', children }: { tone?: NoticeTone; children: ReactNode }): ReactElement {
  const texts = useTexts();
  return (
    <div className={`banner notice-${tone}`}>
      <Icon name={icons[tone]} label={texts.notice[tone]} />
      <p>{children}</p>
    </div>
  );
}

/** Where short messages appear and are read out; empty until then. One per page, the shells hold it. */
export function StatusRegion({ children }: { children?: ReactNode }): ReactElement {
  return (
    <div className="status" role="status" id="status">
      {children}
    </div>
  );
}
