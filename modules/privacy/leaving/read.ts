import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, refuse } from '../../../platform/contract/refusal.ts';
import { firstOf, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { forgetTellings, guardiansOfLeavers, leftChildrenOf, tellMany } from '../../directory/index.ts';
import { daysAfter, wayOut } from '../../directory/rules.ts';
import type { chooseLeaving, showLeaving } from './contract.ts';

/** Days in which the other guardians of a child may take back an erasure that one of them asked for. */
const OTHERS_DAYS = 7;

interface LeaveRow {
  readonly id: string;
  readonly person_id: string;
  readonly left_on: string;
  readonly erase_on: string;
  readonly told_on: string;
  readonly disabled: boolean;
  readonly choice: 'keep' | 'erase' | null;
  readonly held: boolean;
  readonly was_pupil: boolean;
}

const LEAVE = sql`
  l.id, l.person_id, l.left_on, l.erase_on, coalesce(l.told_at, now())::date as told_on, l.disabled_at is not null as disabled, l.choice,
  exists (select 1 from privacy.holds h where h.person_id = l.person_id and h.lifted_at is null) as held,
  (select x.kind = 'pupil' from directory.school_profiles x
   where x.person_id = l.person_id order by x.ends_on desc nulls first, x.starts_on desc limit 1) is true as was_pupil`;

const standing = (which: RawBuilder<unknown>): RawBuilder<LeaveRow> => sql<LeaveRow>`
  select ${LEAVE} from privacy.leaves l
  where ${which} and l.returned_at is null and l.erased_at is null order by l.left_on, l.id`;

/** Those on the way out whom the caller may look after: themselves, and children for whom they still answer. */
export async function readLeaving(ctx: SessionContext): Promise<Answer<typeof showLeaving>> {
  const { actor, db } = ctx;
  const children = await leftChildrenOf(db, actor.personId);
  const people = [{ personId: actor.personId, uid: actor.uid, name: actor.displayName }, ...children];
  const rows = await rowsOf(db, standing(sql`l.person_id = any(${people.map(({ personId }) => personId)}::uuid[])`));
  const others = await othersOf(
    ctx,
    children.map(({ personId }) => personId),
  );
  const told = people.flatMap((person) => {
    const row = rows.find((one) => one.person_id === person.personId);
    // Between the day of leaving and the night that notes it: the same days, worked out.
    if (!row && person.personId === actor.personId && actor.leftOn !== null) return [ownBefore(ctx, actor.leftOn)];
    return row
      ? [{ ...leaveOf(ctx, person, row), sharesChoice: others.some((one) => one.pupil_id === person.personId) }]
      : [];
  });
  return { leaves: told };
}

/** Besides the caller, the guardians who answer for these children who left. */
const othersOf = async ({ actor, db }: Pick<SessionContext, 'actor' | 'db'>, children: readonly string[]) =>
  children.length === 0
    ? []
    : (await rowsOf(db, guardiansOfLeavers(children))).filter(({ adult_id }) => adult_id !== actor.personId);

const ownBefore = ({ actor }: SessionContext, leftOn: string): Answer<typeof showLeaving>['leaves'][number] => ({
  person: { id: actor.uid, name: actor.displayName },
  isOwn: true,
  leftOn,
  disabledOn: daysAfter(leftOn, wayOut.disabled),
  eraseOn: daysAfter(leftOn, wayOut.erased),
  isDisabled: false,
  choice: null,
  isHeld: false,
  mayChoose: false,
  sharesChoice: false,
});

const leaveOf = (
  { actor }: SessionContext,
  person: { readonly personId: string; readonly uid: string; readonly name: string },
  row: LeaveRow,
): Omit<Answer<typeof showLeaving>['leaves'][number], 'sharesChoice'> => ({
  person: { id: person.uid, name: person.name },
  isOwn: person.personId === actor.personId,
  leftOn: row.left_on,
  disabledOn: daysAfter(row.left_on, wayOut.disabled),
  eraseOn: row.erase_on,
  isDisabled: row.disabled,
  choice: row.choice,
  isHeld: row.held,
  // For a pupil the legal guardians choose.
  mayChoose: !row.held && (person.personId !== actor.personId || !row.was_pupil),
});

/**
 * Notes the choice, and what it changes of the last day. Where several guardians answer for a child, an erasure asked by one waits a week:
 * the others are told, and may keep.
 * @throws Refusal `privacy.held` while a procedure keeps the data
 */
export async function choose(
  ctx: SessionContext,
  { person: uid, choice }: Input<typeof chooseLeaving>['body'],
): Promise<Answer<typeof chooseLeaving>> {
  const { leaves } = await readLeaving(ctx);
  const leave = leaves.find(({ person }) => person.id === uid) ?? notFound();
  if (leave.isHeld) refuse('privacy.held');
  if (!leave.mayChoose) notFound();
  return ctx.transaction(async (tx) => {
    const row = await firstOf(
      tx.db,
      sql<{ erase_on: string; person_id: string }>`
        update privacy.leaves l set choice = ${choice}, chosen_by = ${ctx.actor.personId}, chosen_at = ${ctx.now},
               erase_on = case when ${choice} = 'erase' then least(l.erase_on, ${ctx.actor.today}::date + ${leave.sharesChoice ? OTHERS_DAYS : 0}::int)
                               else greatest(l.left_on + ${wayOut.erased}::int, l.told_at::date + ${wayOut.told}::int) end
        from directory.persons p
        where p.id = l.person_id and p.uid = ${uid} and l.returned_at is null and l.erased_at is null
        returning l.erase_on, l.person_id`,
    );
    if (!row) notFound();
    await recordAct(tx.db, {
      act: choice === 'erase' ? 'privacy.erasure-asked' : 'privacy.keeping-asked',
      at: ctx.now,
      actorId: ctx.actor.personId,
      subjectId: row.person_id,
      requestId: ctx.requestId,
    });
    await forgetTellings(tx.db, [row.person_id], ['erasure-asked']);
    if (choice === 'erase' && leave.sharesChoice) {
      const others = await othersOf({ ...ctx, db: tx.db }, [row.person_id]);
      const details = {
        by: ctx.actor.displayName,
        name: leave.person.name,
        about: row.person_id,
        what: row.erase_on,
      };
      await tellMany(
        tx,
        others.map(({ adult_id: personId }) => ({ personId, telling: { code: 'erasure-asked', details } as const })),
        ctx.now,
      );
    }
    return { choice, eraseOn: row.erase_on, name: leave.person.name, tonight: row.erase_on <= ctx.actor.today };
  });
}
