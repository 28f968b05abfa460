import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { personPolicy } from '../policy.ts';
import { foldName } from '../rules.ts';
import { type PersonFacts, schoolsAs } from '../scopes.ts';
import { openOn, personFacts } from './facts.ts';

export interface FoundRow {
  readonly id: string;
  readonly uid: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly sortName: string;
  /** The word that was met, when people of all schools are searched: part of the order. */
  readonly word: string;
  /** Null for who is one thing only. */
  readonly facts: PersonFacts | null;
  readonly posts: readonly FoundPost[];
}

export interface FoundPost {
  readonly schoolId: string;
  readonly schoolName: string;
  readonly role: string;
  readonly className: string | null;
}

/** Where the next page starts: after this person. */
export interface SearchMark {
  readonly word: string;
  readonly sortName: string;
  readonly id: string;
}

/** The words of a search, folded, longest first: the longest is the most telling. At most six. */
export const searchWords = (text: string): string[] =>
  [...new Set(foldName(text).split(' '))]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, 6);

/**
 * People of whom every word of the search begins a word of the name, in a total order, as far as the actor may see them.
 * Who sees everybody is served from the index of words, all others from the people of their own schools.
 */
export function searchPeople(
  db: Db,
  actor: Actor,
  words: readonly string[],
  page: { readonly after?: SearchMark | undefined; readonly limit: number },
): Promise<FoundRow[]> {
  const matches = actor.roles.includes('platform') ? amongAll(words, page) : amongOwnSchools(actor, words, page);
  return rowsOf(
    db,
    sql<FoundRow>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", p.sort_name as "sortName", p.word,
             ${factsOfSeveral(actor)} as facts, several.list as posts
      from (${matches}) as p ${withPosts(actor)}
      order by p.word, p.sort_name, p.id`,
  );
}

/** SQL: joins what the person `p` is, in each school, as `several`. */
export const withPosts = ({ today }: Pick<Actor, 'today'>): RawBuilder<unknown> => sql`
  cross join lateral (
    select count(*) as posts,
           coalesce(json_agg(json_build_object(
             'schoolId', s.id, 'role', pr.kind, 'schoolName', s.name,
             'className', case when pr.kind = 'pupil' then (
               select min(g.label) from directory.memberships m join directory.groups g on g.id = m.group_id
               where m.person_id = p.id and m.school_id = s.id and m.role = 'pupil' and g.kind = 'class'
                 and ${openOn('m', today)}) end) order by s.degree, s.name, pr.kind), '[]'::json) as list
    from (select pr.school_id, pr.kind from directory.profiles pr where pr.person_id = p.id and ${openOn('pr', today)}
          union
          select d.school_id, 'after_school' from directory.mandates d
          where d.person_id = p.id and d.kind = 'after_school' and d.starts_on <= ${today}::date and ${openOn('d', today)}
         ) as pr
    join directory.schools s on s.id = pr.school_id) as several`;

/** SQL: someone who is several things needs their facts, to tell which of these the actor may see; most people are one. */
export const factsOfSeveral = (actor: Pick<Actor, 'today'>): RawBuilder<PersonFacts | null> =>
  sql<PersonFacts | null>`case when several.posts > 1 then ${personFacts(actor)} end`;

type Matches = RawBuilder<{ id: string }>;
interface Page {
  readonly after?: SearchMark | undefined;
  readonly limit: number;
}

/** Every word begins a word of that column. */
const everyWord = (column: RawBuilder<unknown>, words: readonly string[]): RawBuilder<unknown> =>
  sql.join(
    words.map((word) => sql`' ' || ${column} like ${`% ${word}%`}`),
    sql` and `,
  );

/**
 * Walks the index of words from the longest one: the first page costs the same for one match or ten thousand. `allowed` narrows it to
 * some persons `p`.
 */
export function amongAll(
  [first = '', ...others]: readonly string[],
  { after, limit }: Page,
  allowed: RawBuilder<unknown> = sql`true`,
): Matches {
  const from = after
    ? sql`(w.word, w.sort_name, w.person_id) > (${after.word}, ${after.sortName}, ${after.id}::uuid)`
    : sql`w.word >= ${first}`;
  const rest = others.map((word) => sql`and ' ' || w.sort_name like ${`% ${word}%`}`);
  return sql`
    select p.id, p.uid, p.family_name, p.given_name, p.sort_name, w.word
    from directory.name_words w
    cross join lateral (
      select p.id, p.uid, p.family_name, p.given_name, p.sort_name from directory.persons p
      where p.id = w.person_id and p.sort_name = w.sort_name and p.left_on is null offset 0) as p
    where ${allowed} and ${from} and w.word < ${`${first}\u{10ffff}`} ${rest.length > 0 ? sql.join(rest, sql` `) : sql``}
      -- A person of whom two words begin so comes once, by the first of them.
      and not exists (select from unnest(string_to_array(w.sort_name, ' ')) as earlier (word)
                      where earlier.word collate "C" < w.word and earlier.word collate "C" >= ${first})
    order by w.word, w.sort_name, w.person_id limit ${limit}`;
}

/**
 * Looks through the names of the actor's schools, then asks the policy about those that fit. The index of circles holds them side by
 * side, a school and a role after another: some hundreds of names are read from a few pages. It proposes, the policy decides; who
 * arrived a moment ago is found once the index was told (`visibility/refresh.ts`). The `offset 0` keep this order.
 */
function amongOwnSchools(actor: Actor, words: readonly string[], { after, limit }: Page): Matches {
  return sql`
    select p.id, p.uid, p.family_name, p.given_name, p.sort_name, '' as word
    from (
      select c.sort_name, c.person_id
      from unnest(${ownSchools(actor)}::uuid[]) as school (id) cross join unnest(${rolesInReach(actor)}::text[]) as role (name)
      cross join lateral (
        select c.sort_name, c.person_id from directory.circle_members c
        where c.school_id = school.id and c.circle_id = school.id and c.role = role.name
          and ${everyWord(sql`c.sort_name`, words)} ${after ? sql`and (c.sort_name, c.person_id) > (${after.sortName}, ${after.id}::uuid)` : sql``}
        offset 0) as c
      group by c.sort_name, c.person_id
      order by c.sort_name, c.person_id offset 0) as near
    cross join lateral (
      select p.id, p.uid, p.family_name, p.given_name, p.sort_name from directory.persons p
      where p.id = near.person_id and p.sort_name = near.sort_name offset 0) as p
    where ${personPolicy.where(actor, 'see')}
    order by near.sort_name, near.person_id limit ${limit}`;
}

const ownSchools = (actor: Actor): string[] => [
  ...new Set([
    ...actor.profiles.map((profile) => profile.schoolId),
    ...schoolsAs(actor, 'after_school'),
    ...actor.mandates.flatMap((mandate) => (mandate.kind === 'delegate' && mandate.schoolId ? [mandate.schoolId] : [])),
    ...actor.children.flatMap((child) => child.schoolIds),
  ]),
];

const AT_WORK = ['teacher', 'head', 'librarian', 'school_life', 'staff', 'after_school', 'academy'];

/** What somebody may be in a school (`circle_members`) whom the actor could see there: spares reading the families for those who see none. */
function rolesInReach(actor: Actor): string[] {
  const { roles } = actor;
  const families = ['head', 'school_life', 'after_school', 'teacher', 'guardian', 'delegate'].some((role) =>
    roles.includes(role),
  );
  const pupils = families || roles.includes('pupil') || roles.includes('librarian');
  return [...AT_WORK, ...(pupils ? ['pupil'] : []), ...(families ? ['guardian', 'contact'] : [])];
}

/** Lets those persons be found by their present names; called after names were written. */
export async function indexNames(db: Db, personIds: readonly string[]): Promise<void> {
  await sql`select directory.index_names(${[...personIds]}::uuid[])`.execute(db);
  await proposeInSchools(db, personIds);
}

/**
 * Lets those persons be found in their schools at once: called after an act by hand gave somebody a place there. The refresh of the
 * circles that follows says what they are to each other.
 */
export async function proposeInSchools(db: Db, personIds: readonly string[]): Promise<void> {
  await sql`
    insert into directory.circle_members (school_id, circle_id, role, sort_name, person_id)
    select place.school_id, place.school_id, place.role, p.sort_name, p.id
    from directory.persons p
    cross join lateral (
      select pr.school_id, case pr.kind when 'guardian' then 'contact' else pr.kind end as role
      from directory.profiles pr where pr.person_id = p.id and pr.ends_on is null
      union
      select d.school_id, d.kind from directory.mandates d
      where d.person_id = p.id and d.kind = 'after_school' and d.ends_on is null) as place
    where p.id = any(${[...personIds]}::uuid[]) and p.left_on is null
    order by 1, 2, 3, 4, 5
    on conflict do nothing`.execute(db);
}
