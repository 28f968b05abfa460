import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import { foldName } from './rules.ts';

/*
 * Recognising somebody by what the academy's own providers say of them: only what the academy's file holds counts, and only while it is
 * in force there.
 */

/** An academy's key of a pupil or of a guardian: the academy's code (`10`) and `ENTPersonJointure`. */
export interface AcademyKey {
  readonly academy: string;
  readonly key: string;
}

/** What one value of FrEduVecteur says: somebody of a family, by a child's id in a school. */
export interface FamilyVector {
  readonly kind: 'pupil' | 'guardian';
  readonly degree: 1 | 2;
  /** Of the guardian; not looked at for a pupil. */
  readonly familyName: string;
  readonly givenName: string;
  /** `ENTEleveStructRattachId` of the child. */
  readonly childId: string;
  readonly uai: string;
}

/** At most so many persons for one identity: more is a fault of the feed. */
const MOST = 20;

/**
 * The pupils and guardians whom the file knows by these keys. A private school's deliveries may come under a source of their own, which
 * has the academy's code with a P (`10P-2D`, `P10-2D`).
 */
export async function personsByAcademyKeys(db: Db, keys: readonly AcademyKey[]): Promise<string[]> {
  const wanted = keys.flatMap(({ academy, key }) =>
    [academy, `${academy}P`, `P${academy}`].flatMap((name) =>
      ['1D', '2D'].map((degree) => ({ source: `${name}-${degree}`, key })),
    ),
  );
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`
      select distinct s.person_id as id from directory.person_sources s
      join unnest(${wanted.map(({ source }) => source)}::text[], ${wanted.map(({ key }) => key)}::text[]) as w (source, key)
        on s.source = w.source and s.source_id = w.key
      where s.category in ('pupil', 'guardian') and s.gone_on is null
      order by 1 limit ${MOST}`,
  );
  return rows.map(({ id }) => id);
}

interface VectorRow {
  readonly rank: number;
  readonly pupilId: string;
  readonly adultId: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
}

/**
 * The person of each vector, in their order: a pupil by id and school; a guardian by names, and by the id of the child they answer for and
 * its school. Undefined where nobody fits, or more than one.
 */
export async function personsByVectors(
  db: Db,
  vectors: readonly FamilyVector[],
  today: string,
): Promise<(string | undefined)[]> {
  const rows = await rowsOf(
    db,
    sql<VectorRow>`
      select w.rank::int as rank, s.person_id as "pupilId", a.id as "adultId", a.family_name as "familyName", a.given_name as "givenName"
      from unnest(${vectors.map(({ uai }) => uai)}::text[], ${vectors.map(({ childId }) => childId)}::text[],
                  ${vectors.map(({ degree }) => `%-${degree}D`)}::text[], ${vectors.map(({ kind }) => kind)}::text[])
           with ordinality as w (uai, child_id, source, kind, rank)
      join directory.schools sc on sc.uai = w.uai
      join directory.profiles pr on pr.school_id = sc.id and pr.kind = 'pupil' and (pr.ends_on is null or pr.ends_on > ${today}::date)
      join directory.person_sources s on s.person_id = pr.person_id and s.category = 'pupil' and s.gone_on is null and s.source like w.source
        and s.attributes ->> 'siecle_id' = w.child_id
      left join directory.kinships k on w.kind = 'guardian' and k.pupil_id = s.person_id and k.authority = 1
        and (k.ends_on is null or k.ends_on > ${today}::date)
      left join directory.persons a on a.id = k.adult_id
      order by w.rank, s.person_id, a.id`,
  );
  return vectors.map((vector, at) => {
    const met = rows.filter(({ rank }) => rank === at + 1);
    const found = new Set(
      vector.kind === 'pupil'
        ? met.map(({ pupilId }) => pupilId)
        : met.flatMap(({ adultId, familyName, givenName }) =>
            adultId && isNamed(vector, { familyName, givenName }) ? [adultId] : [],
          ),
    );
    return found.size === 1 ? [...found][0] : undefined;
  });
}

/** The same names whatever their capitals, accents and hyphens. An empty name is nobody's. */
function isNamed(vector: FamilyVector, held: { familyName: string | null; givenName: string | null }): boolean {
  const [family, given] = [foldName(vector.familyName), foldName(vector.givenName)];
  return (
    family !== '' &&
    given !== '' &&
    family === foldName(held.familyName ?? '') &&
    given === foldName(held.givenName ?? '')
  );
}

interface StaffRow {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly birthDate: string | null;
}

/**
 * Who is, to the academy's file, the member of staff with this very address (never one that a person typed): one human being, who may have
 * several records. Undefined where it gives the address to people of different names or birth dates, as it does with a school's own mailbox:
 * then it proves nobody.
 */
export async function staffByAcademicAddress(db: Db, address: string): Promise<string[] | undefined> {
  const rows = await rowsOf(
    db,
    sql<StaffRow>`
      select distinct p.id, p.family_name as "familyName", coalesce(p.civil_given_name, p.given_name) as "givenName",
             p.birth_date as "birthDate"
      from directory.person_sources s join directory.persons p on p.id = s.person_id
      where s.category = 'staff' and s.gone_on is null and lower(s.attributes ->> 'email') = ${address.toLowerCase()}
      order by p.id limit ${MOST}`,
  );
  const names = new Set(rows.map((row) => JSON.stringify([foldName(row.familyName), foldName(row.givenName ?? '')])));
  const births = new Set(rows.flatMap(({ birthDate }) => birthDate ?? []));
  return names.size <= 1 && births.size <= 1 ? rows.map(({ id }) => id) : undefined;
}
