import type { RawBuilder } from '../../../platform/db/db.ts';
import { sql } from '../../../platform/db/db.ts';
import type { Opening } from './access.ts';
import type { ReleaseRule } from './release.ts';

/** Where attributes stand in the answers of CAS: nowhere, in their own block, beside the user, or both. */
export const answerForms = ['plain', 'attributes', 'flat', 'both'] as const;
export type AnswerForm = (typeof answerForms)[number];

/** What a service speaks with us. */
export const protocols = ['cas', 'oidc', 'saml'] as const;
export type Protocol = (typeof protocols)[number];

/** What people are asked to consent to. */
export interface ConsentTerms {
  readonly purpose: string;
  /** Who receives the data, by name. */
  readonly recipient: string;
  /** For how long a consent holds. */
  readonly months: number;
}

/** A service that people enter with their account here. */
export interface RelyingParty extends ReleaseRule, Omit<Opening, 'chosen'> {
  readonly id: string;
  readonly protocol: Protocol;
  /** How people call it. */
  readonly name: string;
  readonly form: AnswerForm;
  /** Told when a session ends. */
  readonly singleLogout: boolean;
  /** Where it is told; null: at the address that the ticket was for. */
  readonly logoutAddress: string | null;
  /** May open other services in the person's name. */
  readonly mayProxy: boolean;
  /** May be opened so. */
  readonly acceptsProxy: boolean;
  /** The person is told what leaves before the first time. */
  readonly noticeAsked: boolean;
  /** Set for a service that rests on consent: nothing leaves without one. */
  readonly consent: ConsentTerms | null;
  readonly isActive: boolean;
}

/** SQL: the columns of `p` (identity.relying_parties) as a `RelyingParty`. */
export const partyColumns: RawBuilder<unknown> = sql`
  p.id, p.protocol, p.name, p.principal, p.released, p.form, p.list_style as "listStyle", p.keeps_empty as "keepsEmpty", p.audiences,
  p.reach, p.single_logout as "singleLogout", p.logout_address as "logoutAddress", p.may_proxy as "mayProxy",
  p.accepts_proxy as "acceptsProxy", p.notice_asked as "noticeAsked", p.consent, p.is_active as "isActive"`;
