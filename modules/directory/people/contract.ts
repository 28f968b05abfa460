import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { relations } from '../contract.ts';
import { anyText, dayOrNothing, emailOrNothing, familyName, givenName, phoneOrNothing, title } from './fields.ts';
import { personFields } from './rules.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
const ofSchool = z.object({ schoolUai: uai });
const inSchool = z.object({ personUid: uid, schoolUai: uai });

/** What a school may make of somebody by its own word. */
export const handKinds = ['pupil', 'guardian', 'teacher', 'librarian', 'school_life', 'staff', 'after_school'] as const;
/** Posts of adults, which one person may hold several of in one school. */
export const handPosts = ['teacher', 'librarian', 'school_life', 'staff', 'after_school'] as const;

const school = z.object({ uai, name: z.string() });
const choice = z.object({ id: z.string(), label: z.string() });

export const showNewPerson = endpoint({
  name: 'directory.showNewPerson',
  method: 'GET',
  path: '/schools/:schoolUai/people/new',
  summary:
    'What is needed to enter somebody by hand in a school: its classes, and the child when an adult is added to one.',
  access: 'session',
  params: ofSchool,
  query: z.object({ kind: z.enum(handKinds).optional(), child: uid.optional() }),
  answer: z.object({
    school,
    kind: z.enum(handKinds),
    child: z.object({ id: uid, displayName: z.string() }).nullable(),
    classes: z.array(choice),
  }),
});

export const createPerson = endpoint({
  name: 'directory.createPerson',
  method: 'POST',
  path: '/schools/:schoolUai/people',
  summary:
    'Enters by hand somebody whom no academic file knows. Refused once when somebody like them is known here; `sure` says that it is another.',
  access: 'session',
  params: ofSchool,
  body: z.object({
    kind: z.enum(handKinds),
    title: title.default(''),
    familyName,
    givenName,
    birthDate: dayOrNothing.default(''),
    email: emailOrNothing.default(''),
    mobile: phoneOrNothing.default(''),
    /** Class of a pupil, or that a teacher teaches. */
    class: z.union([z.uuid(), z.literal('')]).default(''),
    /** The child of a guardian. */
    child: z.union([uid, z.literal('')]).default(''),
    relation: z.enum(relations).default('guardian'),
    /** 1: legal representative, with access; 3: contact only. */
    authority: z.enum(['1', '3']).default('1'),
    sure: z.enum(['yes', '']).default(''),
  }),
  answer: z.object({ id: uid, displayName: z.string() }),
  refusals: { 'directory.maybe-known': 409 },
});

const fieldState = z.object({
  field: z.enum(personFields),
  value: z.string().nullable(),
  /** Whose value it is; an academic one is locked. */
  owner: z.enum(['academy', 'school', 'person']).nullable(),
  locked: z.boolean(),
  /** The academic source (10-1D) that says the value in force, or another beside it. */
  source: z.string().nullable(),
  deliveredOn: z.iso.date().nullable(),
  academyValue: z.string().nullable(),
});

export const showRecord = endpoint({
  name: 'directory.showRecord',
  method: 'GET',
  path: '/people/:personUid/edit',
  summary: 'The fields of a record, each with who says so: the academy (locked), the school or the person.',
  access: 'session',
  params: z.object({ personUid: uid }),
  answer: z.object({ id: uid, displayName: z.string(), fields: z.array(fieldState) }),
});

export const changeRecord = endpoint({
  name: 'directory.changeRecord',
  method: 'POST',
  path: '/people/:personUid/edit',
  summary:
    'Changes fields of a record that are the school’s or the person’s; a field left out stays, an emptied one goes back to the academy’s value.',
  access: 'session',
  params: z.object({ personUid: uid }),
  body: z.object({
    title: title.optional(),
    familyName: familyName.optional(),
    givenName: givenName.optional(),
    birthName: anyText(100).optional(),
    birthDate: dayOrNothing.optional(),
    email: emailOrNothing.optional(),
    mobile: phoneOrNothing.optional(),
    phone: phoneOrNothing.optional(),
    street: anyText(200).optional(),
    postalCode: anyText(10).optional(),
    city: anyText(100).optional(),
  }),
  answer: z.object({ id: uid, changed: z.array(z.enum(personFields)) }),
});

