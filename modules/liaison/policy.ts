import { type Actor, definePolicy, type Rule } from '../../platform/authz/policy.ts';
import { sql } from '../../platform/db/db.ts';
import type { roles } from '../directory/index.ts';

type Role = (typeof roles)[number];

/** A note. SQL alias: `n` (liaison.notes). */
export interface NoteFacts {
  readonly schoolId: string;
  readonly groupId: string | null;
  readonly audience: 'all' | 'chosen' | 'after-school';
  readonly authorId: string;
  /** The pupils it is about. */
  readonly pupilIds: readonly string[];
}

/** Where a note is written to: a class or group, or a whole school. SQL alias: `g` (directory.group_terms). */
export interface NotePlace {
  readonly schoolId: string;
  readonly groupId: string | null;
}

/** A short word of a family. SQL alias: `w` (liaison.family_words). */
export interface WordFacts {
  readonly schoolId: string;
  readonly groupId: string | null;
  readonly authorId: string;
  readonly pupilId: string;
  readonly kind: string;
}

const followed = (actor: Actor): string[] => actor.children.map(({ personId }) => personId);

/** The classes and groups where the actor teaches, and the free groups that they made for their pupils. */
const taught = (actor: Actor): string[] =>
  actor.groups
    .filter(({ role, schoolId }) => role !== 'pupil' && role !== 'member' && worksAt(actor).includes(schoolId))
    .map(({ groupId }) => groupId);

const worksAt = (actor: Actor): string[] =>
  actor.profiles.filter(({ role }) => role !== 'pupil' && role !== 'guardian').map(({ schoolId }) => schoolId);

/** The schools in which the actor is that, by profile or by the mandate of an after-school. */
export const schoolsAs = (actor: Actor, role: Role): string[] => [
  ...actor.profiles.filter((profile) => profile.role === role).map(({ schoolId }) => schoolId),
  ...actor.mandates.flatMap(({ kind, schoolId }) => (kind === role && schoolId ? [schoolId] : [])),
];

/** Those who write to families. */
const writers = ['teacher', 'head', 'school_life', 'after_school'] as const;
const overseers = ['head', 'school_life'] as const;

const children: Rule<NoteFacts> = {
  role: 'guardian',
  scope: 'children-in-care',
  allows: (actor, { pupilIds }) => followed(actor).some((id) => pupilIds.includes(id)),
  sql: (actor) => sql`exists (
    select 1 from liaison.note_pupils fp
    where fp.school_id = n.school_id and fp.note_id = n.id and fp.pupil_id = any(${followed(actor)}::uuid[]) offset 0)`,
};

const oneself: Rule<NoteFacts> = {
  role: 'pupil',
  scope: 'about-oneself',
  allows: (actor, { pupilIds }) => pupilIds.includes(actor.personId),
  sql: (actor) => sql`exists (
    select 1 from liaison.note_pupils fp
    where fp.school_id = n.school_id and fp.note_id = n.id and fp.pupil_id = ${actor.personId}::uuid offset 0)`,
};

/** One's own notes, as long as one works there. */
const ownNotes = (role: Role): Rule<NoteFacts> => ({
  role,
  scope: 'own-notes',
  allows: (actor, note) => note.authorId === actor.personId && schoolsAs(actor, role).includes(note.schoolId),
  sql: (actor) => sql`(n.author_id = ${actor.personId}::uuid and n.school_id = any(${schoolsAs(actor, role)}::uuid[]))`,
});

/** Notes of a whole class are its teachers' business; one for chosen families is its author's. */
const classNotes: Rule<NoteFacts> = {
  role: 'teacher',
  scope: 'whole-classes-taught',
  allows: (actor, note) => note.audience === 'all' && note.groupId !== null && taught(actor).includes(note.groupId),
  sql: (actor) => sql`(n.audience = 'all' and n.group_id = any(${taught(actor)}::uuid[]))`,
};

