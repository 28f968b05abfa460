import { type Actor, definePolicy, type Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import { audiencesOf, roles } from '../directory/index.ts';

/** A post, by what decides who reads and runs it. SQL alias: `n` (news.posts). */
export interface PostFacts {
  readonly authorId: string;
  /** Keys of its audiences. */
  readonly keys: readonly string[];
  /** Schools of these audiences. */
  readonly schoolIds: readonly string[];
}

const ROLES = ['families', 'pupils', 'staff', 'members'] as const;
const everyRoleOf = (places: readonly string[]): string[] =>
  places.flatMap((place) => ROLES.map((role) => `${place}:${role}`));

/** The groups that the actor teaches or made. */
const runGroups = (actor: Actor): string[] => [
  ...new Set(
    actor.groups
      .filter(({ role }) => ['teacher', 'main_teacher', 'owner'].includes(role))
      .map(({ groupId }) => groupId),
  ),
];

/** Whoever teaches a class reads what its families and pupils read. */
const keysOfGroups = (actor: Actor): string[] => everyRoleOf(runGroups(actor).map((id) => `group:${id}`));

/** The schools that the actor runs, or whose school life they do. */
export const ledSchools = (actor: Actor): string[] =>
  actor.profiles.filter(({ role }) => role === 'head' || role === 'school_life').map(({ schoolId }) => schoolId);
/** The schools that the actor heads. */
export const headedSchools = (actor: Actor): string[] =>
  actor.profiles.filter(({ role }) => role === 'head').map(({ schoolId }) => schoolId);
const keysOfCommunes = (actor: Actor): string[] =>
  everyRoleOf(
    actor.mandates.flatMap(({ kind, communeId }) => (kind === 'commune' && communeId ? [`commune:${communeId}`] : [])),
  );
const platformKeys = ROLES.map((role) => `platform::${role}`);

/** The keys under which the actor's list of news is read: their own, those of their groups and of the schools they lead. */
export const readingKeys = (actor: Actor): string[] => [
  ...new Set([
    ...audiencesOf(actor),
    ...keysOfGroups(actor),
    ...everyRoleOf(ledSchools(actor).map((id) => `school:${id}`)),
    ...keysOfCommunes(actor),
    ...(actor.roles.includes('platform') || actor.roles.includes('academy') ? platformKeys : []),
  ]),
];

const addressed = (keys: readonly string[]) =>
  sql`exists (select 1 from news.post_audiences pa where pa.post_id = n.id and pa.key = any(${[...keys]}::text[]) offset 0)`;
const inSchools = (schoolIds: readonly string[]) =>
  sql`exists (select 1 from news.post_audiences pa where pa.post_id = n.id and pa.school_id = any(${[...schoolIds]}::uuid[]) offset 0)`;

const byKeys = (role: string, scope: string, keysOf: (actor: Actor) => readonly string[]): Rule<PostFacts> => ({
  role,
  scope,
  allows: (actor, { keys }) => {
    const own = new Set(keysOf(actor));
    return keys.some((key) => own.has(key));
  },
  sql: (actor) => addressed(keysOf(actor)),
});
const bySchool = (role: string, schoolsOf: (actor: Actor) => readonly string[]): Rule<PostFacts> => ({
  role,
  scope: 'posts-of-own-school',
  allows: (actor, { schoolIds }) => schoolIds.some((id) => schoolsOf(actor).includes(id)),
  sql: (actor) => inSchools(schoolsOf(actor)),
});

const WRITERS = [
  'teacher',
  'head',
  'librarian',
  'school_life',
  'staff',
  'after_school',
  'academy',
  'commune',
  'platform',
] as const;
const byAuthor: readonly Rule<PostFacts>[] = WRITERS.map((role) => ({
  role,
  scope: 'own-posts',
  allows: (actor, { authorId }) => authorId === actor.personId,
  sql: (actor) => sql`n.author_id = ${actor.personId}::uuid`,
}));

/** The schools where the actor works today. */
const workplaces = (actor: Actor): string[] => [
  ...actor.profiles.filter(({ role }) => role !== 'pupil' && role !== 'guardian').map(({ schoolId }) => schoolId),
  ...actor.mandates.flatMap(({ schoolId }) => (schoolId ? [schoolId] : [])),
];
const BEYOND_SCHOOLS: readonly string[] = ['academy', 'commune', 'platform'];

/** Who wrote it answers for it as long as they work where it was told: who left reads no more who has read it, nor what pupils answer. */
const byPresentAuthor: readonly Rule<PostFacts>[] = WRITERS.map((role) =>
  BEYOND_SCHOOLS.includes(role)
    ? (byAuthor.find((rule) => rule.role === role) as Rule<PostFacts>)
    : {
        role,
        scope: 'own-posts',
        allows: (actor, { authorId, schoolIds }) =>
          authorId === actor.personId &&
          (schoolIds.length === 0 || schoolIds.some((id) => workplaces(actor).includes(id))),
        sql: (actor) => sql`(n.author_id = ${actor.personId}::uuid and (${inSchools(workplaces(actor))} or not exists (
          select 1 from news.post_audiences pa where pa.post_id = n.id and pa.school_id is not null offset 0)))`,
      },
);

/** Who answers for what was told in a place, besides its author. */
const answerable: readonly Rule<PostFacts>[] = [
  bySchool('head', headedSchools),
  byKeys('commune', 'posts-of-own-commune', keysOfCommunes),
  byKeys('platform', 'posts-of-the-platform', () => platformKeys),
];

/**
 * read: those it is told to, as their links are today, and those who answer for the place. change: its words, its author alone.
 * manage: take it away, keep it on top, see what it said before and who has read it. Whether it is time (draft, quiet hours, over) is for
 * the queries.
 */
export const postPolicy = definePolicy<PostFacts, 'read' | 'change' | 'manage'>('news.post', {
  read: [
    ...roles.filter((role) => role !== 'leaver').map((role) => byKeys(role, 'own-circles', audiencesOf)),
    byKeys('teacher', 'own-groups', keysOfGroups),
    bySchool('head', ledSchools),
    bySchool('school_life', ledSchools),
    byKeys('commune', 'posts-of-own-commune', keysOfCommunes),
    byKeys('academy', 'posts-of-the-platform', () => platformKeys),
    byKeys('platform', 'posts-of-the-platform', () => platformKeys),
    ...byAuthor,
  ],
  change: byAuthor,
  manage: [...byPresentAuthor, ...answerable],
});

/** A pupil's comment waits for an adult; so does nobody else's. */
export const waitsForAdult = (actor: Actor): boolean =>
  actor.roles.includes('pupil') && !actor.roles.some((role) => role !== 'pupil');
