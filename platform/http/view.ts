import type { ReactElement } from 'react';

/** A page to show: what differs from page to page; the shell comes from app/. */
export interface View {
  /** Unique on the site, said first in the browser's tab. */
  readonly title: string;
  readonly body: ReactElement;
  /**
   * `app`: signed-in shell with destinations. `door`: one narrow form before a session. `reading`: a public text; inside a
   * session `reading` keeps the app's shell. `little`: for those who cannot read yet, the body is the whole page.
   */
  readonly shell: 'app' | 'door' | 'reading' | 'little';
  readonly status?: number;
  /** Topics whose changes refresh this page while it is open. */
  readonly live?: readonly string[];
  /** It shows what the reader was told: something new for them refreshes it too, where other pages only bring their badges up to date. */
  readonly followsReader?: true;
  readonly density?: 'petits' | 'eleve' | 'famille' | 'pro' | 'gestion';
  /** Under the header: which child, class or school the page is about (a `ContextSwitch`). */
  readonly context?: ReactElement | undefined;
  /** The destination this page belongs to (`today`, `school`…). */
  readonly destination?: string;
  /**
   * Where the page leads by itself, at once, as if the person had followed a link: a form that was just sent may not lead to another origin
   * (`form-action`), a page may. For pages before a session, or `shell: 'door'`.
   */
  readonly leadsTo?: string;
  /** Seconds that it waits before. */
  readonly leadsAfter?: number;
  /** The one script of a page before a session (`shell: 'door'`), for what only a script can do; the page serves without it. */
  readonly script?: 'passkeys' | 'voice' | 'offline' | undefined;
  /** The one other origin to which a form of this page may be sent. */
  readonly formTarget?: string;
  /** Where that form was sent, its answer may lead on to other origins: browsers hold the policy of this page against each step. */
  readonly formLeadsOn?: true;
  /** The form marked so (`Form` with `sendsItself`) is sent as if its button had been pressed. For pages before a session, or `shell: 'door'`. */
  readonly sendsItself?: true;
  /** Other origins of which pages are shown in frames of this one, which may lead back to us. */
  readonly frames?: readonly string[];
}
