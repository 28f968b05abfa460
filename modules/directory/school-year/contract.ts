import { z } from 'zod';
import { endpoint } from '../../../platform/contract/endpoint.ts';
import { dayOrNothing } from '../people/fields.ts';

const uid = z.string().regex(/^[A-Z][0-9][A-Z]{2}[0-9]{4}$/);
const uai = z.string().regex(/^[0-9]{7}[A-HJ-NPR-Z]$/);
const ofSchool = z.object({ schoolUai: uai });
const school = z.object({ uai, name: z.string() });
const year = z.number().int();
const day = z.iso.date();
const done = z.object({ changed: z.boolean() });

/** Where pupils of a draft are: a class, or one of two heaps. */
export const heaps = ['waiting', 'leaving'] as const;
const place = z.union([z.uuid(), z.enum(heaps)]);
/** Boxes that share a name: none, one or several. */
const several = z
  .union([uid, z.array(uid).max(200)])
  .default([])
  .transform((given) => [given].flat());

const label = z
  .string()
  .trim()
  .min(1, 'directory.label-missing')
  .max(80, 'directory.field-long')
  .refine((typed) => /[\p{L}\p{N}]/u.test(typed), 'directory.label-missing');

const openingCounts = z.object({
  classes: z.number().int(),
  /** Placed as the draft said. */
  placed: z.number().int(),
  /** Enrolled without a class. */
  waiting: z.number().int(),
  left: z.number().int(),
  /** Whom the academy had placed already: its word held. */
  byAcademy: z.number().int(),
});

/** How far a school is with a year. */
export const stages = ['none', 'draft', 'open'] as const;

export const showNextYear = endpoint({
  name: 'directory.showNextYear',
  method: 'GET',
  path: '/schools/:schoolUai/next-year',
  summary:
    'The next school year of a school, from its preparation to its opening: classes, who waits for a place, who leaves.',
  access: 'session',
  params: ofSchool,
  answer: z.object({
    school,
    year,
    stage: z.enum(stages),
    /** First day on which it may be prepared, while that is to come. */
    from: day.nullable(),
    opensOn: day.nullable(),
    openedOn: day.nullable(),
    mayOpenNow: z.boolean(),
    shared: z.boolean(),
    classes: z.array(
      z.object({ id: z.uuid(), label: z.string(), pupils: z.number().int(), teachers: z.array(z.string()) }),
    ),
    waiting: z.number().int(),
    leaving: z.number().int(),
    counts: openingCounts.nullable(),
    /** After the opening: pupils whom the academy has put in another class than the draft. */
    overruled: z.array(z.object({ id: uid, displayName: z.string(), said: z.string(), now: z.string() })),
    overruledCount: z.number().int(),
    abilities: z.record(z.string(), z.boolean()),
  }),
});

export const prepareYear = endpoint({
  name: 'directory.prepareYear',
  method: 'POST',
  path: '/schools/:schoolUai/next-year',
  summary:
    'Begins the draft of the next year with classes and places proposed from this one’s; asked again it proposes places for those who have none.',
  access: 'session',
  params: ofSchool,
  answer: z.object({ classes: z.number().int(), pupils: z.number().int() }),
  refusals: { 'directory.year-not-yet': 409, 'directory.year-opened': 409 },
});

export const dropYear = endpoint({
  name: 'directory.dropYear',
  method: 'POST',
  path: '/schools/:schoolUai/next-year/drop',
  summary: 'Throws the draft of the next year away; nothing else changes.',
  access: 'session',
  params: ofSchool,
  answer: done,
  refusals: { 'directory.year-opened': 409 },
});

export const setYear = endpoint({
  name: 'directory.setYear',
  method: 'POST',
  path: '/schools/:schoolUai/next-year/settings',
  summary: 'Says on which day the prepared year opens by itself, and whether the teachers may read it.',
  access: 'session',
  params: ofSchool,
  body: z.object({ opensOn: dayOrNothing.default(''), shared: z.enum(['yes', '']).default('') }),
  answer: done,
  refusals: { 'directory.year-opened': 409 },
});

export const openYear = endpoint({
  name: 'directory.openYear',
  method: 'POST',
  path: '/schools/:schoolUai/next-year/open',
  summary: 'Opens the prepared year now: its classes are there, those of the former year are closed to writing.',
  access: 'session',
  stepUp: true,
  params: ofSchool,
  answer: openingCounts,
  refusals: { 'directory.year-opened': 409, 'directory.year-too-early': 409 },
});

export const addYearClass = endpoint({
  name: 'directory.addYearClass',
  method: 'POST',
  path: '/schools/:schoolUai/next-year/classes',
  summary: 'Adds a class to the year in preparation.',
  access: 'session',
  params: ofSchool,
  body: z.object({ label }),
  answer: z.object({ id: z.uuid() }),
  refusals: { 'directory.year-opened': 409, 'directory.class-name-taken': 409 },
});

/** How many pupils of a heap a page shows. */
export const SHOWN = 40;

