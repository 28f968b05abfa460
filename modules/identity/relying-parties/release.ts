import { type Attribute, type Principal, type ReleasedFacts, valuesOf } from './attributes.ts';

/** One attribute that leaves, under the name that the service expects. */
export interface ReleasedAttribute {
  readonly attribute: Attribute;
  readonly as: string;
}

/** What an entry says of the answer to its service. */
export interface ReleaseRule {
  readonly principal: Principal;
  readonly released: readonly ReleasedAttribute[];
  /** Several values: one element each, or one text with `;` between. */
  readonly listStyle: 'repeated' | 'joined';
  /** Attributes without value are there, empty: some services insist. */
  readonly keepsEmpty: boolean;
}

/** What a service receives about a person. */
export interface Release {
  /** The name under which it knows the person; undefined when the person has none of that kind. */
  readonly user: string | undefined;
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** What leaves about a person for a service: pure, so that the page that shows it and the answer that sends it cannot differ. */
export function releaseOf(rule: ReleaseRule, facts: ReleasedFacts): Release {
  const attributes = rule.released.flatMap(({ attribute, as }) => {
    const values = valuesOf(attribute, facts);
    if (values.length === 0) return rule.keepsEmpty ? [{ name: as, values: [''] }] : [];
    return [{ name: as, values: rule.listStyle === 'joined' ? [values.join(';')] : values }];
  });
  return { user: valuesOf(rule.principal, facts)[0], attributes };
}

/** Names that mean something to the protocols themselves. */
const RESERVED = new Set(['user', 'attributes', 'proxies', 'proxy', 'proxyGrantingTicket', 'authenticationSuccess']);

/** Whether a service may receive an attribute under that name: a plain XML name that is not one of the protocol's own. */
export const isAttributeName = (name: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_.-]{0,59}$/.test(name) && !/^xml/i.test(name) && !RESERVED.has(name);