export const showPlace = endpoint({
  name: 'directory.showPlace',
  method: 'GET',
  path: '/people/:personUid/schools/:schoolUai',
  summary: 'The place of somebody in a school: posts, class, departure, and what may be changed.',
  access: 'session',
  params: inSchool,
  answer: z.object({
    id: uid,
    displayName: z.string(),
    school,
    posts: z.array(z.object({ role: z.string(), owner: z.enum(['academy', 'school']), since: z.iso.date() })),
    class: z.object({ id: z.uuid(), label: z.string(), bySchool: z.boolean() }).nullable(),
    classes: z.array(choice),
    departure: z.object({ leftOn: z.iso.date(), notedAt: z.iso.datetime() }).nullable(),
    isHead: z.boolean(),
    isOneself: z.boolean(),
  }),
});

const placeDone = z.object({ changed: z.boolean() });

export const moveClass = endpoint({
  name: 'directory.moveClass',
  method: 'POST',
  path: '/people/:personUid/schools/:schoolUai/class',
  summary: 'Puts a pupil in a class from today on; the school’s choice holds over the academic file.',
  access: 'session',
  params: inSchool,
  body: z.object({ class: z.uuid('directory.class-missing') }),
  answer: placeDone,
  refusals: { 'directory.no-such-class': 422, 'directory.not-a-pupil-here': 422 },
});

export const noteDeparture = endpoint({
  name: 'directory.noteDeparture',
  method: 'POST',
  path: '/people/:personUid/schools/:schoolUai/leave',
  summary:
    'Notes that somebody leaves a school on a day: posts, class and rights there end; no delivery brings them back.',
  access: 'session',
  params: inSchool,
  body: z.object({ on: dayOrNothing.default('') }),
  answer: placeDone,
  refusals: {
    'directory.not-oneself': 422,
    'directory.head-stays': 422,
    'directory.guardian-follows': 422,
    'directory.left-already': 409,
  },
});

export const noteReturn = endpoint({
  name: 'directory.noteReturn',
  method: 'POST',
  path: '/people/:personUid/schools/:schoolUai/return',
  summary: 'Takes a departure back: places that it ended are open again, rights that were entrusted are not.',
  access: 'session',
  params: inSchool,
  answer: placeDone,
  refusals: { 'directory.not-left': 409 },
});

export const givePost = endpoint({
  name: 'directory.givePost',
  method: 'POST',
  path: '/people/:personUid/schools/:schoolUai/posts',
  summary: 'Gives an adult one more post in a school, by the school’s word.',
  access: 'session',
  stepUp: true,
  params: inSchool,
  body: z.object({ role: z.enum(handPosts) }),
  answer: placeDone,
  refusals: { 'directory.not-oneself': 422, 'directory.pupil-holds-no-post': 422 },
});

export const endPost = endpoint({
  name: 'directory.endPost',
  method: 'POST',
  path: '/people/:personUid/schools/:schoolUai/posts/end',
  summary: 'Ends a post that the school itself gave.',
  access: 'session',
  params: inSchool,
  body: z.object({ role: z.enum(handPosts) }),
  answer: placeDone,
  refusals: { 'directory.post-of-academy': 409 },
});

export const listDepartures = endpoint({
  name: 'directory.listDepartures',
  method: 'GET',
  path: '/schools/:schoolUai/departures',
  summary: 'Who left a school by its own word, the latest first, and may be taken back.',
  access: 'session',
  params: ofSchool,
  answer: z.object({
    school,
    departures: z.array(
      z.object({
        id: uid,
        displayName: z.string(),
        leftOn: z.iso.date(),
        by: z.string().nullable(),
        settled: z.boolean(),
      }),
    ),
  }),
});
