import { type Attribute, profilesBySchool, type ReleasedFacts, valuesOf } from '../relying-parties/attributes.ts';
import type { ReleasedAttribute } from '../relying-parties/release.ts';

interface Claim {
  /** The scope that asks for it. */
  readonly scope: 'profile' | 'email' | 'ent';
  /** What it tells, by the house's own names: all of them leave with it. */
  readonly tells: readonly Attribute[];
  /** Undefined when there is nothing to say. */
  value(facts: ReleasedFacts): unknown;
}

const single = (scope: Claim['scope'], attribute: Attribute): Claim => ({
  scope,
  tells: [attribute],
  value: (facts) => valuesOf(attribute, facts)[0],
});

const several = (scope: Claim['scope'], ...tells: readonly Attribute[]): Claim => ({
  scope,
  tells,
  value: (facts) => {
    const values = [...new Set(tells.flatMap((attribute) => valuesOf(attribute, facts)))];
    return values.length > 0 ? values : undefined;
  },
});

/** What a service of OpenID Connect may be told beside `sub`: the standard names first, then those of a school. */
const CLAIMS = {
  name: single('profile', 'displayName'),
  given_name: single('profile', 'givenName'),
  family_name: single('profile', 'familyName'),
  preferred_username: single('profile', 'login'),
  birthdate: single('profile', 'birthDateIso'),
  locale: single('profile', 'locale'),
  email: single('email', 'email'),
  ent_profiles: {
    scope: 'ent',
    tells: ['profileName', 'schoolUai'],
    value: (facts) => {
      const profiles = profilesBySchool(facts);
      return profiles.length > 0 ? profiles : undefined;
    },
  },
  ent_classes: several('ent', 'classes', 'taughtClasses'),
  ent_groups: several('ent', 'groups', 'taughtGroups'),
  ent_level: several('ent', 'level'),
  ent_children: several('ent', 'children'),
  ent_uid: single('ent', 'uid'),
} as const satisfies Readonly<Record<string, Claim>>;

export type ClaimName = keyof typeof CLAIMS;

export const claimNames = Object.keys(CLAIMS) as ClaimName[];

/** Scopes beside `openid`, and the claims that each asks for. */
export const claimsOfScopes = (): Record<Claim['scope'], ClaimName[]> => {
  const inScope = (scope: Claim['scope']): ClaimName[] => claimNames.filter((name) => CLAIMS[name].scope === scope);
  return { profile: inScope('profile'), email: inScope('email'), ent: inScope('ent') };
};

/** What leaves for a service that is declared with these claims, as an entry keeps it. */
export const releasedAs = (names: readonly string[]): ReleasedAttribute[] =>
  claimNames.flatMap((as) => (names.includes(as) ? CLAIMS[as].tells.map((attribute) => ({ attribute, as })) : []));

/** The claims that an entry lists: those of which it lists every attribute. */
export const claimsIn = (released: readonly ReleasedAttribute[]): ClaimName[] =>
  claimNames.filter((name) =>
    CLAIMS[name].tells.every((told) => released.some(({ attribute, as }) => as === name && attribute === told)),
  );

/** What leaves with some claims, by the house's own names, each once. */
export const attributesOf = (names: readonly ClaimName[]): Attribute[] => [
  ...new Set(names.flatMap((name): readonly Attribute[] => CLAIMS[name].tells)),
];

/** The claims of a person that an entry lists: pure, so that the page that shows them and the answer that sends them cannot differ. */
export const claimsOf = (
  released: readonly ReleasedAttribute[],
  facts: ReleasedFacts,
): Readonly<Partial<Record<ClaimName, unknown>>> =>
  Object.fromEntries(
    claimsIn(released).flatMap((name) => {
      const value = CLAIMS[name].value(facts);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** The claims that a token may be asked for: those of its scopes and those asked for by name. */
export const claimsAsked = (scope: string | undefined, byName: readonly string[]): ClaimName[] => {
  const scopes = new Set(scope?.split(' '));
  return claimNames.filter((name) => scopes.has(CLAIMS[name].scope) || byName.includes(name));
};
