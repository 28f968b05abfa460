import type { Actor } from '../../platform/authz/policy.ts';
import { notFound } from '../../platform/contract/refusal.ts';
import { type Db, firstOf, type RawBuilder, sql } from '../../platform/db/db.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { personPolicy, schoolPolicy } from './policy.ts';
import { openOn } from './queries/facts.ts';
import { loadPerson, type Viewable } from './viewable.ts';

/** Somebody whom the actor may help to sign in. */
export interface Helped extends Viewable {
  /** A code may be handed to them; again, when their account is open. */
  readonly mayIssue: boolean;
  readonly mayReissue: boolean;
  readonly mayEndSessions: boolean;
  /** Children whose access is closed to them, today. */
  readonly closedAccesses: number;
}

async function helped(db: Db, actor: Actor, which: RawBuilder<unknown>): Promise<Helped | undefined> {
  const found = await loadPerson(db, actor.today, which);
  if (!found || !personPolicy.can(actor, 'helpToSignIn', found.facts)) return undefined;
  const { facts, ...person } = found;
  return {
    ...person,
    mayIssue: personPolicy.can(actor, 'issueCode', facts),
    mayReissue: personPolicy.can(actor, 'reissueCode', facts),
    mayEndSessions: personPolicy.can(actor, 'endSessions', facts),
    closedAccesses: facts.children.filter(({ suspended }) => suspended).length,
  };
}

/** The person with that uid, if the actor may help them to sign in; undefined otherwise, as for one that does not exist. */
export const helpedByUid = (db: Db, actor: Actor, uid: string): Promise<Helped | undefined> =>
  helped(db, actor, sql`p.uid = ${uid}`);

/** The same, by id. */
export const helpedById = (db: Db, actor: Actor, personId: string): Promise<Helped | undefined> =>
  helped(db, actor, sql`p.id = ${personId}::uuid`);

/** The person with that uid whose sessions the actor may end. @throws Refusal `platform.not-found` */
export async function personSignedOut(
  { db, actor }: SessionContext,
  uid: string,
): Promise<{ readonly personId: string; readonly displayName: string; readonly schoolId: string | null }> {
  const found = await loadPerson(db, actor.today, sql`p.uid = ${uid}`);
  return found && personPolicy.can(actor, 'endSessions', found.facts) ? found : notFound();
}

export interface SchoolSignedOut {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
  /** SQL query: `person_id` of everybody of the school: those who are something there, and the guardians of its pupils. */
  readonly people: RawBuilder<unknown>;
}

/** The school with that UAI all of whose sessions the actor may end. @throws Refusal `platform.not-found` */
export async function schoolSignedOut({ db, actor }: SessionContext, uai: string): Promise<SchoolSignedOut> {
  const school = await firstOf(
    db,
    sql<Omit<SchoolSignedOut, 'people'>>`
      select s.id, s.uai, s.name from directory.schools s
      where s.uai = ${uai} and ${schoolPolicy.where(actor, 'endSessions')}`,
  );
  if (!school) return notFound();
  const { today } = actor;
  const people = sql`
    select pr.person_id from directory.profiles pr where pr.school_id = ${school.id}::uuid and ${openOn('pr', today)}
    union
    select k.adult_id from directory.profiles kp
    join directory.kinships k on k.pupil_id = kp.person_id and ${openOn('k', today)}
    where kp.school_id = ${school.id}::uuid and kp.kind = 'pupil' and ${openOn('kp', today)}
    union
    select d.person_id from directory.mandates d where d.school_id = ${school.id}::uuid and ${openOn('d', today)}`;
  return { ...school, people };
}
