/** A faulty field of a request: where (dotted path) and what kind of fault. */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
}

/**
 * The answer "no", with a code that the contract lists and details that the sentence may use.
 * It is an expected outcome, not a defect: never logged as an error.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldFault[];

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}, fields: readonly FieldFault[] = []) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
    this.fields = fields;
  }
}

/** Ends the request with a refusal of the contract. */
export function refuse(code: string, details: Readonly<Record<string, unknown>> = {}): never {
  throw new Refusal(code, details);
}

/** What one may not see does not exist: 404, the same answer as for an id that was never given. */
export function notFound(): never {
  throw new Refusal('platform.not-found');
}

/** Refusals that any endpoint may give, with their status. */
export const commonRefusals: Readonly<Record<string, number>> = {
  'platform.invalid-input': 422,
  'platform.not-found': 404,
  'platform.sign-in-needed': 401,
  'platform.forbidden': 403,
  'platform.foreign-form': 403,
  'platform.read-only-token': 403,
  'platform.viewing-only': 403,
  'platform.viewing-hidden': 403,
  'platform.step-needed': 403,
  'platform.proof-needed': 403,
  'platform.factor-needed': 403,
  'platform.too-many-requests': 429,
  'platform.too-large': 413,
  'platform.defect': 500,
};
