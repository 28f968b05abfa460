import { type Answer, addressOf, type Input } from '../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import { readMarkWithId, writeMark } from '../../platform/http/mark.ts';
import { type findPeople, showPerson } from './contract.ts';
import { seesPost } from './policy.ts';
import { type FoundRow, searchPeople, searchWords } from './queries/search.ts';
import { fullName } from './rules.ts';
import { words } from './texts.ts';

const PAGE = 20;

/** A page of the people found by the beginnings of their names. */
export async function readPeople(
  ctx: SessionContext,
  query: Input<typeof findPeople>['query'],
): Promise<Answer<typeof findPeople>> {
  const sought = searchWords(query.q);
  if (sought.length === 0) return { people: [], next: null };
  const [word, sortName, id] = readMarkWithId(query.after, 3) ?? [];
  const after = word !== undefined && sortName !== undefined && id !== undefined ? { word, sortName, id } : undefined;
  const rows = await searchPeople(ctx.db, ctx.actor, sought, { after, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    people: shown.map((row) => personLine(row, ctx)),
    next: rows.length > PAGE && last ? writeMark([last.word, last.sortName, last.id]) : null,
  };
}

type Listed = Pick<FoundRow, 'uid' | 'familyName' | 'givenName' | 'facts' | 'posts'>;

/** A person in a list, as far as the one who asks may know them. */
export const personLine = (row: Listed, ctx: SessionContext): Answer<typeof findPeople>['people'][number] => ({
  id: row.uid,
  displayName: fullName(row),
  subtitle: subtitleOf(row, ctx),
  isPupil: postsInSight(row, ctx).some((post) => post.role === 'pupil'),
  href: addressOf(showPerson, { personUid: row.uid }),
});

const postsInSight = ({ facts, posts }: Listed, { actor }: SessionContext): FoundRow['posts'] =>
  posts.filter((post) => facts === null || seesPost(actor, facts, post));

/** What tells two people of one name apart: "Élève, CM2 Roux, École Jules-Ferry". */
function subtitleOf(row: Listed, ctx: SessionContext): string {
  const { roles } = words[ctx.locale];
  return postsInSight(row, ctx)
    .slice(0, 3)
    .map((post) => [roles[post.role], post.className, post.schoolName].filter(Boolean).join(' · '))
    .join(' ; ');
}
