import type { Actor } from '../../platform/authz/policy.ts';
import { Refusal } from '../../platform/contract/refusal.ts';
import { type Db, rowsOf, sql } from '../../platform/db/db.ts';
import { audienceKey, membersOf, readAudiences } from '../directory/index.ts';
import { foldName } from '../directory/rules.ts';
import { pictureVerdict } from '../safety/index.ts';
import type { Typed } from './contract.ts';
import type { Addressed } from './prepare.ts';
import { supportOf } from './rules.ts';

/** Who is in the pictures of a post. */
export interface Pictured {
  readonly answer: 'unsaid' | 'nobody' | 'some';
  /** Ids of the children. */
  readonly children: readonly string[];
}

/** A child of the circles to which a post goes. */
export interface Child {
  readonly id: string;
  readonly uid: string;
  readonly name: string;
}

/** More children than that are written by name instead of being ticked. */
export const LISTED_CHILDREN = 60;

/** The pupils of the places of these circles, whoever is told: it is they who may be in a picture. By name. */
export function childrenOf(db: Db, keys: readonly string[], today: string): Promise<Child[]> {
  const pupils = readAudiences(keys)
    .filter(({ place }) => place === 'group' || place === 'school')
    .map(({ place, id }) => audienceKey({ place, id, role: 'pupils' }));
  if (pupils.length === 0) return Promise.resolve([]);
  return rowsOf(
    db,
    sql<Child>`
      select p.id, p.uid, concat_ws(' ', p.given_name, p.family_name) as name
      from (select distinct m.person_id from (${membersOf([...new Set(pupils)], today)}) as m) as m
      join directory.persons p on p.id = m.person_id
      order by p.sort_name, p.id limit 3000`,
  );
}

/**
 * Who is in the pictures, as the form says it, and whether their families allow it: everybody whose pictures would be seen where they may
 * not is named, and nothing is published. One refusal wins, and silence is no authorisation.
 * @throws Refusal `news.pictured-missing`, `news.pictured-unknown`, `news.pictured-not-allowed` (with `names`)
 */
export async function checkPictured(
  db: Db,
  actor: Actor,
  typed: Typed,
  audiences: readonly Addressed[],
  hasPictures: boolean,
): Promise<Pictured> {
  if (!hasPictures) return { answer: 'unsaid', children: [] };
  const isDraft = typed.do === 'draft';
  const children = await pointedOut(db, actor, typed, audiences, isDraft);
  if (children.length === 0) {
    if (!isDraft && typed.pictured !== 'nobody') refusedField('pictured', 'news.pictured-missing');
    return { answer: typed.pictured === 'nobody' ? 'nobody' : 'unsaid', children: [] };
  }
  const ids = children.map(({ id }) => id);
  if (!isDraft) {
    const support = supportOf(
      audiences.map(({ place }) => place),
      new Set(audiences.map(({ schoolId }) => schoolId)).size,
      typed.isPublic === 'yes',
    );
    const verdicts = await pictureVerdict(db, { children: ids, support, kind: 'image', today: actor.today });
    const barred = verdicts.filter(({ state }) => state !== 'allowed');
    if (barred.length > 0)
      throw new Refusal('news.pictured-not-allowed', { names: barred.map(({ name }) => name).join(', '), support }, [
        { field: 'pictured', code: 'news.pictured-not-allowed' },
      ]);
  }
  return { answer: 'some', children: ids };
}

const refusedField = (field: string, code: string, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new Refusal(code, details, [{ field, code }]);
};

/** The children ticked or written by name, all of them pupils of the circles. */
async function pointedOut(
  db: Db,
  actor: Actor,
  typed: Typed,
  audiences: readonly Addressed[],
  isDraft: boolean,
): Promise<Child[]> {
  const names = typed.names
    .split(/[\n,;]/)
    .map((name) => name.trim())
    .filter(Boolean);
  if (typed.children.length === 0 && names.length === 0) return [];
  const known = await childrenOf(
    db,
    audiences.map(({ key }) => key),
    actor.today,
  );
  const ticked = known.filter(({ uid }) => typed.children.includes(uid));
  const written = names.flatMap((name) => {
    const wanted = foldName(name).split(' ').sort().join(' ');
    const found = known.filter((child) => foldName(child.name).split(' ').sort().join(' ') === wanted);
    if (found.length === 0 && !isDraft) refusedField('names', 'news.pictured-unknown', { name });
    return found;
  });
  return [...new Map([...ticked, ...written].map((child) => [child.id, child])).values()];
}
