import { recordAct } from '../../../platform/audit/audit.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { notePlacePolicy } from '../policy.ts';
import { rulesOf } from './queries.ts';
import { acts, type NoteAct, type SigningRule } from './rules.ts';

interface School {
  readonly id: string;
  readonly uai: string;
  readonly name: string;
}

/** A school whose rules the actor sets; for others it does not exist. */
export async function schoolToSet(
  { actor, db }: { readonly actor: SessionContext['actor']; readonly db: Db },
  uai: string,
): Promise<School> {
  const school = await firstOf(
    db,
    sql<School>`select g.school_id as id, g.uai, g.school_name as name from directory.school_places g
                where g.uai = ${uai} and ${notePlacePolicy.where(actor, 'setActs')}`,
  );
  return school ?? notFound();
}

/** Keeps what a school says of its acts; the same again changes nothing. */
export function chooseRules(
  ctx: SessionContext,
  uai: string,
  given: Readonly<Partial<Record<NoteAct, SigningRule | undefined>>>,
): Promise<NoteAct[]> {
  const { actor, now, requestId } = ctx;
  return ctx.transaction(async (tx) => {
    const school = await schoolToSet({ actor, db: tx.db }, uai);
    const before = await rulesOf(tx.db, school.id);
    const changed = acts.filter((act) => given[act] !== undefined && given[act] !== before[act]);
    if (changed.length === 0) return [];
    const rows = changed.map((act) => ({ act, rule: given[act] }));
    await sql`
      insert into liaison.act_choices (school_id, act, rule, chosen_by, chosen_at)
      select ${school.id}::uuid, c.act, c.rule, ${actor.personId}::uuid, ${now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (act text, rule text)
      on conflict (school_id, act) do update set rule = excluded.rule, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at`.execute(
      tx.db,
    );
    await recordAct(tx.db, {
      act: 'liaison.acts-set',
      at: now,
      actorId: actor.personId,
      schoolId: school.id,
      details: Object.fromEntries(rows.map(({ act, rule }) => [act, rule])),
      requestId,
    });
    return changed;
  });
}
