import { z } from 'zod';
import type { Provider } from '../providers/queries.ts';

/** Who a provider says that somebody is. */
export interface ProvedIdentity {
  /** The provider's own opaque name of them. */
  readonly subject: string;
  /** Behind ProConnect, the administration that vouched: a subject is its own only there. Elsewhere empty. */
  readonly source: string;
  /** How the person will recognise this identity in their list: the name that was given, or nothing better than the subject's start. */
  readonly label: string;
  /** SIRET of the employer, when it is told. */
  readonly organisation: string | null;
  readonly familyName: string | null;
  readonly usageName: string | null;
  readonly givenNames: readonly string[];
  /** `YYYY-MM-DD`; of some people born abroad only the year or the month is known: `YYYY`, `YYYY-MM`. */
  readonly birthDate: string | null;
}

const word = z.string().trim().min(1).max(200).optional().catch(undefined);

/** What we read of the claims; all the rest is dropped. Whatever is not a text counts as not told. */
const claims = z.object({
  sub: z.string().min(1).max(255),
  idp_id: word,
  siret: word,
  name: word,
  given_name: word,
  given_name_array: z.array(z.string().max(200)).max(30).optional().catch(undefined),
  first_name: word,
  family_name: word,
  last_name: word,
  usual_name: word,
  preferred_username: word,
  birthdate: word,
});

/** Reads what a provider says: each spells names in its own way. @throws ZodError when there is no subject */
export function identityOf(provider: Pick<Provider, 'kind'>, told: unknown): ProvedIdentity {
  const given = claims.parse(told);
  const isFrance = provider.kind === 'franceconnect';
  const familyName = given.family_name ?? given.last_name ?? given.usual_name ?? null;
  const firstNames = given.given_name ?? given.first_name;
  // FranceConnect gives all the first names, parted by spaces; elsewhere one may itself hold a space.
  const givenNames =
    given.given_name_array ?? (firstNames === undefined ? [] : isFrance ? firstNames.split(/\s+/) : [firstNames]);
  const usageName = isFrance ? (given.preferred_username ?? null) : null;
  const label = [givenNames[0], usageName ?? familyName].filter(Boolean).join(' ') || given.name || '';
  return {
    subject: given.sub,
    source: provider.kind === 'proconnect' ? (given.idp_id ?? '') : '',
    label: label.slice(0, 120) || `${given.sub.slice(0, 8)}…`,
    organisation: given.siret?.replaceAll(/\D/g, '') || null,
    familyName,
    usageName,
    givenNames,
    birthDate: given.birthdate && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(given.birthdate) ? given.birthdate : null,
  };
}
