import type { Wish } from './request.ts';

/** How somebody signed in, as SAML says it. */
export const CONTEXT = {
  unspecified: 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified',
  password: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  protected: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  second: 'https://refeds.org/profile/mfa',
} as const;

/** The stronger, the higher. */
const RANK: ReadonlyMap<string, number> = new Map([
  [CONTEXT.unspecified, 0],
  [CONTEXT.password, 1],
  [CONTEXT.protected, 1],
  [CONTEXT.second, 2],
]);

/** What a session knows of its beginning. */
export interface SignedInBy {
  /** The person gave a password of ours; else another provider vouched, or another means was used. */
  readonly byPassword: boolean;
  /** The person's device checked its owner and answered for them: two factors in one. */
  readonly byPasskey: boolean;
  readonly bySecondFactor: boolean;
}

/** What is true of a session, the strongest first. What somebody else vouched for, in a way we did not see, is said to be unspecified. */
const heldBy = ({ byPassword, byPasskey, bySecondFactor }: SignedInBy): readonly string[] => [
  ...(byPasskey || (byPassword && bySecondFactor) ? [CONTEXT.second] : []),
  ...(byPassword ? [CONTEXT.protected, CONTEXT.password] : []),
  CONTEXT.unspecified,
];

/** The class to tell the service; undefined when none that is true is one that it asked for. */
export function contextFor(session: SignedInBy, wanted: Wish['contexts']): string | undefined {
  const held = heldBy(session);
  if (wanted === null) return held[0];
  const rankOf = (one: string): number => RANK.get(one) ?? Number.NaN;
  const ranks = wanted.classes.map(rankOf);
  switch (wanted.comparison) {
    case 'exact':
      return wanted.classes.find((one) => held.includes(one));
    case 'minimum':
      return held.find((one) => ranks.some((rank) => rankOf(one) >= rank));
    case 'maximum':
      return held.find((one) => ranks.some((rank) => rankOf(one) <= rank));
    case 'better':
      return held.find((one) => ranks.every((rank) => rankOf(one) > rank));
  }
}
