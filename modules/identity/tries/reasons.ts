/** By what way somebody tried to come in. */
export const tryWays = ['password', 'code', 'pictures', 'factor', 'provider', 'passkey'] as const;
export type TryWay = (typeof tryWays)[number];

/** Why a try was refused, as it is noted; the door itself says less. */
export const tryReasons = [
  'wrong-password',
  'waiting',
  'to-activate',
  'no-password',
  'account-closed',
  'nobody-any-more',
  'changed-meanwhile',
  'shared-address',
  'code-used',
  'code-revoked',
  'code-replaced',
  'code-expired',
  'code-void',
  'proof-wrong',
  'factor-wrong',
  'factor-clock',
  'pictures-wrong',
  'pictures-locked',
  'provider-unreachable',
  'provider-clock',
  'provider-declined',
  'answer-refused',
  'level-refused',
  'organisation-refused',
  'return-over',
  'account-shut',
  'identity-taken',
  'one-per-person',
  'somebody-else',
  'arrival-over',
  'other',
] as const;
export type TryReason = (typeof tryReasons)[number];

const known: ReadonlySet<string> = new Set(tryReasons);
const isReason = (word: string): word is TryReason => known.has(word);

/** The reason behind a refusal's code (`identity.code-used`); `other` for one that nobody has words for. */
export function reasonOf(code: string): TryReason {
  const word = code.replace(/^identity\./, '');
  return isReason(word) ? word : 'other';
}
