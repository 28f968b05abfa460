import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { openClasses, schoolFor } from '../in-school.ts';
import { openOn } from '../queries/facts.ts';
import type { SchoolRow } from '../queries/school.ts';
import { fullName } from '../rules.ts';
import type { BulkKind } from './contract.ts';

/** What the actor must be allowed in the school for each. */
const verbs = { move: 'managePeople', join: 'manageGroups', leave: 'managePeople' } as const;

/** Somebody chosen in the table, as what they are in the school. */
interface ChosenRow {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly kinds: readonly string[];
}

const chosenRows = (db: Db, schoolId: string, today: string, which: RawBuilder<unknown>): Promise<ChosenRow[]> =>
  rowsOf(
    db,
    sql<ChosenRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", posts.kinds
      from (select pr.person_id, array_agg(distinct pr.kind order by pr.kind) as kinds from directory.profiles pr
            where pr.school_id = ${schoolId}::uuid and ${openOn('pr', today)} group by pr.person_id) as posts
      join directory.persons p on p.id = posts.person_id
      where ${which} order by p.sort_name, p.id`,
  );

/** Whether it can be done to that person: the reasons are those of doing it one by one. */
function isConcerned(kind: BulkKind, { id, kinds }: ChosenRow, actorId: string): boolean {
  if (kind === 'move') return kinds.includes('pupil');
  const isThere = kinds.some((held) => held !== 'guardian');
  return kind === 'join' ? isThere : isThere && !kinds.includes('head') && id !== actorId;
}

export interface Chosen {
  readonly school: SchoolRow;
  readonly concerned: readonly {
    readonly id: string;
    readonly uid: string;
    readonly name: string;
    readonly isPupil: boolean;
  }[];
  /** Chosen, and left aside. */
  readonly aside: number;
}

/** Of the people chosen, those of the school to whom it can be done; for who may not do it the school does not do it. */
export async function chosenFor(
  ctx: SessionContext,
  uai: string,
  kind: BulkKind,
  chosen: { readonly ids: readonly string[] } | { readonly uids: readonly string[] },
): Promise<Chosen> {
  const school = await schoolFor(ctx, uai, verbs[kind]);
  const which =
    'ids' in chosen ? sql`p.id = any(${[...chosen.ids]}::uuid[])` : sql`p.uid = any(${[...chosen.uids]}::text[])`;
  const rows = await chosenRows(ctx.db, school.id, ctx.actor.today, which);
  const concerned = rows.filter((row) => isConcerned(kind, row, ctx.actor.personId));
  const asked = 'ids' in chosen ? chosen.ids.length : chosen.uids.length;
  return {
    school,
    concerned: concerned.map((row) => ({
      id: row.id,
      uid: row.uid,
      name: fullName(row),
      isPupil: row.kinds.includes('pupil'),
    })),
    aside: asked - concerned.length,
  };
}

/** Where they may go: classes, free groups; nothing to choose for a departure. */
export const destinationsOf = (
  { db, actor }: SessionContext,
  schoolId: string,
  kind: BulkKind,
): Promise<{ id: string; label: string }[]> => {
  if (kind === 'move') return openClasses(db, schoolId, actor.today);
  if (kind === 'leave') return Promise.resolve([]);
  return rowsOf(
    db,
    sql<{ id: string; label: string }>`
      select g.id, g.label from directory.groups g
      where g.school_id = ${schoolId}::uuid and g.kind = 'free' and ${openOn('g', actor.today)} order by g.label, g.id`,
  );
};
