import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import { firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { sessionTopic } from '../../../platform/live/hub.ts';
import { personSignedOut, schoolSignedOut } from '../../directory/index.ts';
import { byThemselves } from '../accounts/guards.ts';
import { tellEnded } from './commands.ts';
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
    const rows = await rowsOf(
      tx.db,
      sql<{ id: string; personId: string }>`
        with gone as (delete from identity.sessions s where s.person_id in (${people}) and s.id <> ${session.id}
                      returning s.id, s.person_id),
             seen as (update identity.viewings v set ended_at = ${now}, ends_at = least(v.ends_at, ${now}::timestamptz)
                      from gone g where v.session_id = g.id and v.started_at is not null and v.ended_at is null)
        select id, person_id as "personId" from gone order by id`,
    );
    const ids = rows.map(({ id }) => id);
    const persons = [...new Set(rows.map(({ personId }) => personId))];
    await tellEnded(tx, ids);
    tx.changed(...ids.map(sessionTopic));
    await recordAct(tx.db, {
      act,
      at: now,
      actorId: actor.personId,
      subjectIds: persons,
      schoolId: schoolId ?? undefined,
      details: { sessions: ids.length, persons: persons.length },
      requestId,
    });
    return { sessions: ids.length, persons: persons.length };
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
