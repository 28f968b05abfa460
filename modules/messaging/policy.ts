import { type Actor, definePolicy, type Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import { type Audience, roles } from '../directory/index.ts';

/** Of a message, what the rules ask. SQL alias: `m` (messaging.messages). */
export interface MessageFacts {
  readonly authorId: string;
  /** The actor has a copy. */
  readonly received: boolean;
  readonly authorRole: string;
}

/** Whoever may come in may have letters; a person who left has none any more. */
const correspondents = roles.filter((role) => role !== 'leaver');

const written = (role: string): Rule<MessageFacts> => ({
  role,
  scope: 'written-messages',
  allows: (actor, { authorId }) => authorId === actor.personId,
  sql: (actor) => sql`m.author_id = ${actor.personId}::uuid`,
});

const received = (role: string): Rule<MessageFacts> => ({
  role,
  scope: 'received-messages',
  allows: (_, message) => message.received,
  sql: (actor) =>
    sql`exists (select from messaging.recipients c where c.message_id = m.id and c.person_id = ${actor.personId}::uuid)`,
});

/**
 * Rights on a message. To whom one may write is the directory's to say (`mayWrite`, `mayAddress`). A pupil takes nothing back: what they wrote
 * may be evidence.
 */
export const messagePolicy = definePolicy<MessageFacts, 'read' | 'recall'>('messaging.message', {
  read: correspondents.flatMap((role) => [written(role), received(role)]),
  recall: correspondents.filter((role) => role !== 'pupil').map(written),
});

/** To whom a wide message goes. */
export interface Breadth {
  readonly audiences: readonly (Audience & { readonly schoolId: string | null })[];
  /** Persons named one by one. */
  readonly named: number;
}

const schoolsOf = (actor: Actor, ...held: readonly string[]): string[] => [
  ...actor.profiles.filter(({ role }) => held.includes(role)).map(({ schoolId }) => schoolId),
  ...actor.mandates.flatMap(({ kind, schoolId }) => (schoolId && held.includes(kind) ? [schoolId] : [])),
];

const inOwnSchool = (role: string): Rule<Breadth> => ({
  role,
  scope: 'own-schools',
  allows: (actor, { audiences, named }) => {
    const own = schoolsOf(actor, role);
    return named <= 100 && audiences.every(({ schoolId }) => schoolId !== null && own.includes(schoolId));
  },
});

/** Who may write to more than a hundred at once, and how far: by the breadth of what they answer for. */
export const widePolicy = definePolicy<Breadth, 'send'>('messaging.wide', {
  send: [
    {
      role: 'teacher',
      scope: 'own-classes',
      allows: (actor, { audiences, named }) => {
        const taught = actor.groups.filter(({ role }) => role === 'teacher' || role === 'main_teacher');
        return (
          named <= 100 &&
          audiences.every(({ place, id }) => place === 'group' && taught.some(({ groupId }) => groupId === id))
        );
      },
    },
    ...['head', 'school_life', 'after_school'].map(inOwnSchool),
    {
      role: 'commune',
      scope: 'own-communes',
      allows: (actor, { audiences, named }) =>
        named === 0 &&
        audiences.every(
          ({ place, id }) =>
            place === 'commune' && actor.mandates.some(({ kind, communeId }) => kind === 'commune' && communeId === id),
        ),
    },
    {
      role: 'academy',
      scope: 'all-staff',
      allows: (actor, { audiences, named }) =>
        named === 0 &&
        actor.mandates.some(({ kind }) => kind === 'academy') &&
        audiences.every(({ place, role }) => place === 'platform' && role === 'staff'),
    },
    { role: 'platform', scope: 'whole-platform', allows: () => true },
  ],
});
