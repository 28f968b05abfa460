import type { Actor } from '../../../platform/authz/policy.ts';
import { type Db, type RawBuilder, rowsOf, sql } from '../../../platform/db/db.ts';
import { personPolicy } from '../policy.ts';
import { openOn } from '../queries/facts.ts';
import { amongAll, type FoundRow, factsOfSeveral, type SearchMark, withPosts } from '../queries/search.ts';
import { circlesEntrusted } from '../scopes-delegates.ts';
import { type CircleRole, type CircleVerb, circleRoles, circleRules } from './catalogue.ts';
import { openCircles } from './circle-rules.ts';

/** Somebody in reach, in the order of names. */
export type ReachedRow = FoundRow;

/** A place in the order: after this person. `word`: the one that was met, where the index of words is searched; else empty. */
export type NameMark = SearchMark;

export interface ReachedPage {
  readonly rows: readonly ReachedRow[];
  /** Where the next page starts; undefined after the last one. */
  readonly next: NameMark | undefined;
}

export interface ReachWishes {
  readonly verb: CircleVerb;
  /** Folded: each must begin a word of the name. None for everybody. */
  readonly words: readonly string[];
  readonly after?: NameMark | undefined;
  readonly limit: number;
  /** Whose reach is shown to another: only those whom the onlooker sees too. */
  readonly onlooker?: Actor | undefined;
}

/**
 * A page of the people whom the actor may see, or write to, by name. The index of circles proposes them in order and the policy decides on
 * each, so that a link that ended a second ago shows nobody; a page may for that be shorter than asked and still have a next one.
 */
export async function reach(db: Db, actor: Actor, wishes: ReachWishes): Promise<ReachedPage> {
  const { verb, words, limit, onlooker } = wishes;
  const asked = limit + 1;
  const near = actor.roles.includes('platform')
    ? everywhere(actor, wishes, asked)
    : amongCircles(actor, verb, words, wishes.after ?? FIRST, asked);
  const rows = await rowsOf(
    db,
    sql<ReachedRow & { allowed: boolean }>`
      select p.id, p.uid, p.family_name as "familyName", p.given_name as "givenName", near.sort_name as "sortName", near.word,
             ${factsOfSeveral(actor)} as facts, several.list as posts,
             (p.left_on is null and p.id <> ${actor.personId}::uuid and ${personPolicy.where(actor, verb)}
              ${onlooker ? sql`and ${personPolicy.where(onlooker, 'see')}` : sql``}) as allowed
      from (${near}) as near
      cross join lateral (
        select p.id, p.uid, p.family_name, p.given_name, p.left_on from directory.persons p where p.id = near.person_id offset 0
      ) as p
      ${withPosts(actor)}
      order by near.word, near.sort_name, p.id`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.filter(({ allowed }) => allowed),
    next: rows.length > limit && last ? { word: last.word, sortName: last.sortName, id: last.id } : undefined,
  };
}

const FIRST: NameMark = { word: '', sortName: '', id: '00000000-0000-0000-0000-000000000000' };

type Near = RawBuilder<{ word: string; sort_name: string; person_id: string }>;

/** Every word begins a word of the column. */
const everyWord = (column: RawBuilder<unknown>, words: readonly string[]): RawBuilder<unknown> =>
  words.length === 0
    ? sql``
    : sql.join([sql``, ...words.map((word) => sql`' ' || ${column} like ${`% ${word}%`}`)], sql` and `);

/** The first ones of each circle and role that a rule opens, merged; and those of the family, who are few. */
function amongCircles(actor: Actor, verb: CircleVerb, words: readonly string[], after: NameMark, asked: number): Near {
  const parts = partsInReach(actor, verb);
  return sql`
    select '' as word, sort_name, person_id from (
      select m.sort_name, m.person_id
      from unnest(${parts.map((part) => part.schoolId)}::uuid[], ${parts.map((part) => part.circleId)}::uuid[],
                  ${parts.map((part) => part.role)}::text[]) as c (school_id, circle_id, role)
      cross join lateral (
        select m.sort_name, m.person_id from directory.circle_members m
        where m.school_id = c.school_id and m.circle_id = c.circle_id and m.role = c.role
          and (m.sort_name, m.person_id) > (${after.sortName}, ${after.id}::uuid) ${everyWord(sql`m.sort_name`, words)}
        order by m.sort_name, m.person_id limit ${asked}) as m
      union
      select p.sort_name collate "C", p.id
      from (select unnest(${actor.children.map((child) => child.personId)}::uuid[]) as id
            union all
            select k.adult_id from directory.kinships k
            where k.pupil_id = ${actor.personId}::uuid and ${openOn('k', actor.today)}) as kin
      join directory.persons p on p.id = kin.id
      where (p.sort_name collate "C", p.id) > (${after.sortName}, ${after.id}::uuid) ${everyWord(sql`p.sort_name`, words)}
    ) as met
    order by sort_name, person_id limit ${asked}`;
}

interface Part {
  readonly schoolId: string;
  readonly circleId: string;
  readonly role: CircleRole;
}

/** Each circle and role in which somebody may be in reach, once. */
function partsInReach(actor: Actor, verb: CircleVerb): Part[] {
  const parts = circleRules
    .filter((rule) => rule[verb] && rule.circle !== 'family' && actor.roles.includes(rule.from))
    .flatMap((rule) =>
      openCircles(actor, rule, verb).flatMap((circle) => rule.to.map((role): Part => ({ ...circle, role }))),
    );
  // To whom records or codes were entrusted sees the people of the whole school or class.
  const entrusted = verb === 'see' ? circlesEntrusted(actor, 'people', 'codes', 'duplicates') : [];
  const entrustedParts = entrusted.flatMap((circle) => circleRoles.map((role): Part => ({ ...circle, role })));
  return [...new Map([...parts, ...entrustedParts].map((part) => [`${part.circleId} ${part.role}`, part])).values()];
}

/** For those whose office it is to help everybody: the index of words, or all names in their order. */
function everywhere(actor: Actor, { verb, words, after = FIRST }: ReachWishes, asked: number): Near {
  const allowed = personPolicy.where(actor, verb);
  if (words.length === 0)
    return sql`
      select '' as word, p.sort_name, p.id as person_id from directory.persons p
      where (p.sort_name, p.id) > (${after.sortName}, ${after.id}::uuid) and p.left_on is null and ${allowed}
      order by p.sort_name, p.id limit ${asked}`;
  const page = { after: after === FIRST ? undefined : after, limit: asked };
  return sql`select found.word, found.sort_name, found.id as person_id from (${amongAll(words, page, allowed)}) as found`;
}