const schoolNotes = (role: Role): Rule<NoteFacts> => ({
  role,
  scope: 'own-school',
  allows: (actor, note) => schoolsAs(actor, role).includes(note.schoolId),
  sql: (actor) => sql`n.school_id = any(${schoolsAs(actor, role)}::uuid[])`,
});

/**
 * Rights on a note. `follow` is its table: who signed, who is to be asked again, the ticks on paper, the proofs; `change`: to correct and to
 * withdraw it.
 */
export const notePolicy = definePolicy<NoteFacts, 'read' | 'answer' | 'acknowledge' | 'follow' | 'change'>(
  'liaison.note',
  {
    read: [children, oneself],
    answer: [children],
    acknowledge: [oneself],
    follow: [...writers.map(ownNotes), classNotes, ...overseers.map(schoolNotes)],
    change: [...writers.map(ownNotes), schoolNotes('head')],
  },
);

const groupTaught: Rule<NotePlace> = {
  role: 'teacher',
  scope: 'classes-taught',
  allows: (actor, { groupId }) => groupId !== null && taught(actor).includes(groupId),
  sql: (actor) => sql`g.group_id = any(${taught(actor)}::uuid[])`,
};

const placesOf = (role: Role): Rule<NotePlace> => ({
  role,
  scope: 'own-school',
  allows: (actor, { schoolId }) => schoolsAs(actor, role).includes(schoolId),
  sql: (actor) => sql`g.school_id = any(${schoolsAs(actor, role)}::uuid[])`,
});

/** The whole school, never a class: they see to those who stay after school. */
const afterSchool: Rule<NotePlace> = {
  role: 'after_school',
  scope: 'after-school-pupils',
  allows: (actor, { schoolId, groupId }) => groupId === null && schoolsAs(actor, 'after_school').includes(schoolId),
  sql: () => sql`false`,
};

/** Where notes are written, and who sets for which acts all guardians sign. */
export const notePlacePolicy = definePolicy<NotePlace, 'write' | 'setActs'>('liaison.place', {
  write: [groupTaught, ...overseers.map(placesOf), afterSchool],
  setActs: [placesOf('head')],
});

const ownWord: Rule<WordFacts> = {
  role: 'guardian',
  scope: 'own-words',
  allows: (actor, { authorId }) => authorId === actor.personId,
  sql: (actor) => sql`w.author_id = ${actor.personId}::uuid`,
};

/** Rights on short words of families: each sees their own; those of the class and of the school receive them. */
export const wordPolicy = definePolicy<WordFacts, 'send' | 'see' | 'receive'>('liaison.word', {
  send: [
    {
      role: 'guardian',
      scope: 'children-in-care',
      allows: (actor, { pupilId }) => followed(actor).includes(pupilId),
      sql: (actor) => sql`w.pupil_id = any(${followed(actor)}::uuid[])`,
    },
  ],
  see: [ownWord],
  receive: [
    {
      role: 'teacher',
      scope: 'classes-taught',
      allows: (actor, { groupId }) => groupId !== null && taught(actor).includes(groupId),
      sql: (actor) => sql`w.group_id = any(${taught(actor)}::uuid[])`,
    },
    ...overseers.map(
      (role): Rule<WordFacts> => ({
        role,
        scope: 'own-school',
        allows: (actor, { schoolId }) => schoolsAs(actor, role).includes(schoolId),
        sql: (actor) => sql`w.school_id = any(${schoolsAs(actor, role)}::uuid[])`,
      }),
    ),
    {
      role: 'after_school',
      scope: 'pick-ups-of-own-school',
      allows: (actor, { schoolId, kind }) => kind === 'pick-up' && schoolsAs(actor, 'after_school').includes(schoolId),
      sql: (actor) => sql`(w.kind = 'pick-up' and w.school_id = any(${schoolsAs(actor, 'after_school')}::uuid[]))`,
    },
  ],
});
