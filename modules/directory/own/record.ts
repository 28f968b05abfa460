import { lastChanges } from '../../../platform/audit/last-changes.ts';
import { notFound } from '../../../platform/contract/refusal.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { findRecord, type RecordRow, statesOf } from '../people/record.ts';
import { type FieldState, fieldState } from '../people/rules.ts';
import { openOn } from '../queries/facts.ts';

/** Facts of an identity sheet, in their order. The given name is that of civil status; `usedName`: another one that the person goes by. */
export const sheetFacts = [
  'title',
  'familyName',
  'birthName',
  'givenName',
  'usedName',
  'birthDate',
  'email',
  'mobile',
  'phone',
  'address',
] as const;
export type SheetFact = (typeof sheetFacts)[number];

/** Who a fact comes from. `source`: the academy's (`10-1D`), of which day (`YYYY-MM-DD`); `changedAt`: when somebody here entered it. */
export interface FactSource {
  readonly owner: 'academy' | 'school' | 'person';
  readonly source: string | null;
  readonly deliveredOn: string | null;
  readonly changedAt: Date | null;
}

/** One fact of a person; null values are those that nobody gave. */
export interface OwnFact {
  readonly fact: SheetFact;
  readonly value: string | null;
  readonly from: FactSource | null;
}

/** Something dated that the academy or a school says of a person: a child, a place in a school. */
export interface Said {
  readonly owner: 'academy' | 'school';
  readonly source: string | null;
  readonly deliveredOn: string | null;
  readonly since: string;
}

/** A person's own record, with who says what. */
export interface OwnRecord {
  readonly facts: readonly OwnFact[];
  readonly children: readonly (Said & {
    readonly uid: string;
    readonly name: string;
    readonly relation: string;
    readonly places: readonly { readonly school: string; readonly classes: readonly string[] }[];
  })[];
  readonly schools: readonly (Said & {
    readonly uai: string;
    readonly name: string;
    readonly phone: string | null;
    readonly role: string;
    readonly functionLabel: string | null;
  })[];
  readonly mandates: readonly { readonly kind: string; readonly place: string | null; readonly since: string }[];
}

/** Acts by which people here change fields; each names them in its details. */
const CHANGES = ['directory.person-changed', 'directory.contact-changed', 'directory.name-used'];

/** The record of who asks, as the academy, their schools and they themselves wrote it. Three statements. */
export async function ownRecord(ctx: SessionContext): Promise<OwnRecord> {
  const { actor, db } = ctx;
  const row = await findRecord(db, ctx, actor.uid);
  const around = row && (await aroundOf(db, ctx));
  if (!row || !around) notFound();
  const changes = await lastChanges(db, row.id, CHANGES);
  return { facts: factsOf(row, changes), ...around };
}

function factsOf(row: RecordRow, changes: ReadonlyMap<string, Date>): OwnFact[] {
  const states = statesOf(row);
  const { civil_given_name: civil, given_name: used, street, postal_code: code, city } = row.values;
  const from = (state: FieldState | undefined, ...names: readonly string[]): FactSource | null =>
    state?.owner
      ? {
          owner: state.owner,
          source: state.owner === 'academy' ? state.source : null,
          deliveredOn: state.owner === 'academy' ? state.deliveredOn : null,
          changedAt: state.owner === 'academy' ? null : latest(names.map((name) => changes.get(name))),
        }
      : null;
  return sheetFacts.map((fact): OwnFact => {
    if (fact === 'usedName')
      return {
        fact,
        value: civil ? (used ?? null) : null,
        from: civil
          ? { owner: 'person', source: null, deliveredOn: null, changedAt: changes.get('directory.name-used') ?? null }
          : null,
      };
    if (fact === 'givenName' && civil) {
      const { given_name: _used, ...owners } = row.owners;
      return { fact, value: civil, from: from(fieldState('givenName', civil, owners, row.sources), fact) };
    }
    if (fact === 'address') {
      const value = [street, [code, city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
      const state = states.get(street ? 'street' : city ? 'city' : 'postalCode');
      return { fact, value: value || null, from: from(state, 'street', 'postalCode', 'city') };
    }
    const state = states.get(fact);
    return { fact, value: state?.value ?? null, from: from(state, fact) };
  });
}

const latest = (days: readonly (Date | undefined)[]): Date | null =>
  days.reduce<Date | null>((last, day) => (day && (!last || day > last) ? day : last), null);

/** Children whose school life the person may follow, places in schools and mandates, with who says so. */
const aroundOf = async (
  db: Db,
  { actor }: Pick<SessionContext, 'actor'>,
): Promise<Omit<OwnRecord, 'facts'> | undefined> => {
  const { today } = actor;
  const delivered = (alias: string) => sql`(select max(d.delivered_on) from directory.deliveries d
    where d.source = ${sql.ref(`${alias}.source`)} and ${sql.ref(`${alias}.owner`)} = 'academy' and d.status = 'applied')`;
  const childIds = actor.children.map(({ personId }) => personId);
  return firstOf(
    db,
    sql<Omit<OwnRecord, 'facts'>>`
      select coalesce((
               select json_agg(json_build_object(
                        'uid', c.uid, 'name', concat_ws(' ', c.given_name, c.family_name), 'relation', k.relation, 'owner', k.owner,
                        'source', k.source, 'deliveredOn', ${delivered('k')}, 'since', k.starts_on,
                        'places', coalesce((
                          select json_agg(json_build_object('school', s.name, 'classes', coalesce((
                                   select json_agg(g.label order by g.label, g.id) from directory.memberships m
                                   join directory.groups g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
                                   where m.person_id = c.id and m.school_id = s.id and m.role = 'pupil' and ${openOn('m', today)}
                                     and ${openOn('g', today)}), '[]'::json)) order by s.name, s.uai)
                          from directory.profiles cp join directory.schools s on s.id = cp.school_id
                          where cp.person_id = c.id and cp.kind = 'pupil' and ${openOn('cp', today)}), '[]'::json))
                      order by c.birth_date desc, c.given_name, c.id)
               from directory.kinships k join directory.persons c on c.id = k.pupil_id
               where k.adult_id = p.id and k.pupil_id = any(${childIds}::uuid[]) and ${openOn('k', today)}), '[]'::json) as children,
             coalesce((
               select json_agg(json_build_object(
                        'uai', s.uai, 'name', s.name, 'phone', s.phone, 'role', pr.kind, 'functionLabel', pr.function_label,
                        'owner', pr.owner, 'source', pr.source, 'deliveredOn', ${delivered('pr')}, 'since', pr.starts_on)
                      order by s.name, s.uai, pr.kind)
               from directory.profiles pr join directory.schools s on s.id = pr.school_id
               where pr.person_id = p.id and ${openOn('pr', today)}), '[]'::json) as schools,
             coalesce((
               select json_agg(json_build_object('kind', d.kind, 'place', coalesce(s.name, c.name), 'since', d.starts_on)
                               order by d.starts_on, d.id)
               from directory.mandates d
               left join directory.schools s on s.id = d.school_id
               left join directory.communes c on c.id = d.commune_id
               where d.person_id = p.id and d.starts_on <= ${today}::date and ${openOn('d', today)}), '[]'::json) as mandates
      from directory.persons p where p.id = ${actor.personId}`,
  );
};
