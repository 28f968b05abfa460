import { randomBytes } from 'node:crypto';
import { type ReleasedFacts, valuesOf } from '../relying-parties/attributes.ts';
import type { Name } from './issue.ts';
import type { Wish } from './request.ts';
import type { FoundService, NameIdKind } from './service.ts';
import { NAME_ID } from './xml/names.ts';

const FORMAT: Readonly<Record<NameIdKind, string>> = {
  transient: NAME_ID.transient,
  persistent: NAME_ID.persistent,
  email: NAME_ID.email,
  principal: NAME_ID.unspecified,
};

/** A name for one session alone. */
const passing = (): Name => ({ value: `_${randomBytes(20).toString('hex')}`, format: NAME_ID.transient });

/**
 * The name under which a service hears of a person: of the kind that its entry says. A service may ask for less (a passing name), never for
 * another kind.
 * @returns undefined when it asks for a kind that it does not get; `unknown-person` when the person has no name of its kind
 */
export function nameFor(
  { party, saml }: FoundService,
  { nameIdFormat, nameQualifier }: Pick<Wish, 'nameIdFormat' | 'nameQualifier'>,
  facts: ReleasedFacts,
): Name | 'unknown-person' | undefined {
  const format = FORMAT[saml.nameId];
  if (nameQualifier !== null && nameQualifier !== saml.entityId) return undefined;
  if (nameIdFormat === NAME_ID.transient) return passing();
  if (nameIdFormat !== null && nameIdFormat !== format) return undefined;
  if (saml.nameId === 'transient') return passing();
  const [value] = valuesOf(party.principal, facts);
  if (value !== undefined) return { value, format };
  // A name that may not be drawn is not there yet.
  return saml.nameId === 'persistent' ? undefined : 'unknown-person';
}
