/** How the adults of a group write to all of them at once: not at all, each message read first by who runs it, or freely. */
export const listModes = ['closed', 'moderated', 'open'] as const;
export type ListMode = (typeof listModes)[number];

/** What holds for a group where nobody chose: colleagues write within their group. */
export const USUAL: ListMode = 'open';
