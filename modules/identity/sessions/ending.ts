import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { firstOf, type RawBuilder, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { personSignedOut, schoolSignedOut } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { endSessions } from './end.ts';
import type { endPerson, showEndPerson } from './ending-contract.ts';

/* Sessions of others, ended by who answers for them: a telephone that was stolen, a password that went round a school. */

type Counted = Answer<typeof showEndPerson>;
type Ended = Answer<typeof endPerson>;

/** The open sessions of those persons (an SQL query of `person_id`), without the actor's own. */
async function count(
  { db, now, session }: SessionContext,
  people: RawBuilder<unknown>,
): Promise<Pick<Counted, 'sessions' | 'persons'>> {
  const row = await firstOf(
    db,
    sql<{ sessions: number; persons: number }>`
      select count(*)::int as sessions, count(distinct s.person_id)::int as persons from identity.sessions s
      where s.person_id in (${people}) and s.id <> ${session.id} and s.idle_until > ${now} and s.ends_at > ${now}`,
  );
  return row ?? { sessions: 0, persons: 0 };
}

/** Ends them, in one transaction with the line of the audit that each of those persons may read. */
function end(
  ctx: SessionContext,
  people: RawBuilder<unknown>,
  act: 'identity.sessions-ended' | 'identity.school-sessions-ended',
  schoolId: string | null,
): Promise<Ended> {
  const { actor, now, requestId, session } = ctx;
  return ctx.transaction(async (tx) => {
    const ended = await endSessions(tx, now, sql`s.person_id in (${people}) and s.id <> ${session.id}`);
    const persons = [...new Set(ended.map(({ personId }) => personId))];
    await recordAct(tx.db, {
      act,
      at: now,
      actorId: actor.personId,
      subjectIds: persons,
      schoolId: schoolId ?? undefined,
      details: { sessions: ended.length, persons: persons.length },
      requestId,
    });
    return { sessions: ended.length, persons: persons.length };
  });
}

const one = (personId: string): RawBuilder<unknown> => sql`select ${personId}::uuid`;

/** What a person has open. @throws Refusal `platform.not-found` for who may not end it */
export async function readEndPerson(ctx: SessionContext, uid: string): Promise<Counted> {
  byThemselves(ctx);
  const { personId, displayName } = await personSignedOut(ctx, uid);
  return { id: uid, name: displayName, ...(await count(ctx, one(personId))) };
}

/** Ends all sessions of a person. @throws Refusal `platform.not-found` */
export async function endOfPerson(ctx: SessionContext, uid: string): Promise<Ended> {
  byThemselves(ctx);
  const { personId, schoolId } = await personSignedOut(ctx, uid);
  return end(ctx, one(personId), 'identity.sessions-ended', schoolId);
}

/** What the people of a school have open. @throws Refusal `platform.not-found` */
export async function readEndSchool(ctx: SessionContext, uai: string): Promise<Counted> {
  byThemselves(ctx);
  const { name, people } = await schoolSignedOut(ctx, uai);
  return { id: uai, name, ...(await count(ctx, people)) };
}

/** Ends all sessions of the people of a school: pupils, those who work there, guardians. @throws Refusal `platform.not-found` */
export async function endOfSchool(ctx: SessionContext, uai: string): Promise<Ended> {
  byThemselves(ctx);
  const { id, people } = await schoolSignedOut(ctx, uai);
  return end(ctx, people, 'identity.school-sessions-ended', id);
}
