import { randomBytes } from 'node:crypto';

/** What a ticket is for: entering a service (ST), being entered through another one (PT), opening others (PGT) and its receipt (PGTIOU). */
export type TicketKind = 'ST' | 'PT' | 'PGT' | 'PGTIOU';

const SIGNS = 28;

/** A new ticket of 144 random bits. At most 32 characters for ST and PT, letters, digits and one hyphen: what old clients can hold. */
export const newTicket = (kind: TicketKind): string =>
  `${kind}-${BigInt(`0x${randomBytes(18).toString('hex')}`)
    .toString(36)
    .padStart(SIGNS, '0')}`;

/** Whether a text has the form of a ticket of that kind; nothing else is looked up. */
export const isTicket = (given: unknown, ...kinds: readonly TicketKind[]): given is string =>
  typeof given === 'string' && kinds.some((kind) => new RegExp(`^${kind}-[0-9a-z]{${SIGNS}}$`).test(given));

/** Seconds for which a ticket may be presented. */
export const TICKET_LIFE = 10;
