import type { Actor } from '../../../platform/authz/policy.ts';
import { refuse } from '../../../platform/contract/refusal.ts';
import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { Transaction } from '../../../platform/http/context.ts';
import { adultsOfClasses, confidantsAmong } from '../../directory/index.ts';
import { type HeldMessage, tellHeld } from '../sending/held.ts';
import type { Addressees } from '../sending/recipients.ts';
import { type ClassMode, strictest, usualMode } from './rules.ts';

/** What a pupil is about to write, as the adults of their class will find it. */
export interface PupilWriting {
  readonly circles: readonly Circle[];
  /** An adult reads it before it goes out. */
  readonly isHeld: boolean;
}

interface Circle {
  readonly schoolId: string;
  /** The class; the school for a pupil without one. */
  readonly circleId: string;
}

/**
 * How a message of a pupil goes: null when it is between the pupil and those they may confide in, whom nobody overhears.
 * @throws Refusal `messaging.class-closed`
 */
export async function pupilWriting(
  db: Db,
  actor: Actor,
  { persons, audiences }: Addressees,
): Promise<PupilWriting | null> {
  if (await isConfidential(db, actor, { persons, audiences })) return null;
  const circles = circlesOf(actor);
  const mode = strictest(await modesOf(db, actor, circles));
  if (mode === 'closed') refuse('messaging.class-closed');
  return { circles, isHeld: mode === 'moderated' };
}

async function isConfidential(
  db: Db,
  actor: Actor,
  { persons, audiences }: Pick<Addressees, 'persons' | 'audiences'>,
): Promise<boolean> {
  if (audiences.length > 0 || persons.length === 0) return false;
  const ids = persons.map(({ id }) => id);
  const confidants = await confidantsAmong(db, actor, ids);
  return ids.every((id) => confidants.has(id));
}

/** The classes of a pupil; of a school in which they have none, the school. */
function circlesOf(actor: Actor): Circle[] {
  const classes = actor.groups.filter(({ kind, role }) => kind === 'class' && role === 'pupil');
  return actor.profiles
    .filter(({ role }) => role === 'pupil')
    .flatMap(({ schoolId }) => {
      const own = classes.filter((one) => one.schoolId === schoolId);
      return own.length > 0
        ? own.map(({ groupId }) => ({ schoolId, circleId: groupId }))
        : [{ schoolId, circleId: schoolId }];
    });
}

async function modesOf(db: Db, actor: Actor, circles: readonly Circle[]): Promise<ClassMode[]> {
  const rows = await rowsOf(
    db,
    sql<{ groupId: string; mode: ClassMode }>`
      select c.group_id as "groupId", c.mode from messaging.class_modes c
      where c.school_id = any(${circles.map(({ schoolId }) => schoolId)}::uuid[])
        and c.group_id = any(${circles.map(({ circleId }) => circleId)}::uuid[]) order by 1`,
  );
  const chosen = new Map(rows.map(({ groupId, mode }) => [groupId, mode]));
  return circles.map(({ schoolId, circleId }) => {
    const stage = actor.places.find((place) => place.schoolId === schoolId)?.stage ?? 'nursery';
    return chosen.get(circleId) ?? usualMode(stage);
  });
}

/** Keeps for the adults of the class what a pupil wrote, and tells them when it waits for their word. */
export async function noteWriting(
  tx: Transaction,
  { circles, isHeld }: PupilWriting,
  message: HeldMessage,
): Promise<void> {
  await sql`
    insert into messaging.pupil_messages (school_id, circle_id, written_at, message_id)
    select c.school_id, c.circle_id, ${message.writtenAt}, ${message.id}::uuid
    from unnest(${circles.map(({ schoolId }) => schoolId)}::uuid[], ${circles.map(({ circleId }) => circleId)}::uuid[]) as c (school_id, circle_id)`.execute(
    tx.db,
  );
  const [first] = circles;
  if (!isHeld || !first) return;
  const adults = adultsOfClasses(
    circles.map(({ circleId }) => circleId),
    message.today,
  );
  await tellHeld(tx, message, first.schoolId, adults);
}
