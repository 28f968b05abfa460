import type { AnswerForm } from '../relying-parties/party.ts';
import type { Release } from '../relying-parties/release.ts';

/** Codes of CAS for a validation that fails. */
export type Failure =
  | 'INVALID_REQUEST'
  | 'INVALID_TICKET_SPEC'
  | 'UNAUTHORIZED_SERVICE'
  | 'UNAUTHORIZED_SERVICE_PROXY'
  | 'INVALID_PROXY_CALLBACK'
  | 'INVALID_TICKET'
  | 'INVALID_SERVICE'
  | 'INTERNAL_ERROR';

/** A person recognised, and what their service receives. */
export interface Success {
  readonly ok: true;
  readonly user: string;
  readonly attributes: Release['attributes'];
  readonly form: AnswerForm;
  readonly proxies: readonly string[];
  /** The receipt of a ticket by which the service opens others. */
  readonly receipt: string | undefined;
  readonly provedAt: Date;
  readonly fromNewLogin: boolean;
}

export type Verdict = Success | { readonly ok: false; readonly code: Failure };

/** One sentence for whoever reads the service's log; it says nothing of persons. */
export const FAILURES: Readonly<Record<Failure, string>> = {
  INVALID_REQUEST: 'A parameter is missing, given twice, or of another kind.',
  INVALID_TICKET_SPEC: 'This address validates service tickets only.',
  UNAUTHORIZED_SERVICE: 'This service is not declared, or not open to this person.',
  UNAUTHORIZED_SERVICE_PROXY: 'This service may not open other services.',
  INVALID_PROXY_CALLBACK: 'This address for proxy tickets is not declared.',
  INVALID_TICKET: 'The ticket is unknown, used, too old, or its session is over.',
  INVALID_SERVICE: 'The ticket is for another service; it is used up.',
  INTERNAL_ERROR: 'Something broke here; it has been reported.',
};
