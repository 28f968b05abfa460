import { claimsOf } from '../oidc/claims.ts';
import type { ReleasedFacts } from './attributes.ts';
import type { RelyingParty } from './party.ts';
import { type Release, releaseOf } from './release.ts';

/** What leaves about a person for a service, whatever it speaks, as one shows it: made by the functions that make what is sent. */
export function shownRelease(party: RelyingParty, facts: ReleasedFacts): Release {
  const release = releaseOf(party, facts);
  if (party.protocol !== 'oidc') return { ...release, attributes: party.form === 'plain' ? [] : release.attributes };
  const attributes = Object.entries(claimsOf(party.released, facts)).map(([name, value]) => ({
    name,
    values: (Array.isArray(value) ? value : [value]).map((each: unknown) =>
      // A claim of several parts is read part by part: its braces say nothing to whom it is about.
      typeof each === 'object' && each !== null ? Object.values(each).join(' · ') : String(each),
    ),
  }));
  return { ...release, attributes };
}
