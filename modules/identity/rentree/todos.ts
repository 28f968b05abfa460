import type { TodoEntry } from '../../../platform/assistants/todo.ts';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { familiesOfClass } from '../../directory/index.ts';
import { showClassAccess } from '../sheets/contract.ts';
import { texts } from './texts.ts';

interface PupilRow {
  readonly uid: string;
  readonly name: string;
}

/** The pupils of a class of whose legal guardians a condition holds, by name. */
const pupilsOf = (ctx: SessionContext, groupId: string, which: RawBuilder<unknown>): Promise<PupilRow[]> =>
  rowsOf(
    ctx.db,
    sql<PupilRow>`
      select f.uid, f.name
      from (${familiesOfClass(ctx.actor.today, groupId)}) as f
      left join identity.accounts a on a.person_id = f.adult_id
      group by f.pupil_id, f.uid, f.name, f.sort_name
      having ${which}
      order by f.sort_name, f.pupil_id`,
  );

const linked = ({ uid, name }: PupilRow): { name: string; href: string } => ({
  name,
  href: addressOf({ path: '/people/:personUid' }, { personUid: uid }),
});

/** Families of whom nobody has entered. */
const familiesOut: TodoEntry = {
  key: 'identity.families-out',
  order: 20,
  place: 'directory.group',
  ability: 'handCodes',
  async find(ctx, groupId) {
    const pupils = await pupilsOf(
      ctx,
      groupId,
      sql`count(f.adult_id) > 0 and not coalesce(bool_or(a.activated_at is not null), false)`,
    );
    if (pupils.length === 0) return null;
    const t = texts[ctx.locale].todo;
    return {
      label: t.familiesOut(pupils.length),
      people: pupils.map(linked),
      action: { label: t.print, href: addressOf(showClassAccess, { groupId }) },
    };
  },
};

/** Pupils without any guardian who could enter. */
const noGuardian: TodoEntry = {
  key: 'identity.no-guardian',
  order: 10,
  place: 'directory.group',
  ability: 'handCodes',
  async find(ctx, groupId) {
    const pupils = await pupilsOf(ctx, groupId, sql`count(f.adult_id) = 0`);
    if (pupils.length === 0) return null;
    return { label: texts[ctx.locale].todo.noGuardian(pupils.length), people: pupils.map(linked), action: null };
  },
};

/** Pupils and adults of families whose password was cancelled because somebody else used their account, and who hold no code yet. */
const shutOut: TodoEntry = {
  key: 'identity.shut-out',
  order: 5,
  place: 'directory.group',
  ability: 'handCodes',
  async find(ctx, groupId) {
    const pupils = await rowsOf(
      ctx.db,
      sql<PupilRow>`
        select f.uid, f.name
        from (${familiesOfClass(ctx.actor.today, groupId)}) as f
        join identity.accounts a on a.person_id in (f.adult_id, f.pupil_id)
        where a.password is null and a.password_cancelled_at is not null
          and not exists (select from identity.activation_codes c where c.person_id = a.person_id and c.used_at is null
                            and c.cancelled_at is null and c.expires_at > ${ctx.now})
        group by f.pupil_id, f.uid, f.name, f.sort_name
        order by f.sort_name, f.pupil_id`,
    );
    if (pupils.length === 0) return null;
    const t = texts[ctx.locale].todo;
    return {
      label: t.shutOut(pupils.length),
      people: pupils.map(linked),
      action: { label: t.print, href: addressOf(showClassAccess, { groupId }) },
    };
  },
};

/** Identity's lines of the to-do list of a class. */
export const todos: readonly TodoEntry[] = [shutOut, noGuardian, familiesOut];
