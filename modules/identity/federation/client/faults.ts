import * as openid from 'openid-client';
import { Refusal } from '../../../../platform/contract/refusal.ts';

/** Errors by which a provider says that the person, not it, broke off. */
const DECLINED = new Set(['access_denied', 'consent_required', 'interaction_required', 'login_required']);
/** Errors by which it says that it is not well. */
const UNWELL = new Set(['temporarily_unavailable', 'server_error']);
/** Codes of the library for a provider that does not answer, or not in its protocol's words. */
const SILENT = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']);
const CLOCK = 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED';

/**
 * What went wrong with a provider, as a refusal that the door can put in words. `reason` is a short code for the audit and the operator:
 * never a token, a secret, or what the provider wrote.
 */
export function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof openid.AuthorizationResponseError) {
    if (DECLINED.has(error.error)) return new Refusal('identity.provider-declined', { reason: error.error });
    if (UNWELL.has(error.error)) return new Refusal('identity.provider-unreachable', { reason: error.error });
    return new Refusal('identity.answer-refused', { reason: `provider-${plain(error.error)}` });
  }
  if (error instanceof openid.ResponseBodyError)
    return new Refusal('identity.answer-refused', { reason: `token-${plain(error.error)}` });
  const code = codeOf(error);
  if (code === CLOCK) return new Refusal('identity.provider-clock', { reason: code });
  if (isSilence(error) || (code !== undefined && SILENT.has(code)))
    return new Refusal('identity.provider-unreachable', { reason: code ?? 'network' });
  if (code !== undefined) return new Refusal('identity.answer-refused', { reason: code });
  // An answer so odd that the library has no code for it: an address that is none, bytes that are no text.
  if (error instanceof openid.ClientError || error instanceof TypeError)
    return new Refusal('identity.answer-refused', { reason: 'unexpected' });
  throw error;
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? plain(error.code) : undefined;
}

/** The network itself: refused, reset, no such name, too slow. */
function isSilence(error: unknown): boolean {
  for (let seen: unknown = error; seen instanceof Error; seen = seen.cause) {
    if (seen instanceof TypeError && seen.message === 'fetch failed') return true;
    if (seen.name === 'TimeoutError' || seen.name === 'AbortError') return true;
  }
  return false;
}

const plain = (word: string): string => word.replaceAll(/[^\w-]/g, '').slice(0, 60);