export const showYearPlace = endpoint({
  name: 'directory.showYearPlace',
  method: 'GET',
  path: '/schools/:schoolUai/next-year/places/:place',
  summary:
    'The pupils of a class in preparation, or those who wait for a place, or who leave: forty a page, with where they may go.',
  access: 'session',
  params: ofSchool.extend({ place }),
  query: z.object({ after: z.string().max(400).optional() }),
  answer: z.object({
    school,
    year,
    place,
    label: z.string(),
    count: z.number().int(),
    pupils: z.array(
      z.object({ id: uid, displayName: z.string(), from: z.string().nullable(), level: z.string().nullable() }),
    ),
    next: z.string().nullable(),
    classes: z.array(z.object({ id: z.uuid(), label: z.string() })),
    teachers: z.array(z.object({ id: uid, displayName: z.string() })),
    /** Who could teach the class. */
    staff: z.array(z.object({ id: uid, displayName: z.string() })),
    mayChange: z.boolean(),
  }),
});

export const movePupils = endpoint({
  name: 'directory.moveYearPupils',
  method: 'POST',
  path: '/schools/:schoolUai/next-year/moves',
  summary:
    'Moves pupils of the year in preparation to a class, or says that they leave, or that they wait for a place.',
  access: 'session',
  params: ofSchool,
  body: z.object({
    pupil: several,
    to: place,
    /** up: the next level; same: they stay in this year's. Empty: as it was. */
    level: z.enum(['up', 'same', '']).default(''),
    /** The page to come back to. */
    back: place.default('waiting'),
  }),
  answer: z.object({ moved: z.number().int() }),
  refusals: { 'directory.year-opened': 409, 'directory.nobody-chosen': 422, 'directory.no-such-class': 422 },
});

const inClass = ofSchool.extend({ classId: z.uuid() });

export const changeYearClass = endpoint({
  name: 'directory.changeYearClass',
  method: 'POST',
  path: '/schools/:schoolUai/next-year/classes/:classId',
  summary: 'Renames a class in preparation and says who teaches it.',
  access: 'session',
  params: inClass,
  body: z.object({
    label,
    teacher: z.union([uid, z.literal('')]).default(''),
    second: z.union([uid, z.literal('')]).default(''),
  }),
  answer: done,
  refusals: {
    'directory.year-opened': 409,
    'directory.class-name-taken': 409,
    'directory.not-a-teacher-here': 422,
  },
});

export const removeYearClass = endpoint({
  name: 'directory.removeYearClass',
  method: 'POST',
  path: '/schools/:schoolUai/next-year/classes/:classId/remove',
  summary: 'Takes a class out of the year in preparation; its pupils wait for a place.',
  access: 'session',
  params: inClass,
  answer: done,
  refusals: { 'directory.year-opened': 409 },
});

export const listFormerYears = endpoint({
  name: 'directory.listFormerYears',
  method: 'GET',
  path: '/schools/:schoolUai/former-years',
  summary: 'The former years of a school, and the classes of one of them, as far as the caller could see them then.',
  access: 'session',
  params: ofSchool,
  query: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined) }),
  answer: z.object({
    school,
    year: year.nullable(),
    years: z.array(year),
    classes: z.array(
      z.object({ id: z.uuid(), label: z.string(), pupils: z.number().int(), teachers: z.array(z.string()) }),
    ),
  }),
});

export const showFormerClass = endpoint({
  name: 'directory.showFormerClass',
  method: 'GET',
  path: '/former-classes/:groupId',
  summary: 'A class of a former year as it was when the year ended. It can be read, and not written in.',
  access: 'session',
  params: z.object({ groupId: z.uuid() }),
  answer: z.object({
    id: z.uuid(),
    label: z.string(),
    school,
    year,
    endedOn: day,
    teachers: z.array(z.string()),
    pupils: z.array(z.object({ id: uid, displayName: z.string(), level: z.string().nullable() })),
  }),
});

export const listArrivals = endpoint({
  name: 'directory.listArrivals',
  method: 'GET',
  path: '/schools/:schoolUai/arrivals',
  summary:
    'Pupils whom the academy announces in a school from a day to come: names and levels, and nothing of their school life.',
  access: 'session',
  params: ofSchool,
  query: z.object({ after: z.string().max(400).optional() }),
  answer: z.object({
    school,
    count: z.number().int(),
    pupils: z.array(z.object({ displayName: z.string(), level: z.string().nullable(), startsOn: day })),
    next: z.string().nullable(),
  }),
});

export const followYears = endpoint({
  name: 'directory.followYears',
  method: 'GET',
  path: '/next-years',
  summary: 'How far every school is with the next year: not prepared, prepared, opened; thirty a page, by name.',
  access: 'session',
  query: z.object({ stage: z.enum(['', ...stages]).default(''), after: z.string().max(400).optional() }),
  answer: z.object({
    year,
    totals: z.object({ none: z.number().int(), draft: z.number().int(), open: z.number().int() }),
    stage: z.enum(['', ...stages]),
    schools: z.array(
      z.object({
        uai,
        name: z.string(),
        commune: z.string().nullable(),
        stage: z.enum(stages),
        /** Opens or opened on. */
        on: day.nullable(),
        href: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
});
