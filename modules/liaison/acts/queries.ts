import { type Db, firstOf, rowsOf, sql } from '../../../platform/db/db.ts';
import { acts, type NoteAct, type SigningRule, usualRule } from './rules.ts';

/** The rule of an act in a school. */
export async function ruleOf(db: Db, schoolId: string, act: NoteAct): Promise<SigningRule> {
  const row = await firstOf(
    db,
    sql<{ rule: SigningRule }>`
      select c.rule from liaison.act_choices c where c.school_id = ${schoolId}::uuid and c.act = ${act}`,
  );
  return row?.rule ?? usualRule(act);
}

/** The rule of every act in a school. */
export async function rulesOf(db: Db, schoolId: string): Promise<Record<NoteAct, SigningRule>> {
  const rows = await rowsOf(
    db,
    sql<{ act: NoteAct; rule: SigningRule }>`
      select c.act, c.rule from liaison.act_choices c where c.school_id = ${schoolId}::uuid order by c.act`,
  );
  const chosen = new Map(rows.map(({ act, rule }) => [act, rule]));
  return Object.fromEntries(acts.map((act) => [act, chosen.get(act) ?? usualRule(act)])) as Record<
    NoteAct,
    SigningRule
  >;
}
