import type { Actor } from '../../platform/authz/policy.ts';
import { type Db, firstOf, type RawBuilder, sql } from '../../platform/db/db.ts';
import { legalGuardian } from './of-schools.ts';
import { personPolicy } from './policy.ts';
import { personFacts } from './queries/facts.ts';
import { fullName } from './rules.ts';
import type { PersonFacts } from './scopes.ts';

/** Somebody in whose place the actor may ask to see the product. */
export interface Viewable {
  readonly personId: string;
  readonly uid: string;
  readonly displayName: string;
  /** A school of theirs, for the audit. */
  readonly schoolId: string | null;
  /** A pupil and nothing else: their legal guardians consent in their place. */
  readonly isPupil: boolean;
  /** Those who consent: the person, or a pupil's legal guardians whose access is not closed. */
  readonly consenters: readonly string[];
}

interface Row {
  readonly uid: string;
  readonly given_name: string | null;
  readonly family_name: string;
  readonly facts: PersonFacts;
  readonly guardians: readonly string[];
}

/** The same, with what the rights ask. */
export interface LoadedPerson extends Viewable {
  readonly facts: PersonFacts;
}

/** The person that `which` names (alias `p`), with who consents for them. */
export async function loadPerson(db: Db, today: string, which: RawBuilder<unknown>): Promise<LoadedPerson | undefined> {
  const row = await firstOf(
    db,
    sql<Row>`
      select p.uid, p.given_name, p.family_name, ${personFacts({ today })} as facts,
             array(select k.adult_id from directory.kinships k
                   where k.pupil_id = p.id and ${legalGuardian(sql`k.adult_id`, sql`p.id`, today, { withAccess: true })}
                   order by k.adult_id) as guardians
      from directory.persons p where ${which} and p.merged_into is null`,
  );
  if (!row) return undefined;
  const { facts } = row;
  const isPupil =
    facts.profiles.length > 0 &&
    facts.profiles.every(({ role }) => role === 'pupil') &&
    facts.mandates.length + facts.delegatedAt.length === 0;
  return {
    facts,
    personId: facts.personId,
    uid: row.uid,
    displayName: fullName({ givenName: row.given_name, familyName: row.family_name }),
    schoolId: facts.profiles[0]?.schoolId ?? null,
    isPupil,
    consenters: isPupil ? [...new Set(row.guardians)] : [facts.personId],
  };
}

async function forActor(db: Db, actor: Actor, which: RawBuilder<unknown>): Promise<Viewable | undefined> {
  const found = await loadPerson(db, actor.today, which);
  const may = found && found.personId !== actor.personId && personPolicy.can(actor, 'viewAs', found.facts);
  return may ? found : undefined;
}

/** The person with that uid, if the actor may ask to see in their place; undefined otherwise, and for oneself. */
export const viewableByUid = (db: Db, actor: Actor, uid: string): Promise<Viewable | undefined> =>
  forActor(db, actor, sql`p.uid = ${uid}`);

/** The same, by id. */
export const viewableById = (db: Db, actor: Actor, personId: string): Promise<Viewable | undefined> =>
  forActor(db, actor, sql`p.id = ${personId}::uuid`);

/** The person with that id and who consents for them, whoever asks. */
export const consentersOf = (db: Db, today: string, personId: string): Promise<Viewable | undefined> =>
  loadPerson(db, today, sql`p.id = ${personId}::uuid`);
