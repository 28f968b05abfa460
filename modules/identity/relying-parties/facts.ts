import { randomBytes } from 'node:crypto';
import { type Db, firstOf, sql, statement } from '../../../platform/db/db.ts';
import { type ReleasableFacts, releasableFacts } from '../../directory/index.ts';
import { isConsented } from '../consents/queries.ts';
import type { AskingParty } from '../consents/terms.ts';
import type { ReleasedFacts } from './attributes.ts';
import type { ReleaseRule } from './release.ts';

interface FactsRow {
  readonly login: string;
  readonly locale: string | null;
  readonly pairwiseId: string | null;
  readonly facts: ReleasableFacts | null;
}

const readFacts = statement<{ personId: string; partyId: string; schoolIds: string[]; today: string }, FactsRow>(
  ['personId', 'partyId', 'schoolIds', 'today'],
  ({ personId, partyId, schoolIds, today }) => sql<FactsRow>`
    select a.login, a.locale, w.value as "pairwiseId", ${releasableFacts(sql`a.person_id`, sql`${schoolIds}`, sql`${today}`)} as facts
    from identity.accounts a
    left join identity.pairwise_ids w on w.relying_party_id = ${partyId}::uuid and w.person_id = a.person_id
    where a.person_id = ${personId}::uuid`,
);

/** For whom and what facts are read. */
export interface Asked {
  readonly personId: string;
  readonly party: ReleaseRule & AskingParty;
  readonly schoolIds: readonly string[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/**
 * What may be told of a person to a service, as far as those schools are concerned; undefined for who has no account, and for a service
 * that rests on a consent which is not in force: all protocols pass here, and without it nothing leaves. The name under which this service
 * alone knows the person is drawn when it is first needed. `look`: nothing leaves, the person or the operator looks at what would.
 */
export async function factsFor(
  db: Db,
  { personId, party, schoolIds, today }: Asked,
  draws: 'draw' | 'look' = 'draw',
): Promise<ReleasedFacts | undefined> {
  const [row] = await readFacts(db, { personId, partyId: party.id, schoolIds: [...schoolIds], today });
  if (!row?.facts) return undefined;
  if (draws === 'draw' && !(await isConsented(db, { party, personId, today }))) return undefined;
  const isAsked =
    party.principal === 'pairwiseId' || party.released.some(({ attribute }) => attribute === 'pairwiseId');
  const pairwiseId =
    row.pairwiseId ?? (isAsked && draws === 'draw' ? await drawPairwiseId(db, party.id, personId) : null);
  return { ...row.facts, login: row.login, locale: row.locale, pairwiseId };
}

/** Two requests at once: the first one draws, both get the same. */
export async function drawPairwiseId(db: Db, partyId: string, personId: string): Promise<string | null> {
  const drawn = randomBytes(18).toString('hex');
  const row = await firstOf(
    db,
    sql<{ value: string }>`
      insert into identity.pairwise_ids as w (relying_party_id, person_id, value) values (${partyId}, ${personId}, ${drawn})
      on conflict (relying_party_id, person_id) do update set value = w.value returning value`,
  );
  return row?.value ?? null;
}
