import { createElement, type ReactElement, type ReactNode } from 'react';

/**
 * A part of a page that is asked for once the page is there and only when it comes into sight: what it tells depends on somebody else and
 * may be slow. `children` stand in its place until then, and for good where no script runs: a link to `src`, which is a page of its own.
 */
export const Later = ({ id, src, children }: { id: string; src: string; children: ReactNode }): ReactElement =>
  createElement('turbo-frame', { id, src, loading: 'lazy', target: '_top' }, children);

/** On the page at `src`: what takes that place. */
export const LaterContent = ({ id, children }: { id: string; children?: ReactNode }): ReactElement =>
  createElement('turbo-frame', { id, target: '_top' }, children);
