import { recordAct } from '../../../platform/audit/audit.ts';
import type { Answer, Input } from '../../../platform/contract/endpoint.ts';
import { notFound, Refusal } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { personPolicy } from '../policy.ts';
import { personFacts } from '../queries/facts.ts';
import { indexNames } from '../queries/search.ts';
import { fullName, sortName } from '../rules.ts';
import type { PersonFacts } from '../scopes.ts';
import type * as contract from './contract.ts';
import {
  columnOf,
  type FieldState,
  fieldState,
  isBirthDate,
  neededFields,
  type PersonField,
  personFields,
  type SourceWord,
} from './rules.ts';

export interface RecordRow {
  readonly id: string;
  readonly uid: string;
  readonly values: Readonly<Record<string, string | null>>;
  readonly owners: Readonly<Record<string, string>>;
  readonly sources: readonly SourceWord[];
  readonly facts: PersonFacts;
}

/** A record with who says what of it. The strongest source comes first: staff over family, collège over école, as the import ranks them. */
export const findRecord = (
  db: Db,
  ctx: Pick<SessionContext, 'actor'>,
  uid: string,
  lock = false,
): Promise<RecordRow | undefined> =>
  firstOf(
    db,
    sql<RecordRow>`
      select p.id, p.uid, to_jsonb(p) as values, p.owners, ${personFacts(ctx.actor)} as facts,
             coalesce((select json_agg(json_build_object(
                         'source', s.source, 'category', s.category, 'values', s.attributes,
                         'deliveredOn', (select max(d.delivered_on) from directory.deliveries d
                                         where d.source = s.source and d.status = 'applied'))
                       order by case s.category when 'staff' then 0 when 'guardian' then 1 else 2 end, s.source desc, s.source_id)
                       from directory.person_sources s where s.person_id = p.id and s.gone_on is null), '[]'::json) as sources
      from directory.persons p where p.uid = ${uid} ${lock ? sql`for update of p` : sql``}`,
  );

/** @throws Refusal not found for whom the actor may not see, forbidden for whom they may see and not edit */
async function recordFor(db: Db, ctx: Pick<SessionContext, 'actor'>, uid: string, lock = false): Promise<RecordRow> {
  const row = await findRecord(db, ctx, uid, lock);
  if (!row || !personPolicy.can(ctx.actor, 'see', row.facts)) notFound();
  personPolicy.authorize(ctx.actor, 'edit', row.facts);
  return row;
}

const wordOf = (row: RecordRow, field: PersonField): string | null => row.values[columnOf(field)] ?? null;

export const statesOf = (row: RecordRow): ReadonlyMap<PersonField, FieldState> =>
  new Map(personFields.map((field) => [field, fieldState(field, wordOf(row, field), row.owners, row.sources)]));

/** The fields of a record and who holds each. */
export async function readRecord(ctx: SessionContext, uid: string): Promise<Answer<typeof contract.showRecord>> {
  const row = await recordFor(ctx.db, ctx, uid);
  return {
    id: row.uid,
    displayName: nameOf(row),
    fields: [...statesOf(row)].map(([field, state]) => ({ field, ...state })),
  };
}

const nameOf = (row: RecordRow): string =>
  fullName({ givenName: wordOf(row, 'givenName'), familyName: wordOf(row, 'familyName') ?? '' });

/**
 * Changes what is the school's or the person's. An emptied field goes back to the academy's value where there is one.
 * @throws Refusal with `directory.locked-by-academy` on each field that the academy holds and that was to be changed
 */
export function changeRecord(
  ctx: SessionContext,
  uid: string,
  body: Input<typeof contract.changeRecord>['body'],
): Promise<Answer<typeof contract.changeRecord>> {
  const { actor } = ctx;
  return ctx.transaction(async (tx) => {
    const row = await recordFor(tx.db, ctx, uid, true);
    const states = statesOf(row);
    const wanted = personFields.flatMap((field) => {
      const given = body[field];
      const state = states.get(field);
      if (given === undefined || !state || given === (state.value ?? '')) return [];
      return [{ field, given, state }];
    });
    const faults = wanted.flatMap(({ field, given, state }) => faultOf(field, given, state, actor.today));
    if (faults.length > 0) throw new Refusal('platform.invalid-input', {}, faults);
    if (wanted.length === 0) return { id: row.uid, changed: [] };
    await writeFields(tx.db, row, wanted);
    const changed = wanted.map(({ field }) => field);
    await tx.emit({
      name: 'directory.person-changed',
      payload: { personId: row.id, actorId: actor.personId, fields: changed },
    });
    // Lists keep names in their order.
    for (const schoolId of new Set(row.facts.profiles.map((profile) => profile.schoolId)))
      await tx.emit({ name: 'directory.circles-changed', payload: { schoolId } });
    await recordAct(tx.db, {
      act: 'directory.person-changed',
      at: ctx.now,
      actorId: actor.personId,
      subjectId: row.id,
      schoolId: row.facts.profiles[0]?.schoolId,
      details: { fields: changed },
      requestId: ctx.requestId,
    });
    tx.changed(`person:${row.uid}`);
    return { id: row.uid, changed };
  });
}

function faultOf(
  field: PersonField,
  given: string,
  state: FieldState,
  today: string,
): { field: string; code: string }[] {
  if (state.locked) return [{ field, code: 'directory.locked-by-academy' }];
  if (given === '' && neededFields.includes(field) && state.academyValue === null)
    return [{ field, code: 'directory.field-needed' }];
  if (field === 'birthDate' && given !== '' && !isBirthDate(given, today))
    return [{ field, code: 'directory.birth-date-odd' }];
  return [];
}

interface Wanted {
  readonly field: PersonField;
  readonly given: string;
  readonly state: FieldState;
}

/** Writes them as the school's or the person's own; an emptied one goes back to the academy's value. */
export async function writeFields(
  db: Db,
  row: RecordRow,
  wanted: readonly Wanted[],
  owner: 'school' | 'person' = 'school',
): Promise<void> {
  const owners: Record<string, string> = { ...row.owners };
  const values: Record<string, string | null> = { ...row.values };
  for (const { field, given, state } of wanted) {
    const column = columnOf(field);
    values[column] = given === '' ? state.academyValue : given;
    if (given === '') delete owners[column];
    else owners[column] = owner;
  }
  const assignments = wanted.map(({ field }) => {
    const column = columnOf(field);
    const cast = field === 'birthDate' ? sql`::date` : sql`::text`;
    return sql`${sql.ref(column)} = ${values[column] ?? null}${cast}`;
  });
  await sql`
    update directory.persons set ${sql.join(assignments)}, owners = ${JSON.stringify(owners)}::jsonb,
           sort_name = ${sortName(values.family_name ?? '', values.given_name ?? null)}
    where id = ${row.id}`.execute(db);
  await indexNames(db, [row.id]);
}
