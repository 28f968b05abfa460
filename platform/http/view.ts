import type { ReactElement } from 'react';

/** A page to show: what differs from page to page; the shell comes from app/. */
export interface View {
  /** Unique on the site, said first in the browser's tab. */
  readonly title: string;
  readonly body: ReactElement;
  /** `app` = signed-in shell with destinations; `bare` = sign-in, public and error pages. */
  readonly shell: 'app' | 'bare';
  readonly status?: number;
  /** Topics whose changes refresh this page while it is open. */
  readonly live?: readonly string[];
  readonly density?: 'petits' | 'eleve' | 'famille' | 'pro' | 'gestion';
  /** The context switch to show in the header: children, classes, schools. */
  readonly contexts?: readonly ContextChoice[];
  /** The destination this page belongs to (`today`, `school`…). */
  readonly destination?: string;
}

export interface ContextChoice {
  readonly label: string;
  readonly detail?: string;
  readonly href: string;
  readonly current: boolean;
  readonly avatar?: string;
}
