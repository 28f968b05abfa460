import { randomBytes } from 'node:crypto';
import { recordAct } from '../../../platform/audit/audit.ts';
import { type Db, firstOf, newId, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext, Transaction } from '../../../platform/http/context.ts';
import type { ClassPlace } from '../../directory/index.ts';
import { endSessions } from '../sessions/end.ts';

/** How tablets are shared: one goes from hand to hand, or each pupil has one for the lesson. */
export type Mode = 'shared' | 'solo';

/** How long a class session may be asked for, in minutes; it closes by itself. */
export const sessionMinutes = [30, 60, 120] as const;

/** A class session in force. */
export interface ClassSession {
  readonly id: string;
  readonly mode: Mode;
  readonly endsAt: Date;
}

/** The open session of a class, if any. */
export const openClassSession = (db: Db, group: Pick<ClassPlace, 'id'>, now: Date): Promise<ClassSession | undefined> =>
  firstOf(
    db,
    sql<ClassSession>`select id, mode, ends_at as "endsAt" from identity.class_sessions
                      where group_id = ${group.id}::uuid and closed_at is null and ends_at > ${now}`,
  );

/** Lets the pupils of a class come in by pictures for some minutes. One that was open is closed, and its pupils go out. */
export async function startClassSession(
  ctx: SessionContext,
  group: ClassPlace,
  given: { readonly mode: Mode; readonly minutes: number },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    await close(tx, group, ctx.now);
    const endsAt = new Date(ctx.now.getTime() + given.minutes * 60_000);
    await sql`insert into identity.class_sessions (school_id, id, group_id, mode, opened_by, opened_at, ends_at)
              values (${group.schoolId}, ${newId()}, ${group.id}, ${given.mode}, ${ctx.actor.personId}, ${ctx.now}, ${endsAt})`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act: 'identity.class-session-opened',
      at: ctx.now,
      actorId: ctx.actor.personId,
      schoolId: group.schoolId,
      details: { groupId: group.id, mode: given.mode, minutes: given.minutes },
      requestId: ctx.requestId,
    });
    tx.changed(`group:${group.id}`);
  });
}

/** Closes the session of a class: its pupils are out at their next touch. */
export async function endClassSession(ctx: SessionContext, group: ClassPlace): Promise<void> {
  await ctx.transaction(async (tx) => {
    await close(tx, group, ctx.now);
    tx.changed(`group:${group.id}`);
  });
}

/** Marks what is open as closed and ends its pupils' sessions. */
async function close(tx: Transaction, group: Pick<ClassPlace, 'id'>, now: Date): Promise<void> {
  const closed = await rowsOf(
    tx.db,
    sql<{ id: string }>`
      update identity.class_sessions set closed_at = least(${now}::timestamptz, ends_at)
      where group_id = ${group.id}::uuid and closed_at is null returning id`,
  );
  await endSessions(tx, now, sql`s.class_session_id = any(${closed.map(({ id }) => id)}::uuid[])`);
}

/** The token behind the square of a class's poster; made at the first asking, or anew when the wall has changed hands. */
export async function posterOf(ctx: SessionContext, group: ClassPlace, anew: boolean): Promise<string> {
  const token = randomBytes(15).toString('base64url');
  const row = await firstOf(
    ctx.db,
    sql<{ token: string }>`
      insert into identity.class_posters (school_id, group_id, token, made_at, made_by)
      values (${group.schoolId}, ${group.id}, ${token}, ${ctx.now}, ${ctx.actor.personId})
      on conflict (school_id, group_id) do update
        set token = case when ${anew} then excluded.token else class_posters.token end
      returning token`,
  );
  return row?.token ?? token;
}

/** The class whose poster has that token. */
export const classOfPoster = (
  db: Db,
  token: string,
): Promise<{ readonly id: string; readonly schoolId: string } | undefined> =>
  firstOf(
    db,
    sql<{
      id: string;
      schoolId: string;
    }>`select group_id as id, school_id as "schoolId" from identity.class_posters where token = ${token}`,
  );

/** The token of a class's poster, if one was made. */
export const posterToken = async (db: Db, groupId: string): Promise<string | undefined> =>
  (
    await firstOf(
      db,
      sql<{ token: string }>`select token from identity.class_posters where group_id = ${groupId}::uuid`,
    )
  )?.token;
